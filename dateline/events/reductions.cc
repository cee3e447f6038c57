#include "dateline/events/reductions.h"

#include <algorithm>
#include <numeric>

#include "dateline/events/absorb.h"
#include "dateline/events/arguments.h"
#include "dateline/events/clauses.h"
#include "dateline/events/narrative.h"
#include "dateline/events/participants.h"
#include "dateline/events/patterns.h"

namespace dateline::coding {
namespace {

constexpr int kInnerDepth = 3;      // how far under its operator an act may stand
constexpr size_t kInnerFront = 64;  // how many tokens are looked at on the way

uint32_t act_at(const std::vector<Act>& acts, uint32_t token) {
  const auto at = std::lower_bound(acts.begin(), acts.end(), token,
                                   [](const Act& act, uint32_t t) { return act.trigger < t; });
  const bool here = at != acts.end() && at->trigger == token && !at->consumed;
  return here ? static_cast<uint32_t>(at - acts.begin()) : kNone;
}

uint32_t depth_of(const Scene& scene, uint32_t token) {
  uint32_t depth = 0;
  const uint32_t bound = scene.syntax.size();
  while ((token = scene.head(token)) != kNone && depth < bound) ++depth;
  return depth;
}

bool leads_inward(Deprel rel) {
  switch (rel) {
    case Deprel::xcomp:
    case Deprel::ccomp:
    case Deprel::obj:
    case Deprel::obl:
    case Deprel::nmod:
    case Deprel::conj:
    case Deprel::acl:
    case Deprel::nsubj_pass:
    case Deprel::compound:
    case Deprel::amod:
      return true;
    default:
      return false;
  }
}

// The first act at or under `from`, nearest first.
uint32_t act_under(const Scene& scene, const std::vector<Act>& acts, uint32_t from, uint32_t self) {
  std::vector<uint32_t> front{from};
  for (int depth = 0; depth <= kInnerDepth && !front.empty(); ++depth) {
    std::vector<uint32_t> next;
    for (uint32_t token : front) {
      const uint32_t found = act_at(acts, token);
      if (found != kNone && found != self) return found;
      for (uint32_t c : scene.syntax.children(token))
        if (leads_inward(scene[c].rel) && !is_told_beside(scene, c) && next.size() < kInnerFront)
          next.push_back(c);
    }
    front = std::move(next);
  }
  return kNone;
}

uint32_t slot_token(const Scene& scene, const Act& act, Slot slot) {
  switch (slot.kind) {
    case SlotKind::xcomp:
    case SlotKind::ccomp:
      return complement(scene, act.trigger);
    case SlotKind::obj:
      return logical_object(scene, act.trigger).token;
    case SlotKind::ante:
      return scene.head(act.trigger);
    case SlotKind::mod: {
      for (uint32_t c : scene.syntax.children(act.trigger))
        if (c < act.trigger && scene.is(c, Deprel::compound)) return c;
      return kNone;
    }
    case SlotKind::prep: {
      const uint32_t own = with_preposition(scene, act.trigger, slot.prep);
      return own != kNone || act.light == kNone ? own
                                                : with_preposition(scene, act.light, slot.prep);
    }
    default:
      return kNone;
  }
}

uint32_t find_inner(const Scene& scene, const std::vector<Act>& acts, uint32_t self) {
  const Act& act = acts[self];
  const Pattern& pattern = scene.table.patterns[act.pattern];
  for (Slot slot : scene.table.slots[pattern.slots].inner) {
    const uint32_t from = slot_token(scene, act, slot);
    if (from == kNone) continue;
    const uint32_t found = act_under(scene, acts, from, self);
    if (found != kNone) return found;
  }
  return kNone;
}

bool fits(const Reduction::Inner& wanted, const Act& inner) {
  if (wanted.type != inner.type) return false;
  return wanted.mode.empty() || has_mode(inner.modes, wanted.mode);
}

bool applies(const Reduction& rule, std::string_view when, const Act* inner) {
  if (rule.when != when) return false;
  if (!inner || rule.no_inner) return !inner && rule.no_inner;
  const auto& wanted = rule.inner;
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(),
                                       [&](const auto& one) { return fits(one, *inner); });
}

const Reduction* find_rule(const Scene& scene, std::string_view when, const Act* inner) {
  for (const Reduction& rule : scene.table.reductions)
    if (applies(rule, when, inner)) return &rule;
  return nullptr;
}

void set_result(const Reduction& rule, const Act* inner, Act& act) {
  act.reduced = rule.when;
  if (rule.same) {
    act.type = inner->type;
    act.modes = inner->modes;
    act.cameo = inner->cameo;
    return;
  }
  act.type = rule.result;
  act.modes.clear();
  if (!rule.mode.empty()) act.modes.push_back(rule.mode);
  act.cameo = rule.cameo;
}

bool same_head(const Filler& a, const Filler& b) {
  return !a.empty() && !b.empty() && a.tokens[0] == b.tokens[0];
}

// Whom the operator's act is directed at, where its own slots do not say.
void take_participants(const Act& inner, Act& act) {
  // "Iran was told to stop": who is to do it did not say so.
  const bool asked = act.type == EventType::request && same_head(inner.actor, act.recipient);
  if (act.actor.empty() && !asked) act.actor = inner.actor;
  if (!act.recipient.empty() && !same_head(act.recipient, act.actor)) return;
  const bool other = !inner.actor.empty() && !same_head(inner.actor, act.actor);
  act.recipient = other ? inner.actor : inner.recipient;
  if (same_head(act.recipient, act.actor)) act.recipient = {};
}

void operate(const Scene& scene, std::vector<Act>& acts, uint32_t self) {
  Act& act = acts[self];
  const Frame& frame = frame_of(scene, act);
  const uint32_t inner = find_inner(scene, acts, self);
  const Reduction* rule = find_rule(scene, frame.op, inner == kNone ? nullptr : &acts[inner]);
  if (inner == kNone || !rule) {
    if (rule && frame.bare) set_result(*rule, nullptr, act);
    act.consumed =
        frame.silent || (!frame.bare && !take_verdict(scene, scene.table.judge.threshold(), act));
    return;
  }
  set_result(*rule, &acts[inner], act);
  act.inner = inner;
  act.meets = frame.future && is_reciprocal(scene, acts[inner]);
  act.visits = acts[inner].type == EventType::consult;
  acts[inner].consumed = true;
  take_participants(acts[inner], act);
  act.words.insert(act.words.end(), acts[inner].words.begin(), acts[inner].words.end());
}

std::vector<uint32_t> operators_deepest_first(const Scene& scene, const std::vector<Act>& acts) {
  std::vector<std::pair<uint32_t, uint32_t>> found;
  for (uint32_t i = 0; i < acts.size(); ++i)
    if (!frame_of(scene, acts[i]).op.empty() && !acts[i].consumed)
      found.emplace_back(depth_of(scene, acts[i].trigger), i);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<uint32_t> order;
  order.reserve(found.size());
  for (const auto& [depth, i] : found) order.push_back(i);
  return order;
}

// "signed an agreement": the noun is a word of the verb's act, not another act.
void drop_absorbed(const Scene& scene, std::vector<Act>& acts) {
  for (uint32_t i = 0; i < acts.size(); ++i) {
    if (!frame_of(scene, acts[i]).op.empty()) continue;
    for (size_t w = 1; w < acts[i].words.size(); ++w) {
      const uint32_t other = act_at(acts, acts[i].words[w]);
      if (other != kNone && other != i) acts[other].consumed = true;
    }
  }
}

std::string_view aux_key(uint8_t aux) {
  if ((aux & kNegation) && (aux & kFuture)) return "negated-future";
  if (aux & kNegation) return "negated";
  if (aux & kFuture) return "future";
  return {};
}

// "said it would free them": a verb of saying shifts "will" to "would".
bool told_future(const Scene& scene, uint32_t verb) {
  const uint32_t said = scene.head(verb);
  if (!scene.is(verb, Deprel::ccomp) || scene.syntax.xpos(said) != "VBD") return false;
  if (condition_subject(scene, said).found()) return false;  // "would, if ..."
  for (uint32_t c : scene.syntax.children(verb)) {
    if (scene.is(c, Deprel::advcl)) return false;
    if (scene.is(c, Deprel::aux) && scene.in(c, scene.table.backshift)) return true;
  }
  return false;
}

// "said it would send aid", "Finland said Finnish troops would stay": who says so promises.
bool promises_itself(const Scene& scene, const Act& act) {
  const uint32_t verb = act.anchor();
  if (!told_future(scene, verb) || act.actor.empty()) return false;
  const uint32_t said = surface_subject(scene, scene.head(verb)).token;
  if (said == kNone) return false;
  const auto of = [&](uint32_t token) {
    const FoundParticipant found = find_participant(scene, token, false);
    return found.all.size() == 1 ? found.all[0].entity : kNone;
  };
  const uint32_t speaker = of(said), doer = of(act.actor.tokens[0]);
  if (speaker == kNone || doer == kNone) return false;
  const std::string& code = scene.mentions.entities[speaker].code;
  return speaker == doer || (!code.empty() && code == scene.mentions.entities[doer].code);
}

// The judge, which sees the tense, was asked what the words tell as they stand: "will ban" is a
// ban to come where it is no threat.
bool allows(const Scene& scene, const Reduction& rule, const Act& act) {
  if (act.scores.empty() || rule.result != EventType::threaten) return true;
  return scene.table.judge.opinion(act.scores, rule.result).type >= believed(scene, act);
}

void take_up(Act& act, uint8_t aux) {
  act.taken_up |= act.aux & aux;
  act.aux &= static_cast<uint8_t>(~aux);
}

// "Planned talks did not take place": what did not come about no longer lies ahead.
bool was_called_off(const Scene& scene, const Act& act) {
  if (!(act.aux & kNegation) || !scene.nominal(act.trigger)) return false;
  const uint32_t verb = scene.head(act.trigger);
  return verb != kNone && scene.is(act.trigger, Deprel::nsubj) && is_simple_past(scene, verb);
}

void apply_aux(const Scene& scene, Act& act) {
  if (scene.claims.factuality.size() <= act.trigger) return;
  // "announced the arrest": the light verb says whether the event is a fact.
  act.aux = scene.claims.factuality[act.anchor()].aux;
  if (told_future(scene, act.anchor()))
    act.aux = static_cast<uint8_t>((act.aux | kFuture) & ~kHypothetical);
  if (was_called_off(scene, act)) act.aux &= static_cast<uint8_t>(~kFuture);
  const std::string_view key = aux_key(act.aux);
  const Reduction* rule = key.empty() ? nullptr : find_rule(scene, key, &act);
  if (rule != nullptr && allows(scene, *rule, act)) {
    set_result(*rule, &act, act);
    const uint8_t keeps = promises_itself(scene, act) ? 0 : rule->keeps;
    take_up(act, static_cast<uint8_t>(~keeps));
  }
  if (frame_of(scene, act).future && !(act.aux & kNegation)) act.aux |= kFuture;
  // "said it would send aid": by who the judge takes for promising it.
  if (act.by == EventSource::classifier && (act.aux & kFuture) && promises_itself(scene, act) &&
      (act.type == EventType::agree || act.type == EventType::concede ||
       act.type == EventType::threaten))
    take_up(act, kFuture);
  // "will not accept": what is not done is the refusal itself.
  if (act.by == EventSource::classifier && act.type == EventType::reject && (act.aux & kNegation))
    take_up(act, kNegation | kFuture);
}

// "agreed with the criticism": the judge has another opinion of the word, and none of the frame's. Where
// the second reader was not asked it must be surer of it, if the frame names more than the word.
void overrule(const Scene& scene, Act& act) {
  constexpr float kSure = 0.7f, kSurer = 0.9f, kUnbelieved = 0.2f;
  if (act.by != EventSource::frame || act.scores.empty() || frame_of(scene, act).firm) return;
  const bool bare = scene.table.patterns[act.pattern].specificity == 0;
  const float least = bare || scene.syntax.was_reread(act.trigger) ? kSure : kSurer;
  if (believed(scene, act) > kUnbelieved || !take_verdict(scene, least, act)) return;
  act.aux |= act.taken_up & kNegation;  // "did not back it": the judge knows that it was not done
  act.taken_up = 0;
}

// "is set to meet", "said it would reopen the embassy": the judge hears the upper verb too, and
// one thing is told; by what is said where it finds another thing in the saying.
bool leads_in(const Scene& scene, const Act& upper, const Act& inner) {
  if (upper.by != EventSource::classifier) return false;
  const bool saying = scene.cue[upper.trigger] && inner.by == EventSource::classifier;
  if (upper.type != inner.type && !saying) return false;
  const uint32_t verb = inner.anchor();
  const bool clause = scene.is(verb, Deprel::xcomp) || scene.is(verb, Deprel::ccomp);
  return clause && scene.head(verb) == upper.trigger;
}

// "Kyiv said it would": the pronoun names whom the upper verb names by word.
bool stands_for(const Scene& scene, const Filler& pronoun, const Filler& name) {
  if (pronoun.tokens.size() != 1 || name.tokens.size() != 1) return false;
  if (scene[pronoun.tokens[0]].upos != Upos::pron) return false;
  const uint32_t a = scene.mentions.headed_by(pronoun.tokens[0]);
  const uint32_t b = scene.mentions.headed_by(name.tokens[0]);
  if (a == kNone || b == kNone) return false;
  const uint32_t entity = scene.mentions.mentions[a].entity;
  return entity != kNone && entity == scene.mentions.mentions[b].entity;
}

void join_lead_ins(const Scene& scene, std::vector<Act>& acts) {
  for (Act& upper : acts)
    for (Act& inner : acts) {
      if (&upper == &inner || upper.consumed || inner.consumed) continue;
      if (!leads_in(scene, upper, inner)) continue;
      upper.consumed = true;
      if (inner.actor.empty() || stands_for(scene, inner.actor, upper.actor))
        inner.actor = upper.actor;
      if (inner.recipient.empty()) inner.recipient = upper.recipient;
      if (!scene.cue[upper.trigger])
        inner.words.insert(inner.words.end(), upper.words.begin(), upper.words.end());
      if (upper.type == inner.type) inner.confidence = std::max(inner.confidence, upper.confidence);
    }
}

}  // namespace

bool keeps_inner(const Scene& scene, const Act& act) {
  return std::ranges::any_of(scene.table.reductions, [&](const Reduction& rule) {
    return rule.same && rule.when == act.reduced;
  });
}

void combine(const Scene& scene, std::vector<Act>& acts) {
  drop_absorbed(scene, acts);
  for (uint32_t i : operators_deepest_first(scene, acts)) operate(scene, acts, i);
  absorb(scene, acts);
  for (Act& act : acts)
    if (!act.consumed) {
      apply_aux(scene, act);
      overrule(scene, act);
    }
  join_lead_ins(scene, acts);
}

}  // namespace dateline::coding
