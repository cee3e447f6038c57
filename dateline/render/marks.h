// Which bytes of an article carry which role in some event: the evidence laid
// over the text, for explain's terminal and HTML views.
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/doc/reading.h"

namespace dateline {

// From the least to the most important: where two overlap, the later wins.
enum class Role : uint8_t { none, claim, place, time, source, recipient, actor, event };
std::string_view to_string(Role role);  // "event"

struct EvidenceMark {
  Span span;
  Role role = Role::none;
};

// Evidence of all events that are wholly inside `within`: not overlapping, in text order.
std::vector<EvidenceMark> marks_in(const Reading& reading, Span within);

}  // namespace dateline
