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

TEST(Judge, HasASecondLayerForParticipants) {
  Arrays arrays;
  arrays.of["judge.mid.w"] = {-2};
  arrays.of["judge.mid.b"] = {3};
  const auto judge = arrays.load();
  ASSERT_TRUE(judge);
  Syntax syntax = clause();
  number(syntax, 1, 6) = 1;
  const std::vector<Part> parts = judge->parts(syntax, {.first = 0, .last = 3, .span = {}}, 2);
  EXPECT_NEAR(parts[1].actor, 1 / (1 + std::exp(-1.0f)), 1e-5);
}

TEST(Judge, FindsNoParticipantInVerbsAndFunctionWords) {
  const auto judge = Arrays().load();
  ASSERT_TRUE(judge);
  Syntax syntax = clause();
  syntax.words[2].upos = Upos::verb;
  number(syntax, 2, 6) = 9;
  const std::vector<Part> parts = judge->parts(syntax, {.first = 0, .last = 3, .span = {}}, 2);
  EXPECT_EQ(parts[2].actor, 0);
  EXPECT_NEAR(parts[1].actor, 0.5, 1e-5);
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

// The judge's part of a second reader's file: one hidden unit, for ASSAULT aerial.
Result<BlobFile> second_file(const std::string& labels) {
  static std::vector<std::vector<std::byte>> kept;
  std::map<std::string, Blob, std::less<>> blobs;
  const std::map<std::string, std::vector<float>> numbers = {
      {"judge.2w", {0, 0, 1, 0}},
      {"judge.2b", {0, 0, 0, 0}},
      {"judge.share", {0.5f, 0.5f}},
      {"judge.speak", {0.25f}},
      {"judge.doubt", {0.1f, 0.9f}},
      {"judge.path", {0}},
      {"judge.near", std::vector<float>(9, 0)},
      {"judge.mid.w", {1}},
      {"judge.mid.b", {0}},
      {"judge.role.w", {1, -1}},
      {"judge.role.b", {0, 0}},
      {"judge.aux.w", {1, 0, -1, 0}},
      {"judge.aux.b", {-1, 0, 0, 0}},
      {"judge.aux.mix", {0, 1, 0, -1, 1, 3, 0, 1, 1, 0, 0, 0}},
      {"out.w", std::vector<float>(7, 0)}};
  for (const auto& [name, values] : numbers) {
    kept.push_back(bytes_of(values));
    blobs[name] = {BlobType::f32, 1, {static_cast<uint32_t>(values.size()), 1, 1, 1}, kept.back()};
  }
  blobs["judge.labels"] = Arrays::text(labels);
  return BlobFile::from_bytes(blob_file_bytes(blobs));
}

TEST(Judge, CountsASecondReading) {
  Arrays arrays;
  arrays.of["judge.2w"][2] = 1;
  Judge judge = *arrays.load();
  ASSERT_TRUE(judge.take_second(*second_file(arrays.labels)));
  EXPECT_FLOAT_EQ(judge.threshold(), 0.25f);
  Syntax syntax = clause();
  number(syntax, 2, 0) = 4;
  const float first = std::exp(4.0f);
  EXPECT_NEAR(judge.scores(syntax, 2)[2], first / (first + 3), 1e-4) << "not read again";
  number(syntax, 2, 5) = 4;  // as the event of a pair
  syntax.reread_width = 7;
  syntax.reread_row = {0, 1, 2};
  syntax.reread.assign(21, 0.0f);
  syntax.reread[2 * 7] = 3;      // the verb as itself
  syntax.reread[1 * 7 + 6] = 3;  // the noun as a participant
  const float both = std::exp(0.5f * 4 + 3);
  EXPECT_NEAR(judge.scores(syntax, 2)[2], both / (both + 3), 1e-4);
  const std::vector<Part> parts = judge.parts(syntax, {.first = 0, .last = 3, .span = {}}, 2);
  EXPECT_NEAR(parts[1].actor, 1 / (1 + std::exp(-(0.5f * 4 + 3))), 1e-4);
}

TEST(Judge, WeighsAuxiliaryModesWithWhatRulesSay) {
  Arrays arrays;
  Judge judge = *arrays.load();
  ASSERT_TRUE(judge.take_second(*second_file(arrays.labels)));
  Syntax syntax = clause();
  EXPECT_EQ(judge.aux(syntax, 2, kNegation), kNegation) << "not read again";
  syntax.reread_width = 7;
  syntax.reread_row = {0, 1, 2};
  syntax.reread.assign(21, 0.0f);
  syntax.reread[2 * 7] = 3;
  EXPECT_EQ(judge.aux_odds(syntax, 2), (std::array<float, kAuxModes>{2, 0, -3, 0}));
  EXPECT_EQ(judge.aux(syntax, 2, kNegation), kFuture) << "odds of -3 outweigh the rules";
  EXPECT_EQ(judge.aux(syntax, 2, kHypothetical), kFuture | kHypothetical) << "rules outweigh none";
}

TEST(Judge, FindsAnEventLikelierInASentenceAlone) {
  Arrays arrays;
  const auto judge = arrays.load();
  ASSERT_TRUE(judge);
  const float text = judge->scores(clause(), 0).back();
  const float alone = judge->scores(clause(), 0, Setting::alone).back();
  EXPECT_NEAR(alone / (1 - alone), text / (1 - text) / std::exp(1.0f), 1e-4);

  Document doc;
  Tokens tokens;
  tokens.sentences.resize(1);
  EXPECT_EQ(setting_of(doc, tokens), Setting::alone);
  doc.dateline_place = {0, 6};
  EXPECT_EQ(setting_of(doc, tokens), Setting::text);
  doc.dateline_place = {};
  tokens.sentences.resize(2);
  EXPECT_EQ(setting_of(doc, tokens), Setting::text);
}

TEST(Judge, IsInDoubtBetweenTheTwoProbabilities) {
  Arrays arrays;
  arrays.of["judge.2w"] = {0, 0, 1, -1};  // the verb's own number tells an event from none
  Judge judge = *arrays.load();
  Syntax syntax = clause();
  syntax.words[2].upos = Upos::verb;
  Sentence sentence;
  sentence.last = 3;
  EXPECT_FALSE(judge.is_in_doubt(syntax, sentence)) << "nobody to ask";
  ASSERT_TRUE(judge.take_second(*second_file(arrays.labels)));
  EXPECT_TRUE(judge.is_in_doubt(syntax, sentence));
  number(syntax, 2, 0) = 9;
  EXPECT_FALSE(judge.is_in_doubt(syntax, sentence)) << "sure of a category";
}

TEST(Judge, RefusesTheSecondReaderOfAnother) {
  Judge judge = *Arrays().load();
  EXPECT_FALSE(judge.take_second(*second_file("AGREE -\nASSAULT -\n")));
}

}  // namespace
}  // namespace dateline::coding
