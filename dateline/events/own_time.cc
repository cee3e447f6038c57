#include "dateline/events/own_time.h"

#include "dateline/events/narrative.h"
#include "dateline/events/tree.h"

namespace dateline::coding {

// What is done by saying it is done when it is said.
bool done_by_words(EventType type) {
  switch (type) {
    case EventType::agree:
    case EventType::support:
    case EventType::concede:
    case EventType::request:
    case EventType::accuse:
    case EventType::reject:
    case EventType::threaten:
      return true;
    default:
      return false;
  }
}

namespace {

constexpr int kFar = 100;
constexpr int kElsewhere = 40;  // in the act's clause, on another branch of the tree
constexpr int kNotFound = -1;
constexpr int kOtherClause = -2;

bool attributive(Deprel rel) {
  return rel == Deprel::nmod_poss || rel == Deprel::compound || rel == Deprel::amod ||
         rel == Deprel::nmod_desc || rel == Deprel::nmod_unmarked;
}

// A clause below has its own time: "met Xi and will meet Trump in May".
bool begins_clause(const Scene& scene, uint32_t token) {
  switch (scene[token].rel) {
    case Deprel::conj:
    case Deprel::advcl:
      return scene.verbal(token);
    case Deprel::advcl_relcl:
    case Deprel::acl_relcl:
    case Deprel::acl:
    case Deprel::ccomp:
    case Deprel::parataxis:
      return true;
    default:
      return false;
  }
}

// "the attack, which took place on Monday", "in a report released on Monday"
bool says_that_it_was(const Scene& scene, uint32_t verb) {
  if (scene.is(verb, Deprel::acl_relcl)) return says_it_happened(scene, verb);
  return scene.is(verb, Deprel::acl) && scene.in(verb, scene.table.released) &&
         scene.in(scene.head(verb), scene.table.utterance);
}

// "fired at strikers who were blocking a road on Tuesday", "at men blocking it": while that went on.
bool goes_on_meanwhile(const Scene& scene, uint32_t verb) {
  if (scene.syntax.xpos(verb) != "VBG") return false;
  if (scene.is(verb, Deprel::acl)) return !scene.syntax.has_child(verb, Deprel::mark);
  const uint32_t was = scene.syntax.child(verb, Deprel::aux);
  return scene.is(verb, Deprel::acl_relcl) && was != kNone && scene.syntax.xpos(was) == "VBD";
}

bool is_own(const Act& act, uint32_t token) {
  const auto end = act.words.begin() + static_cast<std::ptrdiff_t>(act.own_words);
  return token == act.light || std::find(act.words.begin(), end, token) != end;
}

// Steps from `from` up to one of the act's own words, or, of what is "due to" be done, of all;
// kOtherClause where the words of the act that it took up, or a clause of its own, lie between.
int climb(const Scene& scene, const Act& act, uint32_t from) {
  const bool expected = frame_of(scene, act).future;
  for (int steps = 0; steps < kMaxClimb && from != kNone; ++steps) {
    if (is_own(act, from) || (expected && owns(act, from))) return steps;
    if ((owns(act, from) && act.inner != kNone) ||
        (begins_clause(scene, from) && !says_that_it_was(scene, from) &&
         (done_by_words(act.type) || !goes_on_meanwhile(scene, from))))
      return kOtherClause;
    from = scene.head(from);
  }
  return kNotFound;
}

// Steps from the trigger up to `ancestor`, where the time of that clause is the act's too.
// A year or a month holds for what came before and after in it as well.
int descend(const Scene& scene, const Act& act, uint32_t ancestor, bool long_time) {
  uint32_t at = act.anchor();
  for (int steps = 0; steps < kMaxClimb && at != kNone; ++steps) {
    if (at == ancestor) return steps;
    const Deprel rel = scene[at].rel;
    if (rel == Deprel::acl_relcl) return kNotFound;
    const bool aim = scene.syntax.xpos(at) == "VB";  // "voted on Thursday to ask the government"
    if (rel == Deprel::advcl && !long_time && !aim && scene.syntax.has_child(at, Deprel::mark))
      return kNotFound;
    at = scene.head(at);
  }
  return kNotFound;
}

// The word right under `ancestor` on the way up from `token`, or kNone.
uint32_t step_below(const Scene& scene, uint32_t token, uint32_t ancestor) {
  for (int steps = 0; steps < kMaxClimb && token != kNone; ++steps) {
    if (scene.head(token) == ancestor) return token;
    token = scene.head(token);
  }
  return kNone;
}

bool may_be_event(const Scene& scene, uint32_t noun) {
  for (uint32_t at : scene.table.by_word[scene.word[noun]])
    if (scene.table.patterns[at].pos == TriggerPos::noun) return true;
  return false;
}

// "Sunday's election", "the March attack": the noun's time; the act's only where the
// noun is an event that the act is part of ("killed in Sunday's attack").
bool times_other_noun(const Scene& scene, const Act& act, uint32_t head) {
  const uint32_t noun = scene.head(head);
  if (noun == kNone || !attributive(scene[head].rel) || is_own(act, noun)) return false;
  if (scene.in(noun, scene.table.service)) return false;
  const bool event = may_be_event(scene, noun) || scene.in(noun, scene.table.utterance);
  if (!event && noun < head) return false;  // "off the peninsula last week"
  if (!scene.nominal(noun) || !event) return true;
  return !led_by(scene, noun, scene.table.locative);
}

// "In 1997 American paratroopers": it opens the sentence, wherever the tree hangs it.
bool opens_sentence(const Scene& scene, const Timex& timex) {
  const uint32_t first = scene.tokens.sentences[scene.tokens.sentence_of[timex.first]].first;
  return timex.first == first + 1 && scene[first].upos == Upos::adp;
}

bool ends_at(const Scene& scene, const Act& act, const Timex& timex, uint32_t head) {
  // "urged them to agree by June"
  if (done_by_words(act.type) && led_by(scene, head, scene.table.deadline) &&
      !opens_sentence(scene, timex))
    return true;
  if (timex.first > 0 && scene.in(timex.first - 1, scene.table.limit)) return true;
  return led_by(scene, head, scene.table.limit);
}

uint32_t verb_above(const Scene& scene, uint32_t token) {
  for (int steps = 0; steps < kMaxClimb && token != kNone; ++steps) {
    if (scene.verbal(token)) return token;
    token = scene.head(token);
  }
  return kNone;
}

// "accused Kenya of arming rebels on Monday": a recent day is the main verb's, a week or one
// long ago the content's.
bool behind_content(const Scene& scene, const Act& act, const Timex& timex, uint32_t head) {
  constexpr int kRecent = 14;  // days
  const uint32_t verb = scene.head(head);
  if (verb == kNone || !scene.is(verb, Deprel::advcl) || scene.syntax.xpos(verb) != "VBG")
    return false;
  if (!scene.syntax.has_child(verb, Deprel::mark) || !is_own(act, scene.head(verb))) return false;
  return timex.start && timex.start == timex.end && scene.times.anchor &&
         std::abs(days_between(*timex.start, *scene.times.anchor)) <= kRecent;
}

// "urged them to go when she visited in August", "speaking in Seoul on Tuesday, he welcomed it":
// the clause says when it was.
bool in_clause_of_time(const Scene& scene, const Act& act, uint32_t head) {
  const uint32_t verb = scene.head(head);
  const uint32_t upper = verb == kNone ? kNone : scene.head(verb);
  if (upper == kNone) return false;
  if (scene.is(verb, Deprel::advcl) && scene.syntax.xpos(verb) == "VBD") {
    const auto children = scene.syntax.children(verb);
    const bool when = std::any_of(children.begin(), children.end(), [&](uint32_t c) {
      return c < verb && scene.in(c, scene.table.when);
    });
    const bool asked = scene.is(upper, Deprel::xcomp) || scene.is(upper, Deprel::ccomp);
    return when && (is_own(act, upper) || (asked && is_own(act, scene.head(upper))));
  }
  if (scene.syntax.xpos(verb) != "VBG" || !scene.in(verb, scene.table.speaking)) return false;
  return is_own(act, upper) || (scene.is(upper, Deprel::nsubj) && is_own(act, scene.head(upper)));
}

// "asked to join the union in February 2003": what is over cannot be the time of what is asked for.
bool is_past_of_demand(const Scene& scene, const Act& act, const Timex& timex, uint32_t head) {
  const uint32_t verb = scene.head(head);
  if (verb == kNone || !timex.end) return false;
  // "signed an accord on freezing the plant in 1994"
  const bool matter = scene.syntax.xpos(verb) == "VBG" && scene.is(verb, Deprel::acl);
  if (scene.syntax.xpos(verb) != "VB" && !matter) return false;
  if (!scene.syntax.has_child(verb, Deprel::mark) || !is_own(act, scene.head(verb))) return false;
  return scene.times.anchor ? *timex.end < *scene.times.anchor : !timex.anchored;
}

// "promised 50 million this year": it was promised today.
bool spans_today(const Scene& scene, const Act& act, const Timex& timex) {
  constexpr int kLong = 60;  // days
  const auto& today = scene.times.anchor;
  return done_by_words(act.type) && today && timex.start && timex.end && *timex.start <= *today &&
         *today <= *timex.end && days_between(*timex.start, *timex.end) > kLong;
}

// "threatened to call a strike next month": it was threatened before.
bool lies_ahead(const Scene& scene, const Act& act, const Timex& timex) {
  return done_by_words(act.type) && (act.aux & (kFuture | kHypothetical)) == 0 &&
         !frame_of(scene, act).future && scene.times.anchor && timex.start &&
         *timex.start > *scene.times.anchor;
}

// "Clashes broke out after troops killed a commander on July 8": the tree may hang it on the verb
// above.
bool closes_clause(const Scene& scene, const Act& act, const Timex& timex, uint32_t governor) {
  const uint32_t verb = act.anchor();
  return scene.is(verb, Deprel::advcl) && scene.head(verb) == governor && governor < verb &&
         verb < timex.first && scene.verbal(verb) && scene.syntax.xpos(verb) == "VBD";
}

// "thanked them for the release last month": the time of what it was said of.
bool is_of_matter(const Scene& scene, const Act& act, const Timex& timex, uint32_t head) {
  constexpr int kNews = 7;  // days
  const uint32_t noun = scene.head(head);
  if (!done_by_words(act.type) || noun == kNone || !scene.nominal(noun) || is_own(act, noun) ||
      !may_be_event(scene, noun) || !led_by(scene, noun, scene.table.matter) || !timex.start ||
      !scene.times.anchor)
    return false;
  return timex.start != timex.end || days_between(*timex.start, *scene.times.anchor) > kNews;
}

// "Albania, a member since 2009, expelled", "Zeman, due in Paris on Monday, telephoned": between
// commas behind the subject, but not "Britain, in 2001, suspended".
bool in_aside_of_subject(const Scene& scene, const Act& act, const Timex& timex) {
  constexpr uint32_t kOwnWords = 2;  // a comma and a preposition
  const uint32_t verb = act.anchor();
  const uint32_t subject = scene.syntax.child(verb, Deprel::nsubj);
  if (subject == kNone || subject > timex.first || timex.last > verb) return false;
  uint32_t open = timex.first;
  while (open > subject && !is_comma(scene, open)) --open;
  uint32_t close = timex.last;
  while (close < verb && !is_comma(scene, close)) ++close;
  if (open == subject || close == verb || timex.first - open <= kOwnWords) return false;
  if (timex.first > open && scene.in(timex.first - 1, scene.table.since))
    return true;                    // "in power since 1986"
  const uint32_t first = open + 1;  // "in a speech on Monday", "speaking on Monday"
  return scene[first].upos != Upos::adp && !scene.in(first, scene.table.speaking);
}

// "said on Monday the army had shelled a town on Saturday", where the tree hangs both on what is
// said.
bool follows_saying(const Scene& scene, const Act& act, const Timex& timex) {
  const uint32_t first = scene.tokens.sentences[scene.tokens.sentence_of[timex.first]].first;
  uint32_t before = timex.first;
  if (before > first && scene[before - 1].upos == Upos::adp) --before;
  if (before == first) return false;
  const uint32_t says = before - 1, verb = act.anchor();
  return scene.cue[says] && !is_own(act, says) && scene.is(verb, Deprel::ccomp) &&
         scene.head(verb) == says;
}

// The time of saying something is not the time of what is said.
int distance(const Scene& scene, const Act& act, const Timex& timex) {
  const uint32_t head = range_head(scene, timex.first, timex.last);
  if (ends_at(scene, act, timex, head) || is_of_matter(scene, act, timex, head) ||
      spans_today(scene, act, timex) || lies_ahead(scene, act, timex) ||
      in_aside_of_subject(scene, act, timex) || follows_saying(scene, act, timex))
    return kFar;
  if (times_other_noun(scene, act, head) && !opens_sentence(scene, timex)) return kFar;
  const int up = climb(scene, act, head);
  if (up >= 0) return up;
  if (up == kOtherClause &&
      (behind_content(scene, act, timex, head) || is_past_of_demand(scene, act, timex, head) ||
       in_clause_of_time(scene, act, head)))
    return kElsewhere;
  const uint32_t governor = scene.head(head);
  if (governor != kNone && closes_clause(scene, act, timex, governor)) return kElsewhere - 1;
  const bool long_time = timex.start != timex.end;
  const int down = governor == kNone ? kNotFound : descend(scene, act, governor, long_time);
  // The act; not "ruled it out and urged them to", "expressed support in a telephone conversation".
  const auto says = [&](uint32_t verb) {
    if (!scene.cue[verb]) return false;
    const uint32_t below = step_below(scene, act.anchor(), verb);
    const bool joined = below == act.anchor() && scene.is(below, Deprel::conj);
    return below == kNone || !(joined || scene.is(below, Deprel::obl));
  };
  if (down >= 0) return says(governor) ? kFar : 10 + down;
  if (up == kOtherClause) return kFar;
  const uint32_t verb = verb_above(scene, head);
  if (verb == kNone) return kElsewhere;
  return says(verb) || descend(scene, act, verb, long_time) < 0 ? kFar : kElsewhere;
}

// In a text without a date "on Tuesday" has no day, and is still the event's time.
bool usable(const Scene& scene, const Timex& timex) {
  return (timex.type == TimexType::date || timex.type == TimexType::time) &&
         (timex.start || timex.end || !scene.times.anchor);
}

// "this year", "this month": what is not over yet.
bool holds_today(const Scene& scene, const Timex& timex) {
  const auto& today = scene.times.anchor;
  return today && timex.start && timex.end && timex.start != timex.end && *timex.start <= *today &&
         *today <= *timex.end;
}

bool is_to_come(const Scene& scene, const Timex& timex) {
  return scene.times.anchor && timex.start && *timex.start > *scene.times.anchor;
}

}  // namespace

uint32_t nearest_timex(const Scene& scene, const Act& act, const Sentence& sentence) {
  uint32_t best = kNone, running = kNone;
  int best_distance = kFar;
  const bool over = scene.verbal(act.anchor()) && is_simple_past(scene, act.anchor());
  const Span here = within(scene.times.timexes, sentence);
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (!usable(scene, timex)) continue;
    const int d = distance(scene, act, timex);
    // "in the worst violence this year", "launched Vision 2030 in 2017": if there is no other
    if (d < kFar && (holds_today(scene, timex) || (over && is_to_come(scene, timex)))) {
      running = i;
    } else if (d < best_distance) {
      best = i;
      best_distance = d;
    }
  }
  return best == kNone ? running : best;
}

