#include "dateline/names/book.h"

#include <gtest/gtest.h>

#include <fstream>

#include "dateline/names/dated.h"
#include "dateline/names/reading_test.h"
#include "dateline/names/table.h"

namespace dateline::names {
namespace {

std::vector<Term> terms(const char* text) {
  std::string why;
  auto read = read_terms(text, {"GOV"}, why);
  EXPECT_TRUE(read) << why;
  return read.value_or(std::vector<Term>{});
}

TEST(Dated, AnOfficeHoldsFromItsFirstDayToItsLast) {
  const auto t = terms("minister 2010-03..2012; opposition leader=OPP 2014..");
  EXPECT_TRUE(standing_on(t, parse_iso_date("2010-02-28")).sectors.empty()) << "before: nothing";
  EXPECT_EQ(standing_on(t, parse_iso_date("2010-03-01")).sectors, Sectors{"GOV"});
  EXPECT_EQ(standing_on(t, parse_iso_date("2012-12-31")).sectors, Sectors{"GOV"});
  EXPECT_EQ(standing_on(t, parse_iso_date("2013-01-01")).sectors, Sectors{"ELI"});
  EXPECT_EQ(standing_on(t, parse_iso_date("2015-01-01")).sectors, Sectors{"OPP"});
  EXPECT_EQ(standing_on(t, std::nullopt).office, "opposition leader");
}

TEST(Dated, ATermMayHaveItsOwnCode) {
  const auto t = terms("envoy=@UNO 2010..2012");
  EXPECT_EQ(standing_on(t, parse_iso_date("2011-01-01")).code, "UNO");
}

TEST(Dated, ABadRangeIsSaid) {
  std::string why;
  EXPECT_FALSE(read_terms("minister 2012..2010", {"GOV"}, why));
  EXPECT_FALSE(read_terms("minister 2012-13..", {"GOV"}, why));
}

TEST(Book, ABadLineIsNamed) {
  const auto path = std::filesystem::path(testing::TempDir()) / "dateline_bad.tsv";
  std::ofstream(path) << "# header\na\tb\nc\td\te\n";
  const auto table = read_table(path, 2);
  ASSERT_FALSE(table.ok());
  EXPECT_TRUE(table.error().what.starts_with("line 3: "));
  EXPECT_EQ(table.error().offset, 13u);
}

TEST(Book, HoldsWhatItsPageSays) {
  EXPECT_GE(test_book().countries.size(), 199u);
  EXPECT_GE(test_book().people.size(), 1500u);
  EXPECT_GE(test_book().organizations.size(), 600u);
  EXPECT_GE(test_book().roles.size(), 500u);
}

TEST(Phrases, CapitalsBindAndPunctuationDoesNot) {
  PhraseTrie trie;
  trie.add("US", 1);
  trie.add("Ana Peña-Li", 2);
  const auto find = [&](std::string_view text) {
    std::vector<TextAtom> atoms;
    for (const Atom& a : atoms_of(text)) {
      atoms.emplace_back();
      static_cast<Atom&>(atoms.back()) = a;
      atoms.back().closes = true;
    }
    PhraseTrie::Found found;
    trie.longest(atoms, found);
    return found.values.empty() ? 0u : found.values[0];
  };
  EXPECT_EQ(find("US"), 1u);
  EXPECT_EQ(find("us"), 0u);
  EXPECT_EQ(find("ANA PENA LI"), 2u);
  EXPECT_EQ(find("ana pena li"), 0u);
}

}  // namespace
}  // namespace dateline::names
