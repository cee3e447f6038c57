// Which names in the text are places here: not persons, not parts of
// organizations, not words that only look like a name.
//
// The entity recognizer is believed where it spoke; where it did not, a name is
// taken only if it is well known or the words beside it say that it is a place.
// Covered by places_test.cc.
#pragma once

#include <vector>

#include "dateline/doc/mentions.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/places/scan.h"

namespace dateline {

// A name taken for a place.
struct Chosen {
  Span span;
  uint32_t first = 0;  // tokens
  uint32_t last = 0;
  uint64_t key = 0;
  std::vector<Posting> meanings;  // none: a place that the gazetteer does not know
  bool is_actor = false;
  bool is_metonym = false;  // stands for a government: a capital is meant
};

struct Layers {
  std::string_view text;
  const Tokens& tokens;
  const Syntax& syntax;  // empty: no parse
  const Mentions& mentions;
};

// In text order, not overlapping.
std::vector<Chosen> choose_places(const Layers& layers, const Scan& scan,
                                  const Gazetteer& gazetteer);

}  // namespace dateline
