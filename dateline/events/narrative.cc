#include "dateline/events/narrative.h"

#include <charconv>
#include <cstdlib>

#include "dateline/events/directed.h"
#include "dateline/events/own_time.h"
#include "dateline/events/participants.h"
#include "dateline/events/tree.h"

namespace dateline::coding {

// "The envoy, who met Hadi on Wednesday, urged both sides": told beside the story.
bool is_aside(const Scene& scene, uint32_t token) { return clause_of_noun(scene, token) != kNone; }

// "fled", "had fled", "was held", "seized by rebels in 2014", not "has fled" or "flees".
bool is_simple_past(const Scene& scene, uint32_t verb) {
  bool any = false;
  for (const uint32_t c : scene.syntax.children(verb)) {
    const bool helper =
        scene.is(c, Deprel::aux) || scene.is(c, Deprel::aux_pass) || scene.is(c, Deprel::cop);
    if (helper && scene.syntax.xpos(c) == "VBD") return true;
    any = any || helper;
  }
  const std::string_view tag = scene.syntax.xpos(verb);
  return !any && (tag == "VBD" || tag == "VBN");
}

namespace {

constexpr uint32_t kReach = 12;  // sentences that a day is told for
constexpr int kNews = 7;         // days: what was longer ago is looked back on, not told

// "P2D", "P1W": days; hours are none.
std::optional<int> days_of_duration(std::string_view value) {
  if (value.starts_with("PT")) return 0;
  if (value.size() < 3 || value[0] != 'P') return std::nullopt;
  int count = 0;
  const char* const end = value.data() + value.size() - 1;
  const auto [at, error] = std::from_chars(value.data() + 1, end, count);
  if (error != std::errc{} || at != end) return std::nullopt;
  if (value.back() == 'D') return count;
  return value.back() == 'W' ? std::optional(7 * count) : std::nullopt;
}

bool shares_actor(const Event& a, const Event& b) {
  for (const Participant& p : a.actors)
    for (const Participant& q : b.actors)
      if (p.entity != kNone && p.entity == q.entity) return true;
  return false;
}

bool same_host(const Event& a, const Event& b) {
  return !a.recipients.empty() && a.recipients[0].entity != kNone &&
         a.recipients[0].entity == b.recipients[0].entity;
}

// "He then toured a factory": the simple past carries the story on. A present or
// a perfect does not, nor what somebody else is quoted with. "Police beat them" may be tagged as a
// present.
bool carries_on(const Scene& scene, const Act& act, const Event& event) {
  const uint32_t verb = act.anchor();
  if (scene.tokens[verb].has(kInQuote)) return false;
  if (event.aux == kNegation) return scene.verbal(verb) && is_simple_past(scene, verb);
  const std::string_view tag = scene.syntax.xpos(verb);
  const bool past = tag == "VBD" || (tag == "VBP" && scene.in(verb, scene.table.same_past));
  return event.aux == 0 && past;
}

// The last dated event before, as long as the telling goes on, that is like this one.
template <class Like>
const Event* dated_before(const Scene& scene, std::span<const Event> told, const Event& event,
                          const Like& is_like) {
  for (size_t i = told.size(); i-- > 0;) {
    const Event& before = told[i];
    if (event.sentence - before.sentence > kReach) return nullptr;
    // A month or a year dates its own event, not what is told after it.
    const bool dated = before.timex != kNone && before.aux == 0 && before.start &&
                       before.start == before.end && before.sentence != event.sentence;
    if (!dated || !is_like(before) || is_aside(scene, before.trigger)) continue;
    const bool news =
        !scene.times.anchor || days_between(*before.start, *scene.times.anchor) <= kNews;
    return news ? &before : nullptr;
  }
  return nullptr;
}

// "... on Friday. "We are ready to talk," he added": who says what is done by saying it, and means
// himself; or kNone.
uint32_t says_of_himself(const Scene& scene, const Event& event) {
  if (!done_by_words(event.type) || event.claim == kNone) return kNone;
  const Claim& claim = scene.claims.claims[event.claim];
  const std::string_view tag =
      claim.cue_head == kNone ? std::string_view{} : scene.syntax.xpos(claim.cue_head);
  if (tag != "VBD" && tag != "VBG") return kNone;  // "he said", "he explained, saying"
  const uint32_t entity = entity_headed_by(scene, claim.source_head);
  const bool himself = std::ranges::any_of(event.actors, [&](const Participant& p) {
    const bool we = p.mention != kNone &&
                    scene.syntax.feature("Person", scene.mentions.mentions[p.mention].head) == "1";
    return p.entity == entity || (p.entity == kNone && we);
  });
  return himself ? entity : kNone;
}

bool has_actor(const Event& event, uint32_t entity) {
  return entity != kNone && std::ranges::any_of(event.actors, [&](const Participant& p) {
           return p.entity == entity;
         });
}

// "Yesterday Lind spoke in Oslo. He also announced": the last day told of the event's actor, if
// that was news.
const Moment* moment_before(const Scene& scene, std::span<const Moment> moments, const Event& event,
                            uint32_t speaker) {
  for (size_t i = moments.size(); i-- > 0;) {
    const Moment& before = moments[i];
    if (before.sentence >= event.sentence) continue;
    if (event.sentence - before.sentence > kReach) return nullptr;
    const bool same =
        before.entity != kNone && (before.entity == speaker || has_actor(event, before.entity));
    if (!same || !before.is_day()) continue;
    return days_between(before.start, *scene.times.anchor) <= kNews ? &before : nullptr;
  }
  return nullptr;
}

// "Speaking at the rally, he accused": on the occasion that was told.
bool is_said_there(const Scene& scene, uint32_t verb) {
  const auto children = scene.syntax.children(verb);
  return std::any_of(children.begin(), children.end(), [&](uint32_t c) {
    const uint32_t there = scene.is(c, Deprel::advcl) && scene.in(c, scene.table.speaking)
                               ? scene.syntax.child(c, Deprel::obl)
                               : kNone;
    const uint32_t article = there == kNone ? kNone : scene.syntax.child(there, Deprel::det);
    return article != kNone && scene.in(article, scene.table.known);
  });
}

// "Zia demanded elections on Tuesday. She accused the government": in one breath.
bool goes_on_speaking(const Event& before, const Event& event) {
  return done_by_words(before.type) && shares_actor(before, event);
}

// "two days after soldiers seized power": the clause tells of two days before what it hangs on.
struct SetOff {
  uint32_t mark = 0;
  int days = 0;  // -2
};

std::optional<SetOff> set_off(const Scene& scene, const Act& act, const Event& event) {
  const uint32_t verb = act.anchor();
  const uint32_t mark = scene.syntax.child(verb, Deprel::mark);
  if (!scene.is(verb, Deprel::advcl) || mark == kNone) return std::nullopt;
  const bool after = scene.in(mark, scene.table.after);
  if (!after && !scene.in(mark, scene.table.before)) return std::nullopt;
  const Span here = within(scene.times.timexes, scene.tokens.sentences[event.sentence]);
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (timex.last != mark || timex.type != TimexType::duration) continue;
    const auto length = days_of_duration(timex.value);
    if (!length) return std::nullopt;
    return SetOff{mark, after ? -*length : *length};
  }
  return std::nullopt;
}

}  // namespace

