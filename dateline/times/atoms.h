// Tokens cut further into atoms: runs of letters, runs of digits, single signs.
//
// Patterns are matched over atoms, so that "2019-01-08", "third-quarter" and
// "1990s" look the same however the tokeniser cut them. "a.m." and "Jan." stay
// whole, "'s" is one atom. Covered by atoms_test.cc.
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"
#include "dateline/times/lexicon.h"

namespace dateline::timex {

struct Atom {
  Span span;
  uint32_t token = 0;
  uint32_t word = kNoWord;  // number in the Lexicon
  int32_t number = -1;      // value of a run of at most 9 digits
  uint8_t digits = 0;       // how many digits; 0: not a number
  char sign = 0;            // the ASCII sign of a one-sign atom
  bool letters = false;
  bool clitic = false;  // "'s"
  bool glued = false;   // no space before it
  bool capital = false;
};

// The atoms of tokens [first, last), into `out` (cleared first).
void cut_atoms(const Document& doc, const Tokens& tokens, uint32_t first, uint32_t last,
               const Lexicon& lexicon, std::vector<Atom>& out);

}  // namespace dateline::timex
