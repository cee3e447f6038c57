#include "dateline/events/where.h"

#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

constexpr int kFar = 1000;
constexpr int kElsewhere = 50;  // in the sentence, on another branch of the tree

bool locates(const Scene& scene, uint32_t head) {
  for (uint32_t c : scene.syntax.children(head))
    if (scene.is(c, Deprel::case_) && scene.in(c, scene.table.locative)) return true;
  return false;
}

// "US ambassador", "the Kabul government": says whose somebody is, not where.
bool is_nationality(const Scene& scene, uint32_t head) {
  const Deprel rel = scene[head].rel;
  const bool modifier = rel == Deprel::compound || rel == Deprel::amod ||
                        rel == Deprel::nmod_desc || rel == Deprel::flat;
  const uint32_t at = modifier ? scene.mentions.headed_by(scene.head(head)) : kNone;
  return at != kNone && scene.mentions.mentions[at].kind != MentionKind::place;
}

// "said after the meeting that a truce held in Idlib": the rest of the sentence lies elsewhere.
bool is_occasion(const Scene& scene, uint32_t trigger) {
  return !scene.verbal(trigger) && scene.is(trigger, Deprel::obl) &&
         led_by(scene, trigger, scene.table.occasion);
}

// Fewer is nearer: under the act's words, then beside them, then in the sentence.
// A place without a preposition of place may be no more than somebody's nationality.
int distance(const Scene& scene, const Act& act, uint32_t head) {
  const int bare = locates(scene, head) ? 0 : 30;
  const int up = steps_up_to(scene, act, head);
  if (up >= 0) return up + bare;
  const uint32_t governor = scene.head(head);
  // "said in London that guards had beaten him": where it was said.
  const bool said = governor != kNone && (scene.cue[governor] || scene.in(governor, scene.table.speaking));
  if (said && !owns(act, governor)) return kFar;
  const int down = governor == kNone ? -1 : steps_up_from(scene, act, governor);
  if (down >= 0) return 20 + down + bare;
  return bare || is_occasion(scene, act.trigger) ? kFar : kElsewhere;
}

}  // namespace

uint32_t place_of(const Scene& scene, const Act& act, const Sentence& sentence) {
  uint32_t best = kNone;
  int best_distance = kFar;
  const Span here = within(scene.places.places, sentence);
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Place& place = scene.places.places[i];
    if (place.is_actor || place.is_dateline || place.first == place.last) continue;
    const uint32_t head = range_head(scene, place.first, place.last);
    if (is_nationality(scene, head)) continue;
    const int d = distance(scene, act, head);
    if (d < best_distance) best = i, best_distance = d;
  }
  return best;
}

}  // namespace dateline::coding
