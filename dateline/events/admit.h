// Whether an act becomes a record: it needs political actors, and its words must
// be meant literally. What is turned away says why. Covered by events_test.cc.
#pragma once

#include <string>

#include "dateline/events/participants.h"

namespace dateline::coding {

struct Cast {
  FoundParticipant actor, recipient;
};

Cast cast_of(const Scene& scene, const Act& act);
// Empty: admitted. Otherwise the reason, as `explain` prints it.
std::string why_not(const Scene& scene, const Act& act, const Cast& cast);

}  // namespace dateline::coding
