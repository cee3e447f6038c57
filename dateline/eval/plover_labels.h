// What a set of marked sentences calls our categories (data/eval/plover_labels.tsv).
// Covered by evaluate_plover_test.cc.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/doc/events.h"

namespace dateline {

class PloverLabels {
 public:
  // Errors: not_found, bad_data with the line.
  static Result<PloverLabels> load(const std::filesystem::path& file);

  // `rule` as in Event::rule: the frame's id, ">" and the reduction.
  std::string label(EventType type, std::string_view rule) const;
  int quad(std::string_view label) const;  // 0 for a label that nothing names

 private:
  struct Line {
    std::string rule, reduction, category, label;
  };
  Status add_line(std::string_view text);
  std::vector<Line> lines_;
  std::map<std::string, int, std::less<>> quads_;
};

}  // namespace dateline
