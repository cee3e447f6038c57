// Whom an act is directed at by rule, before recipients.h chooses: who had asked, the country that
// the story is about, the host of a visit. Covered by tests/kinds_test.cc.
#pragma once

#include <span>

#include "dateline/events/acts.h"

namespace dateline::coding {

// Who was told of before, as taking part in what does not say so.
Participant carried_over(const Participant& participant);
// Whom the event is according to, as taking part in it; without an entity where the text has none.
Participant source_of(const Scene& scene, const Event& event);
bool has_code(const Scene& scene, const Participant& participant);
bool any_coded(const Scene& scene, const std::vector<Participant>& list);
// Adds those of `from` that are in neither list.
void append_new(const std::vector<Participant>& from, std::vector<Participant>& into,
                const std::vector<Participant>& not_in);

// Whether a noun may tell an event of the category: "strikes" both ASSAULT and PROTEST.
bool may_tell(const Scene& scene, uint32_t noun, EventType type);
// "France froze its aid", "Israel offered help" in a story about another country: may be done to
// it.
bool may_concern_home(const Scene& scene, const Act& act, const std::vector<Participant>& actors);

// Settles the actors and recipients of `event`, which is `act`; `told` are the events before it.
void direct(const Scene& scene, const Act& act, std::span<const Event> told, Event& event);

}  // namespace dateline::coding
