// Factuality against UDS It-Happened (White et al. 2016; Rudinger et al. 2018).
//
// One JSON object a line: {"text": "tokens parted by blanks", "targets":
// [{"span1": [first, last], "label": -3..3}]}. The text is read raw: a target is
// found again by the bytes of its first token. Measures: Pearson's r and the
// mean absolute error of Factuality::score; the share of targets whose sign
// (happened, did not) is right. Covered by tests/scorers_test.cc.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

struct Resources;

struct FactualityTarget {
  uint32_t byte = 0;  // where its first token begins
  double label = 0;
};

struct FactualitySentence {
  std::string text;
  std::vector<FactualityTarget> targets;
};

struct FactualityScores {
  std::vector<double> gold, predicted;
  uint64_t not_found = 0;  // targets at which no token begins: scored 3

  double pearson() const;  // 0 where one side does not vary
  double mean_absolute_error() const;
  double same_sign() const;
  std::string table() const;
};

// Errors: bad_input.
Result<FactualitySentence> read_factuality_line(std::string_view line);

// Errors: not_found; bad_input with line and offset.
Result<FactualityScores> evaluate_factuality(const std::filesystem::path& file,
                                             const Resources& resources);

}  // namespace dateline
