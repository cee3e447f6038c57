// Acts: what the frames see in one sentence, before anybody asks whether the
// participants are political actors.
//
// read_acts matches patterns and fills their slots; combine() in reductions.h
// then lets operators ("agreed to", "threatened to") take up the acts under them.
// Covered by acts_test.cc.
#pragma once

#include <string>
#include <vector>

#include "dateline/events/arguments.h"
#include "dateline/events/scene.h"

namespace dateline::coding {

// The heads of the phrases in one slot, coordination taken apart.
struct Filler {
  std::vector<uint32_t> tokens;
  bool implied = false;

  bool empty() const { return tokens.empty(); }
};

struct Act {
  uint32_t trigger = 0;
  uint32_t pattern = 0;         // into FrameTable::patterns
  EventType type = EventType::consult;
  std::vector<std::string> modes;
  std::string cameo;
  std::vector<uint32_t> words;  // tokens of the predicate, trigger first
  size_t own_words = 0;         // how many of them are not of the act that it took up
  uint32_t light = kNone;       // its light verb
  Filler actor, recipient;
  uint32_t inner = kNone;       // into the sentence's acts: what this operator took up
  bool meets = false;           // what it took up is done together: "due to meet"
  bool visits = false;          // what it took up is a meeting or a visit: a place may be the host
  bool consumed = false;        // an operator took it up
  uint8_t aux = 0;              // Aux bits
  uint8_t taken_up = 0;         // those that a reduction made part of the category
  std::string reduced;          // the reduction that made `type`: "promise", "future"
  float confidence = 0;
  EventSource by = EventSource::frame;
  std::vector<float> scores;    // the judge's of the trigger; empty: there is no judge
  std::vector<Part> parts;      // the judge's of the sentence's tokens; empty likewise
  uint32_t first = 0;           // token that parts[0] is of

  const Filler& filler(Side side) const { return side == Side::actor ? actor : recipient; }
  Filler& filler(Side side) { return side == Side::actor ? actor : recipient; }

  // The word that carries tense, mood and clause: the light verb, where there is one.
  uint32_t anchor() const { return light != kNone ? light : trigger; }

  Part part(uint32_t token) const {
    return token >= first && token - first < parts.size() ? parts[token - first] : Part{};
  }
};

// In order of trigger. One act for each trigger at most.
std::vector<Act> read_acts(const Scene& scene, const Sentence& sentence);

Filler expand(const Scene& scene, Argument argument);

const Frame& frame_of(const Scene& scene, const Act& act);

// PLOVER 2.4.2: where nobody is host or visitor, all who take part are actors.
bool is_reciprocal(const Scene& scene, const Act& act);

// The judge's probability of the act's own category; 0 where there is no judge.
float believed(const Scene& scene, const Act& act);

// Makes a frame's act one of the category that the judge gives its word. False, and no change:
// the judge gives it none with at least that probability.
bool take_verdict(const Scene& scene, float least, Act& act);

}  // namespace dateline::coding
