// Factuality::score by linear regression on what the rules and the parse say
// of a predicate, from -3 (did not happen) to 3 (happened).
//
// The rules give certainty and PLOVER's modes; how annotators place these on
// UDS It-Happened's scale (a promised event "has not happened": -1.4) is
// learned. Weights: data/claims/score.tsv, made by train/factuality.py; the
// features are score_features.h. Source: White et al. 2016; Rudinger, White and
// Van Durme 2018. Covered by tests/claims_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/claims/certainty.h"
#include "dateline/claims/layers.h"

namespace dateline {

class ScoreWeights {
 public:
  // Errors: not_found; bad_data with the line.
  static Result<ScoreWeights> load(const std::filesystem::path& data_dir);

  float of(uint64_t feature) const {
    const auto found = weights_.find(feature);
    return found == weights_.end() ? 0 : found->second;
  }
  bool empty() const { return weights_.empty(); }

 private:
  std::unordered_map<uint64_t, float> weights_;
};

// Hash of a feature as score.tsv writes it: "name|a|b|c".
uint64_t score_feature(std::string_view name, std::string_view a, std::string_view b,
                       std::string_view c);

// Replaces the score of each token that can be a predicate. `out` is indexed
// from the first token of the sentence, as `states`.
void score_sentence(const ClaimLayers& layers, const Sentence& sentence,
                    const std::vector<CertaintyState>& states, const ScoreWeights& weights,
                    Factuality* out);

}  // namespace dateline
