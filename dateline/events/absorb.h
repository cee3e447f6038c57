// Acts that are part of another act of their sentence and no event beside it: what
// somebody is accused of, what protesters demand, what talks somebody travels for.
// Covered by absorb_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// Marks such acts as consumed; their participants and words go to the act that they
// are part of where it has none. REQUIRES: operators have taken up their acts.
void absorb(const Scene& scene, std::vector<Act>& acts);

}  // namespace dateline::coding
