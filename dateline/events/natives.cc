#include "dateline/events/natives.h"

#include <algorithm>
#include <map>
#include <string>

namespace dateline {
namespace {

class Natives {
 public:
  Natives(const Document& doc, const Places& places, Mentions& mentions)
      : doc_(doc), places_(places), mentions_(mentions) {}

  void settle(Event& event) {
    settle_strikers(event);
    settle_unnamed(event);
    for (Participant& p : event.actors) {
      if (p.entity != kNone)
        p.entity = settled(p.entity, event, true);
      else if (event.type == EventType::protest)
        p.entity = target(p.span, event, true);
    }
    settle_rebels(event, event.recipients, event.actors, event.type == EventType::assault);
    settle_rebels(event, event.actors, event.recipients, false);
    const bool at_home = !is_force(event.type) || !is_done_from_abroad(event);
    for (Participant& p : event.recipients) {
      if (p.entity != kNone)
        p.entity = settled(p.entity, event, at_home);
      else if (is_material(event.type))
        p.entity = target(p.span, event, at_home);
    }
  }

 private:
  static bool is_force(EventType type) {
    return type == EventType::assault || type == EventType::coerce || type == EventType::mobilize;
  }

  static bool is_material(EventType type) {
    return type == EventType::assault || type == EventType::coerce || type == EventType::aid;
  }

  // "shelled two villages", "the army arrested 23 others": an entity for the words, or kNone.
  uint32_t target(Span words, const Event& event, bool at_home) {
    Entity entity;
    entity.code = country_for(event, at_home);
    if (entity.code.empty()) return kNone;
    entity.name = doc_.at(words);
    mentions_.entities.push_back(std::move(entity));
    return static_cast<uint32_t>(mentions_.entities.size() - 1);
  }

  // "South Sudanese troops drove out 6,000 people" in a story from Uganda.
  bool is_done_from_abroad(const Event& event) const {
    return std::ranges::any_of(event.actors, [&](const Participant& p) {
      return p.entity != kNone && !mentions_.entities[p.entity].code.empty() &&
             mentions_.entities[p.entity].code != mentions_.home;
    });
  }

  // "Hutu rebels killed 27 Burundian villagers" at a place that is not known: of those they fight;
  // and who deals with the story's own state otherwise, of that.
  void settle_rebels(const Event& event, const std::vector<Participant>& others,
                     std::vector<Participant>& rebels, bool by_force) {
    std::string code;
    for (const Participant& p : others)
      if (p.entity != kNone && code.empty()) code = mentions_.entities[p.entity].code;
    if (code.empty() || event.place != kNone || (!by_force && code != mentions_.home)) return;
    for (Participant& p : rebels) {
      if (p.entity == kNone) continue;
      const Entity& entity = mentions_.entities[p.entity];
      if (entity.local == Local::placed && entity.sector() == "REB" && entity.code.empty() &&
          entity.id.empty())
        p.entity = of_country(p.entity, code);
    }
  }

  // "Bank employees walked off the job", "firefighters began a strike": labour, whomever they work
  // for.
  void settle_strikers(Event& event) {
    if (event.type != EventType::protest) return;
    const bool strike = has_mode(event.modes, "strike");
    for (Participant& p : event.actors) {
      if (p.entity == kNone) continue;
      const Entity& entity = mentions_.entities[p.entity];
      const bool staff = entity.type == EntityType::person && entity.group && entity.id.empty() &&
                         (entity.sector() == "BUS" || (strike && entity.sector() == "GOV"));
      if (staff)
        p.entity = copy_of(p.entity, "LAB", [](Entity& copy) { copy.sectors = {"LAB"}; });
    }
  }

