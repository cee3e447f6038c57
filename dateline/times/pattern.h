// Patterns of time expressions, as data/times/patterns.tsv writes them.
//
// A line is a rule: PHRASE tab PATTERN tab FEATURES tab CONDITIONS. A pattern is
// a row of elements parted by spaces:
//   last              that word (or sign)
//   <unit>            a word of that class, or another phrase; its features join
//   @<point>          the same, but kept apart as what this expression is told from
//   [day digits 1-31] a number that sets a feature; kinds: digits, dd (two
//                     digits), yyyy (four digits), hhmm, decade ("1990", "80"),
//                     number, ordinal, century (an ordinal less one), spoken (a year)
//   [holiday name]    a holiday of holidays.tsv
//   ( a b | c )       one of these rows
//   x?                x may be absent
//   ~x                x with no space before it
// Phrases may use only phrases defined on earlier lines, so that matching ends.
// The format is explained with examples in docs/times.md. Covered by pattern_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/times/features.h"
#include "dateline/times/lexicon.h"

namespace dateline::timex {

enum class ElementKind : uint8_t {
  word,
  word_class,
  phrase,
  digits,
  hhmm,
  decade,
  number,
  ordinal,
  century,
  spoken,
  holiday
};

struct Element {
  ElementKind kind = ElementKind::word;
  uint32_t id = 0;   // word, class or phrase
  Key key = Key::n;  // the feature that a number sets
  int32_t low = 0;   // the range of a number
  int32_t high = 0;
  uint8_t digits = 0;      // exactly so many digits; 0: any
  uint32_t start_set = 0;  // filled by Grammar::number_start_sets: equal for equal starts
  bool inner = false;      // "@"
  bool glued = false;      // "~"
};

enum class Side : uint8_t { before, after };

// What must, or must not, stand next to the expression.
struct Neighbour {
  Side side = Side::before;
  bool forbidden = false;
  std::vector<uint32_t> words;
  std::vector<uint32_t> classes;
  bool number = false;  // "#": a number
  bool edge = false;    // "^": the sentence ends here
};

struct Rule {
  uint32_t phrase = 0;
  std::vector<std::vector<Element>> rows;  // every way to write it, optionals spelled out
  Meaning adds;
  std::vector<Neighbour> neighbours;
  uint32_t allowed_tags = 0;  // Upos bits of the first word, where there is a parse; 0: any
  uint32_t forbidden_tags = 0;
  bool capital = false;  // the first word must have a capital
  bool chain = false;    // goes on from the day of the expression before: "May 2 to 4"
};

struct Grammar {
  std::vector<Rule> rules;                       // in file order: the earlier wins a tie
  std::vector<std::string> phrases;              // names
  std::vector<std::vector<uint32_t>> by_phrase;  // phrase → its rules

  // Reads the lines of patterns.tsv, adding its literal words to `lexicon`.
  Status read(std::string_view text, const std::string& file, Lexicon& lexicon);
  // Phrases first (by id), then classes (by id), then the kinds of numbers.
  void number_start_sets(size_t classes);
  uint32_t phrase_named(std::string_view name) const;  // kNoWord

 private:
  Status take_line(const std::vector<std::string_view>& fields, Lexicon& lexicon);
  Result<Rule> read_rule(const std::vector<std::string_view>& fields, Lexicon& lexicon) const;
};

}  // namespace dateline::timex
