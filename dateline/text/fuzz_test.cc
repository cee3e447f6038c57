// What fuzzing has saved, then mutants of it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "fuzz/text_fuzz.cc"

namespace dateline {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

std::string mutant_of(std::string bytes, std::mt19937& random) {
  for (int change = 0; change < 3 && bytes.size() > 1; ++change) {
    const size_t at = random() % bytes.size();
    if (random() % 3 == 0)
      bytes.resize(at + 1);
    else if (random() % 2 == 0)
      bytes[at] = static_cast<char>(random());
    else
      bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
  }
  return bytes;
}

TEST(TextFuzz, SavedInputsAndTheirMutants) {
  std::mt19937 random(21);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("fuzz/corpus/text")) {
    const std::string bytes = bytes_of(entry.path());
    run(bytes);
    for (int round = 0; round < 200; ++round) run(mutant_of(bytes, random));
    ++files;
  }
  EXPECT_GE(files, 8);
}

}  // namespace
}  // namespace dateline
