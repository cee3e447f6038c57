#include "dateline/events/parts.h"

#include <algorithm>

#include "dateline/events/arguments.h"
#include "dateline/events/participants.h"
#include "dateline/events/patterns.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

// From kSurePart on the judge names another participant than a frame's slot, whose own it must
// find unlikely.
constexpr float kSurePart = 0.7f, kUnlikelyPart = 0.1f;
// Of a noun, whose actor mostly stands elsewhere than around it.
constexpr float kNounPart = 0.35f;

// "Turkey and Russia agreed on a truce, Putin said": who tells of an act is not whom it is directed
// at; nor who does it, unless by a verb that lacks a subject ("said it was wrong to bow").
bool speaks_of(const Scene& scene, uint32_t act, uint32_t token, Side side) {
  if (act >= scene.claims.claim_of.size()) return false;
  if (side == Side::actor && scene.verbal(act)) {
    const Argument subject = surface_subject(scene, act);
    if (!subject.found() || subject.implied) return false;
  }
  const Span word = scene.tokens[token].span;
  uint32_t claim = scene.claims.claim_of[act];
  for (size_t hop = 0; claim != kNone && hop < scene.claims.claims.size(); ++hop) {
    if (scene.claims.claims[claim].source_head == token) return true;
    if (!scene.verbal(act) && scene.claims.claims[claim].source.contains(word)) return true;
    claim = scene.claims.outer[claim];
  }
  return false;
}

// Whether it stands in an expression of time.
bool is_time(const Scene& scene, uint32_t token) {
  const auto& timexes = scene.times.timexes;
  const Span here = within(timexes, scene.tokens.sentences[scene.tokens.sentence_of[token]]);
  for (uint32_t i = here.begin; i < here.end; ++i)
    if (timexes[i].first <= token && token < timexes[i].last) return true;
  return false;
}

// "Iranian, Russian and Omani frigates" are three.
bool can_take_part(const Scene& scene, uint32_t token) {
  return !is_time(scene, token) &&
         (scene.nominal(token) || scene.mentions.headed_by(token) != kNone);
}

// "protests in Belgium" are not directed at it; "held talks in China" may be.
bool is_scene_of(const Scene& scene, const Act& act, uint32_t token) {
  const bool travels = act.type == EventType::consult || act.type == EventType::agree;
  if (travels && (scene.head(token) == act.trigger || scene.head(token) == act.anchor()))
    return false;
  if (!led_by(scene, token, scene.table.within)) return false;
  const Standing standing = find_participant(scene, token, false).standing;
  return standing == Standing::place || standing <= Standing::target;
}

// Within the phrase of one of them: "the Eritrean leader" is not directed at Eritrea.
bool is_inside(const Scene& scene, const std::vector<uint32_t>& tokens, uint32_t token) {
  return std::any_of(tokens.begin(), tokens.end(), [&](uint32_t head) {
    return phrase_span(scene, head).contains(scene.tokens.span(token, token + 1));
  });
}

// The country whose state the token names; empty: none.
std::string_view state_of(const Scene& scene, uint32_t token) {
  const FoundParticipant found = find_participant(scene, token, false);
  if (found.all.size() != 1 || found.all[0].entity == kNone) return {};
  const Entity& entity = scene.mentions.entities[found.all[0].entity];
  const bool state = entity.sectors.empty() || entity.sector() == "GOV";
  return state && entity.type != EntityType::person ? std::string_view(entity.code)
                                                    : std::string_view();
}

// A state does nothing to itself, by whatever name: "Pyongyang", "North Korea".
bool is_own_state(const Scene& scene, const std::vector<uint32_t>& others, uint32_t token) {
  const std::string_view state = state_of(scene, token);
  return !state.empty() && std::any_of(others.begin(), others.end(), [&](uint32_t other) {
    return state_of(scene, other) == state;
  });
}

