// Who did what its own words do not say: captors who free, police who detain, who says that it is
// wrong. Covered by tests/kinds_test.cc.
#pragma once

#include <span>

#include "dateline/events/acts.h"

namespace dateline::coding {

// Gives an `event` without an actor, which is `act`, one that was told of or that tells it; `told`
// are the events before it.
void find_doer(const Scene& scene, const Act& act, std::span<const Event> told, Event& event);

}  // namespace dateline::coding
