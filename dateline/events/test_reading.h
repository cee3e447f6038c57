// Readings made by hand for the tests of this folder: a CoNLL-U parse, and
// mentions given by token and code.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dateline/conllu/conllu.h"
#include "dateline/doc/reading.h"
#include "dateline/events/events.h"

namespace dateline::coding {

inline const Frames& our_frames() {
  static const Result<Frames> loaded = Frames::load(std::string(DATELINE_SOURCE_DIR) + "/data");
  if (!loaded) ADD_FAILURE() << loaded.error().message();
  return *loaded;
}

struct Coded {
  uint32_t token;  // from 0
  std::string code;
};

inline Reading reading_of(const std::string& conllu, const std::vector<Coded>& actors) {
  Result<Parsed> parsed = read_conllu(conllu);
  if (!parsed) ADD_FAILURE() << parsed.error().message();
  Reading r;
  r.doc = std::move(parsed->doc);
  r.tokens = std::move(parsed->tokens);
  r.syntax = std::move(parsed->syntax);
  r.mentions.head_index.assign(r.tokens.size(), kNone);
  r.claims.factuality.resize(r.tokens.size());
  r.claims.claim_of.assign(r.tokens.size(), kNone);
  for (const Coded& actor : actors) {
    const auto i = static_cast<uint32_t>(r.mentions.mentions.size());
    Mention mention;
    mention.first = mention.head = actor.token;
    mention.last = actor.token + 1;
    mention.span = r.tokens[actor.token].span;
    mention.entity = i;
    Entity entity;
    entity.code = actor.code;
    entity.mentions = {i};
    r.mentions.head_index[actor.token] = i;
    r.mentions.mentions.push_back(mention);
    r.mentions.entities.push_back(entity);
  }
  return r;
}

inline std::vector<Event> events_of(const Reading& r, const Frames& frames = our_frames()) {
  return find_events(r.doc, r.tokens, r.syntax, r.mentions, r.times, r.places, r.claims, frames)
      .events;
}

}  // namespace dateline::coding
