#include "dateline/events/moments.h"

#include "dateline/events/arguments.h"
#include "dateline/events/narrative.h"
#include "dateline/events/participants.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

// The verb of the main clause, or one that is joined to it.
bool is_main(const Scene& scene, uint32_t verb) {
  for (int steps = 0; steps < kMaxClimb && scene.is(verb, Deprel::conj); ++steps)
    verb = scene.head(verb);
  return scene.head(verb) == kNone;
}

}  // namespace

std::vector<Moment> moments_of(const Scene& scene) {
  std::vector<Moment> moments;
  if (!scene.times.anchor) return moments;
  for (const Timex& timex : scene.times.timexes) {
    if (!timex.start || !timex.end || *timex.end > *scene.times.anchor) continue;
    const uint32_t head = range_head(scene, timex.first, timex.last);
    const uint32_t verb = scene.head(head);
    const uint32_t sentence = scene.tokens.sentence_of[timex.first];
    if (verb == kNone || !scene.verbal(verb) || !is_simple_past(scene, verb) ||
        scene.tokens[verb].has(kInQuote))
      continue;
    // A lead that is too long for the parser still tells the day of its story.
    const bool lead = sentence == 0 && scene.syntax.xpos(verb) == "VBD" && !is_aside(scene, verb);
    if (!lead && !is_main(scene, verb)) continue;
    if (led_by(scene, head, scene.table.limit) || led_by(scene, head, scene.table.since)) continue;
    const uint32_t who = entity_headed_by(scene, scene.syntax.child(verb, Deprel::nsubj));
    moments.push_back({sentence, verb, who, *timex.start, *timex.end});
  }
  return moments;
}

}  // namespace dateline::coding
