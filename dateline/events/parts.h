// Who takes part in an act by the judge: slots that frames leave empty or fill with somebody
// unlikely get whom it finds likely, unless the sentence itself speaks against it.
// Covered by acts_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// Fills Act::parts and the slots. REQUIRES: the scene's judge is not empty, and the act's trigger
// stands in the sentence.
void ask_for_parts(const Scene& scene, const Sentence& sentence, Act& act);

}  // namespace dateline::coding
