// Amounts, ordinals and spoken years: the one part of a time expression whose
// meaning is arithmetic and not the joining of features.
//
// The values of the words are data (classes `number`, `scale`, `ordinal` of
// words.tsv); how they add up is here. Covered by atoms_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dateline/times/atoms.h"
#include "dateline/times/lexicon.h"

namespace dateline::timex {

struct Amount {
  uint32_t end = 0;  // one past the last atom
  int32_t whole = 0;
  int16_t hundredths = 0;  // "2 1/2": 50
};

class Numbers {
 public:
  explicit Numbers(Lexicon& lexicon);

  // "1,200", "2.5", "5 1/2", "1/2", "twenty-four", "two hundred and ten".
  std::optional<Amount> amount(const std::vector<Atom>& atoms, uint32_t at,
                               const Lexicon& lexicon) const;
  // "21st", "third", "twenty-first".
  std::optional<Amount> ordinal(const std::vector<Atom>& atoms, uint32_t at,
                                const Lexicon& lexicon) const;
  // "nineteen ninety-six", "two thousand and four", "twenty nineteen".
  std::optional<Amount> spoken_year(const std::vector<Atom>& atoms, uint32_t at,
                                    const Lexicon& lexicon) const;

 private:
  std::optional<Amount> digits(const std::vector<Atom>& atoms, uint32_t at) const;
  std::optional<Amount> words(const std::vector<Atom>& atoms, uint32_t at,
                              const Lexicon& lexicon) const;
  // "ninety-six", "twelve": a number below a hundred in words.
  std::optional<Amount> below_hundred(const std::vector<Atom>& atoms, uint32_t at,
                                      const Lexicon& lexicon) const;

  uint32_t number_, scale_, ordinal_, suffix_, joiner_;
};

}  // namespace dateline::timex
