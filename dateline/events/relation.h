// The relation between two phrases that somebody marked: which act is told of
// source and target, whether or not they are political actors.
//
// The act whose slots hold the phrases, or whose trigger lies on the path between
// them in the tree, wins. Covered by acts_test.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dateline/doc/reading.h"
#include "dateline/events/events.h"

namespace dateline {

struct Relation {
  EventType type = EventType::consult;
  std::vector<std::string> modes;
  uint8_t aux = 0;
  uint32_t trigger = 0;
  std::string rule;      // frame id, ">" and the reduction where one was applied
  float confidence = 0;
};

// `reading` holds every layer but events. Nothing where no frame holds anywhere.
std::optional<Relation> relation_between(const Reading& reading, const Frames& frames, Span source,
                                         Span target);

}  // namespace dateline
