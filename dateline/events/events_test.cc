#include "dateline/events/events.h"

#include "dateline/events/test_judge.h"
#include "dateline/events/test_reading.h"

namespace dateline::coding {
namespace {

constexpr const char* kStrike =
    "1 A a DET DT _ 3 det\n2 Turkish turkish ADJ JJ _ 3 amod\n3 airstrike airstrike NOUN NN _ 4 "
    "nsubj\n"
    "4 killed kill VERB VBD _ 0 root\n5 twenty twenty NUM CD _ 6 nummod\n"
    "6 Iraqis iraqi PROPN NNPS _ 4 obj\n7 in in ADP IN _ 8 case\n8 Dohuk Dohuk PROPN NNP _ 4 obl\n"
    "9 Monday Monday PROPN NNP _ 4 obl:unmarked\n";

Reading strike() {
  Reading r = reading_of(kStrike, {{1, "TUR"}, {5, "IRQ"}});
  Timex timex;
  timex.first = 8;
  timex.last = 9;
  timex.start = timex.end = parse_iso_date("2024-05-06");
  r.times.timexes.push_back(timex);
  Place place;
  place.first = 7;
  place.last = 8;
  r.places.places.push_back(place);
  return r;
}

TEST(Events, ToldTwiceAreOneRecordWithModeSizeDateAndPlace) {
  const auto events = events_of(strike());
  ASSERT_EQ(events.size(), 1u);
  const Event& event = events[0];
  EXPECT_EQ(event.type, EventType::assault);
  EXPECT_EQ(event.modes, std::vector<std::string>{"aerial"});
  EXPECT_EQ(event.size.dead, 20u);
  EXPECT_EQ(event.start, parse_iso_date("2024-05-06"));
  EXPECT_EQ(event.time_from, TimeFrom::text);
  EXPECT_EQ(event.place, 0u);
  ASSERT_EQ(event.actors.size(), 1u);
  EXPECT_EQ(event.actors[0].entity, 0u);
  ASSERT_EQ(event.recipients.size(), 1u);
  EXPECT_EQ(event.recipients[0].entity, 1u);
}

TEST(Events, WithoutATimeTakeTheArticlesAndSaySo) {
  Reading r = strike();
  r.times.timexes.clear();
  r.times.anchor = parse_iso_date("2024-05-07");
  r.times.anchor_from = TimeFrom::dateline;
  const auto events = events_of(r);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].start, parse_iso_date("2024-05-07"));
  EXPECT_EQ(events[0].time_from, TimeFrom::dateline);
}

TEST(Events, ViolenceWithoutADayIsThatOfTheStory) {
  const auto told = [](const char* second) {
    Reading r = reading_of(std::string(kStrike) + "\n" + second,
                           {{1, "TUR"}, {5, "IRQ"}, {9, "SYR"}});
    r.times.timexes = strike().times.timexes;
    r.times.anchor = parse_iso_date("2024-05-09");
    r.times.anchor_from = TimeFrom::dateline;
    for (const Event& event : events_of(r))
      if (event.sentence == 1) return event;
    return Event{};
  };
  const Event past = told(
      "1 Soldiers soldier NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n"
      "3 killed kill VERB VBN _ 0 root\n");
  EXPECT_EQ(past.start, parse_iso_date("2024-05-06"));
  EXPECT_EQ(past.time_from, TimeFrom::inferred);
  const Event present = told(
      "1 Soldiers soldier NOUN NNS _ 4 nsubj:pass\n2 have have AUX VBP _ 4 aux\n"
      "3 been be AUX VBN _ 4 aux:pass\n4 killed kill VERB VBN _ 0 root\n");
  EXPECT_EQ(present.start, parse_iso_date("2024-05-09"));
}

TEST(Events, ThatNameNobodyAreSkippedWithTheReason) {
  const Reading r = reading_of(
      "1 Critics critic NOUN NNS _ 2 nsubj\n2 attacked attack VERB VBD _ 0 root\n"
      "3 the the DET DT _ 4 det\n4 budget budget NOUN NN _ 2 obj\n",
      {});
  const Events found =
      find_events(r.doc, r.tokens, r.syntax, r.mentions, r.times, r.places, r.claims, our_frames());
  EXPECT_TRUE(found.events.empty());
  for (const Skipped& skipped : found.skipped) EXPECT_FALSE(skipped.reason.empty());
}

TEST(Events, AreNotToldByWhoDeclinesToComment) {
  EXPECT_TRUE(
      events_of(
          reading_of("1 Berlin Berlin PROPN NNP _ 2 nsubj\n2 declined decline VERB VBD _ 0 root\n"
                     "3 to to PART TO _ 4 mark\n4 comment comment VERB VB _ 2 xcomp\n",
                     {{0, "DEU"}}))
          .empty());
  const auto refused = events_of(
      reading_of("1 Berlin Berlin PROPN NNP _ 2 nsubj\n2 declined decline VERB VBD _ 0 root\n"
                 "3 to to PART TO _ 4 mark\n4 talk talk VERB VB _ 2 xcomp\n"
                 "5 with with ADP IN _ 6 case\n6 Minsk Minsk PROPN NNP _ 4 obl\n",
                 {{0, "DEU"}, {5, "BLR"}}));
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].type, EventType::reject);
}