// How likely the judge must find somebody to name him: less so for who does what an active verb
// says; more for others than the subject of a passive, which mostly hides who did it.
float least_likely(const Scene& scene, const Act& act, uint32_t token, Side side) {
  const uint32_t verb = act.anchor();
  if (side == Side::recipient) return kLikelyPart;
  if (!scene.verbal(verb)) return kNounPart;
  const bool by = scene.head(token) == verb && has_preposition(scene, token, scene.table.by);
  const bool told = by || !is_passive(scene, verb) || surface_subject(scene, verb).token == token;
  return told ? kLikelyPart : kSurePart;
}

// "Most were freed after mediation by Libya", "after elders negotiated": who did that, not this.
bool did_something_before(const Scene& scene, const Act& act, uint32_t token) {
  for (int i = 0; i < kMaxClimb && token != kNone && token != act.anchor(); ++i) {
    const uint32_t mark = scene.syntax.child(token, Deprel::mark);
    if (scene.is(token, Deprel::advcl) && mark != kNone && scene.in(mark, scene.table.after))
      return true;
    const uint32_t above = scene.head(token);  // not "after Ecuador accused", where the tree errs
    if (above != kNone && scene.is(above, Deprel::obl) && led_by(scene, above, scene.table.after))
      return true;
    token = above;
  }
  return false;
}

// "India and Pakistan ended talks overshadowed by a bomb that killed 11": of an act with a subject of
// its own the subject of a verb above is no actor.
bool acts_above(const Scene& scene, const Act& act, uint32_t token) {
  const uint32_t verb = act.anchor();
  if (!scene.verbal(verb) || !has_subject(scene, verb) || scene.head(verb) == kNone) return false;
  if (!scene.is(verb, Deprel::acl_relcl)) return false;
  const Deprel rel = scene[token].rel;
  if (rel != Deprel::nsubj && rel != Deprel::nsubj_pass) return false;
  const uint32_t upper = scene.head(token);
  uint32_t above = scene.head(verb);
  for (int i = 0; i < kMaxClimb && above != kNone; ++i, above = scene.head(above))
    if (above == upper) return true;
  return false;
}

// The verb of the clause that a noun stands in, or kNone.
uint32_t clause_verb(const Scene& scene, uint32_t noun) {
  for (int i = 0; i < kMaxClimb && noun != kNone; ++i, noun = scene.head(noun))
    if (scene.verbal(noun)) return noun;
  return kNone;
}

// "arrested him after the shooting", "in the sixteen weeks of protests": says when or why.
bool says_when(const Scene& scene, uint32_t noun) {
  const uint32_t act = noun;
  for (int i = 0; i < kMaxClimb && noun != kNone && !scene.verbal(noun);
       ++i, noun = scene.head(noun)) {
    if (!scene.is(noun, Deprel::obl) && !scene.is(noun, Deprel::nmod)) continue;
    if (led_by(scene, noun, scene.table.around)) return true;
    if (noun != act && is_time(scene, noun)) return true;
  }
  return false;
}

bool by_force(EventType type) {
  return type == EventType::assault || type == EventType::protest || type == EventType::coerce ||
         type == EventType::sanction;
}

// "Police shot a man during the riots": they did not riot.
bool quells(const Scene& scene, const Act& act, uint32_t token) {
  if (act.type != EventType::protest || !led_by(scene, act.trigger, scene.table.manner))
    return false;
  const FoundParticipant found = find_participant(scene, token, false);
  return std::ranges::any_of(found.all, [&](const Participant& p) {
    if (p.entity == kNone) return false;
    const std::string_view sector = scene.mentions.entities[p.entity].sector();
    return sector == "COP" || sector == "MIL" || sector == "JUD";
  });
}

