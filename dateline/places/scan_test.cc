#include "dateline/places/scan.h"

#include <gtest/gtest.h>

#include <random>

#include "dateline/places/sample_gazetteer.h"

namespace dateline {
namespace {

std::vector<std::string> names_in(std::string_view text) {
  static const Gazetteer gazetteer = sample_gazetteer();
  const Scan scan = scan_names(text, {0, static_cast<uint32_t>(text.size())}, gazetteer);
  std::vector<std::string> out;
  for (const Hit& hit : scan.hits) out.emplace_back(text.substr(hit.span.begin, hit.span.size()));
  return out;
}

using Names = std::vector<std::string>;

TEST(ScanNames, TakesWholeWords) {
  EXPECT_EQ(names_in("Talks in Paris ended."), Names{"Paris"});
  EXPECT_EQ(names_in("The Parisian said so."), Names{});
  EXPECT_EQ(names_in("Comparison"), Names{});
}

TEST(ScanNames, TakesTheLongestName) {
  EXPECT_EQ(names_in("in Lamar County and Gao Region"), (Names{"Lamar County", "Gao Region"}));
  EXPECT_EQ(names_in("a carnival in Rio de Janeiro"), Names{"Rio de Janeiro"});
  EXPECT_EQ(names_in("a carnival in Rio, de Janeiro"), Names{"Rio"});
}

TEST(ScanNames, WantsACapital) {
  EXPECT_EQ(names_in("plaster of paris"), Names{});
  EXPECT_EQ(names_in("BAMAKO, Mali"), (Names{"BAMAKO", "Mali"}));
}

TEST(ScanNames, LeavesThePossessive) {
  EXPECT_EQ(names_in("Mali's army"), Names{"Mali"});
  EXPECT_EQ(names_in("Mali’s army"), Names{"Mali"});
}

TEST(ScanNames, ReadsAbbreviationsByTheirForm) {
  EXPECT_EQ(names_in("the US said"), Names{"US"});
  EXPECT_EQ(names_in("the U.S. said"), Names{"U.S"});
  EXPECT_EQ(names_in("Us too"), Names{});
  EXPECT_EQ(names_in("Paris, Tex., is small"), (Names{"Paris", "Tex"}));
  EXPECT_EQ(names_in("Tex said so"), Names{});
}

TEST(ScanNames, ReadsPostalCodesAfterACommaOnly) {
  EXPECT_EQ(names_in("Paris, TX"), (Names{"Paris", "TX"}));
  EXPECT_EQ(names_in("the TX file"), Names{});
}

TEST(ScanNames, StopsAtBlankLinesAndCommas) {
  EXPECT_EQ(names_in("Lamar\n\nCounty"), Names{});
  EXPECT_EQ(names_in("Lamar\nCounty"), Names{"Lamar\nCounty"});
}

TEST(ScanNames, StandsBadBytesAndLongRuns) {
  EXPECT_EQ(names_in("in \xFF\xC3 Paris"), Names{"Paris"});
  EXPECT_EQ(names_in(std::string(100'000, 'A')), Names{});
}

// Whatever the text, hits are in order, lie in it, do not overlap, and are cut at words.
TEST(ScanNames, GivesOrderedHitsOfAnyText) {
  static const Gazetteer gazetteer = sample_gazetteer();
  const std::vector<std::string> parts = {"Paris", " ",  ",", "Lamar", "County", "\n", "al-", "-",
                                          "'s",    "US", ".", "\xC3",  "é",      "TX", "of",  "\""};
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += parts[random() % parts.size()];
    const Scan scan = scan_names(text, {0, static_cast<uint32_t>(text.size())}, gazetteer);
    uint32_t end = 0;
    for (const Hit& hit : scan.hits) {
      EXPECT_LE(end, hit.span.begin) << text;
      EXPECT_LT(hit.span.begin, hit.span.end) << text;
      EXPECT_FALSE(hit.meanings.empty());
      EXPECT_EQ(scan.words[hit.first].span.begin, hit.span.begin);
      end = hit.span.end;
    }
    EXPECT_LE(end, text.size());
  }
}

TEST(LookUp, FallsBackOnTheNameWithoutCommonWords) {
  const Gazetteer gazetteer = sample_gazetteer();
  for (const char* name : {"Mali", "northern Mali", "the Sahel", "Gao region", "city of Gao",
                           "the northern province of Gao", "Lamar"}) {
    std::vector<Posting> out;
    EXPECT_TRUE(look_up(name, gazetteer, out)) << name;
  }
  std::vector<Posting> out;
  EXPECT_FALSE(look_up("the", gazetteer, out));
  EXPECT_FALSE(look_up("", gazetteer, out));
  EXPECT_FALSE(look_up("northern", gazetteer, out));
}

}  // namespace
}  // namespace dateline
