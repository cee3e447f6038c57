// Atoms and the numbers read from them, with the shipped words.
#include "dateline/times/atoms.h"

#include <gtest/gtest.h>

#include "dateline/times/numbers.h"
#include "dateline/times/rules.h"
#include "dateline/times/testing.h"

namespace dateline::timex {
namespace {

std::vector<Atom> atoms_of(const Document& doc) {
  std::vector<Atom> atoms;
  const Tokens tokens = rough_tokens(doc);
  cut_atoms(doc, tokens, 0, tokens.size(), shipped_rules().rules().lexicon, atoms);
  return atoms;
}

std::vector<std::string> cut(const std::string& text) {
  const Document doc = article(text);
  std::vector<std::string> out;
  for (const Atom& atom : atoms_of(doc)) out.emplace_back(doc.at(atom.span));
  return out;
}

using Strings = std::vector<std::string>;

TEST(Atoms, CutWordsNumbersAndSigns) {
  EXPECT_EQ(cut("2019-01-08"), (Strings{"2019", "-", "01", "-", "08"}));
  EXPECT_EQ(cut("1990s 10pm"), (Strings{"1990", "s", "10", "pm"}));
  EXPECT_EQ(cut("Jan. 9 a.m."), (Strings{"Jan.", "9", "a.m."}));
  EXPECT_EQ(cut("Friday's '90s"), (Strings{"Friday", "'s", "'", "90", "s"}));
  EXPECT_EQ(cut("Friday’s"), (Strings{"Friday", "’s"}));
  EXPECT_EQ(cut("third-quarter"), (Strings{"third", "-", "quarter"}));
}

TEST(Atoms, BothApostrophesAndDashesAreOneWord) {
  const auto straight = atoms_of(article("Friday's 7-10"));
  const auto curly = atoms_of(article("Friday’s 7–10"));
  ASSERT_EQ(straight.size(), curly.size());
  for (size_t i = 0; i < straight.size(); ++i) EXPECT_EQ(straight[i].word, curly[i].word);
  EXPECT_NE(curly[1].word, kNoWord);
  EXPECT_EQ(curly[3].sign, '-');
}

TEST(Atoms, CaseIsSeenAndOverlooked) {
  const auto atoms = atoms_of(article("MAY may 20190108123"));
  EXPECT_EQ(atoms[0].word, atoms[1].word);
  EXPECT_TRUE(atoms[0].capital);
  EXPECT_FALSE(atoms[1].capital);
  EXPECT_EQ(atoms[2].number, -1);  // too long to be a number of time
}

struct Reading {
  const char* text;
  int32_t whole;
  int16_t hundredths;
};

TEST(Numbers, Amounts) {
  const Rules& rules = shipped_rules().rules();
  for (const Reading& row : {Reading{"12", 12, 0},
                             {"1,200", 1200, 0},
                             {"2.5", 2, 50},
                             {"5 1/2", 5, 50},
                             {"1/4", 0, 25},
                             {"twenty-four", 24, 0},
                             {"two hundred and ten", 210, 0},
                             {"three thousand", 3000, 0},
                             {"ninety", 90, 0},
                             {"two thousand four", 2004, 0}}) {
    const auto atoms = atoms_of(article(row.text));
    const auto amount = rules.numbers.amount(atoms, 0, rules.lexicon);
    ASSERT_TRUE(amount.has_value()) << row.text;
    EXPECT_EQ(amount->whole, row.whole) << row.text;
    EXPECT_EQ(amount->hundredths, row.hundredths) << row.text;
    EXPECT_EQ(amount->end, atoms.size()) << row.text;
  }
}

TEST(Numbers, OrdinalsAndSpokenYears) {
  const Rules& rules = shipped_rules().rules();
  const auto ordinal = [&](const char* text) {
    const auto amount = rules.numbers.ordinal(atoms_of(article(text)), 0, rules.lexicon);
    return amount ? amount->whole : -1;
  };
  EXPECT_EQ(ordinal("21st"), 21);
  EXPECT_EQ(ordinal("third"), 3);
  EXPECT_EQ(ordinal("twenty-first"), 21);
  EXPECT_EQ(ordinal("21"), -1);
  const auto year = [&](const char* text) {
    const auto amount = rules.numbers.spoken_year(atoms_of(article(text)), 0, rules.lexicon);
    return amount ? amount->whole : -1;
  };
  EXPECT_EQ(year("nineteen ninety-six"), 1996);
  EXPECT_EQ(year("twenty nineteen"), 2019);
  EXPECT_EQ(year("two thousand and four"), 2004);
  EXPECT_EQ(year("nineteen"), -1);
  EXPECT_EQ(year("two hundred"), -1);
}

TEST(Numbers, AMillionWordsDoNotOverflow) {
  std::string text = "nine";
  for (int i = 0; i < 40; ++i) text += " thousand nine hundred";
  const Rules& rules = shipped_rules().rules();
  const auto amount = rules.numbers.amount(atoms_of(article(text)), 0, rules.lexicon);
  ASSERT_TRUE(amount.has_value());
  EXPECT_GE(amount->whole, 0);
}

}  // namespace
}  // namespace dateline::timex
