// At whom an event is directed: "Israel rejected the demand", "the opposition protested", "London
// would respond, the minister warned".
//
// Whom the sentence seems to name may be the recipient, and so may anybody whom the article has
// spoken of so far, or nobody. What speaks for each are signs: where he stands in the tree, what
// the judge makes of him, what was done to or by him before, whose country he is of. Each has a
// weight (data/events/recipients.tsv), learned from the records that readers wrote of our own
// articles (train/choices.py). Implicit arguments, as Gerber and Chai 2012 have them. Covered by
// tests/kinds_test.cc.
#pragma once

#include <span>

#include "dateline/events/acts.h"
#include "dateline/events/cases.h"

namespace dateline::coding {

// Settles the recipients of `event`, which is `act`; `told` are the events before it.
void choose_recipients(const Scene& scene, const Act& act, std::span<const Event> told,
                       Event& event);

}  // namespace dateline::coding
