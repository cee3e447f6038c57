#include "dateline/events/natives.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Entity people(Local local) {
  Entity entity;
  entity.name = "100 people";
  entity.sectors = {"CVL"};
  entity.group = true;
  entity.local = local;
  return entity;
}

// One entity each: actor 0, recipient 1.
struct Story {
  Document doc;
  Mentions mentions;
  Places places;
  Events events;

  Story(Entity actor, Entity recipient) {
    mentions.home = "ROU";
    mentions.entities = {std::move(actor), std::move(recipient)};
    Event& event = events.events.emplace_back();
    event.actors.push_back({kNone, 0, {}, false});
    event.recipients.push_back({kNone, 1, {}, false});
  }

  void happens_in(std::string_view country) {
    PlaceCandidate candidate;
    candidate.country = country;
    places.places.emplace_back().candidates.push_back(candidate);
    events.events[0].place = 0;
  }

  std::string actor() { return code(events.events[0].actors[0]); }
  std::string recipient() { return code(events.events[0].recipients[0]); }
  void settle() { settle_natives(doc, places, mentions, events); }

 private:
  std::string code(const Participant& p) const { return mentions.entities[p.entity].code; }
};

Entity state(std::string_view code) {
  Entity entity;
  entity.code = code;
  return entity;
}

TEST(Natives, AreOfThePlaceOfTheEvent) {
  Story story(people(Local::native), people(Local::placed));
  story.happens_in("MDA");
  story.settle();
  EXPECT_EQ(story.actor(), "MDA");
  EXPECT_EQ(story.recipient(), "MDA");
  EXPECT_EQ(story.mentions.entities[0].code, "") << "the text names no country";
}

TEST(Natives, WithoutAPlaceAreOfTheStorysCountry) {
  Story story(people(Local::native), people(Local::placed));
  story.settle();
  EXPECT_EQ(story.actor(), "ROU");
  EXPECT_EQ(story.recipient(), "") << "gunmen may come from anywhere";
}

TEST(Natives, OfAnotherStatesActAreOfNoCountryThatIsNotTold) {
  Story story(state("SSD"), people(Local::native));
  story.events.events[0].type = EventType::assault;
  story.settle();
  EXPECT_EQ(story.recipient(), "");
}

TEST(Natives, SoIsWhatForceBefell) {
  Story story(people(Local::native), people(Local::native));
  story.doc.text = "two villages";
  story.events.events[0].type = EventType::assault;
  story.events.events[0].recipients[0] = {kNone, kNone, {0, 12}, false};
  story.happens_in("MDA");
  story.settle();
  EXPECT_EQ(story.recipient(), "MDA");
  EXPECT_EQ(story.mentions.entities.back().name, "two villages");
}

TEST(Natives, LeaveStrangersAndCodedPeopleAlone) {
  Story story(people(Local::no), state("RUS"));
  story.happens_in("MDA");
  story.settle();
  EXPECT_EQ(story.actor(), "");
  EXPECT_EQ(story.recipient(), "RUS");
}

}  // namespace
}  // namespace dateline
