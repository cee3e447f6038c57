#include "dateline/events/judge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

namespace dateline::coding {
namespace {

std::vector<std::byte> bytes_of(const std::vector<float>& numbers) {
  const auto* first = reinterpret_cast<const std::byte*>(numbers.data());
  return {first, first + numbers.size() * sizeof(float)};
}

// Arrays of a judge over meanings of two numbers, with one hidden unit and four outcomes.
struct Arrays {
  std::map<std::string, std::vector<float>> of = {{"judge.1w", std::vector<float>(10, 0)},
                                                  {"judge.1b", {0}},
                                                  {"judge.2w", std::vector<float>(4, 0)},
                                                  {"judge.2b", std::vector<float>(4, 0)},
                                                  {"judge.speak", {0.5f}}};
  std::string labels = "AGREE -\nASSAULT -\nASSAULT aerial\n";

  Result<Judge> load() const {
    std::map<std::string, Blob, std::less<>> blobs;
    std::vector<std::vector<std::byte>> kept;
    kept.reserve(of.size());
    for (const auto& [name, numbers] : of) {
      kept.push_back(bytes_of(numbers));
      blobs[name] = {BlobType::f32, 1, {static_cast<uint32_t>(numbers.size()), 1, 1, 1}, kept.back()};
    }
    const auto* text = reinterpret_cast<const std::byte*>(labels.data());
    blobs["judge.labels"] = {
        BlobType::bytes, 1, {static_cast<uint32_t>(labels.size()), 1, 1, 1}, {text, labels.size()}};
    return Judge::load(*BlobFile::from_bytes(blob_file_bytes(blobs)));
  }
};

// "rebels <- attacked": a verb with one subject.
Syntax clause() {
  Syntax syntax;
  syntax.words.resize(2);
  syntax.words[0].head = 1;
  syntax.words[0].rel = Deprel::nsubj;
  syntax.words[1].rel = Deprel::root;
  syntax.meaning_width = 2;
  syntax.meaning = {0, 3, 1, 0};
  syntax.index_children();
  return syntax;
}

TEST(Judge, IsEmptyWithoutArrays) {
  const auto judge = Judge::load(*BlobFile::from_bytes(blob_file_bytes({})));
  ASSERT_TRUE(judge);
  EXPECT_TRUE(judge->empty());
}

TEST(Judge, RefusesArraysThatDoNotFit) {
  Arrays arrays;
  arrays.of["judge.2w"].pop_back();
  EXPECT_FALSE(arrays.load());
}

TEST(Judge, RefusesLabelsThatItDoesNotKnow) {
  Arrays arrays;
  arrays.labels = "AGREE -\nATTACK -\nASSAULT aerial\n";
  EXPECT_FALSE(arrays.load());
}

TEST(Judge, ReadsTheWordAndItsSubject) {
  Arrays arrays;
  arrays.of["judge.1w"][0] = 1;  // the word's first number
  arrays.of["judge.1w"][3] = 2;  // its subjects' second
  arrays.of["judge.2w"][2] = 1;  // ASSAULT aerial
  const auto judge = arrays.load();
  ASSERT_TRUE(judge);
  const std::vector<float> scores = judge->scores(clause(), 1);
  const float e = std::exp(7.0f);  // 1·1 + 2·3
  EXPECT_NEAR(scores[2], e / (e + 3), 1e-4);
  EXPECT_NEAR(std::accumulate(scores.begin(), scores.end(), 0.0f), 1, 1e-5);
  EXPECT_NEAR(judge->scores(clause(), 0)[0], 0.25, 1e-5);
}

TEST(Judge, SumsTheModesOfACategory) {
  const auto judge = Arrays().load();
  ASSERT_TRUE(judge);
  const Verdict verdict = judge->verdict(judge->scores(clause(), 0));
  EXPECT_EQ(verdict.type, EventType::assault);
  EXPECT_NEAR(verdict.probability, 0.5, 1e-5);
  EXPECT_NEAR(verdict.mode_probability, 0.5, 1e-5);
}

}  // namespace
}  // namespace dateline::coding
