// Feasts by rule and by table, with the shipped data.
#include "dateline/times/holidays.h"

#include <gtest/gtest.h>

#include "dateline/times/rules.h"
#include "dateline/times/testing.h"

namespace dateline::timex {
namespace {

std::optional<uint32_t> feast(const std::string& name) {
  const Rules& rules = shipped_rules().rules();
  const Document doc = article(name);
  std::vector<Atom> atoms;
  const Tokens tokens = rough_tokens(doc);
  cut_atoms(doc, tokens, 0, tokens.size(), rules.lexicon, atoms);
  const auto found = rules.holidays.name_at(atoms, 0);
  if (!found || found->end != atoms.size()) return std::nullopt;
  return found->holiday;
}

std::string date(const std::string& name, int year) {
  const auto id = feast(name);
  if (!id) return "no such name";
  const auto dates = shipped_rules().rules().holidays.in_year(*id, year);
  return dates.empty() ? "" : iso(dates.front());
}

TEST(Holidays, FallWhereCalendarsSay) {
  EXPECT_EQ(date("New Year's Eve", 2018), "2018-12-31");
  EXPECT_EQ(date("Election Day", 2016), "2016-11-08");
  EXPECT_EQ(date("Election Day", 2022), "2022-11-08");
  EXPECT_EQ(date("Memorial Day", 2019), "2019-05-27");
  EXPECT_EQ(date("Black Friday", 2019), "2019-11-29");
  EXPECT_EQ(date("Victoria Day", 2019), "2019-05-20");
  EXPECT_EQ(date("Good Friday", 2019), "2019-04-19");
  EXPECT_EQ(date("Ascension Day", 2019), "2019-05-30");
  EXPECT_EQ(date("Orthodox Easter", 2019), "2019-04-28");
  EXPECT_EQ(date("Chinese New Year", 2027), "2027-02-06");
  EXPECT_EQ(date("Chuseok", 2019), "2019-09-13");
  EXPECT_EQ(date("Yom Kippur", 2019), "2019-10-09");
  EXPECT_EQ(date("Passover", 2024), "2024-04-23");
  EXPECT_EQ(date("Diwali", 2018), "2018-11-07");
  EXPECT_EQ(date("Eid al-Adha", 2019), "2019-08-11");
}

TEST(Holidays, ALunarYearMayGiveTwoInOneCivilYear) {
  const auto id = feast("Eid al-Fitr");
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(shipped_rules().rules().holidays.in_year(*id, 2000).size(), 2u);
  EXPECT_TRUE(shipped_rules().rules().holidays.in_year(*id, 1900).empty());
}

TEST(Holidays, EveryTableReaches2030) {
  for (const char* name : {"Ramadan", "Eid al-Adha", "Ashura", "Lunar New Year", "Rosh Hashanah",
                           "Passover", "Hanukkah", "Diwali", "Vesak"}) {
    EXPECT_NE(date(name, 2030), "") << name;
    EXPECT_NE(date(name, 2000), "") << name;
  }
}

TEST(Holidays, ANameNeedsACapital) {
  EXPECT_FALSE(feast("new year").has_value());
  EXPECT_TRUE(feast("NEW YEAR").has_value());
}

}  // namespace
}  // namespace dateline::timex
