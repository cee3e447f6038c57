// The time expression that an act's own sentence gives it, by the tree.
//
// Indices are into Times::timexes; kNone where there is none. Covered by events_test.cc.
#pragma once

#include "dateline/events/acts.h"

namespace dateline::coding {

// Whether an act of the category is done by saying it: then it is done when it is said.
bool done_by_words(EventType type);

// The time nearest to the act: neither that of another clause or noun, nor that of what is said.
uint32_t nearest_timex(const Scene& scene, const Act& act, const Sentence& sentence);
// Whether the act's words put it far back, without a year: "years ago", "once demanded", "during
// the Cold War".
bool looks_far_back(const Scene& scene, const Act& act, const Sentence& sentence);
// "a summit at which they issued a declaration": the time of what the clause hangs on.
uint32_t time_of_antecedent(const Scene& scene, const Act& act, const Sentence& sentence);
// "In April 2009 Malta turned away a ship that had rescued 140 people": of what a clause tells beside
// it, the only time of a sentence that looks far back.
uint32_t time_of_old_sentence(const Scene& scene, const Act& act, const Sentence& sentence);
// "Police fired at supporters who marched on Wednesday": of what is done, the one day that the
// first sentence of a story tells.
uint32_t day_of_lead(const Scene& scene, const Act& act, const Event& event);
// Of what is done by words: the time at which it was said.
uint32_t time_of_saying(const Scene& scene, const Event& event);

}  // namespace dateline::coding
