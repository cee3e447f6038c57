#include "dateline/events/takers.h"

#include "dateline/events/arguments.h"

namespace dateline::coding {

void settle_taker(const Scene& scene, Act& act) {
  const bool verbal = scene.verbal(act.trigger);
  const uint32_t verb = verbal ? act.trigger : scene.head(act.trigger);
  if (verb == kNone || !scene.verbal(verb) || is_passive(scene, verb)) return;
  const uint32_t under = scene.in(verb, scene.table.coming)
                             ? with_preposition(scene, verb, scene.table.under)
                             : kNone;  // "came under attack from the rebels"
  const bool faces = scene.in(verb, scene.table.facing);
  if (under == kNone && !faces && !scene.in(verb, scene.table.taking)) return;
  const uint32_t noun = under != kNone ? under : scene.syntax.child(verb, Deprel::obj);
  const Argument taker = logical_subject(scene, verb);
  if (noun == kNone || (!verbal && noun != act.trigger) || !taker.found() ||
      scene.mentions.headed_by(noun) != kNone)
    return;
  uint32_t giver = kNone;
  for (const uint32_t word : {noun, verb})
    for (const WordId prep : {scene.table.from, scene.table.by})
      if (giver == kNone) giver = with_preposition(scene, word, prep);
  if (giver == kNone && !faces) return;
  act.actor = giver == kNone ? Filler{} : expand(scene, {giver, false});
  act.recipient = expand(scene, taker);
}

}  // namespace dateline::coding
