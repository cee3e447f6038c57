// TempEval-3 scores of time expressions against TimeML.
//
// Measures as in the TempEval-3 toolkit (UzZaman et al. 2013): strict (same
// span), relaxed (overlap), and for value and type the share right among the
// relaxed matches times relaxed F1. The creation time is not scored. White
// space and a full stop or comma at the end of a span do not count, in gold or
// system. Covered by evaluate_timex_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/eval/timeml.h"

namespace dateline {

struct Resources;

struct TimexCounts {
  uint64_t gold = 0;
  uint64_t system = 0;
  uint64_t strict = 0;          // same span
  uint64_t relaxed_gold = 0;    // gold expressions that a system expression overlaps
  uint64_t relaxed_system = 0;  // the reverse
  uint64_t value = 0;           // of relaxed_gold
  uint64_t type = 0;

  double strict_f1() const;
  double relaxed_f1() const;
  double value_f1() const;
  double type_f1() const;
  TimexCounts& operator+=(const TimexCounts& other);
};

// A gold or system expression that has no full match.
struct TimexMiss {
  enum class Kind : uint8_t { missed, extra, span, value } kind = Kind::missed;
  std::string file;
  std::string context;  // the words around, the expression in [brackets]
  std::string gold;     // its words
  std::string system;
  std::string gold_value;
  std::string system_value;
  std::optional<CivilDate> published;
};

struct TimexScores {
  TimexCounts all;
  std::map<std::string, TimexCounts> by_corpus;  // folder name → counts
  std::vector<TimexMiss> misses;
  std::vector<Error> failed;  // files that could not be read

  // A line for each corpus and one for all; with `details` the misses too.
  std::string table(bool details) const;
};

// Gives the times of one article.
using TimeTagger = std::function<Times(const Document&)>;

// `paths`: .tml files, or folders of them (searched through).
// Error: not_found where nothing is there to score.
Result<TimexScores> evaluate_timex(const std::vector<std::filesystem::path>& paths,
                                   const TimeTagger& tagger, bool keep_misses = false);
// The counts of one article; misses are appended where wanted.
TimexCounts score_timexes(const TimemlArticle& gold, const Times& system,
                          std::vector<TimexMiss>* misses = nullptr);
// The same with the stages of this project: tokens, parse, times.
Result<TimexScores> evaluate_timex(const std::vector<std::filesystem::path>& paths,
                                   const Resources& resources, bool keep_misses = false);

}  // namespace dateline
