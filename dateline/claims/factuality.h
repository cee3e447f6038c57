// How sure the text is of each predicate: certainties composed down the tree.
//
// A predicate starts from what its governor makes of its complements ("plans
// to", "failed to", "said that"), then its own words change that: modals,
// negation, adverbs, subordinators, adjectives on an event noun. Questions and
// commands leave it open. Source: the composition of implicative signatures of
// Nairn, Condoravdi and Karttunen (2006) and TruthTeller (Lotan, Stern and
// Dagan 2013) on UD relations. Covered by tests/claims_test.cc.
#pragma once

#include <vector>

#include "dateline/claims/certainty.h"
#include "dateline/claims/layers.h"
#include "dateline/claims/lexicon.h"
#include "dateline/claims/operators.h"

namespace dateline {

// The state of every token of one sentence, indexed from its first token.
std::vector<CertaintyState> weigh_sentence(const ClaimLayers& layers, const CueLexicon& lexicon,
                                           const Operators& operators, const Sentence& sentence);

}  // namespace dateline
