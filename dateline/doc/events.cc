#include "dateline/doc/events.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

constexpr std::array<std::string_view, kEventTypes> kNames = {
    "AGREE",  "CONSULT",  "SUPPORT", "COOPERATE", "AID",      "CONCEDE", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT", "RETREAT"};

}  // namespace

std::string_view to_string(EventType type) { return kNames[static_cast<size_t>(type)]; }

bool from_string(std::string_view text, EventType& type) {
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return false;
  type = static_cast<EventType>(found - kNames.begin());
  return true;
}

// The quad lines of chapter 3 of the manual. Of SANCTION its table 7.2 says 3, but
// 3.13.4 and table 7.1 say 4. CONCEDE is verbal (3.4.3).
int quad_code(EventType type) {
  constexpr std::array<int, kEventTypes> kQuad = {1, 1, 1, 2, 2, 1, 3, 3, 3, 3, 4, 4, 4, 4, 4, 2};
  return kQuad[static_cast<size_t>(type)];
}

bool has_mode(const std::vector<std::string>& modes, std::string_view mode) {
  return std::find(modes.begin(), modes.end(), mode) != modes.end();
}

}  // namespace dateline
