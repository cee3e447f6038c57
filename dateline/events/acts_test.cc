#include "dateline/events/acts.h"

#include "dateline/events/reductions.h"
#include "dateline/events/relation.h"
#include "dateline/events/test_judge.h"
#include "dateline/events/test_reading.h"

namespace dateline::coding {
namespace {

constexpr const char* kPassive =
    "1 Five five NUM CD _ 2 nummod\n2 envoys envoy NOUN NNS _ 4 nsubj:pass\n"
    "3 were be AUX VBD _ 4 aux:pass\n4 arrested arrest VERB VBN _ 0 root\n"
    "5 by by ADP IN _ 6 case\n6 Kenya Kenya PROPN NNP _ 4 obl:agent\n";
constexpr const char* kPromise =
    "1 Norway Norway PROPN NNP _ 2 nsubj\n2 promised promise VERB VBD _ 0 root\n"
    "3 to to PART TO _ 4 mark\n4 release release VERB VB _ 2 xcomp\n5 two two NUM CD _ 6 nummod\n"
    "6 prisoners prisoner NOUN NNS _ 4 obj\n";
constexpr const char* kTalks =
    "1 Peru Peru PROPN NNP _ 2 nsubj\n2 held hold VERB VBD _ 0 root\n3 talks talk NOUN NNS _ 2 obj\n"
    "4 with with ADP IN _ 5 case\n5 Chile Chile PROPN NNP _ 2 obl\n";

std::vector<Act> acts_of(const Reading& r) {
  const Scene scene = make_scene(r.doc, r.tokens, r.syntax, r.mentions, r.times, r.places, r.claims,
                                 our_frames());
  std::vector<Act> acts = read_acts(scene, r.tokens.sentences[0]);
  combine(scene, acts);
  std::erase_if(acts, [](const Act& act) { return act.consumed; });
  return acts;
}

TEST(Acts, APassiveNamesItsActorWithBy) {
  const Reading r = reading_of(kPassive, {{5, "KEN"}});
  const auto acts = acts_of(r);
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].type, EventType::coerce);
  EXPECT_EQ(acts[0].actor.tokens, std::vector<uint32_t>{5});
  EXPECT_EQ(acts[0].recipient.tokens, std::vector<uint32_t>{1});
}

TEST(Acts, APassiveHasNoActorInHimWhoTellsOfIt) {
  const Reading r = reading_of(
      "1 According accord VERB VBG _ 3 case\n2 to to ADP IN _ 1 fixed\n"
      "3 Kenya Kenya PROPN NNP _ 6 obl:agent\n4 envoys envoy NOUN NNS _ 6 nsubj:pass\n"
      "5 were be AUX VBD _ 6 aux:pass\n6 arrested arrest VERB VBN _ 0 root\n",
      {{2, "KEN"}});
  const auto acts = acts_of(r);
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_TRUE(acts[0].actor.empty());
  EXPECT_EQ(acts[0].recipient.tokens, std::vector<uint32_t>{3});
}

TEST(Acts, APossessorIsWhomAnArrestBefellUnlessOfSaysWhom) {
  const Reading his = reading_of(
      "1 Mali Mali PROPN NNP _ 3 nmod:poss\n2 's 's PART POS _ 1 case\n"
      "3 arrest arrest NOUN NN _ 0 root\n",
      {{0, "MLI"}});
  ASSERT_EQ(acts_of(his).size(), 1u);
  EXPECT_TRUE(acts_of(his)[0].actor.empty());
  EXPECT_EQ(acts_of(his)[0].recipient.tokens, std::vector<uint32_t>{0});
  const Reading theirs = reading_of(
      "1 Mali Mali PROPN NNP _ 3 nmod:poss\n2 's 's PART POS _ 1 case\n"
      "3 arrest arrest NOUN NN _ 0 root\n4 of of ADP IN _ 5 case\n"
      "5 Peru Peru PROPN NNP _ 3 nmod\n",
      {{0, "MLI"}, {4, "PER"}});
  ASSERT_EQ(acts_of(theirs).size(), 1u);
  EXPECT_EQ(acts_of(theirs)[0].actor.tokens, std::vector<uint32_t>{0});
  EXPECT_EQ(acts_of(theirs)[0].recipient.tokens, std::vector<uint32_t>{4});
}

TEST(Acts, APromisedReleaseIsOneConcession) {
  const Reading r = reading_of(kPromise, {{0, "NOR"}});
  const auto acts = acts_of(r);
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].type, EventType::concede);
  EXPECT_EQ(acts[0].reduced, "promise");
  EXPECT_EQ(acts[0].actor.tokens, std::vector<uint32_t>{0});
}

