// Verbs that turn an event round: who gets what comes from another is its recipient. Covered by
// tests/kinds_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// Settles the slots of an act that is such a verb's, or its object's: "won praise from Kenya",
// "faced calls from unions to quit", "came under attack from the rebels".
void settle_taker(const Scene& scene, Act& act);

}  // namespace dateline::coding
