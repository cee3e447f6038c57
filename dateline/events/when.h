// When an event was: its own time expression by the tree, else the sentence's,
// else the narrative's, else the article's date; each marked as such.
// Covered by events_test.cc.
#pragma once

#include "dateline/events/narrative.h"

namespace dateline::coding {

// Fills timex, start, end and time_from of `event`. `told` is what was told before it.
void date_event(const Scene& scene, const Act& act, Told told, Event& event);

// Whether the dated `event` is told in the simple past, or by a noun, of a year that is
// over by more than another: PLOVER's auxiliary mode "historical". In a text without a
// date a year that is named is taken to be past.
bool is_history(const Scene& scene, const Act& act, const Event& event);

}  // namespace dateline::coding
