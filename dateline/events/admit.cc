#include "dateline/events/admit.h"

#include <algorithm>

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

// "in order to resist": what something is done for has not happened.
bool is_purpose(const Scene& scene, uint32_t trigger) {
  return scene.is(trigger, Deprel::advcl) && scene.syntax.xpos(trigger) == "VB" &&
         !scene.syntax.has_child(trigger, Deprel::nsubj) && scene.syntax.has_child(trigger, Deprel::mark);
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
  if (is_purpose(scene, act.light != kNone ? act.light : act.trigger)) return "a purpose, not an event";
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
