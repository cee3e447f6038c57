#include "dateline/events/absorb.h"

#include "dateline/events/test_judge.h"
#include "dateline/events/test_reading.h"

namespace dateline::coding {
namespace {

TEST(Absorb, WhatSomebodyIsAccusedOfIsNoEventBeside) {
  const auto events = events_of(reading_of(
      "1 Amnesty Amnesty PROPN NNP _ 2 nsubj\n2 accused accuse VERB VBD _ 0 root\n"
      "3 soldiers soldier NOUN NNS _ 2 obj\n4 of of SCONJ IN _ 5 mark\n"
      "5 detaining detain VERB VBG _ 2 advcl\n6 villagers villager NOUN NNS _ 5 obj\n",
      {{0, "NGO"}, {2, "MLI"}}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, EventType::accuse);
}

TEST(Absorb, WhatProtestersDemandIsTheirProtest) {
  const auto events = events_of(reading_of(
      "1 Students student NOUN NNS _ 2 nsubj\n2 marched march VERB VBD _ 0 root\n"
      "3 , , PUNCT , _ 4 punct\n4 demanding demand VERB VBG _ 2 advcl\n"
      "5 reforms reform NOUN NNS _ 4 obj\n",
      {{0, "EDU"}}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, EventType::protest);
}

TEST(Absorb, AKillingInAnAttackIsOneEvent) {
  const auto events = events_of(reading_of(
      "1 Rebels rebel NOUN NNS _ 2 nsubj\n2 killed kill VERB VBD _ 0 root\n"
      "3 soldiers soldier NOUN NNS _ 2 obj\n4 in in ADP IN _ 6 case\n5 an a DET DT _ 6 det\n"
      "6 attack attack NOUN NN _ 2 obl\n7 on on ADP IN _ 8 case\n8 Goma Goma PROPN NNP _ 6 nmod\n",
      {{0, "COD"}, {2, "COD"}, {7, "COD"}}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, EventType::assault);
}

TEST(Absorb, WhomTheTalksOfAVisitAreWithIsItsHost) {
  const auto events = events_of(reading_of(
      "1 Oslo Oslo PROPN NNP _ 2 nsubj\n2 flew fly VERB VBD _ 0 root\n3 to to ADP IN _ 4 case\n"
      "4 Moscow Moscow PROPN NNP _ 2 obl\n5 for for ADP IN _ 6 case\n6 talks talk NOUN NNS _ 2 obl\n"
      "7 with with ADP IN _ 8 case\n8 Putin Putin PROPN NNP _ 6 nmod\n",
      {{0, "NOR"}, {7, "RUS"}}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].modes, std::vector<std::string>{"visit"});
  ASSERT_FALSE(events[0].recipients.empty());
  EXPECT_EQ(events[0].recipients.back().entity, 1u);
}

TEST(Absorb, WhatIsThreatenedIsNoSecondThreat) {
  Arrays arrays;
  arrays.labels = "THREATEN -\nASSAULT -\nASSAULT aerial\n";
  arrays.of["judge.2w"] = {1, 0, 0, 0};
  arrays.of["judge.speak"] = {0.6f};
  Reading r = reading_of(
      "1 Mali Mali PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 it it PRON PRP _ 5 nsubj\n"
      "4 might might AUX MD _ 5 aux\n5 change change VERB VB _ 2 ccomp\n6 course course NOUN NN _ 5 obj\n"
      "7 if if SCONJ IN _ 9 mark\n8 Chad Chad PROPN NNP _ 9 nsubj\n9 attacks attack VERB VBZ _ 5 advcl\n",
      {{0, "MLI"}, {7, "TCD"}});
  blank_meaning(r.syntax);
  number(r.syntax, 4, 0) = 6;
  size_t threats = 0;
  for (const Event& event : events_of(r, judged_frames(arrays))) threats += event.type == EventType::threaten;
  EXPECT_EQ(threats, 1u);
}

}  // namespace
}  // namespace dateline::coding
