// One record for one event that its sentence tells twice: "an airstrike killed".
// Covered by events_test.cc.
#pragma once

#include "dateline/events/scene.h"

namespace dateline::coding {

// Merges events of one sentence, `[first, events.size())`, that have the same
// category, participants that do not differ, and triggers close in the tree.
void merge_events(const Scene& scene, size_t first, std::vector<Event>& events);

}  // namespace dateline::coding
