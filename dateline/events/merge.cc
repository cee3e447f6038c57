#include "dateline/events/merge.h"

#include <algorithm>

namespace dateline::coding {
namespace {

constexpr int kMaxSteps = 4;  // between the triggers, in the tree

bool is_ancestor(const Scene& scene, uint32_t above, uint32_t below) {
  for (int steps = 0; steps <= kMaxSteps && below != kNone; ++steps) {
    if (above == below) return true;
    below = scene.head(below);
  }
  return false;
}

bool same(const Participant& a, const Participant& b) {
  if (a.entity != kNone || b.entity != kNone) return a.entity == b.entity;
  return a.span.overlaps(b.span);
}

bool contains(const std::vector<Participant>& list, const Participant& p) {
  return std::any_of(list.begin(), list.end(), [&](const Participant& q) { return same(p, q); });
}

// Every participant of the shorter list is in the longer.
bool agree(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  const auto& few = a.size() < b.size() ? a : b;
  const auto& many = a.size() < b.size() ? b : a;
  return std::all_of(few.begin(), few.end(),
                     [&](const Participant& p) { return contains(many, p); });
}

// Everybody in `few` takes part in `event`, on whichever side: "visited his ally on a trip".
bool has_all(const Event& event, const Event& few) {
  const auto in = [&](const Participant& p) {
    return contains(event.actors, p) || contains(event.recipients, p);
  };
  return std::all_of(few.actors.begin(), few.actors.end(), in) &&
         std::all_of(few.recipients.begin(), few.recipients.end(), in);
}

bool agree_on_modes(const Event& a, const Event& b) {
  return a.type != EventType::consult || a.modes == b.modes;
}

// "attacked a village, killing 15": the outcome, told of the same actor; not "was arrested after
// blocking a road".
bool is_outcome(const Scene& scene, const Event& of, const Event& event) {
  const uint32_t verb = event.trigger;
  if (scene.syntax.has_child(verb, Deprel::mark) &&
      scene.syntax.has_child(of.trigger, Deprel::aux_pass))
    return false;
  return scene.is(verb, Deprel::advcl) && scene.head(verb) == of.trigger &&
         scene.syntax.xpos(verb) == "VBG" && !scene.syntax.has_child(verb, Deprel::nsubj);
}

// "stormed a college and killed 61 people": one attack, told by two verbs of one subject.
bool goes_on(const Scene& scene, const Event& of, const Event& event) {
  const bool force = event.type == EventType::assault || event.type == EventType::coerce;
  const uint32_t head = scene.head(event.trigger);
  const bool beside = scene.is(of.trigger, Deprel::conj) && scene.head(of.trigger) == head;
  return force && scene.is(event.trigger, Deprel::conj) && (head == of.trigger || beside) &&
         scene.verbal(event.trigger) && !of.actors.empty() && agree(of.actors, event.actors) &&
         (event.timex == of.timex || event.timex == kNone || of.timex == kNone);
}

// "Two soldiers were killed when gunmen attacked a patrol": who did it, told beside.
bool is_cause(const Scene& scene, const Event& of, const Event& event) {
  const uint32_t verb = event.trigger;
  uint32_t mark = scene.syntax.child(verb, Deprel::mark);
  if (mark == kNone) mark = scene.syntax.child(verb, Deprel::advmod);
  return event.type == EventType::assault && of.actors.empty() && !event.actors.empty() &&
         scene.is(verb, Deprel::advcl) && scene.head(verb) == of.trigger && mark != kNone &&
         scene.in(mark, scene.table.meanwhile);
}

// "they met and later the two dined": a conjunct with its own subject tells something new.
bool is_other_clause(const Scene& scene, const Event& event) {
  return scene.is(event.trigger, Deprel::conj) && scene.verbal(event.trigger) &&
         scene.syntax.has_child(event.trigger, Deprel::nsubj);
}

bool one_event(const Scene& scene, const Event& a, const Event& b) {
  if (a.type != b.type || a.aux != b.aux || !agree_on_modes(a, b)) return false;
  if (is_outcome(scene, a, b)) return true;
  if (!is_other_clause(scene, b) && goes_on(scene, a, b)) return true;
  if (is_cause(scene, a, b)) return true;
  if (is_other_clause(scene, a) || is_other_clause(scene, b)) return false;
  if (!is_ancestor(scene, a.trigger, b.trigger) && !is_ancestor(scene, b.trigger, a.trigger))
    return false;
  if (a.timex != b.timex && a.timex != kNone && b.timex != kNone) return false;
  if (agree(a.actors, b.actors) && agree(a.recipients, b.recipients)) return true;
  return a.type == EventType::consult && (has_all(a, b) || has_all(b, a));
}

// What is on the other side already has its place.
void add_missing(const std::vector<Participant>& from, std::vector<Participant>& into,
                 const std::vector<Participant>& other) {
  for (const Participant& p : from)
    if (!contains(into, p) && !contains(other, p)) into.push_back(p);
}

void keep_greater(std::optional<uint32_t> from, std::optional<uint32_t>& into) {
  if (from && (!into || *from > *into)) into = from;
}

void absorb(const Event& from, Event& into) {
  add_missing(from.actors, into.actors, into.recipients);
  add_missing(from.recipients, into.recipients, into.actors);
  for (const std::string& mode : from.modes)
    if (!has_mode(into.modes, mode)) into.modes.push_back(mode);
  for (Span word : from.words)
    if (std::find(into.words.begin(), into.words.end(), word) == into.words.end())
      into.words.push_back(word);
  std::sort(into.words.begin(), into.words.end(), [](Span a, Span b) { return a.begin < b.begin; });
  keep_greater(from.size.dead, into.size.dead);
  keep_greater(from.size.injured, into.size.injured);
  keep_greater(from.size.arrested, into.size.arrested);
  keep_greater(from.size.attendance, into.size.attendance);
  if (into.place == kNone) into.place = from.place;
  if (into.timex == kNone && from.timex != kNone) {
    into.timex = from.timex;
    into.start = from.start;
    into.end = from.end;
    into.time_from = from.time_from;
  }
}

}  // namespace

void merge_events(const Scene& scene, size_t first, std::vector<Event>& events) {
  for (size_t i = first; i < events.size(); ++i)
    for (size_t j = i + 1; j < events.size();) {
      if (!one_event(scene, events[i], events[j])) {
        ++j;
        continue;
      }
      const bool second_is_surer = events[j].confidence > events[i].confidence;
      const bool upper_is_second = is_ancestor(scene, events[j].trigger, events[i].trigger);
      uint32_t claim = events[upper_is_second ? j : i].claim;
      // A threat that its own verb tells has the claim of what is threatened.
      if (claim == kNone && events[i].type == EventType::threaten)
        claim = events[upper_is_second ? i : j].claim;
      if (second_is_surer) std::swap(events[i], events[j]);
      events[i].claim = claim;
      absorb(events[j], events[i]);
      events.erase(events.begin() + static_cast<std::ptrdiff_t>(j));
    }
}

}  // namespace dateline::coding
