// Whether a pattern of the frames holds at a token. Covered by acts_test.cc.
#pragma once

#include "dateline/events/scene.h"

namespace dateline::coding {

// The most specific pattern that holds at `token` (then the one with the higher
// prior), or kNone.
uint32_t best_pattern(const Scene& scene, uint32_t token, std::optional<EventType> type = {});

// The complement clause or infinitive of a verb, noun or adjective, or kNone.
uint32_t complement(const Scene& scene, uint32_t token);

// Tokens, besides the trigger, that the pattern's conditions rest on.
void append_pattern_words(const Scene& scene, uint32_t token, const Pattern& pattern,
                          std::vector<uint32_t>& out);

}  // namespace dateline::coding
