// Quotations that go on: sentences that stand in quotation marks and name no
// source of their own are the words of the source who spoke last.
//
// A quotation that runs over several sentences or paragraphs goes to the claim
// that holds any part of it; a sentence that is one quotation and has no cue
// goes to the last speech claim, if nothing but its sentences stands between.
// Source: PolNeAR guidelines (Newell et al. 2018). Covered by tests/claims_test.cc.
#pragma once

#include <vector>

#include "dateline/claims/draft.h"
#include "dateline/claims/layers.h"

namespace dateline {

// REQUIRES: drafts are in order of the cue. Adds content pieces.
void continue_quotations(const ClaimLayers& layers, std::vector<ClaimDraft>& drafts);

}  // namespace dateline
