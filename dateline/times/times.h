// Time expressions of an article as TIMEX3, anchored on its date.
//
// What counts as an expression, and what it means, is data: words, patterns and
// holidays under data/times (docs/times.md has the format). Here the pieces
// meet: tokens are cut into atoms, patterns matched, meanings resolved against
// the article's date and the expressions before. Method: rule-based temporal
// tagging as in HeidelTime (Strötgen & Gertz 2013), with composed meanings.
// Covered by times_test.cc and fuzzed by fuzz/times_fuzz.cc.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "dateline/base/result.h"
#include "dateline/doc/document.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/times.h"
#include "dateline/doc/tokens.h"

namespace dateline {

namespace timex {
struct Rules;
}

// The data of this stage; const and shared between threads.
class TimeRules {
 public:
  // Reads DATA_DIR/times/*.tsv. Errors: not_found, bad_data with file and line.
  static Result<TimeRules> load(const std::filesystem::path& data_dir);
  // The same from the texts of the four files; `folder` is for the errors only.
  struct Texts {
    std::string_view words, moving, holidays, patterns;
  };
  static Result<TimeRules> read(const Texts& texts, const std::filesystem::path& folder = {});
  const timex::Rules& rules() const { return *rules_; }

 private:
  explicit TimeRules(std::shared_ptr<const timex::Rules> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const timex::Rules> rules_;
};

// The expressions of the whole text, in order, not overlapping. `syntax` may be
// empty (no model): then tense is read from the words. Without
// Document::published, expressions that need it have a value with X in the
// places that are not known, and no interval.
Times find_times(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                 const TimeRules& rules);

}  // namespace dateline
