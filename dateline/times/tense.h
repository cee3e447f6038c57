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
      : future_(lexicon.add_class("future-cue")),
        past_(lexicon.add_class("past-cue")),
        preposition_(lexicon.add_class("future-preposition")),
        head_(lexicon.add_class("future-head")),
        speech_(lexicon.add_class("speech")),
        same_past_(lexicon.add_class("same-past")),
        soon_as_(lexicon.add_class("soon-as")) {}

  // `begin` and `end` are atoms of the expression.
  Way way(const std::vector<Atom>& atoms, uint32_t begin, uint32_t end, const Syntax& syntax,
          const Lexicon& lexicon) const;

 private:
  Way of_parse(uint32_t from, const Syntax& syntax, const Lexicon& lexicon) const;
  Way of_neighbour(uint32_t first, const Syntax& syntax, const Lexicon& lexicon) const;
  bool scheduled(uint32_t from, const Syntax& syntax, const Lexicon& lexicon) const;
  Way of_verb(uint32_t verb, const Syntax& syntax, const Lexicon& lexicon) const;
  // Is the lemma of that class?
  bool in(uint32_t token, uint32_t word_class, const Syntax& syntax, const Lexicon& lexicon) const;
  Way of_words(const std::vector<Atom>& atoms, uint32_t begin, const Lexicon& lexicon) const;
  bool after_preposition(const std::vector<Atom>& atoms, uint32_t begin,
                         const Lexicon& lexicon) const;

  uint32_t future_, past_, preposition_, head_, speech_, same_past_, soon_as_;
};

}  // namespace dateline::timex
