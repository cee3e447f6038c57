// Court sentences that include imprisonment: besides SANCTION/convict they are COERCE/arrest
// (PLOVER 1.3, 3.13.2 and table 3.8). Covered by tests/kinds_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// "sentenced him to two years in prison", "received a life term"; not "a suspended sentence".
bool imprisons(const Scene& scene, const Act& act);

}  // namespace dateline::coding
