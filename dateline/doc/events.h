// Who did what to whom: PLOVER 1.3 events with their evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/civil.h"
#include "dateline/base/span.h"
#include "dateline/doc/claims.h"
#include "dateline/doc/times.h"

namespace dateline {

// The sixteen PLOVER categories, in the order of the manual. Append only.
enum class EventType : uint8_t {
  agree, consult, support, cooperate, aid, concede, request, accuse,
  reject, threaten, protest, sanction, mobilize, coerce, assault, retreat,
};
inline constexpr int kEventTypes = 16;
std::string_view to_string(EventType type);  // "AGREE"
bool from_string(std::string_view text, EventType& type);
int quad_code(EventType type);  // 1 verbal coop, 2 material coop, 3 verbal conflict, 4 material conflict

// One actor or recipient of one event.
struct Participant {
  uint32_t mention = kNone;  // into Mentions::mentions; kNone: a phrase that names no known kind of actor
  uint32_t entity = kNone;   // into Mentions::entities
  Span span;                 // the words that stand at this event: PLOVER entity_text
  bool implied = false;      // shared by control, coordination or the sentence before, not stated at the event
};

struct Sizes {  // numbers the text gives; nullopt where it gives none
  std::optional<uint32_t> dead, injured, arrested, attendance;
};

enum class EventSource : uint8_t { frame, classifier };

// Whether a mode is among those of an event or an act.
bool has_mode(const std::vector<std::string>& modes, std::string_view mode);

struct Event {
  uint32_t sentence = 0;  // into Tokens::sentences
  EventType type = EventType::consult;
  std::vector<std::string> modes;     // "visit"
  std::vector<std::string> contexts;  // "diplomatic"
  std::string cameo;                  // "042"; empty where the map has none
  uint8_t aux = 0;                    // Aux bits
  Factuality factuality;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  uint32_t trigger = 0;     // token of the predicate
  std::vector<Span> words;  // the event words, evidence for `type`
  uint32_t claim = kNone;   // innermost claim in whose content the event stands
  uint32_t timex = kNone;   // into Times::timexes
  std::optional<CivilDate> start, end;  // of the event
  TimeFrom time_from = TimeFrom::publication;
  uint32_t place = kNone;  // into Places::places
  Sizes size;
  EventSource by = EventSource::frame;
  std::string rule;       // frame id: "consult/meet"
  float confidence = 0;
};

// A predicate that was read but gave no record, and why.
struct Skipped {
  uint32_t trigger = 0;
  std::string rule;
  std::string reason;  // "no actor with a code", "metaphor: attacked the budget"
};

struct Events {
  std::vector<Event> events;  // in text order
  std::vector<Skipped> skipped;
};

}  // namespace dateline
