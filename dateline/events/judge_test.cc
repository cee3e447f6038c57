#include "dateline/events/judge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "dateline/events/test_judge.h"

namespace dateline::coding {
namespace {

// "by rebels attacked": a verb with one subject, which has a preposition.
Syntax clause() {
  Syntax syntax;
  syntax.words.resize(3);
  syntax.words[0].head = 1;
  syntax.words[0].rel = Deprel::case_;
  syntax.words[0].lemma = syntax.symbols.intern("by");
  syntax.words[1].head = 2;
  syntax.words[1].rel = Deprel::nsubj;
  syntax.words[2].rel = Deprel::root;
  blank_meaning(syntax);
  syntax.index_children();
  return syntax;
}

TEST(Judge, IsEmptyWithoutArrays) {
  const auto judge = Judge::load(*BlobFile::from_bytes(blob_file_bytes({})));
  ASSERT_TRUE(judge);
  EXPECT_TRUE(judge->empty());
}

TEST(Judge, RefusesArraysThatDoNotFit) {
  Arrays arrays;
  arrays.of["judge.2w"].pop_back();
  EXPECT_FALSE(arrays.load());
}

TEST(Judge, RefusesLabelsThatItDoesNotKnow) {
  Arrays arrays;
  arrays.labels = "AGREE -\nATTACK -\nASSAULT aerial\n";
  EXPECT_FALSE(arrays.load());
}

TEST(Judge, ReadsTheWordAndItsSubject) {
  Arrays arrays;
  arrays.of["judge.2w"][2] = 1;  // ASSAULT aerial
  const auto judge = arrays.load();
  ASSERT_TRUE(judge);
  ASSERT_EQ(judge->width(), 7u);
  Syntax syntax = clause();
  number(syntax, 2, 0) = 1;  // the verb as itself
  number(syntax, 1, 1) = 6;  // the noun as a subject
  number(syntax, 1, 2) = 9;  // and as an object, which it is not
  const std::vector<float> scores = judge->scores(syntax, 2);
  const float e = std::exp(7.0f);
  EXPECT_NEAR(scores[2], e / (e + 3), 1e-4);
  EXPECT_NEAR(std::accumulate(scores.begin(), scores.end(), 0.0f), 1, 1e-5);
  EXPECT_NEAR(judge->scores(syntax, 1)[0], 0.25, 1e-5);
}

TEST(Judge, TakesTheMeanOfTwoNetworks) {
  Arrays arrays;
  arrays.of["judge.2w"][2] = 1;  // ASSAULT aerial
  arrays.of["twin.2w"] = {0, 0, 3, 0};
  arrays.of["twin.2b"] = std::vector<float>(4, 0);
  const auto judge = arrays.load();
  ASSERT_TRUE(judge);
  ASSERT_EQ(judge->width(), 12u);
  Syntax syntax = clause();
  syntax.meaning_width = 12;
  syntax.meaning.assign(36, 0.0f);
  syntax.meaning[24] = 2;      // the verb as itself, to the first
  syntax.meaning[24 + 7] = 4;  // and to the second
  const float e = std::exp((2.0f + 12.0f) / 2);
  EXPECT_NEAR(judge->scores(syntax, 2)[2], e / (e + 3), 1e-4);
  arrays.of["twin.2b"].pop_back();
  EXPECT_FALSE(arrays.load());
}

TEST(Judge, SeesParticipantsByBothWordsPathAndDistance) {
  Arrays arrays;
  arrays.of["judge.path"] = {0, 1};   // "|nsubj:by"
  arrays.of["judge.near"][3] = 0.5f;  // one to the left
  const auto judge = arrays.load();
  ASSERT_TRUE(judge);
  Syntax syntax = clause();
  number(syntax, 2, 5) = 0.25f;  // the verb as the event
  number(syntax, 1, 6) = 0.25f;  // the noun as a participant
  const std::vector<Part> parts = judge->parts(syntax, {.first = 0, .last = 3, .span = {}}, 2);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_NEAR(parts[1].actor, 1 / (1 + std::exp(-2.0f)), 1e-5);
  EXPECT_NEAR(parts[1].recipient, 1 / (1 + std::exp(2.0f)), 1e-5);
  EXPECT_NEAR(parts[0].actor, 1 / (1 + std::exp(-0.25f)), 1e-5);  // of no known path, two away
}

TEST(Judge, SumsTheModesOfACategory) {
  const auto judge = Arrays().load();
  ASSERT_TRUE(judge);
  const std::vector<float> scores = judge->scores(clause(), 0);
  const Verdict verdict = judge->verdict(scores);
  EXPECT_EQ(verdict.type, EventType::assault);
  EXPECT_NEAR(verdict.probability, 0.5, 1e-5);
  EXPECT_NEAR(judge->mode(scores, EventType::assault).probability, 0.5, 1e-5);
}

}  // namespace
}  // namespace dateline::coding
