// Categories of marked sentences: macro-F1, accuracy, quad accuracy, confusions.
//
// Two settings. With spans given, the question is the category of the relation
// from source to target, and every row gets an answer. End to end, a row is right
// when a record of it has the category and its participants overlap both spans.
// data/eval/plover_labels.tsv says what that set calls our categories (its YIELD
// is CONCEDE and RETREAT). Source of the set and its measures: Hu et al. 2024,
// "Leveraging Codebook Knowledge with NLI and ChatGPT". Covered by
// evaluate_plover_test.cc.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "dateline/eval/plover_table.h"
#include "dateline/pipeline/pipeline.h"

namespace dateline {

struct PloverOptions {
  bool given_spans = false;
  std::filesystem::path predictions;  // empty: none are written
  std::filesystem::path labels;       // data/eval/plover_labels.tsv
};

struct PloverPrediction {
  std::string event;  // the set's label; empty: no record (end to end only)
  int quad = 0;
  std::string mode;
  std::string aux;    // "future,negation"
  float confidence = 0;
  std::string rule;
  bool spans = false;     // end to end: a record of the gold category overlaps both spans
  size_t records = 0;     // end to end: of the row
};

struct PloverScores {
  size_t rows = 0;
  size_t scored = 0;  // rows with a gold category
  size_t right = 0;
  size_t quad_right = 0;
  size_t span_right = 0;
  size_t records = 0;
  bool given_spans = false;
  std::map<std::string, std::map<std::string, size_t>> confusion;  // gold → predicted → rows
  std::vector<PloverPrediction> predictions;                       // one a row, in order

  double accuracy() const;
  double quad_accuracy() const;
  double span_accuracy() const;  // end to end: category right and both spans overlapped
  double macro_f1() const;       // over the gold categories
  std::string table() const;
};

// Errors: not_found, bad_input of the table; io where the predictions cannot be written.
Result<PloverScores> evaluate_plover(const std::filesystem::path& file, const PloverOptions& options,
                                     const Resources& resources);

}  // namespace dateline
