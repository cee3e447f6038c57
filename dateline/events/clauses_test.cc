#include "dateline/events/clauses.h"

#include "dateline/events/test_reading.h"

namespace dateline::coding {
namespace {

// "Oslo threatened to leave if Bonn struck" and "Oslo sent jets to support Bonn"
constexpr const char* kThreat =
    "1 Oslo Oslo PROPN NNP _ 2 nsubj\n2 threatened threaten VERB VBD _ 0 root\n"
    "3 to to PART TO _ 4 mark\n4 leave leave VERB VB _ 2 xcomp\n5 if if SCONJ IN _ 7 mark\n"
    "6 Bonn Bonn PROPN NNP _ 7 nsubj\n7 struck strike VERB VBD _ 4 advcl\n";
constexpr const char* kPurpose =
    "1 Oslo Oslo PROPN NNP _ 2 nsubj\n2 sent send VERB VBD _ 0 root\n"
    "3 jets jet NOUN NNS _ 2 obj\n4 to to PART TO _ 5 mark\n5 support support VERB VB _ 2 advcl\n"
    "6 Bonn Bonn PROPN NNP _ 5 obj\n";

Scene scene_of(const Reading& r) {
  return make_scene(r.doc, r.tokens, r.syntax, r.mentions, r.times, r.places, r.claims, our_frames());
}

TEST(Clauses, AConditionTellsNoEventButWhoIsThreatened) {
  const Reading r = reading_of(kThreat, {{0, "NOR"}, {5, "DEU"}});
  const Scene scene = scene_of(r);
  EXPECT_TRUE(is_condition(scene, 6));
  EXPECT_TRUE(in_open_clause(scene, 6, kNone));
  EXPECT_FALSE(in_open_clause(scene, 1, kNone));
  EXPECT_EQ(condition_subject(scene, 1).token, 5u);
  const auto events = events_of(r);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, EventType::threaten);
  ASSERT_EQ(events[0].recipients.size(), 1u);
  EXPECT_EQ(events[0].recipients[0].entity, 1u);
}

TEST(Clauses, APurposeTellsNoEventButWhoIsHelped) {
  const Reading r = reading_of(kPurpose, {{0, "NOR"}, {5, "DEU"}});
  const Scene scene = scene_of(r);
  EXPECT_TRUE(is_purpose(scene, 4));
  EXPECT_EQ(purpose_object(scene, 1).token, 5u);
  const auto events = events_of(r);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, EventType::mobilize);
  ASSERT_EQ(events[0].recipients.size(), 1u);
}

}  // namespace
}  // namespace dateline::coding
