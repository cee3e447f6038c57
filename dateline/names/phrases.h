// A trie of phrases over atoms, for the longest dictionary phrase at a place.
//
// One hash look-up for each atom of the text that starts nothing; the walk goes
// on only while some phrase goes on. A phrase's capitals bind: "US" is matched
// by "US" alone, "Kremlin" by "Kremlin" and "KREMLIN", "police" by any.
// Source of the method: Aho and Corasick 1975, without the failure links (wire
// sentences are short). Covered by book_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/names/atoms.h"

namespace dateline::names {

class PhraseTrie {
 public:
  struct Found {
    uint32_t atoms = 0;            // length; 0: nothing
    std::vector<uint32_t> values;  // all that the phrase stands for
  };

  // An empty phrase is ignored.
  void add(std::string_view phrase, uint32_t value);

  // The longest phrase that begins at atoms[0] and ends where a token ends.
  // `found` is reused memory.
  void longest(std::span<const TextAtom> atoms, Found& found) const;

  size_t size() const { return phrases_; }

 private:
  struct End {
    uint32_t value;
    std::vector<Case> shapes;
  };
  uint32_t step(uint32_t state, uint64_t key) const;

  struct Mix {
    size_t operator()(uint64_t x) const { return x ^ (x >> 29); }
  };
  std::unordered_map<uint64_t, uint32_t, Mix> next_;
  std::vector<std::vector<End>> ends_{1};  // by state
  size_t phrases_ = 0;
};

}  // namespace dateline::names
