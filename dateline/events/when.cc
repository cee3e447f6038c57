#include "dateline/events/when.h"

#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

constexpr int kFar = 100;
constexpr int kElsewhere = 40;  // in the sentence, on another branch of the tree

// The time of saying something is not the time of what is said.
int distance(const Scene& scene, const Act& act, const Timex& timex) {
  const uint32_t head = range_head(scene, timex.first, timex.last);
  const int up = steps_up_to(scene, act, head);
  if (up >= 0) return up;
  const uint32_t governor = scene.head(head);
  const int down = governor == kNone ? -1 : steps_up_from(scene, act, governor);
  if (down < 0) return kElsewhere;
  return scene.cue[governor] ? kFar : 10 + down;
}

bool usable(const Timex& timex) {
  return (timex.type == TimexType::date || timex.type == TimexType::time) &&
         (timex.start || timex.end);
}

uint32_t nearest_timex(const Scene& scene, const Act& act, const Sentence& sentence) {
  uint32_t best = kNone;
  int best_distance = kFar;
  const Span here = within(scene.times.timexes, sentence);
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (!usable(timex)) continue;
    const int d = distance(scene, act, timex);
    if (d < best_distance) best = i, best_distance = d;
  }
  return best;
}

bool shares_actor(const Event& a, const Event& b) {
  for (const Participant& p : a.actors)
    for (const Participant& q : b.actors)
      if (p.entity != kNone && p.entity == q.entity) return true;
  return false;
}

// The last dated event of the same actor, as long as the telling goes on.
const Event* narrated_before(std::span<const Event> told, const Event& event) {
  constexpr uint32_t kReach = 12;  // sentences
  if (event.aux != 0) return nullptr;
  for (size_t i = told.size(); i-- > 0;) {
    const Event& before = told[i];
    if (event.sentence - before.sentence > kReach) return nullptr;
    // A month or a year dates its own event, not what is told after it.
    const bool dated = before.timex != kNone && before.aux == 0 && before.start == before.end;
    if (dated && before.sentence != event.sentence && shares_actor(before, event)) return &before;
  }
  return nullptr;
}

}  // namespace

void date_event(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  const uint32_t own = nearest_timex(scene, act, scene.tokens.sentences[event.sentence]);
  if (own != kNone) {
    const Timex& timex = scene.times.timexes[own];
    event.timex = own;
    event.start = timex.start;
    event.end = timex.end ? timex.end : timex.start;
    event.time_from = TimeFrom::text;
    return;
  }
  if (const Event* before = narrated_before(told, event)) {
    event.start = before->start;
    event.end = before->end;
    event.time_from = TimeFrom::inferred;
    return;
  }
  event.start = event.end = scene.times.anchor;
  event.time_from = scene.times.anchor_from;
}

}  // namespace dateline::coding
