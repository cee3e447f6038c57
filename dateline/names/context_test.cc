#include "dateline/names/context.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "dateline/names/reading_test.h"

namespace dateline::names {
namespace {

// "Kenyan troops left. In Somalia police shot six people."
constexpr std::string_view kTwoCountries = R"(
1 Kenyan kenyan ADJ JJ _ 2 amod _ _
2 troops troop NOUN NNS _ 3 nsubj _ _
3 left leave VERB VBD _ 0 root _ SpaceAfter=No
4 . . PUNCT . _ 3 punct _ _

1 In in ADP IN _ 2 case _ _
2 Somalia Somalia PROPN NNP _ 4 obl _ _
3 police police NOUN NNS _ 4 nsubj _ _
4 shot shoot VERB VBD _ 0 root _ _
5 six six NUM CD _ 6 nummod _ _
6 people person NOUN NNS _ 4 obj _ SpaceAfter=No
7 . . PUNCT . _ 4 punct _ _
)";

struct Asked {
  Parsed parsed;
  Cases cases;
  Mentions mentions;

  explicit Asked(std::string_view conllu) {
    auto read = read_conllu(conllu);
    parsed = std::move(*read);
    mentions = find_mentions(parsed.doc, parsed.tokens, parsed.syntax, test_book(), {}, {}, cases);
  }

  const ContextCase* of(std::string_view word) const {
    const auto found = std::ranges::find_if(cases.countries, [&](const ContextCase& asked) {
      const Mention& m = mentions.mentions[asked.mention];
      return parsed.doc.at(parsed.tokens[m.head].span) == word;
    });
    return found == cases.countries.end() ? nullptr : &*found;
  }

  // Whether that sign speaks for the country of `word`.
  bool speaks(std::string_view word, std::string_view code, std::string_view sign) const {
    const ContextCase* asked = of(word);
    return asked != nullptr && std::ranges::any_of(asked->candidates, [&](const Candidate& c) {
      return c.code == code && std::ranges::find(c.signs, sign) != c.signs.end();
    });
  }
};

TEST(Context, AsksOfThoseWhoseCountryNoWordTells) {
  const Asked asked(kTwoCountries);
  EXPECT_EQ(asked.of("troops"), nullptr) << "Kenyan";
  ASSERT_NE(asked.of("police"), nullptr);
  std::vector<std::string> codes;
  for (const Candidate& c : asked.of("police")->candidates) codes.push_back(c.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"", "KEN", "SOM"}));
}

TEST(Context, NotesTheSignsOfEach) {
  const Asked asked(kTwoCountries);
  EXPECT_TRUE(asked.speaks("police", "SOM", "sentence opens in"));
  EXPECT_TRUE(asked.speaks("police", "SOM", "place of verb"));
  EXPECT_TRUE(asked.speaks("police", "KEN", "sentence opens elsewhere"));
  EXPECT_TRUE(asked.speaks("police", "KEN", "first sentence"));
  EXPECT_FALSE(asked.speaks("police", "SOM", "first sentence"));
  EXPECT_TRUE(asked.speaks("people", "", "none"));
}

TEST(Context, TheLargestSumWins) {
  const Read r = read(kTwoCountries);
  EXPECT_EQ(r.codes("police"), "SOM COP");
  EXPECT_EQ(r.codes("people"), "SOM CVL");
  EXPECT_TRUE(r.entity("police").inferred);
  EXPECT_FALSE(r.entity("troops").inferred);
}

TEST(Context, WithoutCountriesNothingIsInferred) {
  const Read r = read(R"(
1 Police police NOUN NNS _ 2 nsubj _ _
2 shot shoot VERB VBD _ 0 root _ _
3 people person NOUN NNS _ 2 obj _ SpaceAfter=No
4 . . PUNCT . _ 2 punct _ _
)");
  EXPECT_EQ(r.codes("Police"), " COP");
}

TEST(Context, DaysAreNobody) {
  const Read r = read(R"(
1 Police police NOUN NNS _ 2 nsubj _ _
2 said say VERB VBD _ 0 root _ _
3 Friday Friday PROPN NNP _ 2 obl:tmod _ SpaceAfter=No
4 . . PUNCT . _ 2 punct _ _
)",
                      "2026-03-06");  // Godwin Friday holds office
  EXPECT_EQ(r.codes("Friday"), "-");
}

TEST(Context, ATableThatIsNoNumbersIsRefusedWithItsLine) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(testing::TempDir()) / "context";
  fs::remove_all(root);
  fs::create_directories(root);
  fs::copy("data/actors", root / "actors", fs::copy_options::recursive);
  std::ofstream(root / "actors" / "context.tsv") << "# signs\ndateline\t1\tx\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";
  const auto book = ActorBook::load(root);
  ASSERT_FALSE(book.ok());
  EXPECT_NE(book.error().message().find("line 2: not a number: \"x\""), std::string::npos)
      << book.error().message();
}

}  // namespace
}  // namespace dateline::names
