// Events told by many articles, against a person's reading of who tells what.
//
// A folder holds NAME.txt and gold.tsv: article TAB event TAB words of the article,
// which stand in it once. Every record whose predicate stands in those words is a
// mention of that event. The measure is CoNLL F1, the mean of MUC (Vilain et al.
// 1995), B-cubed (Bagga and Baldwin 1998) and entity CEAF (Luo 2005), over those
// mentions; what got no record is counted beside it. Covered by evaluate_link_test.cc.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dateline/pipeline/resources.h"

namespace dateline {

struct Shares {
  double precision = 0, recall = 0;
  double f1() const;
};

// Mention i is of the gold cluster gold[i] and of the found cluster found[i].
// REQUIRES: gold.size() == found.size().
Shares muc(const std::vector<uint32_t>& gold, const std::vector<uint32_t>& found);
Shares b_cubed(const std::vector<uint32_t>& gold, const std::vector<uint32_t>& found);
Shares ceaf_e(const std::vector<uint32_t>& gold, const std::vector<uint32_t>& found);

struct LinkScores {
  size_t articles = 0;
  size_t passages = 0;  // of gold.tsv
  size_t told = 0;      // of those, with a record
  size_t records = 0;   // in those passages: what is scored
  size_t gold_events = 0, found_events = 0;
  Shares muc, b_cubed, ceaf_e;
  std::vector<std::string> misses;  // passages without a record; pairs linked or not that should (not) be

  double conll_f1() const;
  std::string table(bool details) const;
};

// Errors: not_found, bad_data.
Result<LinkScores> evaluate_link(const std::filesystem::path& folder, const Resources& resources);

}  // namespace dateline
