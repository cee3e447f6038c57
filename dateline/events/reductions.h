// PLOVER's reductions, in one place: what an operator ("agreed to", "threatened
// to", "refused to", "suspended") or an auxiliary mode makes of the act under it.
//
// Source: PLOVER manual 2.3 and the notes on ambiguities in chapter 3. The rules
// are data: data/events/reductions.tsv. Covered by acts_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// Lets operators take up the acts they govern, drops acts that are words of
// another, then applies the auxiliary modes of the claims layer once.
void combine(const Scene& scene, std::vector<Act>& acts);

// "voted to impeach": whether the act's category, mode and code are those of what it took up.
bool keeps_inner(const Scene& scene, const Act& act);

}  // namespace dateline::coding
