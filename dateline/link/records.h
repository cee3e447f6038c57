// The part of an event record that linking looks at, taken from the layers.
//
// The store takes the same from its segments (dateline/store/links.cc); a test
// holds the two together. Covered by eval/evaluate_link_test.cc and store/store_test.cc.
#pragma once

#include "dateline/doc/reading.h"
#include "dateline/link/events.h"

namespace dateline {

// REQUIRES: index < reading.events.events.size(). `id`: the record's.
LinkRecord link_record(const Reading& reading, size_t index, std::string id);

// "negative;future;": polarity, then the auxiliary modes in the order of the record.
std::string link_status(const Event& event);

}  // namespace dateline
