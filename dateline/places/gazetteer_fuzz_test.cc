// The fuzz target over its saved corpus and over mutations of a good file.
#include "fuzz/gazetteer_fuzz.cc"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "dateline/places/sample_gazetteer.h"

namespace dateline {
namespace {

void feed(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

TEST(GazetteerFuzz, StandsItsCorpus) {
  size_t files = 0;
  const std::filesystem::path root = DATELINE_SOURCE_DIR;
  for (const auto& entry : std::filesystem::directory_iterator(root / "fuzz/corpus/gazetteer")) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    feed(bytes.str());
    ++files;
  }
  EXPECT_GT(files, 0u);
}

// The checksum is made good again, so that the checks behind it are reached. Bytes
// of the large index of buckets alone would take most of the mutations: half go behind it.
TEST(GazetteerFuzz, StandsMutations) {
  const std::string good = sample_gazetteer_bytes();
  std::mt19937 random(1);
  const size_t tail = good.size() - std::min<size_t>(good.size(), 4000);
  for (int round = 0; round < 400; ++round) {
    std::string bytes = good;
    const size_t from = round % 2 == 0 ? tail : 64;
    for (int change = 0; change < 3; ++change)
      bytes[from + random() % (bytes.size() - from)] = static_cast<char>(random());
    feed(bytes);
  }
}

}  // namespace
}  // namespace dateline
