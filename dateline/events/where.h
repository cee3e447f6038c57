// Where an event was: a place that hangs on its words, else one in its sentence;
// never the dateline and never a place that stands for a government.
// Covered by events_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// Into Places::places, or kNone.
uint32_t place_of(const Scene& scene, const Act& act, const Sentence& sentence);

}  // namespace dateline::coding
