#include "dateline/events/acts.h"

#include <algorithm>
#include <optional>

#include "dateline/events/clauses.h"
#include "dateline/events/parts.h"
#include "dateline/events/patterns.h"
#include "dateline/events/takers.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

uint32_t object_of(const Scene& scene, uint32_t token) {
  return scene.verbal(token) ? logical_object(scene, token).token : kNone;
}

uint32_t possessor(const Scene& scene, uint32_t noun) {
  return noun == kNone ? kNone : scene.syntax.child(noun, Deprel::nmod_poss);
}

bool modifies(Deprel rel) {
  return rel == Deprel::amod || rel == Deprel::compound || rel == Deprel::nmod_desc ||
         rel == Deprel::nmod_unmarked || rel == Deprel::nmod;
}

// "Israeli", "US-led", "U.S." before the noun: a mention, else a capitalised word.
uint32_t name_modifier(const Scene& scene, uint32_t noun) {
  uint32_t fallback = kNone;
  if (noun == kNone) return kNone;
  for (uint32_t c : scene.syntax.children(noun)) {
    if (c >= noun || !modifies(scene[c].rel)) continue;
    if (scene.mentions.headed_by(c) != kNone) return c;
    const char first = scene.doc.at(scene.tokens[c].span)[0];
    if (fallback == kNone && first >= 'A' && first <= 'Z') fallback = c;
  }
  return fallback;
}

// "the El Paso shooting", "the Baghdad car bomb": where it was, not who did it.
bool says_where(const Scene& scene, const Act& act, uint32_t name) {
  if (act.type != EventType::assault && act.type != EventType::protest) return false;
  const uint32_t at = scene.mentions.headed_by(name);
  if (at == kNone) return scene.is(name, Deprel::compound);
  const MentionKind kind = scene.mentions.mentions[at].kind;
  return kind == MentionKind::place || kind == MentionKind::metonym;
}

// Behind the object or the last of its conjuncts: "sent jets and a team of divers to Malawi".
uint32_t under_object(const Scene& scene, uint32_t object, WordId prep) {
  uint32_t found = with_preposition(scene, object, prep);
  for (uint32_t c : scene.syntax.children(object)) {
    if (found != kNone) break;
    const bool deeper = scene.is(c, Deprel::conj) || scene.is(c, Deprel::appos) ||
                        (scene.is(c, Deprel::nmod) && c > object);
    if (deeper && scene.nominal(c)) found = with_preposition(scene, c, prep);
    for (uint32_t d : scene.syntax.children(c))
      if (found == kNone && deeper && scene.is(d, Deprel::nmod))
        found = with_preposition(scene, d, prep);
  }
  return found;
}

// "met for an hour with Xi", where the tree hangs "with" on the hour.
uint32_t with_under_time(const Scene& scene, uint32_t verb) {
  if (!scene.verbal(verb)) return kNone;
  for (uint32_t c : scene.syntax.children(verb)) {
    if (c < verb || !scene.is(c, Deprel::obl) || !scene.syntax.has_child(c, Deprel::case_))
      continue;
    const uint32_t found = with_preposition(scene, c, scene.table.with);
    if (found != kNone) return found;
  }
  return kNone;
}

// "the release of seven rebels by the army", where the tree hangs the agent on the rebels.
uint32_t by_under_victim(const Scene& scene, uint32_t noun) {
  if (scene.verbal(noun)) return kNone;
  const uint32_t victim = with_preposition(scene, noun, scene.table.of);
  return victim == kNone ? kNone : with_preposition(scene, victim, scene.table.by);
}

// "In Washington the bank suspended payments": where it was said, not to whom.
bool opens_as_place(const Scene& scene, const Act& act, uint32_t noun) {
  const uint32_t word = scene.syntax.child(noun, Deprel::case_);
  const uint32_t at = scene.mentions.headed_by(noun);
  return noun < act.trigger && word != kNone && at != kNone &&
         word == scene.tokens.sentences[scene.tokens.sentence_of[noun]].first &&
         scene.mentions.mentions[at].kind == MentionKind::place && scene.syntax.lemma(word) == "in";
}

