// What fuzzing has saved, then mutants of it and of the shipped data.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "fuzz/times_fuzz.cc"

namespace dateline {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

void run_mutants(std::string bytes, std::mt19937& random, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    std::string mutant = bytes;
    for (int change = 0; change < 3 && mutant.size() > 1; ++change) {
      const size_t at = 1 + random() % (mutant.size() - 1);
      if (random() % 2) {
        mutant[at] = static_cast<char>(random());
      } else {
        mutant.insert(at, mutant.substr(1 + random() % (mutant.size() - 1), random() % 12));
      }
    }
    run(mutant);
  }
}

TEST(TimesFuzz, SavedInputsAndTheirMutants) {
  std::mt19937 random(11);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("fuzz/corpus/times")) {
    run(bytes_of(entry.path()));
    run_mutants(bytes_of(entry.path()), random, 200);
    ++files;
  }
  EXPECT_GE(files, 8);
}

TEST(TimesFuzz, MutantsOfTheShippedHolidays) {
  std::mt19937 random(12);
  run_mutants("c" + bytes_of("data/times/holidays.tsv").substr(0, 4000), random, 30);
}

}  // namespace
}  // namespace dateline
