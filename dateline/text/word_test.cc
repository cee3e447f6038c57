#include "dateline/text/word.h"

#include <gtest/gtest.h>

#include <string>

#include "dateline/text/tokenize.h"

namespace dateline {
namespace {

const TextRules& rules() {
  static const TextRules loaded = TextRules::load(DATELINE_SOURCE_DIR "/data").value();
  return loaded;
}

// Tokens with '|' where they touch and ' ' where the text has a space; '+' joins
// the parts of a multiword token.
std::string cut(const std::string& text) {
  Document document;
  document.text = text;
  const Tokens tokens = tokenize(document, rules());
  std::string out;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    out += document.at(tokens[i].span);
    if (i + 1 == tokens.size()) break;
    out += tokens[i].has(kWordContinues) ? "+" : tokens[i].has(kSpaceAfter) ? " " : "|";
  }
  return out;
}

struct Case {
  const char* text;
  const char* tokens;
};

TEST(Word, Contractions) {
  const Case cases[] = {
      {"They don't go", "They do+n't go"},
      {"They don’t go", "They do+n’t go"},
      {"He can't, won't", "He ca+n't|, wo+n't"},
      {"We cannot go", "We can+not go"},
      {"Kim's train", "Kim+'s train"},
      {"Kim’s train", "Kim+’s train"},
      {"the students' union", "the students|' union"},
      {"We'll see, they're here, I'd've gone", "We+'ll see|, they+'re here|, I+'d+'ve gone"},
      {"I'm gonna go", "I+'m gon+na go"},
      {"'Tis late", "'T+is late"},
      {"CAN'T", "CA+N'T"},
      {"at 5 o'clock", "at 5 o'clock"},
      {"the Shi'ite bloc", "the Shi'ite bloc"},
      {"in the 1960's and '90s", "in the 1960's and '90s"},
      {"O'Brien's plan", "O'Brien+'s plan"},
  };
  for (const Case& c : cases) EXPECT_EQ(cut(c.text), c.tokens);
}

TEST(Word, Hyphens) {
  const Case cases[] = {
      {"Kim Jong-un", "Kim Jong|-|un"},
      {"a five-minute walk", "a five|-|minute walk"},
      {"non-proliferation and anti-war", "non-proliferation and anti-war"},
      {"mid-1980s re-elected ex-president", "mid-1980s re-elected ex-president"},
      {"e-mail co-founder", "e-mail co-founder"},
      {"UN-backed US-led", "UN|-|backed US|-|led"},
      {"state-of-the-art", "state|-|of|-|the|-|art"},
      {"Beijing-based", "Beijing|-|based"},
      {"al-Qaeda", "al|-|Qaeda"},
      {"U.S.-led", "U.S.|-|led"},
      {"talks -- at last -- began", "talks -- at last -- began"},
      {"talks—at last—began", "talks|—|at last|—|began"},
  };
  for (const Case& c : cases) EXPECT_EQ(cut(c.text), c.tokens);
}

TEST(Word, AbbreviationsAndInitials) {
  const Case cases[] = {
      {"Mr. Lund met Dr. Said.", "Mr. Lund met Dr. Said|."},
      {"the U.S. and the U.K.", "the U.S. and the U.K."},
      {"at 5 p.m. on Jan. 9", "at 5 p.m. on Jan. 9"},
      {"No. 5 said no.", "No. 5 said no|."},
      {"J. R. Lund and J.R. Said", "J. R. Lund and J.R. Said"},
      {"Acme Inc. and Co., Ltd.", "Acme Inc. and Co.|, Ltd."},
      {"a Ph.D. in law", "a Ph.D. in law"},
      {"e.g. rivers, i.e. water", "e.g. rivers|, i.e. water"},
      {"St.Petersburg", "St.|Petersburg"},
      {"They left.The river rose.", "They left|.|The river rose|."},
      {"plan B.", "plan B|."},
      {"of E. coli", "of E|. coli"},
  };
  for (const Case& c : cases) EXPECT_EQ(cut(c.text), c.tokens);
}

TEST(Word, NumbersAndMoney) {
  const Case cases[] = {
      {"$5m, US$4.5bn and €3,000", "$|5|m|, US$|4.5|bn and €|3,000"},
      {"1,200 people, 3.5%", "1,200 people|, 3.5|%"},
      {"5pm, 10km, 20th, 1970s", "5|pm|, 10|km|, 20th|, 1970s"},
      {"9/11 and 2019-01-10", "9/11 and 2019-01-10"},
      {"713-555-0199 or 5-10", "713-555-0199 or 5|-|10"},
      {"1969-1970", "1969|-|1970"},
      {"at 7:30 and 10:00-12:00", "at 7:30 and 10:00|-|12:00"},
      {"1,2,3", "1|,|2|,|3"},
      {"+44 and #MeToo by @desk", "+44 and #MeToo by @desk"},
  };
  for (const Case& c : cases) EXPECT_EQ(cut(c.text), c.tokens);
}

TEST(Word, AddressesMarksAndScripts) {
  const Case cases[] = {
      {"see https://example.org/a_(b)?c=d, or", "see https://example.org/a_(b)?c=d|, or"},
      {"(www.example.org).", "(|www.example.org|)|."},
      {"write to desk@example.org.", "write to desk@example.org|."},
      {"Amazon.com rose", "Amazon.com rose"},
      {"Xi Jinping (習近平) said", "Xi Jinping (|習近平|) said"},
      {"What?! No...", "What|?! No|..."},
      {"and/or AT&T", "and|/|or AT&T"},
      {"“Yes,” she said", "“|Yes|,|” she said"},
      {"thanks :-) bye", "thanks :-) bye"},
      {"talks :(the end)", "talks :|(|the end|)"},
      {"Ελλάδα, Україна", "Ελλάδα|, Україна"},
  };
  for (const Case& c : cases) EXPECT_EQ(cut(c.text), c.tokens);
}

}  // namespace
}  // namespace dateline