// "Three bombings took place in Tunisia", "clashes broke out": the noun is what a verb says
// happened.
bool happens(const Scene& scene, uint32_t noun) {
  return scene.is(noun, Deprel::nsubj) && !scene.verbal(noun) &&
         says_it_happened(scene, scene.head(noun));
}

// Behind a verb, not "In the span of a week" before it.
uint32_t behind(const Scene& scene, uint32_t verb, WordId prep) {
  for (const uint32_t c : scene.syntax.children(verb))
    if (c > verb && scene.is(c, Deprel::obl) && has_preposition(scene, c, prep)) return c;
  return kNone;
}

// The prepositional phrase of the trigger, of its light verb, of its object.
uint32_t prepositional(const Scene& scene, const Act& act, WordId prep) {
  uint32_t found = with_preposition(scene, act.trigger, prep);
  if (found == kNone && act.light != kNone) found = with_preposition(scene, act.light, prep);
  if (found == kNone && happens(scene, act.trigger))
    found = behind(scene, scene.head(act.trigger), prep);
  if (found == kNone && prep == scene.table.with) found = with_under_time(scene, act.trigger);
  if (found == kNone && prep == scene.table.by) found = by_under_victim(scene, act.trigger);
  if (found != kNone && opens_as_place(scene, act, found)) return kNone;
  if (found != kNone) return found;
  const uint32_t object = object_of(scene, act.trigger);
  return object == kNone || object < act.trigger ? kNone : under_object(scene, object, prep);
}

// "welcomed it in a call with Erdogan", "told reporters after talks with Xi": who
// speaks took part, where the phrase names only the other side.
Argument lent_subject(const Scene& scene, uint32_t noun) {
  uint32_t verb = scene.head(noun);
  if (verb != kNone && scene.is(noun, Deprel::nmod) && scene.is(verb, Deprel::obj))
    verb = scene.head(verb);
  else if (!scene.is(noun, Deprel::obl))
    return {};
  if (verb == kNone || !scene.verbal(verb)) return {};
  if (!led_by(scene, noun, scene.table.occasion)) return {};
  if (with_preposition(scene, noun, scene.table.with) == kNone) return {};
  const Argument subject = logical_subject(scene, verb);
  return {subject.token, true};
}

// "thanked the police for the arrest of two men": who is thanked, or blamed, did it.
Argument judged_for(const Scene& scene, uint32_t noun) {
  if (!has_preposition(scene, noun, scene.table.for_)) return {};
  // "sentenced him to 19 years in prison for the killing", where the tree hangs it on the prison
  uint32_t verb = scene.head(noun);
  for (int hop = 0; hop < 3 && verb != kNone && scene.nominal(verb) && verb < noun; ++hop)
    verb = scene.head(verb);
  if (verb == kNone || !scene.in(verb, scene.table.judging) || !scene.verbal(verb)) return {};
  return {logical_object(scene, verb).token, false};
}

// A noun's own verb, where the noun is its object: "made a visit", "rejected the offer".
Argument subject_of(const Scene& scene, const Act& act) {
  if (scene[act.trigger].upos == Upos::verb || scene[act.trigger].upos == Upos::adj)
    return logical_subject(scene, act.trigger);
  if (act.light != kNone) return logical_subject(scene, act.light);
  if (const Argument judged = judged_for(scene, act.trigger); judged.found()) return judged;
  return lent_subject(scene, act.trigger);
}

// Of a clause with a subject of its own; a shared one is the speaker.
Argument complement_subject(const Scene& scene, uint32_t token) {
  const uint32_t clause = complement(scene, token);
  if (clause == kNone || !scene.is(clause, Deprel::ccomp)) return {};
  const Argument subject = surface_subject(scene, clause);
  const bool known = subject.found() && scene.mentions.headed_by(subject.token) != kNone;
  return known && !subject.implied ? subject : Argument{};
}

