#include "dateline/claims/certainty.h"

#include <algorithm>

namespace dateline {
namespace {

struct Value {
  uint8_t level;
  bool negative;
};

Value value_of(Sure sure) {
  switch (sure) {
    case Sure::ct_plus: return {3, false};
    case Sure::pr_plus: return {2, false};
    case Sure::ps_plus: return {1, false};
    case Sure::unsaid: return {0, false};
    case Sure::ps_minus: return {1, true};
    case Sure::pr_minus: return {2, true};
    case Sure::ct_minus: return {3, true};
  }
  return {0, false};
}

}  // namespace

CertaintyState compose(CertaintyState state, const Effect& effect, uint32_t cue) {
  const Sure sure = state.negative ? effect.when_false : effect.when_true;
  const Value value = value_of(sure);
  const CertaintyState before = state;
  state.level = std::min(state.level, value.level);
  state.negative = value.negative;
  state.aux |= static_cast<uint8_t>(effect.aux & ~kNegation);
  if (before.negative && value.level == 0) state.aux |= kHypothetical;
  if (!(state == before)) state.cue = cue;
  return state;
}

CertaintyState negate(CertaintyState state, uint32_t cue) {
  state.negative = !state.negative;
  state.cue = cue;
  return state;
}

Factuality to_factuality(const CertaintyState& state, Span cue) {
  constexpr std::array<Certainty, 4> kLevels = {Certainty::unknown, Certainty::possible,
                                                Certainty::probable, Certainty::certain};
  Factuality f;
  f.aux = static_cast<uint8_t>(state.aux | (state.negative ? kNegation : 0));
  f.polarity = state.negative ? Polarity::negative : Polarity::positive;
  f.certainty = kLevels[state.level];
  f.score = (state.negative ? -1.0F : 1.0F) * static_cast<float>(state.level);
  f.cue = cue;
  return f;
}

}  // namespace dateline
