#include "dateline/events/when.h"

#include "dateline/events/own_time.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

void take_timex(const Scene& scene, uint32_t index, Event& event) {
  const Timex& timex = scene.times.timexes[index];
  event.timex = index;
  event.start = timex.start;
  event.end = timex.end ? timex.end : timex.start;
  event.time_from = TimeFrom::text;
}

using Day = std::optional<CivilDate>;

void take_days(Day start, Day end, Event& event) {
  event.start = start;
  event.end = end;
  event.time_from = TimeFrom::inferred;
}

// "were freed eight days later" is not counted from today.
bool is_over_too_late(const Scene& scene, const Act& act, const Event& event) {
  const uint32_t verb = act.anchor();
  return scene.times.anchor && event.start && *event.start > *scene.times.anchor &&
         (event.aux & kFuture) == 0 && scene.verbal(verb) && is_simple_past(scene, verb) &&
         !done_by_words(act.type) && !frame_of(scene, act).future;
}

}  // namespace

bool is_history(const Scene& scene, const Act& act, const Event& event) {
  constexpr int kRecentMonths = 12;
  if (event.aux != 0) return false;
  if (event.timex == kNone && looks_far_back(scene, act, scene.tokens.sentences[event.sentence]))
    return true;
  if (!event.end) return false;
  if (event.time_from != TimeFrom::text && event.time_from != TimeFrom::inferred) return false;
  const bool own = event.timex != kNone;
  const Timex* timex = own ? &scene.times.timexes[event.timex] : nullptr;
  if (own && !timex->end) return false;  // "since 2001"
  const uint32_t verb = act.anchor();
  const bool gerund = scene.syntax.xpos(verb) == "VBG" &&  // "found guilty of killing him in 2014"
                      !scene.syntax.has_child(verb, Deprel::aux);
  if (scene.verbal(verb) && !gerund && !is_simple_past(scene, verb)) return false;
  if (!scene.times.anchor) return own && !timex->anchored;
  constexpr int kYear = 360;  // days
  const int days = event.start ? days_between(*event.start, *event.end) : 0;
  const CivilDate middle = plus_days(*event.end, days >= kYear ? -days / 2 : 0);  // of "last year"
  return middle < plus_months(*scene.times.anchor, -kRecentMonths);
}

void date_event(const Scene& scene, const Act& act, Told told, Event& event) {
  if (const Day day = day_set_off(scene, act, event)) return take_days(day, day, event);
  const uint32_t own = nearest_timex(scene, act, scene.tokens.sentences[event.sentence]);
  if (own != kNone) {
    take_timex(scene, own, event);
    if (!is_over_too_late(scene, act, event) || told.events.empty()) return;
    // "Seven were seized last month. They were freed eight days later"
    event.start = told.events.back().start;
    event.end = told.events.back().end;
    return;
  }
  const auto take_today = [&] {
    event.start = event.end = scene.times.anchor;
    event.time_from = scene.times.anchor_from;
  };
  if (looks_far_back(scene, act, scene.tokens.sentences[event.sentence])) return take_today();
  const uint32_t setting = time_of_antecedent(scene, act, scene.tokens.sentences[event.sentence]);
  if (setting != kNone) return take_timex(scene, setting, event);
  const uint32_t old = time_of_old_sentence(scene, act, scene.tokens.sentences[event.sentence]);
  if (old != kNone) return take_timex(scene, old, event);
  if (const Event* joined = first_of_two(scene, act, told.events, event))
    return take_timex(scene, joined->timex, event);
  const uint32_t saying = time_of_saying(scene, event);
  if (saying != kNone) return take_timex(scene, saying, event);
  int days = 0;
  if (const Event* beside = set_off_from(scene, act, told.events, event, days)) {
    const Day day = plus_days(*beside->start, days);
    return take_days(day, day, event);
  }
  const auto take_those_of = [&](const Event* before) {
    if (before != nullptr) take_days(before->start, before->end, event);
    return before != nullptr;
  };
  const auto take = [&](const std::optional<Days>& days_told) {
    if (days_told) take_days(days_told->start, days_told->end, event);
    return days_told.has_value();
  };
  if (take_those_of(main_of(scene, act, told.events, event)) ||
      take_those_of(trip_before(told.events, event)) ||
      take(paragraph_before(scene, act, told, event)) ||
      take(narrated_before(scene, act, told, event)) ||
      take_those_of(violence_before(scene, act, told.events, event)) ||
      take(of_one_day(scene, act, told, event)))
    return;
  const uint32_t lead = day_of_lead(scene, act, event);
  if (lead != kNone) return take_timex(scene, lead, event);
  take_today();
}

}  // namespace dateline::coding