// "Police arrested him after the shooting", "Ottawa criticised the arrest": a noun that says when
// or why, or of which one only speaks, is not of whom the clause is about.
bool is_of_the_clause(const Scene& scene, const Act& act, uint32_t token) {
  const Deprel rel = scene[token].rel;
  const bool who = rel == Deprel::nsubj || rel == Deprel::nsubj_pass || rel == Deprel::obl_agent ||
                   (rel == Deprel::obl && has_preposition(scene, token, scene.table.by));
  if (!by_force(act.type) || scene.verbal(act.anchor()) || !who) return false;
  // "The protest was banned by the police": who does something to it.
  const bool done_to = scene.is(act.trigger, Deprel::nsubj_pass) && act.light == kNone;
  if (done_to && scene.head(token) == scene.head(act.trigger)) return true;
  const uint32_t verb = clause_verb(scene, act.trigger);
  if (verb != kNone && scene.in(verb, scene.table.remark) &&
      !scene.syntax.has_child(verb, Deprel::compound_prt) &&  // not "backed off"
      logical_subject(scene, verb).token == token)
    return true;
  return says_when(scene, act.trigger) || quells(scene, act, token);
}

// "in the sixteen weeks of protests police shot a student": whom the clause befell, not they.
bool befell_in_clause(const Scene& scene, const Act& act, uint32_t token) {
  if (!by_force(act.type) || scene.verbal(act.anchor()) || !says_when(scene, act.trigger))
    return false;
  const uint32_t verb = clause_verb(scene, act.trigger);
  for (int i = 0; i < kMaxClimb && token != kNone; ++i, token = scene.head(token)) {
    if (token == act.trigger) return false;
    if (scene.verbal(token)) return token == verb || scene.is(token, Deprel::conj);
  }
  return false;
}

// "the signing in Algiers": where, not who.
bool is_mere_place(const Scene& scene, uint32_t token) {
  const uint32_t at = scene.mentions.headed_by(token);
  return at != kNone && scene.mentions.mentions[at].kind == MentionKind::place &&
         led_by(scene, token, scene.table.within);
}

// Of the clauses between the act's word and what hangs below it: "a law that would let China move
// people".
bool is_in_clause_below(const Scene& scene, const Act& act, uint32_t token) {
  bool clause = false;
  for (int i = 0; i < kMaxClimb && token != kNone; ++i, token = scene.head(token)) {
    if (token == act.trigger || token == act.anchor()) return clause;
    const Deprel rel = scene[token].rel;
    clause = clause || rel == Deprel::acl || rel == Deprel::acl_relcl || rel == Deprel::advcl_relcl;
  }
  return false;
}

// "claimed that rebels had attacked reporters": of those in what is alleged, who did it.
void keep_doer_of_charge(const Scene& scene, const Act& act, std::vector<uint32_t>& tokens) {
  const uint32_t clause = scene.verbal(act.trigger) && act.type == EventType::accuse
                              ? complement(scene, act.trigger)
                              : kNone;
  const uint32_t doer =
      clause == kNone || !scene.verbal(clause) ? kNone : logical_subject(scene, clause).token;
  if (std::ranges::find(tokens, doer) == tokens.end()) return;
  std::erase_if(tokens, [&](uint32_t token) {
    if (token == doer || (scene.is(token, Deprel::conj) && scene.head(token) == doer)) return false;
    for (int i = 0; i < kMaxClimb && token != kNone && token != act.trigger; ++i)
      if ((token = scene.head(token)) == clause) return true;
    return false;
  });
}

// Whoever stands in a clause below tells more of somebody who is named above it, and likelier.
void keep_nearest(const Scene& scene, const Act& act, Side side, std::vector<uint32_t>& tokens) {
  const auto below = [&](uint32_t token) { return is_in_clause_below(scene, act, token); };
  float best = 0;
  for (const uint32_t token : tokens)
    if (!below(token) && find_participant(scene, token, false).standing == Standing::actor)
      best = std::max(best, act.part(token).as(side));
  std::erase_if(tokens,
                [&](uint32_t token) { return act.part(token).as(side) < best && below(token); });
}