// "spoke with him on Friday and called for his release": the time of the verb that it is joined to.
const Event* first_of_two(const Scene& scene, const Act& act, std::span<const Event> told,
                          const Event& event) {
  const uint32_t verb = act.anchor();
  if (!scene.is(verb, Deprel::conj) || !scene.verbal(verb) || has_subject(scene, verb))
    return nullptr;
  for (size_t i = told.size(); i-- > 0 && told[i].sentence == event.sentence;)
    if (told[i].timex != kNone && told[i].trigger == scene.head(verb) && told[i].aux == event.aux)
      return &told[i];
  return nullptr;
}

// "suspended it on Friday, two days after soldiers seized power": so long before, or after, what
// the clause hangs on, and which event that is; or nullptr.
const Event* set_off_from(const Scene& scene, const Act& act, std::span<const Event> told,
                          const Event& event, int& days) {
  constexpr uint32_t kReach = 3;  // sentences
  const auto off = set_off(scene, act, event);
  if (!off) return nullptr;
  days = off->days;
  const auto is_dated = [](const Event& e) { return e.start && e.start == e.end; };
  for (size_t at = told.size(); at-- > 0 && told[at].sentence == event.sentence;)
    if (is_dated(told[at]) && told[at].trigger < off->mark) return &told[at];
  // "The release came two days after marines killed four gunmen"
  const uint32_t upper = scene.head(act.anchor());
  const uint32_t noun = upper == kNone ? kNone : scene.syntax.child(upper, Deprel::nsubj);
  if (noun == kNone || !scene.in(upper, scene.table.happening)) return nullptr;
  for (size_t at = told.size(); at-- > 0 && told[at].sentence + kReach >= event.sentence;)
    if (is_dated(told[at]) && may_tell(scene, noun, told[at].type)) return &told[at];
  return nullptr;
}

