// The times that the main verbs of an article tell, whether or not they tell an event: "About 200
// gathered on Saturday" moves the story to that day for the sentences after it.
//
// Covered by tests/kinds.txt.
#pragma once

#include <vector>

#include "dateline/events/scene.h"

namespace dateline::coding {

struct Moment {
  uint32_t sentence = 0;    // into Tokens::sentences
  uint32_t verb = 0;        // token
  uint32_t entity = kNone;  // of the verb's subject
  CivilDate start, end;

  bool is_day() const { return start == end; }
};

// In text order: the times, none after the article's day, at which a main verb in the simple past
// is.
std::vector<Moment> moments_of(const Scene& scene);

}  // namespace dateline::coding
