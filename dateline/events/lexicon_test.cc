#include "dateline/events/lexicon.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dateline::coding {
namespace {

// Every member brings two new words, so the lists move many times.
TEST(Lexicon, KeepsMembersWithModifiers) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "lexicon_test";
  std::filesystem::create_directories(folder);
  constexpr int kMembers = 2000;
  {
    std::ofstream out(folder / "one.tsv");
    out << "@raid";
    for (int i = 0; i < kMembers; ++i) out << " air" << i << "~raid" << i;
    out << '\n';
  }
  Lexicon lexicon;
  ASSERT_TRUE(lexicon.load_classes(folder));
  std::filesystem::remove_all(folder);
  for (int i = 0; i < kMembers; ++i) {
    const auto& members = lexicon.modified_of(lexicon.find("raid" + std::to_string(i)));
    ASSERT_EQ(members.size(), 1u) << i;
    EXPECT_EQ(members[0].modifier, lexicon.find("air" + std::to_string(i)));
  }
}

// It would be taken for one word and never match.
TEST(Lexicon, RefusesAModifierInASet) {
  Lexicon lexicon;
  const auto set = lexicon.parse_set("statement|aid~worker");
  ASSERT_FALSE(set);
  EXPECT_NE(set.error().message().find("aid~worker"), std::string::npos);
}

}  // namespace
}  // namespace dateline::coding
