// Cues to claims: reads each sentence's tree for words of the lexicon whose
// content and source it gives.
//
// Verbs, nouns with a possessor or a light verb ("made the claim that"),
// predicate adjectives ("is confident that"), prepositions ("according to"),
// "in X's view", adverbs ("reportedly") and headlines ("Kim: no talks").
// Source: the definitions of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al.
// 2018). Covered by tests/claims_test.cc.
#pragma once

#include <vector>

#include "dateline/claims/draft.h"
#include "dateline/claims/layers.h"
#include "dateline/claims/lexicon.h"

namespace dateline {

// The claims whose cue stands in that sentence, in order of the cue.
void attribute_sentence(const ClaimLayers& layers, const CueLexicon& lexicon, uint32_t sentence,
                        std::vector<ClaimDraft>& out);

}  // namespace dateline
