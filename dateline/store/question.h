// The field's usual questions as plain options, turned into SQL over the store's views.
//
// Covered by question_test.cc; docs/store.md lists the options.
#pragma once

#include <string>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

// Empty: not asked. Values of one list are alternatives; different lists all hold.
// An actor is a code (PRK), a sector (GOV), both (PRKGOV), or, with a lower-case
// letter in it, part of a name ("Kim Jong-un").
struct Question {
  std::vector<std::string> actors{}, recipients{}, either{};
  std::vector<std::string> events{};  // PLOVER categories
  std::vector<std::string> modes{};
  std::vector<std::string> contexts{};
  std::vector<std::string> countries{};  // where it happened, ISO 3166 alpha-3
  std::vector<std::string> sources{};    // code, or part of the words, of the nearest source
  std::vector<std::string> documents{};  // article ids
  std::vector<int> quads{};              // 1 to 4
  std::string since{}, until{};          // 2018, 2018-03 or 2018-03-05, both included
  bool asserted = false;                 // only what is said to have happened
  bool reports = false;                  // every report; else each event once
  bool superseded = false;               // also of articles that a later version replaced
  bool found = false;             // only articles of the table `found` (StoreReader::find_text)
  double confidence = 0;          // at least
  std::vector<std::string> by{};  // count by these; empty: list the events
  uint64_t limit = 0;             // 0: no limit
  uint64_t offset = 0;
};

// What `by` may name, for messages: "year, month, …".
std::string by_names();

// "FROM events WHERE …". Errors: usage, naming the value that makes no sense.
Result<std::string> from_where(const Question& question);

// Counts by `by`, or the flat columns of the events.
Result<std::string> sql_of(const Question& question);

// The same as few columns, for a terminal.
Result<std::string> short_sql_of(const Question& question);

}  // namespace dateline