  // "Protests in Sudan": by people of the place; "three were arrested", "he was convicted" there:
  // only a state does that (tables 3.10 and 3.11 of the manual).
  void settle_unnamed(Event& event) {
    if (!event.actors.empty() || event.words.empty()) return;
    const bool arrest = event.type == EventType::coerce && has_mode(event.modes, "arrest");
    const bool convicts = event.type == EventType::sanction && has_mode(event.modes, "convict");
    if (event.type != EventType::protest && !arrest && !convicts) return;
    const uint32_t unnamed = target(event.words.front(), event, true);
    if (unnamed == kNone) return;
    mentions_.entities[unnamed].name = "unnamed";
    if (arrest) mentions_.entities[unnamed].sectors = {"COP"};
    if (convicts) mentions_.entities[unnamed].sectors = {"JUD"};
    event.actors.push_back({kNone, unnamed, event.words.front(), true});
  }

  // "Burundian police have killed 30 protesters": police act at home.
  std::string country_of_police(const Event& event) const {
    for (const Participant& p : event.actors)
      if (p.entity != kNone && mentions_.entities[p.entity].sector() == "COP")
        return mentions_.entities[p.entity].code;
    return {};
  }

  std::string country_of_place(const Event& event) const {
    if (event.place == kNone || !places_.places[event.place].resolved()) return {};
    const PlaceCandidate& place = places_.places[event.place].candidates[0];
    return is_spoken_of(place) ? place.country : std::string{};
  }

  // The country of the event's place, else, of those at home, that of the story; or "".
  std::string country_for(const Event& event, bool at_home) const {
    if (std::string code = country_of_place(event); !code.empty()) return code;
    if (std::string code = country_of_police(event); !code.empty()) return code;
    return at_home ? mentions_.home : std::string{};
  }

  // A small town of a country that the article does not speak of is more likely one of that name
  // that the gazetteer lacks: "Denham Town" in a story from Kingston.
  bool is_spoken_of(const PlaceCandidate& place) const {
    constexpr uint64_t kLarge = 200'000;
    if (mentions_.home.empty() || place.country == mentions_.home || place.population >= kLarge ||
        place.level <= PlaceLevel::admin1)
      return true;
    return std::ranges::any_of(mentions_.entities,
                               [&](const Entity& entity) { return entity.id == place.country; });
  }

  uint32_t settled(uint32_t index, const Event& event, bool at_home) {
    const Entity& entity = mentions_.entities[index];
    const bool placed = entity.local != Local::no ||
                        (entity.type == EntityType::norp && entity.group);  // "Shiites"
    // "a meeting of foreign ministers in Zagreb"
    const bool guests = (event.type == EventType::consult || event.type == EventType::agree) &&
                        !entity.sectors.empty() && entity.sector() != "CVL";
    if (!entity.id.empty() || !placed || guests) return index;
    if (!entity.code.empty()) {
      // "Gunmen killed at least 12 soldiers in Kismayo": in a story from Nairobi.
      const bool there = entity.inferred && event.type == EventType::assault;
      const std::string code = there ? country_of_place(event) : std::string{};
      return code.empty() || code == entity.code ? index : of_country(index, code);
    }
    const bool people = entity.type == EntityType::norp;  // "Buddhists protested"
    const std::string code =
        country_for(event, (entity.local == Local::native || people) && at_home);
    return code.empty() ? index : of_country(index, code);
  }

  // The same people, as of a country.
  uint32_t of_country(uint32_t index, const std::string& code) {
    return copy_of(index, code, [&](Entity& copy) { copy.code = code; });
  }

  // The same people under another code, made once.
  template <typename Change>
  uint32_t copy_of(uint32_t index, const std::string& code, Change change) {
    const auto [at, fresh] = made_.try_emplace({index, code}, mentions_.entities.size());
    if (fresh) {
      Entity copy = mentions_.entities[index];
      change(copy);
      mentions_.entities.push_back(std::move(copy));
    }
    return at->second;
  }

  const Document& doc_;
  const Places& places_;
  Mentions& mentions_;
  std::map<std::pair<uint32_t, std::string>, uint32_t> made_;
};

}  // namespace

void settle_natives(const Document& doc, const Places& places, Mentions& mentions, Events& events) {
  Natives natives(doc, places, mentions);
  for (Event& event : events.events) natives.settle(event);
}

}  // namespace dateline