Argument fill(const Scene& scene, const Act& act, Slot slot) {
  const bool verb = scene.verbal(act.trigger);
  const uint32_t noun = verb ? object_of(scene, act.trigger) : act.trigger;
  switch (slot.kind) {
    case SlotKind::subj:
      return subject_of(scene, act);
    case SlotKind::obj:
      return verb ? logical_object(scene, act.trigger) : Argument{};
    case SlotKind::iobj:
      return {indirect_object(scene, act.trigger), false};
    case SlotKind::poss:
      return {possessor(scene, noun), false};
    case SlotKind::doer:
      if (noun == kNone || with_preposition(scene, noun, scene.table.of) == kNone) return {};
      return {possessor(scene, noun), false};
    case SlotKind::mod: {
      const uint32_t name = name_modifier(scene, noun);
      return name == kNone || says_where(scene, act, name) ? Argument{} : Argument{name, false};
    }
    case SlotKind::prep:
      return {prepositional(scene, act, slot.prep), false};
    case SlotKind::ante:
      return {scene.head(act.trigger), false};
    case SlotKind::xcomp:
    case SlotKind::ccomp:
      return {complement(scene, act.trigger), false};
    case SlotKind::csub:
      return complement_subject(scene, act.trigger);
    case SlotKind::cond:
      return condition_subject(scene, act.trigger);
    case SlotKind::aim:
      return purpose_object(scene, act.trigger);
  }
  return {};
}

Filler fill_first(const Scene& scene, const Act& act, const std::vector<Slot>& slots,
                  const Filler& taken) {
  for (Slot slot : slots) {
    const Argument argument = fill(scene, act, slot);
    if (!argument.found() || argument.token == act.trigger) continue;
    if (!taken.empty() && taken.tokens[0] == argument.token) continue;
    return expand(scene, argument);
  }
  return {};
}

// The trigger that a word would be, by its tag.
std::optional<TriggerPos> trigger_of(const Scene& scene, uint32_t token) {
  switch (scene[token].upos) {
    case Upos::verb:
      return TriggerPos::verb;
    case Upos::noun:
      return TriggerPos::noun;
    case Upos::adj:
      return TriggerPos::adj;
    default:
      return std::nullopt;
  }
}

Act make_act(const Scene& scene, uint32_t token, uint32_t pattern_index) {
  const Pattern& pattern = scene.table.patterns[pattern_index];
  const Frame& frame = scene.table.frames[pattern.frame];
  const Slots& slots = scene.table.slots[pattern.slots];
  Act act;
  act.trigger = token;
  act.pattern = pattern_index;
  act.type = frame.type;
  act.modes = frame.modes;
  act.cameo = frame.cameo;
  act.words.push_back(token);
  append_pattern_words(scene, token, pattern, act.words);
  act.own_words = act.words.size();
  if (pattern.pos == TriggerPos::noun) act.light = light_verb(scene, token);
  act.actor = fill_first(scene, act, slots.actor, {});
  act.recipient = fill_first(scene, act, slots.recipient, act.actor);
  // "Nigeria sent soldiers after fighting between farmers and herders": a noun, whatever its tag.
  const uint32_t parties = frame.reciprocal && scene.syntax.xpos(token) == "VBG"
                               ? with_preposition(scene, token, scene.table.between)
                               : kNone;
  if (parties != kNone && !has_subject(scene, token)) {
    act.actor = expand(scene, {parties, false});
    act.recipient = {};
  }
  act.confidence = frame.prior;
  return act;
}

bool can_judge(const Scene& scene) {
  const Judge& judge = scene.table.judge;
  return !judge.empty() && scene.syntax.meaning_width == judge.width();
}

// The judge's scores of a frame's act: of its trigger, or of the verb that this leans on
// ("imposed sanctions"), whichever fits the frame better.
void ask_for_scores(const Scene& scene, Act& act) {
  const Judge& judge = scene.table.judge;
  act.scores = judge.scores(scene.syntax, act.trigger, scene.setting);
  if (act.light == kNone) return;
  std::vector<float> of_verb = judge.scores(scene.syntax, act.light, scene.setting);
  if (judge.opinion(of_verb, act.type).type > judge.opinion(act.scores, act.type).type)
    act.scores = std::move(of_verb);
}

// That of the words of a category which no frame knows, or kNone.
uint32_t learned_pattern(const Scene& scene, uint32_t token, EventType type) {
  const std::optional<TriggerPos> trigger = trigger_of(scene, token);
  if (!trigger) return kNone;
  return scene.table.learned[static_cast<size_t>(type)][static_cast<size_t>(*trigger)];
}

// What the judge takes a word for, where it is sure enough and has slots for it.
struct Ruling {
  Verdict verdict;
  uint32_t pattern = kNone;
};

