// When an event was: its own time expression by the tree, else the sentence's,
// else the narrative's, else the article's date; each marked as such.
// Covered by events_test.cc.
#pragma once

#include <span>

#include "dateline/events/acts.h"

namespace dateline::coding {

// Fills timex, start, end and time_from of `event`. `told` are the events before it.
void date_event(const Scene& scene, const Act& act, std::span<const Event> told, Event& event);

}  // namespace dateline::coding
