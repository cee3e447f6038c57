// Attribution against PolNeAR: sources, cues and contents, and whole triples.
//
// The folder holds `attributions/NAME_ANNOTATOR.ann` (brat standoff) and
// `text/NAME.txt`; each annotation file is one reading of its article. PolNeAR
// gives each token to at most one attribution, so that claims inside another
// claim's content or inside a quotation, and the second link of "reported,
// citing", are left out of the prediction. Measures, counted over attributions:
//   overlap  a predicted span is right where it shares a token with a gold span
//            of its role; each gold span answers at most one prediction (the
//            pair that shares most comes first)
//   exact    the same tokens, punctuation left out
//   tokens   the share of tokens, as micro-averaged F1
//   linked   source, cue and content of one prediction each share a token with
//            those of one gold attribution (a hidden source answers a hidden one)
//   linked_half  the same with a Dice overlap of at least one half in each role
// Source: Newell, Margolin and Ruths, LREC 2018; Pareti 2016.
// Covered by tests/scorers_test.cc.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/doc/claims.h"
#include "dateline/doc/document.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/eval/brat.h"

namespace dateline {

struct Resources;

struct HitCounts {
  uint64_t right = 0;
  uint64_t predicted = 0;
  uint64_t gold = 0;

  double precision() const;
  double recall() const;
  double f1() const;  // 0 where nothing is right
  HitCounts& operator+=(const HitCounts& other);
};

struct AttributionScores {
  std::array<HitCounts, 3> overlap, exact, tokens;  // source, cue, content
  HitCounts linked, linked_half;
  uint64_t articles = 0;

  AttributionScores& operator+=(const AttributionScores& other);
  std::string table() const;
};

// The attributions of one annotation as sets of tokens, one for each role.
struct AttributionTokens {
  std::array<std::vector<uint32_t>, 3> roles;  // source, cue, content; sorted
};
std::vector<AttributionTokens> gold_attributions(const BratAnnotation& gold, const Tokens& tokens,
                                                 const Syntax& syntax);
std::vector<AttributionTokens> predicted_attributions(const Claims& claims, const Tokens& tokens,
                                                      const Syntax& syntax);
AttributionScores score_attributions(const std::vector<AttributionTokens>& gold,
                                     const std::vector<AttributionTokens>& predicted);

// Errors: not_found, no_access; bad_input of an annotation file.
Result<AttributionScores> evaluate_attribution(const std::filesystem::path& folder,
                                               const Resources& resources);

}  // namespace dateline
