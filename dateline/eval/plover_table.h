// A table of sentences with marked actors, as the PLV sets are laid out: tab
// separated, columns found by the names in its first line.
//
// Columns read: `sentence`, `marked_sentence` (<s>source</s>, <t>target</t>),
// `source`, `target`, and where present `gold_root` and `gold_penta`. Covered by
// evaluate_plover_test.cc.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/base/span.h"

namespace dateline {

struct PloverRow {
  std::string sentence;
  Span source;  // bytes of `sentence`; empty where the row does not mark it
  Span target;
  std::vector<Span> sources, targets;  // all marked places of each
  std::string gold;  // category, or empty
  int gold_quad = 0;  // 0: none given
};

// Errors: not_found; bad_input where the first line lacks `sentence` and `marked_sentence`.
Result<std::vector<PloverRow>> read_plover_table(const std::filesystem::path& file);

}  // namespace dateline
