#include "dateline/render/marks.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

class Canvas {
 public:
  explicit Canvas(Span within) : within_(within), roles_(within.size(), Role::none) {}

  void paint(Span span, Role role) {
    if (span.empty() || !within_.contains(span)) return;
    for (uint32_t i = span.begin; i < span.end; ++i) {
      Role& at = roles_[i - within_.begin];
      at = std::max(at, role);
    }
  }

  std::vector<EvidenceMark> runs() const {
    std::vector<EvidenceMark> out;
    for (uint32_t i = 0; i < roles_.size();) {
      uint32_t end = i + 1;
      while (end < roles_.size() && roles_[end] == roles_[i]) ++end;
      if (roles_[i] != Role::none) out.push_back({{within_.begin + i, within_.begin + end}, roles_[i]});
      i = end;
    }
    return out;
  }

 private:
  Span within_;
  std::vector<Role> roles_;
};

void paint_event(Canvas& canvas, const Reading& reading, const Event& event) {
  for (Span span : event.words) canvas.paint(span, Role::event);
  for (const Participant& p : event.actors) canvas.paint(p.span, Role::actor);
  for (const Participant& p : event.recipients) canvas.paint(p.span, Role::recipient);
  if (event.timex < reading.times.timexes.size())
    canvas.paint(reading.times.timexes[event.timex].span, Role::time);
  if (event.place < reading.places.places.size())
    canvas.paint(reading.places.places[event.place].span, Role::place);
  for (uint32_t link : attribution_chain(reading.claims, event.claim))
    canvas.paint(reading.claims.claims[link].source, Role::source);
}

}  // namespace

std::string_view to_string(Role role) {
  constexpr std::array<std::string_view, 8> kNames = {"none",   "claim",     "place", "time",
                                                      "source", "recipient", "actor", "event"};
  return kNames[static_cast<size_t>(role)];
}

std::vector<EvidenceMark> marks_in(const Reading& reading, Span within) {
  Canvas canvas(within);
  for (const Event& event : reading.events.events) paint_event(canvas, reading, event);
  return canvas.runs();
}

}  // namespace dateline
