#include "dateline/syntax/parse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "dateline/syntax/tiny_model.h"

namespace dateline {
namespace {

std::shared_ptr<const Model> tiny(bool portable = false) {
  return *Model::from_bytes(TinyModel().bytes(), {portable});
}

struct Plain {
  Document doc;
  Tokens tokens;
};

// Sentences of invented words, of the given lengths.
Plain words(const std::vector<uint32_t>& lengths) {
  Plain out;
  uint32_t seed = 7;
  for (const uint32_t length : lengths) {
    Sentence sentence;
    sentence.first = out.tokens.size();
    for (uint32_t i = 0; i < length; ++i) {
      const auto begin = static_cast<uint32_t>(out.doc.text.size());
      seed = seed * 1664525 + 1013904223;
      out.doc.text += "w" + std::to_string(seed >> 20);
      const auto end = static_cast<uint32_t>(out.doc.text.size());
      out.tokens.tokens.push_back({{begin, end}, kSpaceAfter});
      out.tokens.sentence_of.push_back(static_cast<uint32_t>(out.tokens.sentences.size()));
      out.doc.text += ' ';
    }
    sentence.last = out.tokens.size();
    out.tokens.sentences.push_back(sentence);
  }
  return out;
}

// Each sentence is one tree over its own tokens.
void expect_trees(const Tokens& tokens, const Syntax& syntax) {
  ASSERT_EQ(syntax.size(), tokens.size());
  for (const Sentence& sentence : tokens.sentences) {
    uint32_t roots = 0;
    for (uint32_t t = sentence.first; t < sentence.last; ++t) {
      if (syntax[t].head == kNone) ++roots;
      EXPECT_EQ(syntax[t].head == kNone, syntax[t].rel == Deprel::root);
      uint32_t at = t;
      for (uint32_t steps = 0; at != kNone; at = syntax[at].head, ++steps) {
        ASSERT_LE(steps, sentence.size()) << "a cycle";
        ASSERT_TRUE(at >= sentence.first && at < sentence.last);
      }
    }
    EXPECT_EQ(roots, sentence.size() > 0 ? 1u : 0u);
  }
}

void expect_equal(const Syntax& a, const Syntax& b) {
  ASSERT_EQ(a.size(), b.size());
  for (uint32_t t = 0; t < a.size(); ++t) {
    EXPECT_EQ(a[t].head, b[t].head);
    EXPECT_EQ(a[t].rel, b[t].rel);
    EXPECT_EQ(a[t].upos, b[t].upos);
    EXPECT_EQ(a.lemma(t), b.lemma(t));
    EXPECT_EQ(a.factuality[t], b.factuality[t]);
  }
  ASSERT_EQ(a.entities.size(), b.entities.size());
  for (size_t i = 0; i < a.entities.size(); ++i) {
    EXPECT_EQ(a.entities[i].first, b.entities[i].first);
    EXPECT_EQ(a.entities[i].score, b.entities[i].score);
  }
}

TEST(ParseTest, EverySentenceIsATree) {
  const Plain plain = words({1, 2, 30, 0, 400, 7, 100, 100, 100, 3});
  ParseScratch scratch;
  const Syntax syntax = parse(plain.doc, plain.tokens, *tiny(), scratch);
  expect_trees(plain.tokens, syntax);
  EXPECT_EQ(syntax.child_start.size(), syntax.size() + 1u);
}

TEST(ParseTest, NothingIn) {
  ParseScratch scratch;
  EXPECT_EQ(parse({}, {}, *tiny(), scratch).size(), 0u);
}

TEST(ParseTest, AnEndlessSentenceIsReadInPieces) {
  const Plain plain = words({50000});
  ParseScratch scratch;
  const Syntax syntax = parse(plain.doc, plain.tokens, *tiny(), scratch);
  uint32_t roots = 0;
  uint32_t joins = 0;
  for (uint32_t t = 0; t < syntax.size(); ++t) {
    roots += syntax[t].head == kNone;
    joins += syntax[t].rel == Deprel::parataxis;
  }
  EXPECT_EQ(roots, 1u);
  EXPECT_EQ(joins, 50000u / 512);
}

// The promise of kernels.h, seen from outside.
TEST(ParseTest, PortableLoopsGiveTheSame) {
  const Plain plain = words({5, 60, 13, 200});
  ParseScratch scratch;
  const Syntax fast = parse(plain.doc, plain.tokens, *tiny(), scratch);
  expect_equal(fast, parse(plain.doc, plain.tokens, *tiny(true), scratch));
}

// What a sentence gets does not depend on what is read with it or was read before.
TEST(ParseTest, NeighboursDoNotMatter) {
  const Plain alone = words({40});
  const Plain among = words({40, 3, 90, 250, 250});
  ParseScratch scratch;
  const auto model = tiny();
  const Syntax a = parse(alone.doc, alone.tokens, *model, scratch);
  parse(among.doc, among.tokens, *model, scratch);
  const Syntax again = parse(alone.doc, alone.tokens, *model, scratch);
  expect_equal(a, again);
  const Syntax b = parse(among.doc, among.tokens, *model, scratch);
  for (uint32_t t = 0; t < 40; ++t) {
    EXPECT_EQ(a[t].head, b[t].head);
    EXPECT_EQ(a.factuality[t], b.factuality[t]);
  }
}

TEST(ParseTest, ThreadsShareAModel) {
  const auto model = tiny();
  const Plain plain = words({20, 70, 9});
  std::vector<Syntax> results(3);
  std::vector<std::thread> threads;
  threads.reserve(results.size());
  for (Syntax& result : results)
    threads.emplace_back([&] {
      ParseScratch scratch;
      for (int i = 0; i < 5; ++i) result = parse(plain.doc, plain.tokens, *model, scratch);
    });
  for (std::thread& thread : threads) thread.join();
  expect_equal(results[0], results[1]);
  expect_equal(results[0], results[2]);
}

TEST(ParseTest, LemmasComeFromTheDictionaryFirst) {
  TinyModel model;
  model.put_text("labels.morph", "VERB\tVBD\t_\nVERB\tVBD\t_\nVERB\tVBD\t_\nVERB\tVBD\t_\n");
  model.put_text("labels.script", "L|1|y\nL|1|y\nL|1|y\n");
  Plain plain;
  plain.doc.text = "Said skies";
  plain.tokens.tokens = {{{0, 4}, kSpaceAfter}, {{5, 10}, kSpaceAfter}};
  Sentence sentence;
  sentence.last = 2;
  plain.tokens.sentences = {sentence};
  ParseScratch scratch;
  const Syntax syntax = parse(plain.doc, plain.tokens, **Model::from_bytes(model.bytes()), scratch);
  EXPECT_EQ(syntax.lemma(0), "say");
  EXPECT_EQ(syntax.lemma(1), "skiey");
  EXPECT_EQ(syntax.xpos(1), "VBD");
}

}  // namespace
}  // namespace dateline