TEST(Acts, ALightVerbLendsItsSubjectAndItsPhrases) {
  const Reading r = reading_of(kTalks, {{0, "PER"}, {4, "CHL"}});
  const auto acts = acts_of(r);
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].type, EventType::consult);
  EXPECT_EQ(acts[0].actor.tokens, std::vector<uint32_t>{0});
  EXPECT_EQ(acts[0].recipient.tokens, std::vector<uint32_t>{4});
}

TEST(Acts, AFutureMeetingIsAgreedAndARefusedOneRejected) {
  Reading r = reading_of(kTalks, {{0, "PER"}, {4, "CHL"}});
  r.claims.factuality[1].aux = r.claims.factuality[2].aux = kFuture;
  EXPECT_EQ(acts_of(r)[0].type, EventType::agree);
  r.claims.factuality[1].aux = r.claims.factuality[2].aux = kFuture | kNegation;
  EXPECT_EQ(acts_of(r)[0].type, EventType::reject);
}

Scene scene_with(const Reading& r, const Frames& frames) {
  return make_scene(r.doc, r.tokens, r.syntax, r.mentions, r.times, r.places, r.claims, frames);
}

TEST(Acts, OfAFrameAreOverruledByAJudgeWhoIsSureOfAnother) {
  const Frames frames = judged_frames();
  const Reading r = reading_of(kPassive, {{5, "KEN"}});
  const Scene scene = scene_with(r, frames);
  const auto judged = [&](float assault) {
    auto acts = read_acts(scene, r.tokens.sentences[0]);
    acts.at(0).scores = {0, assault, 0, 1 - assault};
    combine(scene, acts);
    return acts.at(0);
  };
  EXPECT_EQ(judged(0.6f).type, EventType::coerce);
  EXPECT_EQ(judged(0.6f).by, EventSource::frame);
  EXPECT_EQ(judged(0.95f).type, EventType::assault);
  EXPECT_EQ(judged(0.95f).by, EventSource::classifier);
}

TEST(Acts, TakeAVerdictWithoutTheFramesModeAndCode) {
  const Frames frames = judged_frames();
  const Reading r = reading_of(kPassive, {{5, "KEN"}});
  const Scene scene = scene_with(r, frames);
  Act act = read_acts(scene, r.tokens.sentences[0]).at(0);
  EXPECT_FALSE(take_verdict(scene, 0, act)) << "there was no judge";
  act.scores = {0.6f, 0, 0, 0.4f};
  EXPECT_FALSE(take_verdict(scene, 0.7f, act));
  EXPECT_EQ(act.modes, std::vector<std::string>{"arrest"});
  ASSERT_TRUE(take_verdict(scene, 0.5f, act));
  EXPECT_EQ(act.type, EventType::agree);
  EXPECT_TRUE(act.modes.empty());
  EXPECT_TRUE(act.cameo.empty());
  EXPECT_FLOAT_EQ(act.confidence, 0.6f);
}

TEST(Acts, WhereTheSlotHasNobodyHaveTheActorOfTheJudge) {
  Arrays arrays;
  arrays.paths = "|obl\n";
  arrays.of["judge.path"] = {0, 4};  // an oblique is the actor
  arrays.of["judge.role.b"] = {-2, -2};
  arrays.of["judge.speak"] = {0.6f};
  const Frames frames = judged_frames(arrays);
  Reading r = reading_of(
      "1 Percent percent NOUN NN _ 2 nsubj\n2 rejected reject VERB VBD _ 0 root\n"
      "3 plans plan NOUN NNS _ 2 obj\n4 Peru Peru PROPN NNP _ 2 obl\n",
      {{3, "PER"}});
  blank_meaning(r.syntax);
  const auto acts = read_acts(scene_with(r, frames), r.tokens.sentences[0]);
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].actor.tokens, std::vector<uint32_t>{3});
}

TEST(Relation, IsTheActBetweenTheMarkedPhrases) {
  const Reading r = reading_of(kTalks, {});
  const auto found = relation_between(r, our_frames(), r.tokens[0].span, r.tokens[4].span);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->type, EventType::consult);
  EXPECT_GT(found->confidence, 0);
}

TEST(Relation, IsNothingWhereNoFrameHolds) {
  const Reading r = reading_of("1 Rain rain NOUN NN _ 2 nsubj\n2 fell fall VERB VBD _ 0 root\n", {});
  EXPECT_FALSE(relation_between(r, our_frames(), r.tokens[0].span, r.tokens[1].span));
}

}  // namespace
}  // namespace dateline::coding
