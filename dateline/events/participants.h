// From the head of an argument's phrase to the actor it speaks of.
//
// "a spokesman for President Ghani", "dozens of Taliban fighters" and "military
// positions in Asir" name their actor inside. Covered by events_test.cc.
#pragma once

#include <vector>

#include "dateline/events/acts.h"

namespace dateline::coding {

// How much of a political actor a phrase is; in rising order.
enum class Standing : uint8_t {
  none,     // "the budget"
  target,   // a thing that force can be aimed at: "a convoy"
  generic,  // people without a code: "villagers", a person the data does not know
  place,    // a place with a country
  actor,    // has an entity code or a sector
};

struct FoundParticipant {
  std::vector<Participant> all;  // more than one for "the two"
  Standing standing = Standing::none;
};

FoundParticipant find_participant(const Scene& scene, uint32_t token, bool implied);
// All phrases of a slot; its standing is the highest among them.
FoundParticipant find_participants(const Scene& scene, const Filler& filler);
// Who is mentioned, in the words of the whole phrase.
Participant participant_at(const Scene& scene, uint32_t mention, bool implied);
// The same, each of several: "the two".
std::vector<Participant> participants_at(const Scene& scene, uint32_t mention, bool implied);
// Whom the mention headed by `token` means; kNone: there is none, or no token.
uint32_t entity_headed_by(const Scene& scene, uint32_t token);
// Bytes of the noun phrase headed by `token`, without clauses and conjuncts.
Span phrase_span(const Scene& scene, uint32_t token);

}  // namespace dateline::coding
