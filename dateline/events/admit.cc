#include "dateline/events/admit.h"

#include <algorithm>

#include "dateline/events/clauses.h"

namespace dateline::coding {
namespace {

bool material_conflict(EventType type) {
  return type == EventType::assault || type == EventType::coerce || type == EventType::sanction ||
         type == EventType::mobilize;
}

std::string quoted(const Scene& scene, const Filler& filler) {
  return std::string(scene.doc.at(phrase_span(scene, filler.tokens[0])));
}

bool person_like(Standing standing) { return standing >= Standing::generic; }

// "sanctions over the poisoning": a noun that only says why, unless it has its own time.
bool is_background(const Scene& scene, const Act& act) {
  if (scene.verbal(act.trigger) || act.light != kNone || !scene.is(act.trigger, Deprel::obl)) return false;
  const uint32_t mark = scene.syntax.child(act.trigger, Deprel::case_);
  return mark != kNone && scene.in(mark, scene.table.background);
}

// "killed when an earthquake struck"
bool is_disaster(const Scene& scene, const Act& act) {
  if (act.type != EventType::assault || !act.actor.empty()) return false;
  const Sentence& sentence = scene.tokens.sentences[scene.tokens.sentence_of[act.trigger]];
  for (uint32_t t = sentence.first; t < sentence.last; ++t)
    if (scene.in(t, scene.table.disaster)) return true;
  return false;
}

std::string missing(Needs needs, const Cast& cast) {
  const bool no_actor = !person_like(cast.actor.standing);
  const bool no_recipient = cast.recipient.standing == Standing::none;
  if (no_actor && (needs == Needs::actor || needs == Needs::both)) return "no actor";
  if (no_recipient && (needs == Needs::recipient || needs == Needs::both)) return "no recipient";
  return {};
}

}  // namespace

Cast cast_of(const Scene& scene, const Act& act) {
  return {find_participants(scene, act.actor), find_participants(scene, act.recipient)};
}

std::string why_not(const Scene& scene, const Act& act, const Cast& cast) {
  const Frame& frame = scene.table.frames[scene.table.patterns[act.pattern].frame];
  if (in_open_clause(scene, act.light != kNone ? act.light : act.trigger, kNone))
    return "a condition or a purpose, not an event";
  if (is_background(scene, act)) return "background of what the sentence tells";
  if (is_disaster(scene, act)) return "a disaster that nobody did";
  if (!act.actor.empty() && !person_like(cast.actor.standing) && !frame.open_actor)
    return "the actor is no political actor: " + quoted(scene, act.actor);
  if (material_conflict(act.type) && act.reduced.empty() && !act.recipient.empty() &&
      cast.recipient.standing == Standing::none && cast.actor.standing != Standing::actor)
    return "the recipient is no political actor: " + quoted(scene, act.recipient);
  if (std::string reason = missing(frame.needs, cast); !reason.empty()) return reason;
  if (std::max(cast.actor.standing, cast.recipient.standing) < Standing::place)
    return "no participant with a code";
  if (cast.actor.standing != Standing::actor && cast.recipient.standing == Standing::place &&
      !person_like(cast.actor.standing))
    return "no actor";
  return {};
}

}  // namespace dateline::coding
