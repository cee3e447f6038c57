// Whole records against a person's reading: `NAME.txt` beside `NAME.expected.tsv`.
//
// One expected event a line: event, actor, recipient, date, aux, source.
// Actor and recipient are lists of codes or sectors ("FRA;POL", "COP") that must
// all be among the record's; "-" is none, "*" is not checked. A date, a month ("2009-06")
// or a year matches a record whose interval meets it; the source "-" also one of hearsay
// ("reportedly") or whose only source is its actor; an actor and a recipient also a record in which
// both act together. Each record answers one line at most.
// "?ASSAULT" is open, where two readers differ whether it is an event: it is not expected, and a
// record that answers no other line but this is not counted.
// Covered by tests/scorers_test.cc.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dateline/pipeline/pipeline.h"

namespace dateline {

struct ExpectedEvent {
  std::string event, actor, recipient, date, aux, source;
  bool open = false;
};

// What a missed line lacks in the record of its category that comes nearest to it.
enum class Lack : uint8_t { record, actor, recipient, date, aux, source };
inline constexpr size_t kLacks = 6;

struct ArticleScore {
  std::string name;
  size_t expected = 0;
  size_t found = 0;    // expected lines that a record answers in full
  size_t records = 0;  // all records of the article
  std::array<size_t, kLacks> lacks{};  // how many missed lines lack it; one may lack several
  std::vector<std::string> missed;  // the lines as they stand, with the record that comes nearest
  std::vector<std::string> beside;  // summaries of records that answer no line
};

struct RecordScores {
  std::vector<ArticleScore> articles;

  ArticleScore total() const;
  // A table: article, expected, found, beside; what the missed lack; with `details` the misses too.
  std::string table(bool details) const;
};

Result<std::vector<ExpectedEvent>> read_expected(const std::filesystem::path& file);
ArticleScore score_records(const Reading& reading, const std::vector<ExpectedEvent>& expected);

// What `event` lacks of the line.
std::array<bool, kLacks> lacks_of(const Reading& reading, const Event& event,
                                  const ExpectedEvent& expected);
// Whether actors or recipients are as a line has them: "FRA;POL", "-", "*".
bool codes_match(const Reading& reading, const std::vector<Participant>& list,
                 std::string_view expected);

// Calls `take` with every table of `folder`, in name order, the article beside it as the coder
// reads it, and what its event stage asked its learned choices; or, for articles that are others',
// the one of `articles` (a file or folder) whose id its line
// "# article ID" names. Errors: not_found, bad_data.
using TakeExpected =
    std::function<void(const std::string& name, const std::vector<ExpectedEvent>& expected,
                       const Reading& reading, const coding::Cases& cases)>;
Status each_expected(const std::filesystem::path& folder, const Resources& resources,
                     const std::string& articles, const TakeExpected& take);

// The scores of all of them. Errors: likewise.
Result<RecordScores> evaluate_records(const std::filesystem::path& folder,
                                      const Resources& resources, const std::string& articles = {});

}  // namespace dateline
