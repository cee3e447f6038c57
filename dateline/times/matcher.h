// Finds the patterns of a Grammar in a row of atoms: leftmost, then longest,
// then the rule that stands first in the file.
//
// A matcher by backtracking; phrases nest only downwards (the grammar's own
// rule), so its depth is bounded by the grammar and not by the text. An index
// from word to the rules that can start with it lets most words of an article
// pass at the price of one look-up. Covered by times_test.cc.
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/doc/syntax.h"
#include "dateline/times/atoms.h"
#include "dateline/times/holidays.h"
#include "dateline/times/numbers.h"
#include "dateline/times/pattern.h"

namespace dateline::timex {

struct Match {
  uint32_t begin = 0;  // atoms
  uint32_t end = 0;
  uint32_t rule = 0;
  Meaning meaning;
};

// What can start where, made once from the data.
class StartIndex {
 public:
  struct RowAt {
    uint32_t rule;
    uint32_t row;
  };
  StartIndex() = default;
  StartIndex(const Grammar& grammar, const Lexicon& lexicon, const Holidays& holidays);

  bool can_start(const Element& element, const Atom& atom) const {
    return element.kind == ElementKind::word ? element.id == atom.word
                                             : starts_[element.start_set][slot(atom)] != 0;
  }
  // The rows of the phrase "timex" that can start with that atom.
  const std::vector<RowAt>& rows(const Atom& atom) const { return rows_[slot(atom)]; }

 private:
  // Words, then one slot for digits, then one for what the data does not know.
  size_t slot(const Atom& atom) const {
    return atom.word != kNoWord ? atom.word : words_ + (atom.digits == 0);
  }
  size_t words_ = 0;
  std::vector<std::vector<uint8_t>> starts_;  // by Element::start_set
  std::vector<std::vector<RowAt>> rows_;
};

class Matcher {
 public:
  Matcher(const Grammar& grammar, const StartIndex& starts, const Lexicon& lexicon,
          const Numbers& numbers, const Holidays& holidays)
      : grammar_(grammar),
        starts_(starts),
        lexicon_(lexicon),
        numbers_(numbers),
        holidays_(holidays) {}

  // The expressions in `atoms`, in text order, not overlapping. `syntax` may be
  // empty. Meanings told from another point into inner(), which lives until the
  // next call.
  void match(const std::vector<Atom>& atoms, const Syntax& syntax, std::vector<Match>& out);
  const Meaning& inner(uint32_t index) const { return inner_[index]; }

 private:
  using Row = std::vector<Element>;

  bool best_at(uint32_t at, Match& best);
  void match_rows(uint32_t rule, size_t first, size_t last, uint32_t at, std::vector<Match>& found);
  void match_row(const Row& row, size_t element, uint32_t at, const Meaning& so_far);
  void match_phrase(const Row& row, size_t element, uint32_t at, const Meaning& so_far);
  // The readings of a phrase at one place, one for each end; made once a sentence.
  struct Readings {
    uint32_t begin = 0, end = 0;  // in readings_
  };
  Readings readings_of(uint32_t phrase, uint32_t at);
  void match_number(const Row& row, size_t element, uint32_t at, const Meaning& so_far);
  void go_on(const Row& row, size_t element, uint32_t at, Meaning so_far, const Meaning& part);
  bool allowed(const Rule& rule, uint32_t begin, uint32_t end) const;
  bool stands(const Neighbour& neighbour, uint32_t begin, uint32_t end) const;
  bool whole(uint32_t begin, uint32_t end) const;
  // The expression before ends one atom before `begin` and names a day of a month.
  bool chained(uint32_t begin) const;

  const Grammar& grammar_;
  const StartIndex& starts_;
  const Lexicon& lexicon_;
  const Numbers& numbers_;
  const Holidays& holidays_;
  const std::vector<Atom>* atoms_ = nullptr;
  const Syntax* syntax_ = nullptr;
  const std::vector<Match>* before_ = nullptr;  // found so far in this sentence
  std::vector<Meaning> inner_;
  std::vector<Match>* found_ = nullptr;  // where the rule being matched puts its ends
  std::vector<Match> readings_;
  std::vector<uint32_t> known_;  // phrase and atom → index into ranges_ plus one; 0: not yet
  std::vector<Readings> ranges_;
  uint32_t start_ = 0;
  uint32_t rule_ = 0;
  uint32_t steps_ = 0;  // work done at this start; bounded
};

}  // namespace dateline::timex
