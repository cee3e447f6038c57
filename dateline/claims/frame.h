// Where the content of a cue stands in the tree: one matcher for each kind of
// cue, driven by the frames that data/claims/cues.tsv gives it.
//
// Covered by tests/claims_test.cc.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "dateline/claims/layers.h"
#include "dateline/claims/lexicon.h"
#include "dateline/claims/tree.h"

namespace dateline {

struct FrameMatch {
  FrameKind kind = FrameKind::that;
  const Cue* cue = nullptr;
  std::vector<uint32_t> roots;  // the content is their subtrees ...
  uint32_t without = kNone;     // ... less this one
  uint32_t head = kNone;        // the content's main predicate or noun
  uint32_t prep = kNone;        // the preposition that belongs to the cue
  uint32_t source = kNone;      // where the frame names it: "citing officials"
  bool clausal = false;         // a clause or a quotation, not a noun phrase
  bool hidden_source = false;   // the frame needs no source: "is expected to"
};

// `may_cite`: the verb that governs this one reports, so that "citing officials"
// names the source of what is reported; else it is a claim of its own.
std::optional<FrameMatch> match_verb(const ClaimLayers& layers, uint32_t verb,
                                     std::span<const Cue> cues, bool may_cite);
std::optional<FrameMatch> match_noun(const ClaimLayers& layers, uint32_t noun,
                                     std::span<const Cue> cues);
std::optional<FrameMatch> match_adjective(const ClaimLayers& layers, uint32_t adjective,
                                          std::span<const Cue> cues);

// "threatened to leave the pact after the allies refused to ratify it": the clause tells what has
// happened, not what somebody means to do.
bool is_over(const Syntax& syntax, const CueLexicon& lexicon, uint32_t clause);

}  // namespace dateline
