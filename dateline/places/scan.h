// Finds gazetteer names in running text: whole words, longest name first, with
// the capitals that the kind of name asks for.
//
// A word is a run of letters, digits and inner apostrophes, with the inner full
// stops of "U.S."; a possessive 's is no part of it. Names may run over spaces
// and hyphens, never over a comma or a blank line. Covered by scan_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/places/gazetteer.h"

namespace dateline {

// What stands between a word and the next.
enum class Gap : uint8_t { nothing, space, hyphen, comma, other };

struct TextWord {
  Span span;
  uint32_t folded = 0;  // start in Scan::folded
  uint16_t folded_size = 0;
  Gap after = Gap::other;
  bool upper = false;     // the first letter is a capital
  bool capitals = false;  // all letters are, and there are at least two
  bool stop = false;      // holds a full stop, or one follows
};

// A name of the gazetteer in the text.
struct Hit {
  Span span;
  uint32_t first = 0;  // words
  uint32_t last = 0;
  uint64_t key = 0;
  std::vector<Posting> meanings;  // never empty
};

struct Scan {
  std::string folded;
  std::vector<TextWord> words;
  std::vector<Hit> hits;  // in text order, not overlapping

  std::string_view word(uint32_t i) const& {
    return std::string_view(folded).substr(words[i].folded, words[i].folded_size);
  }
  std::string_view word(uint32_t) const&& = delete;
  // The first word that ends after `byte`.
  uint32_t word_at(uint32_t byte) const;
};

// Scans text[range); offsets are those of `text`.
Scan scan_names(std::string_view text, Span range, const Gazetteer& gazetteer);

// What text[span), taken whole as a name, may mean; false where nothing. Falls back
// on the name without "the", a direction ("northern Mali") or a generic word ("Gao
// region"), then on counties ("Avoyelles").
bool look_up(std::string_view name, const Gazetteer& gazetteer, std::vector<Posting>& out);

}  // namespace dateline