std::optional<CivilDate> day_set_off(const Scene& scene, const Act& act, const Event& event) {
  const auto off = set_off(scene, act, event);
  const uint32_t upper = scene.head(act.anchor());
  if (!off || upper == kNone) return std::nullopt;
  const Span here = within(scene.times.timexes, scene.tokens.sentences[event.sentence]);
  std::optional<CivilDate> day;
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (timex.first > off->mark) return std::nullopt;  // it may have a day of its own
    if (timex.last != off->mark && timex.start && timex.start == timex.end &&
        scene.head(range_head(scene, timex.first, timex.last)) == upper)
      day = timex.start;
  }
  if (!day) return std::nullopt;
  return plus_days(*day, off->days);
}

// "They freed 14 women on Monday after a bishop spoke with them": the day of what it led to, or
// nullptr.
const Event* main_of(const Scene& scene, const Act& act, std::span<const Event> told,
                     const Event& event) {
  constexpr int kMonth = 31;  // days
  const uint32_t verb = act.anchor();
  const uint32_t mark = scene.syntax.child(verb, Deprel::mark);
  const uint32_t when = mark != kNone ? mark : scene.syntax.child(verb, Deprel::advmod);
  if (!scene.is(verb, Deprel::advcl) || scene.syntax.xpos(verb) != "VBD" || event.aux != 0 ||
      when == kNone || !scene.in(when, scene.table.meanwhile))
    return nullptr;
  for (size_t at = told.size(); at-- > 0 && told[at].sentence == event.sentence;)
    if (told[at].trigger == scene.head(verb) && told[at].timex != kNone && told[at].start &&
        told[at].end && days_between(*told[at].start, *told[at].end) <= kMonth)
      return &told[at];
  return nullptr;
}

std::optional<Days> narrated_before(const Scene& scene, const Act& act, Told told,
                                    const Event& event) {
  const uint32_t speaker = says_of_himself(scene, event);
  if (speaker == kNone && !carries_on(scene, act, event)) return std::nullopt;
  const Event* before = dated_before(scene, told.events, event, [&](const Event& e) {
    return shares_actor(e, event) || has_actor(e, speaker);
  });
  const Moment* moment = moment_before(scene, told.moments, event, speaker);
  if (moment != nullptr && (before == nullptr || before->sentence < moment->sentence))
    return Days{moment->start, moment->end};
  if (before == nullptr) return std::nullopt;
  return Days{before->start, before->end};
}

