// A judge made by hand for the tests of this folder: one hidden unit, one unit of a pair, three labels.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "dateline/doc/syntax.h"
#include "dateline/events/judge.h"
#include "dateline/events/test_reading.h"

namespace dateline::coding {

inline std::vector<std::byte> bytes_of(const std::vector<float>& numbers) {
  const auto* first = reinterpret_cast<const std::byte*>(numbers.data());
  return {first, first + numbers.size() * sizeof(float)};
}

// Four outcomes, the last of which is no event. Seven numbers a token: as the event's word, its subject, object,
// oblique and head; as the event's word and as a participant of a pair.
struct Arrays {
  std::map<std::string, std::vector<float>> of = {{"judge.2w", std::vector<float>(4, 0)},
                                                  {"judge.2b", std::vector<float>(4, 0)},
                                                  {"judge.path", {0, 0}},
                                                  {"judge.near", std::vector<float>(9, 0)},
                                                  {"judge.mid.w", {1}},
                                                  {"judge.mid.b", {0}},
                                                  {"judge.role.w", {1, -1}},
                                                  {"judge.role.b", {0, 0}},
                                                  {"judge.speak", {0.5f}}};
  std::string labels = "AGREE -\nASSAULT -\nASSAULT aerial\n";
  std::string paths = "|nsubj:by\n";

  Result<Judge> load() const {
    std::map<std::string, Blob, std::less<>> blobs;
    std::vector<std::vector<std::byte>> kept;
    kept.reserve(of.size());
    for (const auto& [name, numbers] : of) {
      kept.push_back(bytes_of(numbers));
      blobs[name] = {
          BlobType::f32, 1, {static_cast<uint32_t>(numbers.size()), 1, 1, 1}, kept.back()};
    }
    blobs["judge.labels"] = text(labels);
    blobs["judge.paths"] = text(paths);
    return Judge::load(*BlobFile::from_bytes(blob_file_bytes(blobs)));
  }

  static Blob text(const std::string& lines) {
    const auto* first = reinterpret_cast<const std::byte*>(lines.data());
    return {
        BlobType::bytes, 1, {static_cast<uint32_t>(lines.size()), 1, 1, 1}, {first, lines.size()}};
  }
};

inline Frames judged_frames(const Arrays& arrays = {}) {
  Frames frames = our_frames();
  frames.take(*arrays.load());
  return frames;
}

inline constexpr uint32_t kTestWidth = 7;

// All numbers of all tokens 0.
inline void blank_meaning(Syntax& syntax) {
  syntax.meaning_width = kTestWidth;
  syntax.meaning.assign(syntax.words.size() * kTestWidth, 0.0f);
}

inline float& number(Syntax& syntax, uint32_t token, size_t which) {
  return syntax.meaning[token * kTestWidth + which];
}

}  // namespace dateline::coding
