#include "dateline/events/directed.h"

#include <algorithm>
#include <map>

#include "dateline/events/doers.h"
#include "dateline/events/participants.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

bool same(const Participant& a, const Participant& b) {
  if (a.entity != kNone || b.entity != kNone) return a.entity == b.entity;
  return a.span == b.span;
}

}  // namespace

Participant carried_over(const Participant& p) { return {p.mention, p.entity, p.span, true}; }

Participant source_of(const Scene& scene, const Event& event) {
  const uint32_t source =
      event.claim == kNone ? kNone : scene.claims.claims[event.claim].source_mention;
  return source == kNone ? Participant{} : participant_at(scene, source, true);
}

bool has_code(const Scene& scene, const Participant& p) {
  return p.entity != kNone && !scene.mentions.entities[p.entity].code.empty();
}

bool any_coded(const Scene& scene, const std::vector<Participant>& list) {
  return std::ranges::any_of(list, [&](const Participant& p) { return has_code(scene, p); });
}

bool may_concern_home(const Scene& scene, const Act& act, const std::vector<Participant>& actors) {
  const std::string& home = scene.mentions.home;
  const bool gives = act.type == EventType::agree || act.type == EventType::support ||
                     act.type == EventType::aid || frame_of(scene, act).id == "sanction/stop-aid";
  return gives && !home.empty() && actors.size() == 1 && has_code(scene, actors[0]) &&
         scene.mentions.entities[actors[0].entity].code != home;
}

void append_new(const std::vector<Participant>& from, std::vector<Participant>& into,
                const std::vector<Participant>& not_in) {
  for (const Participant& p : from) {
    const auto is_p = [&](const Participant& q) { return same(p, q); };
    if (std::any_of(into.begin(), into.end(), is_p)) continue;
    if (std::any_of(not_in.begin(), not_in.end(), is_p)) continue;
    into.push_back(p);
  }
}

bool may_tell(const Scene& scene, uint32_t noun, EventType type) {
  return std::ranges::any_of(scene.table.by_word[scene.word[noun]], [&](uint32_t at) {
    const Pattern& p = scene.table.patterns[at];
    return p.pos == TriggerPos::noun && scene.table.frames[p.frame].type == type;
  });
}

namespace {

// "Japan demanded that Pyongyang hand them over. North Korea refused": him who had asked.
void direct_at_asker(const Scene& scene, const Act& act, std::span<const Event> told,
                     Event& event) {
  if (event.type != EventType::reject || !scene.verbal(act.trigger) || event.actors.empty() ||
      !has_code(scene, event.actors[0]))
    return;
  const auto is_it = [&](const Participant& p) {  // "turned it down": what was offered
    return p.mention != kNone && scene.mentions.mentions[p.mention].kind == MentionKind::pronoun &&
           scene.syntax.lemma(scene.mentions.mentions[p.mention].head) == "it" &&
           scene.is(scene.mentions.mentions[p.mention].head, Deprel::obj);
  };
  if (any_coded(scene, event.recipients) && !std::ranges::all_of(event.recipients, is_it)) return;
  const std::string& own = scene.mentions.entities[event.actors[0].entity].code;
  const std::string_view sector = scene.mentions.entities[event.actors[0].entity].sector();
  const auto is_own = [&](const Participant& p) {
    return has_code(scene, p) && scene.mentions.entities[p.entity].code == own &&
           (sector.empty() || scene.mentions.entities[p.entity].sectors.empty() ||
            scene.mentions.entities[p.entity].sector() == sector);
  };
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + 1 >= event.sentence;) {
    const Event& asked = told[i];
    const bool of_us = std::ranges::any_of(asked.recipients, is_own) || !any_coded(scene, asked.recipients);
    const bool offered = asked.type == EventType::agree && asked.aux == 0;
    if ((asked.type != EventType::request && !offered) || !of_us ||
        std::ranges::any_of(asked.actors, is_own) || !any_coded(scene, asked.actors))
      continue;
    event.recipients.clear();
    for (const Participant& p : asked.actors) event.recipients.push_back(carried_over(p));
    return;
  }
}

// The country that the story is about, or one that it speaks of even more: "China sent rice" in a
// story from Seoul about North Korea. Not `but`.
std::string most_spoken_of(const Scene& scene, const std::string& but) {
  std::map<std::string, int> times;
  for (const Mention& m : scene.mentions.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const Entity& entity = scene.mentions.entities[m.entity];
    const bool inferred = entity.type == EntityType::person && entity.sectors.empty();
    if (!inferred) ++times[entity.code];
  }
  std::string best = scene.mentions.home;
  for (const Entity& entity : scene.mentions.entities)
    if (entity.id == entity.code && !entity.code.empty() && entity.code != but &&
        times[entity.code] > times[best])
      best = entity.code;
  return best;
}

// "France offered ships", "the EU pledged 5 million euros" in a story about Benin: to it.
void direct_at_home(const Scene& scene, const Act& act, Event& event) {
  const auto is_somebody = [&](const Participant& p) {
    return p.entity != kNone;
  };  // "17 projects"
  if (std::ranges::any_of(event.recipients, is_somebody) ||
      !may_concern_home(scene, act, event.actors))
    return;
  const Entity& actor = scene.mentions.entities[event.actors[0].entity];
  const bool comes = event.type == EventType::agree && event.aux == kFuture &&
                     actor.type == EntityType::person && !actor.group;  // "is expected here"
  if (event.aux != 0 && !comes) return;
  const std::string country = most_spoken_of(scene, actor.code);
  const auto& mentions = scene.mentions.mentions;
  for (size_t at = mentions.size(); at-- > 0;) {
    const Mention& m = mentions[at];
    if (m.head >= act.trigger || m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const Entity& entity = scene.mentions.entities[m.entity];
    if (entity.id != country) continue;
    event.recipients = {participant_at(scene, static_cast<uint32_t>(at), true)};
    return;
  }
}

// "is expected in Moscow for talks with Russian lawmakers": whom he goes to see, not where.
void direct_at_host(const Scene& scene, const Act& act, Event& event) {
  const bool visits = event.type == EventType::agree || event.type == EventType::consult;
  const bool to_place = std::ranges::all_of(event.recipients, [&](const Participant& p) {
    return p.entity != kNone && scene.mentions.entities[p.entity].type == EntityType::location;
  });
  if (!visits || event.recipients.empty() || !to_place) return;
  for (const uint32_t talks : scene.syntax.children(act.anchor())) {
    if (!scene.is(talks, Deprel::obl) || !led_by(scene, talks, scene.table.matter) ||
        !may_tell(scene, talks, EventType::consult))
      continue;
    for (const uint32_t c : scene.syntax.children(talks)) {
      const uint32_t at = scene.is(c, Deprel::nmod) ? scene.mentions.headed_by(c) : kNone;
      const uint32_t with = scene.syntax.child(c, Deprel::case_);
      if (at == kNone || with == kNone || scene.word[with] != scene.table.with) continue;
      const Participant host = participant_at(scene, at, false);
      if (has_code(scene, host)) event.recipients = {host};
      return;
    }
  }
}

}  // namespace

void direct(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  direct_at_asker(scene, act, told, event);
  direct_at_home(scene, act, event);
  direct_at_host(scene, act, event);
  find_doer(scene, act, told, event);
}

}  // namespace dateline::coding