TEST(Events, ACallIsNotANameThatIsGiven) {
  const auto called = [](const char* whom, const char* tag, std::vector<Coded> actors) {
    return events_of(reading_of(std::string("1 Merkel Merkel PROPN NNP _ 2 nsubj\n"
                                            "2 called call VERB VBD _ 0 root\n3 ") +
                                    whom + " " + whom + " " + tag + " _ 2 obj\n",
                                actors));
  };
  const auto rung = called("Putin", "PROPN NNP", {{0, "DEU"}, {2, "RUS"}});
  ASSERT_EQ(rung.size(), 1u);
  EXPECT_EQ(rung[0].type, EventType::consult);
  EXPECT_TRUE(called("verdict", "NOUN NN", {{0, "DEU"}}).empty());
}

TEST(Events, OfAMeetingAllAreActors) {
  const auto events =
      events_of(reading_of("1 Obama Obama PROPN NNP _ 2 nsubj\n2 met meet VERB VBD _ 0 root\n3 Abe "
                           "Abe PROPN NNP _ 2 obj\n",
                           {{0, "USA"}, {2, "JPN"}}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].actors.size(), 2u);
  EXPECT_TRUE(events[0].recipients.empty());
}

TEST(Events, OfAVisitAndItsTripAreOneAndNobodyIsOnBothSides) {
  Reading r = reading_of(
      "1 Fico Fico PROPN NNP _ 2 nsubj\n2 visited visit VERB VBD _ 0 root\n3 Hungary Hungary PROPN NNP _ 2 obj\n"
      "4 on on ADP IN _ 6 case\n5 its its PRON PRP$ _ 6 nmod:poss\n6 trip trip NOUN NN _ 3 nmod\n",
      {{0, "SVK"}, {2, "HUN"}, {4, "HUN"}});
  r.mentions.mentions[2].entity = r.mentions.mentions[1].entity;
  const auto events = events_of(r);
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(events[0].actors.size(), 1u);
  EXPECT_EQ(events[0].actors[0].entity, 0u);
  ASSERT_EQ(events[0].recipients.size(), 1u);
  EXPECT_EQ(events[0].recipients[0].entity, 1u);
}

TEST(Events, InAPurposeAreToldWhereTheJudgeIsSure) {
  Arrays arrays;
  arrays.of["judge.2w"] = {0, 1, 0, 0};  // ASSAULT
  arrays.of["judge.speak"] = {0.55f};
  const Frames frames = judged_frames(arrays);
  Reading r = reading_of(
      "1 Mali Mali PROPN NNP _ 2 nsubj\n2 used use VERB VBD _ 0 root\n3 jets jet NOUN NNS _ 2 obj\n"
      "4 to to PART TO _ 5 mark\n5 pound pound VERB VB _ 2 advcl\n6 Chad Chad PROPN NNP _ 5 obj\n",
      {{0, "MLI"}, {5, "TCD"}});
  r.doc.dateline_place = {0, 4};  // not a sentence by itself
  const auto told = [&](float sure) {
    blank_meaning(r.syntax);
    number(r.syntax, 4, 0) = sure;
    r.claims.factuality[4].aux = kHypothetical;
    return events_of(r, frames);
  };
  EXPECT_TRUE(told(0.5f).empty());
  const auto events = told(6);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, EventType::assault);
  EXPECT_EQ(events[0].aux & kHypothetical, 0);
}

TEST(Events, AreNotToldByWhoInsistsThatSomethingIsSo) {
  const std::string head =
      "1 Berlin Berlin PROPN NNP _ 2 nsubj\n2 insisted insist VERB VBD _ 0 root\n"
      "3 that that SCONJ IN _ 6 mark\n4 Minsk Minsk PROPN NNP _ 6 nsubj\n";
  EXPECT_TRUE(events_of(reading_of(head + "5 had have AUX VBD _ 6 aux\n6 slept sleep VERB VBN _ 2 ccomp\n",
                                   {{0, "DEU"}, {3, "BLR"}}))
                  .empty());
  const auto demand = events_of(reading_of(head + "5 must must AUX MD _ 6 aux\n6 pay pay VERB VB _ 2 ccomp\n",
                                           {{0, "DEU"}, {3, "BLR"}}));
  ASSERT_EQ(demand.size(), 1u);
  EXPECT_EQ(demand[0].type, EventType::request);
}

TEST(Events, SurviveAChainOfAThousandVerbs) {
  std::string conllu = "1 Mali Mali PROPN NNP _ 2 nsubj\n2 agreed agree VERB VBD _ 0 root\n";
  for (int i = 3; i < 1000; ++i)
    conllu += std::to_string(i) + " agree agree VERB VB _ " + std::to_string(i - 1) + " xcomp\n";
  EXPECT_LE(events_of(reading_of(conllu, {{0, "MLI"}})).size(), 1000u);
}

}  // namespace
}  // namespace dateline::coding
