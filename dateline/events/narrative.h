// The days of what was told before, which an event without a time of its own has, as a story goes
// on.
//
// Each search looks back over `told`, the events before and the days of the main verbs, and gives
// one event, or its days; or none. Covered by events_test.cc and tests/kinds.txt.
#pragma once

#include <optional>
#include <span>

#include "dateline/events/acts.h"
#include "dateline/events/moments.h"

namespace dateline::coding {

bool is_aside(const Scene& scene, uint32_t token);       // in a clause of a noun
bool is_simple_past(const Scene& scene, uint32_t verb);  // "fled", "had fled", not "has fled"

using EventsTold = std::span<const Event>;
struct Told {
  EventsTold events;
  std::span<const Moment> moments;  // of the whole article
};

struct Days {
  std::optional<CivilDate> start, end;
};

// "spoke with him on Friday and called for his release": the verb that it is joined to.
const Event* first_of_two(const Scene& scene, const Act& act, EventsTold told, const Event& event);
// "Families left on Wednesday, a day after the troops withdrew": the day, by that of the clause
// above.
std::optional<CivilDate> day_set_off(const Scene& scene, const Act& act, const Event& event);
// "two days after soldiers seized power": what it is so many `days` before or after.
const Event* set_off_from(const Scene& scene, const Act& act, EventsTold told, const Event& event,
                          int& days);
// "They freed 14 women on Monday after a bishop spoke with them": what it led to.
const Event* main_of(const Scene& scene, const Act& act, EventsTold told, const Event& event);
// By the same actor; by the paragraph; of one trip; of one attack; of a story of one day.
std::optional<Days> narrated_before(const Scene& scene, const Act& act, Told told,
                                    const Event& event);
std::optional<Days> paragraph_before(const Scene& scene, const Act& act, Told told,
                                     const Event& event);
const Event* trip_before(EventsTold told, const Event& event);
const Event* violence_before(const Scene& scene, const Act& act, EventsTold told,
                             const Event& event);
std::optional<Days> of_one_day(const Scene& scene, const Act& act, Told told, const Event& event);

}  // namespace dateline::coding