// Whom the judge takes for the actors, or the recipients, of the act rather than for the other.
Filler likely_parts(const Scene& scene, const Act& act, Side side, float least) {
  const std::vector<uint32_t>& others = act.filler(other(side)).tokens;
  Filler filler;
  for (uint32_t i = 0; i < act.parts.size(); ++i) {
    const uint32_t token = act.first + i;
    const float likely = act.parts[i].as(side);
    if (likely < act.parts[i].as(other(side)) || token == act.trigger) continue;
    if (likely < std::max(least, least_likely(scene, act, token, side))) continue;
    if (!can_take_part(scene, token) || speaks_of(scene, act.trigger, token, side) ||
        is_scene_of(scene, act, token) || is_inside(scene, others, token) ||
        is_own_state(scene, others, token) ||
        (side == Side::recipient && befell_in_clause(scene, act, token)) ||
        (side == Side::actor &&
         (did_something_before(scene, act, token) || acts_above(scene, act, token) ||
          is_mere_place(scene, token) || is_of_the_clause(scene, act, token))))
      continue;
    filler.tokens.push_back(token);
  }
  if (side == Side::recipient) keep_doer_of_charge(scene, act, filler.tokens);
  keep_nearest(scene, act, side, filler.tokens);
  return filler;
}

bool is_unlikely(const Act& act, Side side) {
  const Filler& filler = act.filler(side);
  return !filler.empty() && act.part(filler.tokens[0]).as(side) < kUnlikelyPart;
}

// "Sniper fire hit", "71 percent rejected"
bool is_nobody(const Scene& scene, const Act& act, Side side) {
  const Filler& filler = act.filler(side);
  return side == Side::actor && !filler.empty() && !frame_of(scene, act).open_actor &&
         find_participants(scene, filler).standing < Standing::generic;
}

// Of an act that it found itself the judge knows more than the slots of words in general: "forces
// were assembled" tells who acts, not at whom.
void forget_slots(const Scene& scene, Act& act, Side side) {
  if (act.by == EventSource::classifier && (is_unlikely(act, side) || is_nobody(scene, act, side)))
    act.filler(side) = {};
}

// "He named both groups as terrorists": where the judge finds nobody else, who is the subject of a
// verb that tells what was done.
bool does_it(const Scene& scene, const Act& act, const Filler& subject) {
  return act.by == EventSource::classifier && !subject.empty() && scene.verbal(act.trigger) &&
         !is_passive(scene, act.trigger) && scene.syntax.xpos(act.trigger) == "VBD" &&
         find_participants(scene, subject).standing == Standing::actor;
}

void choose_part(const Scene& scene, Act& act, Side side) {
  Filler& filler = act.filler(side);
  const bool open = filler.empty() || is_nobody(scene, act, side);
  const bool told = !open && side == Side::recipient &&
                    scene[filler.tokens[0]].upos == Upos::pron &&
                    scene.head(filler.tokens[0]) == act.trigger;  // "promised her that"
  const bool judged = !open && side == Side::actor && charged_with(scene, act.trigger) != kNone;
  if (told || judged) return;
  if (!open && !is_unlikely(act, side)) return;
  Filler likely = likely_parts(scene, act, side, open ? 0 : kSurePart);
  if (!likely.empty()) filler = std::move(likely);
}

}  // namespace

// Of the trigger, and of the verb that it leans on ("entered the third week of a hunger strike"),
// whichever finds somebody likelier.
void ask_for_parts(const Scene& scene, const Sentence& sentence, Act& act) {
  const Judge& judge = scene.table.judge;
  act.first = sentence.first;
  act.parts = judge.parts(scene.syntax, sentence, act.trigger);
  if (act.light != kNone) {
    const std::vector<Part> of_verb = judge.parts(scene.syntax, sentence, act.light);
    for (size_t i = 0; i < act.parts.size(); ++i)
      act.parts[i] = {std::max(act.parts[i].actor, of_verb[i].actor),
                      std::max(act.parts[i].recipient, of_verb[i].recipient)};
  }
  const Filler subject = act.actor;
  for (const Side side : {Side::actor, Side::recipient}) forget_slots(scene, act, side);
  for (const Side side : {Side::actor, Side::recipient}) choose_part(scene, act, side);
  if (act.actor.empty() && does_it(scene, act, subject)) act.actor = subject;
}

}  // namespace dateline::coding