std::optional<Ruling> rule_on(const Scene& scene, uint32_t token, const std::vector<float>& scores,
                              float least) {
  const Verdict verdict = scene.table.judge.verdict(scores);
  uint32_t pattern = best_pattern(scene, token, verdict.type);
  if (pattern == kNone) pattern = learned_pattern(scene, token, verdict.type);
  if (verdict.probability < least || pattern == kNone) return std::nullopt;
  return Ruling{verdict, pattern};
}

// Where no frame knows the word: an act by the judge, or none.
std::optional<Act> judged_act(const Scene& scene, uint32_t token) {
  if (!trigger_of(scene, token) || scene.mentions.headed_by(token) != kNone) return std::nullopt;
  const Judge& judge = scene.table.judge;
  std::vector<float> scores = judge.scores(scene.syntax, token, scene.setting);
  const std::optional<Ruling> ruling = rule_on(scene, token, scores, judge.threshold());
  if (!ruling) return std::nullopt;
  Act act = make_act(scene, token, ruling->pattern);
  act.by = EventSource::classifier;
  act.confidence = ruling->verdict.probability;
  act.scores = std::move(scores);
  return act;
}

std::optional<Act> act_at(const Scene& scene, const Sentence& sentence, uint32_t token,
                          bool judged) {
  const uint32_t pattern = best_pattern(scene, token);
  std::optional<Act> act;
  if (pattern != kNone) act = make_act(scene, token, pattern);
  if (judged) {
    if (act)
      ask_for_scores(scene, *act);
    else
      act = judged_act(scene, token);
    if (act) ask_for_parts(scene, sentence, *act);
  }
  if (act) settle_taker(scene, *act);
  return act;
}

// "imposed sanctions": what the judge makes of a frame's own words is not another act.
void drop_doubles(std::vector<Act>& acts) {
  std::vector<uint32_t> taken;
  for (const Act& act : acts) {
    if (act.by != EventSource::frame) continue;
    taken.insert(taken.end(), act.words.begin(), act.words.end());
    if (act.light != kNone) taken.push_back(act.light);
  }
  std::erase_if(acts, [&](const Act& act) {
    return act.by == EventSource::classifier &&
           std::find(taken.begin(), taken.end(), act.trigger) != taken.end();
  });
}

}  // namespace

const Frame& frame_of(const Scene& scene, const Act& act) {
  return scene.table.frames[scene.table.patterns[act.pattern].frame];
}

bool is_reciprocal(const Scene& scene, const Act& act) {
  const bool as_told = act.reduced.empty() || act.reduced == "future";
  if (act.reduced == "future" && frame_of(scene, act).id == "consult/host") return true;
  return act.meets || (as_told && frame_of(scene, act).reciprocal);
}

float believed(const Scene& scene, const Act& act) {
  return act.scores.empty() ? 0 : scene.table.judge.opinion(act.scores, act.type).type;
}

Filler expand(const Scene& scene, Argument argument) {
  Filler filler{{argument.token}, argument.implied};
  for (uint32_t c : scene.syntax.children(argument.token))
    if (scene.is(c, Deprel::conj) && scene.nominal(c) && !is_stranded_subject(scene, c))
      filler.tokens.push_back(c);
  return filler;
}

bool take_verdict(const Scene& scene, float least, Act& act) {
  if (act.scores.empty()) return false;
  const std::optional<Ruling> ruling = rule_on(scene, act.trigger, act.scores, least);
  if (!ruling) return false;
  act.pattern = ruling->pattern;
  act.type = ruling->verdict.type;
  act.modes.clear();
  act.cameo.clear();
  act.reduced.clear();
  act.confidence = ruling->verdict.probability;
  act.by = EventSource::classifier;
  return true;
}

std::vector<Act> read_acts(const Scene& scene, const Sentence& sentence) {
  std::vector<Act> acts;
  const bool judged = can_judge(scene);
  for (uint32_t token = sentence.first; token < sentence.last; ++token) {
    std::optional<Act> act = act_at(scene, sentence, token, judged);
    if (act) acts.push_back(std::move(*act));
  }
  drop_doubles(acts);
  return acts;
}

}  // namespace dateline::coding
