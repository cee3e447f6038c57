// The state of one predicate in the composition of certainties, and the two
// ways in which a word changes it. Covered by tests/claims_test.cc.
#pragma once

#include "dateline/claims/lexicon.h"

namespace dateline {

struct CertaintyState {
  uint8_t level = 3;  // 3 certain, 2 probable, 1 possible, 0 not said
  bool negative = false;
  uint8_t aux = 0;       // Aux bits but kNegation, which is `negative`
  uint32_t cue = kNone;  // token of the operator that changed it last

  friend bool operator==(const CertaintyState&, const CertaintyState&) = default;
};

// What a governing or modifying word at token `cue` makes of `state`.
CertaintyState compose(CertaintyState state, const Effect& effect, uint32_t cue);
CertaintyState negate(CertaintyState state, uint32_t cue);
Factuality to_factuality(const CertaintyState& state, Span cue);

}  // namespace dateline