// A paragraph goes on at the time it opened with: "About 50 rallied on Monday. Police detained
// four." What is done by words answers the news on a later day, but in a paragraph that looks back.
std::optional<Days> paragraph_before(const Scene& scene, const Act& act, Told told,
                                     const Event& event) {
  constexpr int kBack = 7;      // days before the article
  constexpr int kLongAgo = 60;  // days
  const bool passive = event.aux == 0 && scene.verbal(act.anchor()) &&
                       is_simple_past(scene, act.anchor()) &&
                       !scene.tokens[act.anchor()].has(kInQuote);  // "twelve were detained"
  if (!scene.times.anchor || event.sentence == 0 || !(passive || carries_on(scene, act, event)))
    return std::nullopt;
  const auto& sentences = scene.tokens.sentences;
  if (sentences[event.sentence].paragraph != sentences[event.sentence - 1].paragraph)
    return std::nullopt;
  const bool said = done_by_words(event.type);
  const auto& events = told.events;
  const auto here = sentences[event.sentence].paragraph;
  for (size_t i = events.size(); i-- > 0 && sentences[events[i].sentence].paragraph == here;) {
    const Event& before = events[i];
    const bool next = before.sentence + 1 == event.sentence;
    const bool dated = before.sentence < event.sentence && before.timex != kNone && before.end;
    if (!dated || (before.aux & ~kHistorical) != 0 || is_aside(scene, before.trigger)) continue;
    const int ago = days_between(*before.end, *scene.times.anchor);
    // A paragraph that looks far back does so to its end, but others may comment.
    const bool day = before.start == before.end;
    if (!next && (said ? ago <= kLongAgo || !shares_actor(before, event) : !day && ago <= kLongAgo))
      return std::nullopt;
    const bool outcome = before.type == EventType::consult &&  // of the talks
                         (event.type == EventType::agree || event.type == EventType::concede);
    const bool goes_on =
        outcome || !said || is_said_there(scene, act.anchor()) || goes_on_speaking(before, event);
    // A month that was told is not when somebody else spoke.
    const bool same_story = !said || shares_actor(before, event) || day || ago > kLongAgo;
    if ((ago > kBack && same_story) || (day && ago >= 0 && goes_on))
      return Days{before.start, before.end};
    return std::nullopt;
  }
  for (size_t i = told.moments.size(); i-- > 0;) {
    const Moment& before = told.moments[i];
    if (before.sentence >= event.sentence) continue;
    const int ago = days_between(before.end, *scene.times.anchor);
    if (sentences[before.sentence].paragraph != here || scene.cue[before.verb] ||
        (before.sentence + 1 < event.sentence && (said || ago <= kLongAgo)))
      return std::nullopt;
    if (said ? ago > kLongAgo : ago > kBack || before.is_day())
      return Days{before.start, before.end};
    return std::nullopt;
  }
  return std::nullopt;
}

// A stop on a trip that was dated before.
const Event* trip_before(std::span<const Event> told, const Event& event) {
  const auto is_visit = [](const Event& e) {
    return e.type == EventType::consult && has_mode(e.modes, "visit");
  };
  if (event.aux != 0 || !is_visit(event) || event.recipients.empty()) return nullptr;
  for (size_t i = told.size(); i-- > 0;) {
    const Event& before = told[i];
    if (!is_visit(before) || before.aux != 0 || !before.start || before.start != before.end)
      continue;
    if (before.time_from == TimeFrom::text && shares_actor(before, event) &&
        same_host(before, event))
      return &before;
  }
  return nullptr;
}

// "the attack", "three officers were stabbed": violence told without a day is what the story is of.
const Event* violence_before(const Scene& scene, const Act& act, std::span<const Event> told,
                             const Event& event) {
  if (event.type != EventType::assault || event.aux != 0) return nullptr;
  const uint32_t word = act.anchor();
  const uint32_t article = scene.syntax.child(act.trigger, Deprel::det);
  const bool known = scene.verbal(word) ? is_simple_past(scene, word)
                                        : article != kNone && scene.in(article, scene.table.known);
  if (!known || scene.tokens[word].has(kInQuote)) return nullptr;
  return dated_before(scene, told, event,
                      [](const Event& before) { return before.type == EventType::assault; });
}

// A story that has told of one day so far goes on with it: what is done, not what is said.
std::optional<Days> of_one_day(const Scene& scene, const Act& act, Told told, const Event& event) {
  constexpr int kLately = 3;  // days before the article
  const uint32_t verb = act.anchor();
  const auto& today = scene.times.anchor;
  if (!today || event.aux != 0 || done_by_words(event.type) || !scene.verbal(verb) ||
      !is_simple_past(scene, verb) || scene.tokens[verb].has(kInQuote) ||
      is_aside(scene, event.trigger))
    return std::nullopt;
  std::optional<CivilDate> day;
  for (const Event& before : told.events) {
    const bool dated = before.time_from == TimeFrom::text && before.start && before.end;
    if (!dated || before.aux != 0 || is_aside(scene, before.trigger) ||
        days_between(*before.end, *today) > kNews)
      continue;
    if (before.start != before.end && !scene.verbal(before.trigger)) continue;  // looked back on
    if (before.start != before.end || (day && day != before.start)) return std::nullopt;
    day = before.start;
  }
  for (const Moment& before : told.moments) {
    if (before.sentence >= event.sentence) break;
    if (scene.cue[before.verb] || days_between(before.end, *today) > kNews) continue;
    if (!before.is_day() || (day && day != before.start)) return std::nullopt;
    day = before.start;
  }
  const bool news = day && *day < *today && days_between(*day, *today) <= kLately;
  return news ? std::optional(Days{day, day}) : std::nullopt;
}

}  // namespace dateline::coding
