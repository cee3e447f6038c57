// How far the words of a source, a cue and a content reach, after PolNeAR's
// conventions: a cue with its auxiliaries, negation and the preposition it
// governs; a source as its whole noun phrase; a content without the marks that
// only part it from the cue, but with its own quotation marks.
//
// Covered by tests/claims_test.cc.
#pragma once

#include <vector>

#include "dateline/claims/draft.h"
#include "dateline/claims/frame.h"
#include "dateline/claims/layers.h"

namespace dateline {

TokenRange cue_extent(const ClaimLayers& layers, uint32_t cue_head, uint32_t prep);
// The phrase of `source` as far as it is one piece, without the clause that holds `cue`.
TokenRange source_extent(const ClaimLayers& layers, uint32_t source, uint32_t cue);
// The tokens of `match` as pieces in text order, less the cue and the source.
std::vector<TokenRange> content_extent(const ClaimLayers& layers, const FrameMatch& match,
                                       TokenRange cue, TokenRange source);
// The pieces of a set: gaps of mere punctuation are bridged, ends are trimmed.
std::vector<TokenRange> pieces(const ClaimLayers& layers, const TokenSet& set);

bool is_quote_mark(const ClaimLayers& layers, uint32_t token);

}  // namespace dateline