bool looks_far_back(const Scene& scene, const Act& act, const Sentence& sentence) {
  const uint32_t verb = act.anchor();
  if (scene.verbal(verb) && !is_simple_past(scene, verb)) return false;
  for (const uint32_t c : scene.syntax.children(verb)) {
    if (scene.is(c, Deprel::advmod) && scene.in(c, scene.table.formerly)) return true;
    if ((scene.is(c, Deprel::obl) || scene.is(c, Deprel::nmod)) &&
        scene.in(c, scene.table.bygone) && led_by(scene, c, scene.table.during))
      return true;
  }
  const Span here = within(scene.times.timexes, sentence);
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (timex.value != "PAST_REF" || !scene.in(timex.last - 1, scene.table.formerly) ||
        distance(scene, act, timex) >= kFar)
      continue;  // "in recent years"
    for (uint32_t t = timex.first; t < timex.last; ++t)
      if (scene.in(t, scene.table.long_time)) return true;
  }
  return false;
}

// "a summit at which they issued a declaration": the time of what the clause hangs on.
uint32_t time_of_antecedent(const Scene& scene, const Act& act, const Sentence& sentence) {
  const uint32_t verb = act.anchor();
  if (!scene.is(verb, Deprel::acl_relcl)) return kNone;
  const auto is_setting = [&](uint32_t c) {
    const std::string_view tag = scene.syntax.xpos(c);
    if (tag == "WRB") return scene.syntax.lemma(c) == "where" || scene.syntax.lemma(c) == "when";
    return tag == "WDT" && (scene.is(c, Deprel::obl) || scene.is(c, Deprel::nmod));
  };
  const auto children = scene.syntax.children(verb);
  if (std::none_of(children.begin(), children.end(), is_setting)) return kNone;
  const Span here = within(scene.times.timexes, sentence);
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (usable(scene, timex) && timex.first > scene.head(verb) && timex.last <= children.front())
      return i;
  }
  return kNone;
}

