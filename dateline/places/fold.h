// One spelling for one name: "Al-Fāshir", "al Fashir" and "AL FASHIR" fold to
// "al fashir", and a folded name has one 64-bit key.
//
// Letters lose case and diacritics; apostrophes and full stops go; anything
// else parts words, which are joined by one space. The keys are part of the
// gazetteer's file format: a change here needs a new file version.
// Covered by fold_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/base/hash.h"

namespace dateline {

// Appends the folded letters of one code point; nothing for one that is no letter or digit.
void append_folded(std::string& out, char32_t letter);
// The folded form of a whole name. Empty where the text has no letter or digit.
std::string fold_name(std::string_view text);

// Apostrophes of all shapes: part of a word, dropped by folding.
bool is_apostrophe(char32_t c);

// The key of a folded name, built word by word.
class NameKey {
 public:
  void add_word(std::string_view folded) {
    if (state_ != kFnvBasis) state_ = fnv1a(" ", state_);
    state_ = fnv1a(folded, state_);
  }
  uint64_t value() const { return mix(state_); }

  static uint64_t of(std::string_view folded_name) { return mix(fnv1a(folded_name)); }

 private:
  // Spreads FNV's low bits over the word (the finalizer of MurmurHash3).
  static constexpr uint64_t mix(uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33);
  }

  uint64_t state_ = kFnvBasis;
};

}  // namespace dateline
