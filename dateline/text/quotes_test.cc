#include "dateline/text/quotes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dateline/text/tokenize.h"

namespace dateline {
namespace {

const TextRules& rules() {
  static const TextRules loaded = TextRules::load(DATELINE_SOURCE_DIR "/data").value();
  return loaded;
}

// The outermost quotations; "…" ends one that the text never closed.
std::vector<std::string> quotes(const std::string& text) {
  Document document;
  document.text = text;
  std::vector<std::string> out;
  for (const Quote& quote : tokenize(document, rules()).quotes)
    out.push_back(std::string(document.at(quote.span)) + (quote.closed ? "" : "…"));
  return out;
}

using Words = std::vector<std::string>;

TEST(Quotes, EveryStyle) {
  for (const char* text :
       {"\"We go,\" she said.", "“We go,” she said.", "„We go,” she said.", "``We go,'' she said.",
        "«We go,» she said.", "'We go,' she said.", "‘We go,’ she said."})
    EXPECT_EQ(quotes(text), Words{"We go,"}) << text;
}

TEST(Quotes, TwoInOneSentence) {
  EXPECT_EQ(quotes("\"We go,\" she said, \"and you stay.\""), (Words{"We go,", "and you stay."}));
}

TEST(Quotes, NestedCountOnce) {
  EXPECT_EQ(quotes("“He told me ‘never again’ twice,” she said."),
            Words{"He told me ‘never again’ twice,"});
  EXPECT_EQ(quotes("\"He told me 'never again' twice,\" she said."),
            Words{"He told me 'never again' twice,"});
  EXPECT_EQ(quotes("'He said \"no\" to me,' she said."), Words{"He said \"no\" to me,"});
}

TEST(Quotes, OverSentencesAndParagraphs) {
  EXPECT_EQ(quotes("“One. Two. Three,” she said."), Words{"One. Two. Three,"});
  EXPECT_EQ(quotes("“One.\n\n“Two.\n\n“Three,” she said. “Four.”"),
            (Words{"One.\n\n“Two.\n\n“Three,", "Four."}));
  EXPECT_EQ(quotes("\"One.\n\n\"Two,\" she said."), Words{"One.\n\n\"Two,"});
}

TEST(Quotes, NeverClosedEndsWithItsParagraph) {
  EXPECT_EQ(quotes("She said: “We go.\n\nThe river rose."), Words{"We go.…"});
  EXPECT_EQ(quotes("“One. “Two,” she said."), (Words{"One.…", "Two,"}));
}

TEST(Quotes, ApostrophesAreNone) {
  for (const char* text : {"the students' and the workers' unions", "rock 'n' roll in the '60s",
                           "It's the envoys' turn", "a 6' 2\" man", "the ‘60s were"})
    EXPECT_LE(quotes(text).size(), 0u + (std::string(text).find('"') != std::string::npos)) << text;
}

TEST(Quotes, FlagsTokensInside) {
  Document document;
  document.text = "“We (you and I) go,” she said.";
  const Tokens tokens = tokenize(document, rules());
  std::string inside;
  for (const Token& token : tokens.tokens) {
    inside += token.has(kInQuote) ? 'q' : '-';
    inside += token.has(kInBrackets) ? 'b' : '-';
  }
  // “ We ( you and I ) go , ” she said .
  EXPECT_EQ(inside, "--q-q-qbqbqbq-q-q---------");
}

TEST(Quotes, DeepNestingIsBounded) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += i % 2 == 0 ? "“a " : "‘b ";
  EXPECT_NO_FATAL_FAILURE(quotes(text));
}

}  // namespace
}  // namespace dateline
