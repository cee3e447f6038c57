#include "dateline/text/sentences.h"

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

Tokens read(Document& document, const std::string& text, const TextLimits& limits = {}) {
  document.text = text;
  return tokenize(document, rules(), nullptr, limits);
}

using Words = std::vector<std::string>;

Words sentences(const std::string& text) {
  Document document;
  Words out;
  for (const Sentence& sentence : read(document, text).sentences)
    out.emplace_back(document.at(sentence.span));
  return out;
}

TEST(Sentences, EndWhereTheyShould) {
  const Words cases[] = {
      {"The river rose.", "Two envoys left."},
      {"Did it rise?", "Yes!", "It did."},
      {"Mr. Lund met Gen. Said in St. Louis.", "They agreed."},
      {"The U.S. Senate voted.", "The U.S. left."},
      {"They flew to the U.S.", "The river rose."},
      {"J. R. Lund said so.", "Nobody asked."},
      {"Acme Inc. of Oslo rose.", "It fell."},
      {"He left at 5 p.m. on Jan. 9.", "She stayed."},
      {"It costs $5.", "$6 is too much."},
      {"“One.", "Two,” she said."},
      {"“We go.”", "She left."},
      {"“Stop!” Ana Lund said.", "He stopped."},
      {"“Will you go?” she asked.", "He nodded."},
      {"He said no (twice).", "She left."},
      {"The river ... rose again.", "It fell."},
      {"No. 5 won.", "They said no.", "It was over."},
      {"The E. coli count fell.", "It rose."},
      {"Talks began in 2019.", "They failed."},
      {"河水上涨。", "他们离开了。"},
  };
  for (const Words& expected : cases) {
    std::string text;
    for (const std::string& sentence : expected) text += (text.empty() ? "" : " ") + sentence;
    EXPECT_EQ(sentences(text), expected);
  }
}

TEST(Sentences, HardWrappedLinesDoNotEndThem) {
  EXPECT_EQ(sentences("Two envoys from the upper and the lower river agreed on Tuesday that\n"
                      "Oslo should hold the next round of talks, a spokeswoman for the river\n"
                      "commission said. The talks will be held in spring and Ana Lund, who has\n"
                      "led them, will stay.\n")
                .size(),
            2u);
}

TEST(Sentences, BlankLinesAlwaysEndThem) {
  EXPECT_EQ(sentences("Envoys agree on river\n\ntwo envoys agreed.").size(), 2u);
}

TEST(Sentences, Kinds) {
  const std::pair<const char*, SentenceKind> cases[] = {
      {"Two envoys agreed.", SentenceKind::prose},
      {"Envoys Agree on River", SentenceKind::headline},
      {"RIVER TALKS BEGIN", SentenceKind::all_caps},
      {"- Ana Lund of the river board", SentenceKind::list_item},
      {"1. Ana Lund of the river board", SentenceKind::list_item},
      {"with the river in view", SentenceKind::fragment},
  };
  for (const auto& [text, kind] : cases) {
    Document document;
    const Tokens tokens = read(document, text);
    ASSERT_EQ(tokens.sentences.size(), 1u) << text;
    EXPECT_EQ(tokens.sentences[0].kind, kind) << text;
  }
}

TEST(Sentences, ParagraphsAreCounted) {
  Document document;
  const Tokens tokens = read(document, "One. Two.\n\nThree.\n\n\nFour.");
  ASSERT_EQ(tokens.sentences.size(), 4u);
  EXPECT_EQ(tokens.sentences[1].paragraph, 0u);
  EXPECT_EQ(tokens.sentences[2].paragraph, 1u);
  EXPECT_EQ(tokens.sentences[3].paragraph, 2u);
}

TEST(Sentences, EndlessOnesAreCutAndSaySo) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += i % 37 == 36 ? "river, " : "river ";
  Document document;
  const Tokens tokens = read(document, text);
  EXPECT_FALSE(tokens.cut);
  EXPECT_GT(tokens.sentences.size(), 100u);
  for (const Sentence& sentence : tokens.sentences) EXPECT_LE(sentence.size(), 400u);
  EXPECT_TRUE(tokens.sentences[0].cut);
  EXPECT_FALSE(tokens.sentences.back().cut);
  EXPECT_EQ(document.at(tokens[tokens.sentences[0].last - 1].span), ",");
}

TEST(Sentences, DocumentLimit) {
  Document document;
  const Tokens tokens = read(document, "One two three four five. Six seven.", {.max_tokens = 4});
  EXPECT_TRUE(tokens.cut);
  EXPECT_EQ(tokens.size(), 4u);
  EXPECT_EQ(tokens.sentences.size(), 1u);
}

}  // namespace
}  // namespace dateline
