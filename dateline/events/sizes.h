// How many: dead, injured, arrested and attending, as the event's own words say.
// Covered by events_test.cc.
#pragma once

#include <optional>

#include "dateline/events/acts.h"

namespace dateline::coding {

// The number that counts the phrase headed by `token`: "at least 1,200", "two dozen";
// nothing where the text gives none, or more than a uint32_t holds.
std::optional<uint32_t> counted(const Scene& scene, uint32_t token);

// Reads the numbers at the act's words: "killed five and wounded 20", "left nine dead".
void read_sizes(const Scene& scene, const Act& act, Sizes& sizes);

}  // namespace dateline::coding
