#include "dateline/events/retell.h"

#include <algorithm>
#include <cstdlib>

namespace dateline::coding {
namespace {

constexpr int kTripLasts = 5;      // days
constexpr uint32_t kReach = 40;    // sentences looked back

std::vector<std::string> codes_of(const Scene& scene, const std::vector<Participant>& list) {
  std::vector<std::string> codes;
  for (const Participant& p : list) {
    if (p.entity == kNone) continue;
    const std::string& code = scene.mentions.entities[p.entity].code;
    if (!code.empty()) codes.push_back(code);
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

bool same_entities(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  const auto in = [](const Participant& p, const std::vector<Participant>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Participant& q) { return p.entity != kNone && p.entity == q.entity; });
  };
  return std::all_of(a.begin(), a.end(), [&](const Participant& p) { return in(p, b); }) &&
         std::all_of(b.begin(), b.end(), [&](const Participant& p) { return in(p, a); });
}

// "the girls": something told of already.
bool is_definite(const Scene& scene, const Participant& p) {
  const std::string_view words = scene.doc.at(p.span);
  return words.starts_with("the ") || words.starts_with("The ") || words.starts_with("they") ||
         words.starts_with("They");
}

bool only_definite(const Scene& scene, const std::vector<Participant>& list) {
  return std::all_of(list.begin(), list.end(),
                     [&](const Participant& p) { return is_definite(scene, p); });
}

// A person whom the article names, here by name, or by a pronoun for it.
bool is_named_person(const Scene& scene, const Participant& p) {
  if (p.entity == kNone || p.mention == kNone || p.implied) return false;
  const Entity& entity = scene.mentions.entities[p.entity];
  const auto is_name = [&](uint32_t m) {
    return scene.mentions.mentions[m].kind == MentionKind::name;
  };
  const bool stated =
      is_name(p.mention) || scene.mentions.mentions[p.mention].kind == MentionKind::pronoun;
  return stated && entity.type == EntityType::person && !entity.group &&
         std::ranges::any_of(entity.mentions, is_name);
}

// "Munoz was convicted ... She was freed. Stanton was freed": of two persons who are named, each is
// told of.
bool name_others(const Scene& scene, const std::vector<Participant>& before,
                 const std::vector<Participant>& later) {
  const auto named = [&](const Participant& p) { return is_named_person(scene, p); };
  return std::ranges::all_of(before, named) && std::ranges::all_of(later, named) &&
         std::ranges::none_of(later, [&](const Participant& p) {
           return std::ranges::any_of(before,
                                      [&](const Participant& q) { return p.entity == q.entity; });
         });
}

// `later` names the same as `before`, or only points back at it.
bool may_be_same(const Scene& scene, const std::vector<Participant>& before,
                 const std::vector<Participant>& later) {
  if (later.empty() || before.empty()) return true;
  if (same_entities(before, later)) return true;
  if (name_others(scene, before, later)) return false;
  const auto a = codes_of(scene, before);
  const auto b = codes_of(scene, later);
  if (b.empty()) return only_definite(scene, later);
  return a == b;
}

bool is_firm(const Event& event) { return event.time_from == TimeFrom::text; }

int days_apart(const Event& a, const Event& b) {
  if (!a.start || !b.start) return 0;
  return std::abs(days_between(*a.start, *b.start));
}

bool dates_agree(const Event& before, const Event& later) {
  if (has_mode(before.modes, "visit")) return days_apart(before, later) <= kTripLasts;
  if (before.start == later.start && before.end == later.end) return true;
  return !is_firm(later) || (!is_firm(before) && days_apart(before, later) <= kTripLasts);
}

bool differ(const std::optional<uint32_t>& a, const std::optional<uint32_t>& b) {
  return a && b && *a != *b;
}

bool sizes_differ(const Sizes& a, const Sizes& b) {
  return differ(a.dead, b.dead) || differ(a.injured, b.injured) || differ(a.arrested, b.arrested) ||
         differ(a.attendance, b.attendance);
}

bool places_differ(const Scene& scene, const Event& a, const Event& b) {
  if (a.place == kNone || b.place == kNone) return false;
  const Place& p = scene.places.places[a.place];
  const Place& q = scene.places.places[b.place];
  if (!p.resolved() || !q.resolved()) return false;
  return p.candidates[0].geonameid != q.candidates[0].geonameid;
}

bool told_by_acts(EventType type) {
  switch (type) {
    case EventType::consult: case EventType::assault: case EventType::coerce: case EventType::retreat:
    case EventType::protest: case EventType::mobilize: case EventType::aid:
      return true;
    default: return false;
  }
}

// Of what is done by words there may be many on one day: the same verb to the same party.
bool same_words(const Scene& scene, const Event& before, const Event& later) {
  if (scene.word[before.trigger] != scene.word[later.trigger]) return false;
  const auto to = codes_of(scene, later.recipients);
  return before.rule.find('>') == std::string::npos && !to.empty() &&
         to == codes_of(scene, before.recipients);
}

// Force and arrests are many and alike; meetings and visits of the same people on
// the same days are one.
bool told_in_kind(const Scene& scene, const Event& before, const Event& later) {
  if (before.rule == later.rule && (told_by_acts(before.type) || same_words(scene, before, later)))
    return true;
  if (has_mode(before.modes, "visit") && has_mode(later.modes, "visit")) return true;
  // One meeting that lies ahead.
  return before.type == EventType::agree && before.rule.starts_with("consult/") &&
         later.rule.starts_with("consult/");
}

// "toured a factory" on a trip is told beside the trip; "arrived at the station" is it.
bool is_tour_of_site(const Scene& scene, const Event& event) {
  return has_mode(event.modes, "visit") && scene.in(event.trigger, scene.table.tours) &&
         !event.recipients.empty() && event.recipients[0].implied;
}

bool is_material(EventType type) {
  return type == EventType::assault || type == EventType::coerce || type == EventType::protest;
}

// The words of the participant hang on the event's noun: "the attack on Yemeni soldiers".
bool hangs_on(const Scene& scene, const Participant& p, uint32_t noun) {
  constexpr int kNear = 4;  // steps
  if (p.mention == kNone) return false;
  uint32_t token = scene.mentions.mentions[p.mention].head;
  for (int step = 0; step < kNear && token != kNone; ++step, token = scene.head(token))
    if (token == noun) return step > 0;
  return false;
}

// "the attack", "those raids"; not "the second attack".
bool is_known_noun(const Scene& scene, uint32_t noun) {
  const uint32_t article = scene.syntax.child(noun, Deprel::det);
  const auto tells_apart = [&](uint32_t c) {
    return scene.is(c, Deprel::amod) && scene.in(c, scene.table.other);
  };
  return scene.nominal(noun) && article != kNone && scene.in(article, scene.table.known) &&
         std::ranges::none_of(scene.syntax.children(noun), tells_apart);
}

// "survived the attack", "carried out the attack": by a noun that points back at what was told.
bool names_known(const Scene& scene, const Event& event) {
  if (!scene.verbal(event.trigger)) return is_known_noun(scene, event.trigger);
  if (event.type != EventType::assault) return false;
  const Sentence& sentence = scene.tokens.sentences[event.sentence];
  for (uint32_t t = sentence.first; t < sentence.last; ++t)
    if (std::ranges::find(event.words, scene.tokens[t].span) != event.words.end() &&
        is_known_noun(scene, t))
      return true;
  return false;
}

// What a noun itself says of who took part.
Event as_noun_says(const Scene& scene, const Event& event) {
  Event told = event;
  if (scene.verbal(event.trigger)) return told;
  for (auto* list : {&told.actors, &told.recipients})
    std::erase_if(*list, [&](const Participant& p) { return !hangs_on(scene, p, event.trigger); });
  return told;
}

bool points_back(const Scene& scene, const Event& before, const Event& later) {
  if (before.type != later.type || !told_by_acts(before.type) || before.aux != later.aux ||
      before.sentence == later.sentence || !names_known(scene, later))
    return false;
  if (is_firm(later) && before.start != later.start) return false;
  const auto known = [&](const std::string& mode) { return has_mode(before.modes, mode); };
  const Event told = as_noun_says(scene, later);
  return std::ranges::all_of(later.modes, known) && dates_agree(before, later) &&
         !sizes_differ(before.size, later.size) && !places_differ(scene, before, later) &&
         may_be_same(scene, before.actors, told.actors) &&
         may_be_same(scene, before.recipients, told.recipients);
}

bool is_retold(const Scene& scene, const Event& before, const Event& later) {
  if (before.type != later.type || before.aux != later.aux || before.sentence == later.sentence)
    return false;
  if (is_tour_of_site(scene, later)) return false;
  if (before.modes != later.modes || !told_in_kind(scene, before, later)) return false;
  if (!dates_agree(before, later) || sizes_differ(before.size, later.size)) return false;
  if (is_material(before.type) && places_differ(scene, before, later)) return false;
  const bool nobody = later.actors.empty() && later.recipients.empty();
  return !nobody && may_be_same(scene, before.actors, later.actors) &&
         may_be_same(scene, before.recipients, later.recipients);
}

void keep_date(const Event& from, Event& into) {
  if (is_firm(into) || !is_firm(from)) return;
  into.timex = from.timex;
  into.start = from.start;
  into.end = from.end;
  into.time_from = from.time_from;
}

void keep(std::optional<uint32_t> from, std::optional<uint32_t>& into) {
  if (!into) into = from;
}

void enrich(const Event& from, Event& into) {
  keep_date(from, into);
  if (into.actors.empty()) into.actors = from.actors;
  if (into.recipients.empty() && !same_entities(from.recipients, into.actors))
    into.recipients = from.recipients;
  if (into.place == kNone) into.place = from.place;
  keep(from.size.dead, into.size.dead);
  keep(from.size.injured, into.size.injured);
  keep(from.size.arrested, into.size.arrested);
  keep(from.size.attendance, into.size.attendance);
}

}  // namespace

void drop_retold(const Scene& scene, size_t first, Events& events) {
  auto& list = events.events;
  for (size_t i = first; i < list.size();) {
    size_t before = first;
    bool by_noun = false;
    for (; before > 0; --before) {
      const Event& told = list[before - 1];
      if (list[i].sentence - told.sentence > kReach) continue;
      if (is_retold(scene, told, list[i])) break;
      if ((by_noun = points_back(scene, told, list[i]))) break;
    }
    if (before == 0) {
      ++i;
      continue;
    }
    enrich(by_noun ? as_noun_says(scene, list[i]) : list[i], list[before - 1]);
    events.skipped.push_back({list[i].trigger, list[i].rule, "told before in this article"});
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace dateline::coding
