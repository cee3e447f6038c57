// From drafts in tokens to Claims in bytes, with the chains between them: who
// reports whose words, and which claim holds each token.
//
// Covered by tests/claims_test.cc.
#pragma once

#include <vector>

#include "dateline/claims/draft.h"
#include "dateline/claims/layers.h"
#include "dateline/claims/lexicon.h"
#include "dateline/doc/claims.h"

namespace dateline {

// Fills claims, outer and claim_of. REQUIRES: drafts are in order of the cue.
void link_claims(const ClaimLayers& layers, const CueLexicon& lexicon,
                 std::vector<ClaimDraft>&& drafts, Claims& out);

}  // namespace dateline
