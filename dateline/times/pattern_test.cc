// The formats of data/times: what they mean, and what the errors say.
#include "dateline/times/pattern.h"

#include <gtest/gtest.h>

#include "dateline/times/rules.h"

namespace dateline::timex {
namespace {

constexpr std::string_view kWords =
    "# Words.\nmonth\tmay\tmonth=5\tcap\nunit\tday\tunit=day\nunits\tdays\tunit=day\n"
    "number\ttwo\tn=2\nordinal\tsecond\tordinal=2\nunit\tsecond\tunit=second\n";

Status read(std::string_view words, std::string_view patterns, std::string_view holidays = "",
            std::string_view moving = "") {
  return Rules().read(words, moving, holidays, patterns, "data/times");
}

std::string fault(std::string_view words, std::string_view patterns, std::string_view holidays = "",
                  std::string_view moving = "") {
  const Status status = read(words, patterns, holidays, moving);
  return status ? "" : status.error().file + ": " + status.error().what;
}

TEST(Patterns, OptionalPartsAreSpelledOut) {
  Rules rules;
  ASSERT_TRUE(
      rules.read(kWords, "", "", "timex\tthe? <month> ( [day digits 1-31] | of )?\n", "").ok());
  ASSERT_EQ(rules.grammar.rules.size(), 1u);
  EXPECT_EQ(rules.grammar.rules[0].rows.size(), 6u);
}

TEST(Patterns, FaultsNameFileLineAndCause) {
  EXPECT_EQ(fault(kWords, ""), "data/times/patterns.tsv: no rule for the phrase \"timex\"");
  EXPECT_EQ(fault(kWords, "# x\n\ntimex\t<moon>\n"),
            "data/times/patterns.tsv: line 3: no such class or phrase: <moon>");
  EXPECT_EQ(fault(kWords, "timex\t( may\n"),
            "data/times/patterns.tsv: line 1: a \"(\" is not closed");
  EXPECT_EQ(fault(kWords, "timex\tmay )\n"), "data/times/patterns.tsv: line 1: a \")\" too many");
  EXPECT_EQ(fault(kWords, "timex\tmay?\n"),
            "data/times/patterns.tsv: line 1: a pattern must not match nothing");
  EXPECT_EQ(fault(kWords, "timex\tmay\tmonth=june\n"),
            "data/times/patterns.tsv: line 1: no such feature: \"month=june\"");
  EXPECT_EQ(fault(kWords, "timex\tmay\t\tbehind:in\n"),
            "data/times/patterns.tsv: line 1: no such condition: behind:in");
  EXPECT_EQ(fault(kWords, "timex\tmay\t\tupos:VRB\n"),
            "data/times/patterns.tsv: line 1: no such tag: VRB");
  EXPECT_EQ(fault(kWords, "timex\t[day digits x-31]\n"),
            "data/times/patterns.tsv: line 1: no range of numbers: x-31");
  EXPECT_EQ(fault(kWords, "timex\t[month name]\n"),
            "data/times/patterns.tsv: line 1: a holiday is written [holiday name]");
  EXPECT_EQ(
      fault(kWords, "timex\tmay 8\n"),
      "data/times/patterns.tsv: line 1: a number is written with its feature: [day digits 11-11]");
  EXPECT_EQ(fault("month\n", ""),
            "data/times/words.tsv: line 1: a word needs a class and the word, parted by a tab");
  EXPECT_EQ(fault("month\tmay\tmoon=5\n", ""),
            "data/times/words.tsv: line 1: no such feature: \"moon=5\"");
  EXPECT_EQ(fault("", "", "Feast\tnth 13 1 1\n"),
            "data/times/holidays.tsv: line 1: no rule for a holiday: \"nth 13 1 1\"");
  EXPECT_EQ(fault("", "", "Feast\ttable moon\n"),
            "data/times/holidays.tsv: line 1: no rule for a holiday: \"table moon\"");
  EXPECT_EQ(fault("", "", "", "moon\t2019-02-30\n"),
            "data/times/moving.tsv: line 1: a line needs a table's name and a date, YYYY-MM-DD");
}

TEST(Patterns, APhraseCannotUseItselfOrALaterOne) {
  EXPECT_NE(fault(kWords, "a\tmay <a>\ntimex\t<a>\n"), "");
  EXPECT_NE(fault(kWords, "a\tmay\na\t<a> may\ntimex\t<a>\n"), "");
  EXPECT_NE(fault(kWords, "timex\t<b>\nb\tmay\n"), "");
  EXPECT_NE(fault(kWords, "a\tmay\nb\tmay\na\tday\ntimex\t<a>\n"), "");
  EXPECT_EQ(fault(kWords, "a\tmay\ntimex\t<a>\n"), "");
}

TEST(Patterns, TooManyWaysAreRefused) {
  EXPECT_NE(fault(kWords, "timex\ta? b? c? d? e? f? g? h? i? j\n"), "");
}

TEST(Features, JoinOnlyWhereTheyAgree) {
  Meaning a = *parse_features("month=5 unit=day");
  EXPECT_TRUE(a.join(*parse_features("month=5 n=2")));
  EXPECT_EQ(a[Key::n], 2);
  EXPECT_FALSE(a.join(*parse_features("month=6")));
  Meaning b = *parse_features("dir=-1");
  b.override_with(*parse_features("dir=1 op=shift"));
  EXPECT_EQ(b[Key::dir], 1);
  EXPECT_EQ(b[Key::op], kShift);
}

TEST(Features, NamesAndNumbersAreChecked) {
  EXPECT_TRUE(parse_features("").ok());
  EXPECT_EQ((*parse_features("unit2=minute"))[Key::unit2], kMinute);
  EXPECT_EQ(mod_name((*parse_features("mod=EQUAL_OR_MORE"))[Key::mod]), "EQUAL_OR_MORE");
  for (const char* bad : {"unit=moon", "n=", "n", "n=99999999", "=5", "mod=start", "month=13",
                          "dir=2", "daypart=9", "holiday=1"}) {
    EXPECT_FALSE(parse_features(bad).ok()) << bad;
  }
}

TEST(Lexicon, AWordMayHaveSeveralSenses) {
  Rules rules;
  ASSERT_TRUE(rules.read(kWords, "", "", "timex\t<month>\n", "").ok());
  const Lexicon& lexicon = rules.lexicon;
  const uint32_t second = lexicon.find("second");
  ASSERT_NE(second, kNoWord);
  EXPECT_EQ(lexicon.senses(second).size(), 2u);
  EXPECT_NE(lexicon.sense(second, lexicon.class_named("unit")), nullptr);
  EXPECT_EQ(lexicon.sense(second, lexicon.class_named("month")), nullptr);
  EXPECT_EQ(lexicon.find("may."), lexicon.find("may"));
  EXPECT_EQ(lexicon.find("june"), kNoWord);
}

}  // namespace
}  // namespace dateline::timex
