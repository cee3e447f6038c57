// Does the clause around an expression speak of what was or of what will be?
//
// With a parse: the tense of the governing verb and its auxiliaries (Universal
// Dependencies features and Penn tags). Without one: the nearest word of the
// classes `future-cue` and `past-cue` of words.tsv before the expression.
// Covered by tense_test.cc.
#pragma once

#include <vector>

#include "dateline/doc/syntax.h"
#include "dateline/times/atoms.h"
#include "dateline/times/resolve.h"

namespace dateline::timex {

class Tense {
 public:
  explicit Tense(Lexicon& lexicon)
      : future_(lexicon.add_class("future-cue")), past_(lexicon.add_class("past-cue")) {}

  // `begin` and `end` are atoms of the expression.
  Way way(const std::vector<Atom>& atoms, uint32_t begin, uint32_t end, const Syntax& syntax,
          const Lexicon& lexicon) const;

 private:
  Way of_verb(uint32_t verb, const Syntax& syntax, const Lexicon& lexicon) const;
  // Does the lemma speak of the future (class `future-cue`)?
  bool looks_ahead(uint32_t token, const Syntax& syntax, const Lexicon& lexicon) const;
  Way of_words(const std::vector<Atom>& atoms, uint32_t begin, const Lexicon& lexicon) const;

  uint32_t future_, past_;
};

}  // namespace dateline::timex
