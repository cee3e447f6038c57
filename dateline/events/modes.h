// Modes and contexts that the frame itself does not give: from the words around.
// Covered by events_test.cc.
#pragma once

#include <string>
#include <vector>

#include "dateline/events/acts.h"

namespace dateline::coding {

// Adds modes whose words stand in the act's clause ("with machetes": primitive).
void add_modes(const Scene& scene, const Sentence& sentence, Act& act);

// The mode that the judge finds likely: on an act without one, and in the place of the one
// that a reduction gave for want of a better.
void add_likely_mode(const Scene& scene, Act& act);

// Contexts of table 2.1 for each sentence, best first, at most three: words of
// the sentence count double, those of the sentences beside it single.
std::vector<std::vector<std::string>> contexts_of(const Scene& scene);

}  // namespace dateline::coding