uint32_t time_of_old_sentence(const Scene& scene, const Act& act, const Sentence& sentence) {
  constexpr int kLongAgo = 60;  // days
  const uint32_t verb = act.anchor();
  if (!scene.times.anchor || !scene.verbal(verb) || !is_simple_past(scene, verb) ||
      scene.tokens[verb].has(kInQuote) || !is_aside(scene, verb))
    return kNone;
  const Span here = within(scene.times.timexes, sentence);
  uint32_t only = kNone;
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (!usable(scene, timex)) continue;
    const bool old = timex.end && days_between(*timex.end, *scene.times.anchor) > kLongAgo;
    const uint32_t governor = scene.head(range_head(scene, timex.first, timex.last));
    if (!old || only != kNone || governor == kNone || !scene.verbal(governor)) return kNone;
    only = i;
  }
  return only;
}

uint32_t day_of_lead(const Scene& scene, const Act& act, const Event& event) {
  constexpr int kNews = 3;  // days
  const auto& today = scene.times.anchor;
  if (!today || event.sentence != 0 || event.aux != 0 || done_by_words(event.type) ||
      !scene.verbal(act.anchor()) || scene.syntax.xpos(act.anchor()) != "VBD")
    return kNone;
  const Span here = within(scene.times.timexes, scene.tokens.sentences[0]);
  uint32_t day = kNone;
  for (uint32_t i = here.begin; i < here.end; ++i) {
    const Timex& timex = scene.times.timexes[i];
    if (!usable(scene, timex)) continue;
    const uint32_t verb = verb_above(scene, range_head(scene, timex.first, timex.last));
    if (verb != kNone && scene.cue[verb]) return kNone;  // "sources told AFP on Tuesday"
    if (timex.start != timex.end) continue;  // "last month's vote"
    if (day != kNone || !timex.start || *timex.start > *today ||
        days_between(*timex.start, *today) > kNews)
      return kNone;
    day = i;
  }
  return day;
}

uint32_t time_of_saying(const Scene& scene, const Event& event) {
  if (!done_by_words(event.type)) return kNone;
  const Span here = within(scene.times.timexes, scene.tokens.sentences[event.sentence]);
  uint32_t at = event.claim;
  for (size_t hop = 0; at != kNone && hop < scene.claims.claims.size();
       ++hop, at = scene.claims.outer[at]) {
    const Claim& claim = scene.claims.claims[at];
    for (uint32_t i = here.begin; i < here.end; ++i) {
      const Timex& timex = scene.times.timexes[i];
      if (!usable(scene, timex)) continue;
      const uint32_t governor = scene.head(range_head(scene, timex.first, timex.last));
      if (governor != kNone && (governor == claim.cue_head || governor == claim.source_head))
        return i;
    }
  }
  return kNone;
}

}  // namespace dateline::coding
