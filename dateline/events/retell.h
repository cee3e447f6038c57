// One record for one event that an article tells in several sentences: "arrived
// in Beijing", "his unannounced trip", "the train left after the visit".
// Covered by retell_test.cc.
#pragma once

#include "dateline/events/scene.h"

namespace dateline::coding {

// Drops events of the sentence that begins at `first` which an event before it
// told already; that one keeps the better date, place and sizes. Each dropped
// event leaves a line in `skipped`.
void drop_retold(const Scene& scene, size_t first, Events& events);

}  // namespace dateline::coding
