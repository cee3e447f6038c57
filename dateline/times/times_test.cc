// The table of what expressions mean, with the shipped data, and what holds for
// every expression of any text.
#include "dateline/times/times.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "dateline/times/testing.h"

namespace dateline::timex {
namespace {

struct Row {
  const char* text;   // one article; " | " parts sentences
  const char* words;  // of the last expression
  const char* value;
  const char* start;  // "" where it is not on the calendar
  const char* end;
  TimexType type = TimexType::date;
};

// Every article is of Thursday, 10 January 2019.
constexpr Row kRows[] = {
    // Days.
    {"They met yesterday", "yesterday", "2019-01-09", "2019-01-09", "2019-01-09"},
    {"They meet tomorrow", "tomorrow", "2019-01-11", "2019-01-11", "2019-01-11"},
    {"They met on Tuesday", "Tuesday", "2019-01-08", "2019-01-08", "2019-01-08"},
    {"They will meet on Tuesday", "Tuesday", "2019-01-15", "2019-01-15", "2019-01-15"},
    {"They met on Thursday", "Thursday", "2019-01-10", "2019-01-10", "2019-01-10"},
    {"They were met this Saturday", "this Saturday", "2019-01-05", "2019-01-05", "2019-01-05"},
    {"sent aid following Tuesday 's quake", "Tuesday", "2019-01-08", "2019-01-08", "2019-01-08"},
    {"They met last Thursday", "last Thursday", "2019-01-03", "2019-01-03", "2019-01-03"},
    {"They meet next Thursday", "next Thursday", "2019-01-17", "2019-01-17", "2019-01-17"},
    {"Sunday's vote was calm", "Sunday", "2019-01-06", "2019-01-06", "2019-01-06"},
    {"talks go on until Saturday", "Saturday", "2019-01-12", "2019-01-12", "2019-01-12"},
    {"They left Tuesday last week", "Tuesday last week", "2019-01-01", "2019-01-01", "2019-01-01"},
    {"the day before yesterday", "the day before yesterday", "2019-01-08", "2019-01-08",
     "2019-01-08"},
    {"On Jan. 9 they met", "Jan. 9", "2019-01-09", "2019-01-09", "2019-01-09"},
    {"On 9 January 2019 they met", "9 January 2019", "2019-01-09", "2019-01-09", "2019-01-09"},
    {"on January 9th, 2017 they met", "January 9th, 2017", "2017-01-09", "2017-01-09",
     "2017-01-09"},
    {"the ninth of January they met", "the ninth of January", "2019-01-09", "2019-01-09",
     "2019-01-09"},
    {"signed on Dec. 20 in Rome", "Dec. 20", "2018-12-20", "2018-12-20", "2018-12-20"},
    {"published 2018-03-07 in Rome", "2018-03-07", "2018-03-07", "2018-03-07", "2018-03-07"},
    {"dated 03/07/2018 in Rome", "03/07/2018", "2018-03-07", "2018-03-07", "2018-03-07"},
    {"dated 7.3.2018 in Rome", "7.3.2018", "2018-03-07", "2018-03-07", "2018-03-07"},
    {"from March 2 to 4", "March 2 to 4", "2019-03-02", "2019-03-02", "2019-03-04"},
    {"on March 2 and 4", "4", "2019-03-04", "2019-03-04", "2019-03-04"},
    {"the fair of 7-10 January", "7-10 January", "2019-01-07", "2019-01-07", "2019-01-10"},
    {"three days ago", "three days ago", "2019-01-07", "2019-01-07", "2019-01-07"},
    {"He left on Jan. 4 . | The following day he came", "The following day", "2019-01-05",
     "2019-01-05", "2019-01-05"},
    {"He left on Jan. 4 . | That day it rained", "That day", "2019-01-04", "2019-01-04",
     "2019-01-04"},
    {"They met in May 2017 . | The month before , he left", "The month before", "2017-04",
     "2017-04-01", "2017-04-30"},
    {"They met in May 2017 . | He left that June", "that June", "2017-06", "2017-06-01",
     "2017-06-30"},
    // Weeks, months, years.
    {"this week", "this week", "2019-W02", "2019-01-07", "2019-01-13"},
    {"last week", "last week", "2019-W01", "2018-12-31", "2019-01-06"},
    {"over the weekend", "the weekend", "2019-W01-WE", "2019-01-05", "2019-01-06"},
    {"in the first week of June", "the first week of June", "2018-W22", "2018-05-28", "2018-06-03"},
    {"last month", "last month", "2018-12", "2018-12-01", "2018-12-31"},
    {"in June last year", "June last year", "2018-06", "2018-06-01", "2018-06-30"},
    {"in July 2016", "July 2016", "2016-07", "2016-07-01", "2016-07-31"},
    {"elected last November", "last November", "2018-11", "2018-11-01", "2018-11-30"},
    {"He visited in May", "May", "2018-05", "2018-05-01", "2018-05-31"},
    {"He will visit in May", "May", "2019-05", "2019-05-01", "2019-05-31"},
    {"last year", "last year", "2018", "2018-01-01", "2018-12-31"},
    {"early next year", "early next year", "2020", "2020-01-01", "2020-12-31"},
    {"by the end of 2020", "the end of 2020", "2020", "2020-01-01", "2020-12-31"},
    {"He fled in 1998 .", "1998", "1998", "1998-01-01", "1998-12-31"},
    {"born in nineteen ninety-six", "nineteen ninety-six", "1996", "1996-01-01", "1996-12-31"},
    {"by twenty nineteen", "twenty nineteen", "2019", "2019-01-01", "2019-12-31"},
    {"two months ago", "two months ago", "2018-11", "2018-11-01", "2018-11-30"},
    {"a decade ago", "a decade ago", "2009", "2009-01-01", "2009-12-31"},
    {"He came in 2015 . | Two years earlier he had left", "Two years earlier", "2013", "2013-01-01",
     "2013-12-31"},
    // Coarser and odder units.
    {"in the third quarter of 2018", "the third quarter of 2018", "2018-Q3", "2018-07-01",
     "2018-09-30"},
    {"in Q3 2018", "Q3 2018", "2018-Q3", "2018-07-01", "2018-09-30"},
    {"third-quarter profit rose", "third-quarter", "2018-Q3", "2018-07-01", "2018-09-30"},
    {"in the first half of 2019", "the first half of 2019", "2019-H1", "2019-01-01", "2019-06-30"},
    {"in fiscal 2018", "fiscal 2018", "2018", "2018-01-01", "2018-12-31"},
    {"last winter", "last winter", "2017-WI", "2017-12-01", "2018-02-28"},
    {"in the summer of 2016", "the summer of 2016", "2016-SU", "2016-06-01", "2016-08-31"},
    {"during the 1990s", "the 1990s", "199", "1990-01-01", "1999-12-31"},
    {"in the early 1980s", "the early 1980s", "198", "1980-01-01", "1989-12-31"},
    {"in the nineties", "the nineties", "199", "1990-01-01", "1999-12-31"},
    {"in the 19th century", "the 19th century", "18", "1800-01-01", "1899-12-31"},
    // Feasts.
    {"in his New Year speech", "New Year", "2019-01-01", "2019-01-01", "2019-01-01"},
    {"on Christmas Day last year", "Christmas Day last year", "2018-12-25", "2018-12-25",
     "2018-12-25"},
    {"on Easter Monday 2016", "Easter Monday 2016", "2016-03-28", "2016-03-28", "2016-03-28"},
    {"last Thanksgiving", "last Thanksgiving", "2018-11-22", "2018-11-22", "2018-11-22"},
    {"during Ramadan 2018", "Ramadan 2018", "2018-05-16", "2018-05-16", "2018-06-13"},
    {"before the Lunar New Year", "Lunar New Year", "2019-02-05", "2019-02-05", "2019-02-05"},
    {"the Sept. 11 attacks", "Sept. 11", "2001-09-11", "2001-09-11", "2001-09-11"},
    // The clock.
    {"on Tuesday at 10:35 a.m.", "Tuesday at 10:35 a.m.", "2019-01-08T10:35", "2019-01-08",
     "2019-01-08", TimexType::time},
    {"at 3 pm on Friday", "3 pm on Friday", "2019-01-04T15:00", "2019-01-04", "2019-01-04",
     TimexType::time},
    {"on Tuesday ( 0735 GMT )", "0735 GMT", "2019-01-08T07:35", "2019-01-08", "2019-01-08",
     TimexType::time},
    {"They left on Tuesday in the early afternoon", "early afternoon", "2019-01-08TAF",
     "2019-01-08", "2019-01-08", TimexType::time},
    {"They met Wednesday night", "Wednesday night", "2019-01-09TNI", "2019-01-09", "2019-01-09",
     TimexType::time},
    {"at midnight on Tuesday", "midnight on Tuesday", "2019-01-08T24:00", "2019-01-08",
     "2019-01-08", TimexType::time},
    {"shelled overnight", "overnight", "2019-01-09TNI", "2019-01-09", "2019-01-09",
     TimexType::time},
    {"They met on Tuesday . | He is due in court on 5 April . | The attack was at 13:40", "13:40",
     "2019-01-08T13:40", "2019-01-08", "2019-01-08", TimexType::time},
    {"He is due in court on 5 April . | The attack was at 13:40", "13:40", "2019-01-10T13:40",
     "2019-01-10", "2019-01-10", TimexType::time},
    {"It was founded in 1992 . | It was sold earlier in the month", "earlier in the month",
     "2019-01", "2019-01-01", "2019-01-31"},
    {"He speaks tonight", "tonight", "2019-01-10TNI", "2019-01-10", "2019-01-10", TimexType::time},
    // Durations and sets.
    {"talked for one hour", "one hour", "PT1H", "", "", TimexType::duration},
    {"over the past few years", "the past few years", "PXY", "", "", TimexType::duration},
    {"for two and a half years", "two and a half years", "P2Y6M", "", "", TimexType::duration},
    {"a two-day visit", "two-day", "P2D", "", "", TimexType::duration},
    {"in the next three months", "the next three months", "P3M", "", "", TimexType::duration},
    {"for 1 1/2 hours", "1 1/2 hours", "PT1H30M", "", "", TimexType::duration},
    {"for half an hour", "half an hour", "PT30M", "", "", TimexType::duration},
    {"for two decades", "two decades", "P20Y", "", "", TimexType::duration},
    {"for decades", "decades", "PXE", "", "", TimexType::duration},
    {"every day", "every day", "P1D", "", "", TimexType::set},
    {"every other week", "every other week", "P2W", "", "", TimexType::set},
    {"a weekly rally", "weekly", "P1W", "", "", TimexType::set},
    {"every Friday", "every Friday", "XXXX-WXX-5", "", "", TimexType::set},
    {"on Mondays", "Mondays", "XXXX-WXX-1", "", "", TimexType::set},
    {"each July", "each July", "XXXX-07", "", "", TimexType::set},
    {"twice a week", "twice a week", "P1W", "", "", TimexType::set},
    // References.
    {"He is now in Rome", "now", "PRESENT_REF", "", ""},
    {"It was recently seen", "recently", "PAST_REF", "", ""},
    {"in the near future", "the near future", "FUTURE_REF", "", ""},
    {"several years ago", "several years ago", "PAST_REF", "", ""},
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }

class TimesTable : public testing::TestWithParam<Row> {};

TEST_P(TimesTable, Means) {
  const Row& row = GetParam();
  const Document doc = article(row.text);
  const Times times = times_in(doc);
  ASSERT_FALSE(times.timexes.empty());
  const Timex& timex = times.timexes.back();
  EXPECT_EQ(doc.at(timex.span), row.words);
  EXPECT_EQ(timex.value, row.value);
  EXPECT_EQ(timex.start ? iso(*timex.start) : "", row.start);
  EXPECT_EQ(timex.end ? iso(*timex.end) : "", row.end);
  EXPECT_EQ(timex.type, row.type);
}

INSTANTIATE_TEST_SUITE_P(Rows, TimesTable, testing::ValuesIn(kRows));

TEST(FindTimes, LeavesWhatIsNoTime) {
  for (const char* text :
       {"She may come", "They march on Rome", "the second man sat down", "He is 45 years old",
        "a 45-year-old man", "a man aged 45", "spring water", "a fall in prices", "$1990 paid",
        "1,990 soldiers died", "1990 troops left", "up 1990% there", "Shortly after , it ended",
        "room 2019a", "May I ask", "Jan Kowalski spoke", "Bloody Sunday"}) {
    EXPECT_TRUE(times_in(article(text)).timexes.empty()) << text;
  }
}

TEST(FindTimes, ModifiersAreKept) {
  const Document doc = article("early September , late 2017 , mid-May and the end of June");
  const Times times = times_in(doc);
  ASSERT_EQ(times.timexes.size(), 4u);
  EXPECT_EQ(times.timexes[0].mod, "START");
  EXPECT_EQ(times.timexes[1].mod, "END");
  EXPECT_EQ(times.timexes[2].mod, "MID");
  EXPECT_EQ(times.timexes[3].mod, "END");
}

TEST(FindTimes, WithoutADateTheUnknownStaysUnknown) {
  const struct {
    const char* text;
    const char* value;
  } rows[] = {{"on Tuesday", "XXXX-WXX-2"}, {"on May 3", "XXXX-05-03"},
              {"yesterday", "XXXX-XX-XX"},  {"last year", "XXXX"},
              {"last week", "XXXX-WXX"},    {"in Q3", "XXXX-Q3"},
              {"last month", "XXXX-XX"},    {"three days ago", "XXXX-XX-XX"}};
  for (const auto& row : rows) {
    const Times times = times_in(article(row.text, ""));
    ASSERT_EQ(times.timexes.size(), 1u) << row.text;
    EXPECT_EQ(times.timexes[0].value, row.value);
    EXPECT_FALSE(times.timexes[0].start.has_value());
    EXPECT_FALSE(times.anchor.has_value());
  }
  // What is complete needs no date.
  const Times times = times_in(article("on 3 May 2018 and for two days", ""));
  ASSERT_EQ(times.timexes.size(), 2u);
  EXPECT_EQ(times.timexes[0].value, "2018-05-03");
  EXPECT_FALSE(times.timexes[0].anchored);
  EXPECT_EQ(times.timexes[1].value, "P2D");
}

TEST(FindTimes, SaysWhatWasAnchored) {
  const Times times = times_in(article("on Tuesday , not on 3 May 2018"));
  ASSERT_EQ(times.timexes.size(), 2u);
  EXPECT_TRUE(times.timexes[0].anchored);
  EXPECT_FALSE(times.timexes[1].anchored);
  EXPECT_EQ(times.anchor_from, TimeFrom::publication);
}

TEST(FindTimes, TheSameTokensHoweverCut) {
  Document doc = article("2019-01-08");
  Tokens cut;
  for (const Span span : {Span{0, 4}, Span{4, 5}, Span{5, 7}, Span{7, 8}, Span{8, 10}}) {
    cut.tokens.push_back({span, 0});
  }
  Sentence sentence;
  sentence.last = cut.size();
  cut.sentences.push_back(sentence);
  const Times times = find_times(doc, cut, Syntax(), shipped_rules());
  ASSERT_EQ(times.timexes.size(), 1u);
  EXPECT_EQ(times.timexes[0].value, "2019-01-08");
  EXPECT_EQ(times.timexes[0].first, 0u);
  EXPECT_EQ(times.timexes[0].last, 5u);
}

// Words of time in any order: whatever comes out is in order, in bounds, and a
// real stretch of the calendar.
TEST(FindTimes, HoldsOnAnyWords) {
  static constexpr const char* kWords[] = {
      "last",    "next",    "the",      "of",        "June",     "May",       "30",
      "31",      "29",      "February", "2019",      "1990s",    "Tuesday",   "week",
      "years",   "two",     "ago",      "later",     "end",      "early",     "quarter",
      "third",   "-",       "/",        ":",         "10",       "a.m.",      "Christmas",
      "Ramadan", "century", "20th",     "hundred",   "thousand", "and",       "half",
      "every",   "day",     "before",   "999999999", "0",        "'s",        "fiscal",
      "'",       "99",      "|",        "weekend",   "that",     "following", "9999",
      "1000",    "million", "in",       "st",        "fortnight"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (uint32_t i = 0; i < 2 + random() % 14; ++i) {
      text += kWords[random() % std::size(kWords)];
      if (random() % 5) text += ' ';
    }
    const Document doc = article(text, random() % 4 ? "2019-01-10" : "");
    uint32_t at = 0;
    for (const Timex& timex : times_in(doc).timexes) {
      ASSERT_LE(at, timex.span.begin) << text;
      ASSERT_LT(timex.span.begin, timex.span.end) << text;
      ASSERT_LE(timex.span.end, doc.text.size()) << text;
      ASSERT_LT(timex.first, timex.last) << text;
      ASSERT_FALSE(timex.value.empty()) << text;
      ASSERT_EQ(timex.start.has_value(), timex.end.has_value()) << text;
      if (timex.start) {
        ASSERT_TRUE(timex.start->ok() && timex.end->ok()) << text;
        ASSERT_LE(*timex.start, *timex.end) << text;
      }
      at = timex.span.end;
    }
  }
}

TEST(FindTimes, AHugeSentenceIsRead) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += i % 3 ? "the last " : "first ";
  const Document doc = article(text + "on Tuesday");
  const Times times = times_in(doc);
  ASSERT_FALSE(times.timexes.empty());
  EXPECT_EQ(times.timexes.back().value, "2019-01-08");
}

TEST(TimeRulesLoad, NamesTheFileThatIsMissing) {
  const auto rules = TimeRules::load("no/such/data");
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.error().kind, ErrorKind::not_found);
  EXPECT_NE(rules.error().file.find("words.tsv"), std::string::npos);
}

}  // namespace
}  // namespace dateline::timex
