// What the event stage reads: all layers below it, and each token's word in the
// frame lexicon.
#pragma once

#include <vector>

#include "dateline/doc/claims.h"
#include "dateline/doc/document.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/times.h"
#include "dateline/doc/tokens.h"
#include "dateline/events/cases.h"
#include "dateline/events/frames.h"

namespace dateline::coding {

struct Scene {
  const Document& doc;
  const Tokens& tokens;
  const Syntax& syntax;
  const Mentions& mentions;
  const Times& times;
  const Places& places;
  const Claims& claims;
  const FrameTable& table;
  std::vector<WordId> word;  // token → its lemma in the lexicon, or 0
  std::vector<bool> cue;     // token → whether it heads the cue of a claim
  Setting setting = Setting::text;
  Cases* cases = nullptr;    // where what is asked is to be kept

  const Word& operator[](uint32_t token) const { return syntax[token]; }
  uint32_t head(uint32_t token) const { return syntax[token].head; }
  bool is(uint32_t token, Deprel rel) const { return syntax[token].rel == rel; }
  // Whether the token's lemma, with its modifiers where a member has one, is in the set.
  bool in(uint32_t token, const WordSet& set) const;
  bool in(uint32_t token, ClassId id) const;
  bool nominal(uint32_t token) const;  // noun, proper noun, pronoun or number
  bool verbal(uint32_t token) const { return syntax[token].upos == Upos::verb; }
};

Scene make_scene(const Document&, const Tokens&, const Syntax&, const Mentions&, const Times&,
                 const Places&, const Claims&, const Frames&);

}  // namespace dateline::coding
