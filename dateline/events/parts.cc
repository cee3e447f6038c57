#include "dateline/events/parts.h"

#include <algorithm>

#include "dateline/events/arguments.h"
#include "dateline/events/participants.h"
#include "dateline/events/patterns.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

// Below this the judge may name another participant than a slot has.
constexpr float kUnlikelyPart = 0.4f;
// Of a noun, whose actor mostly stands elsewhere than around it.
constexpr float kNounPart = 0.5f;
// Whom no code is known for is no recipient below this.
constexpr float kThingPart = 0.2f;

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

// How likely the judge must find somebody to name him.
float least_likely(const Scene& scene, const Act& act, Side side) {
  return side == Side::actor && !scene.verbal(act.anchor()) ? kNounPart : kLikelyPart;
}

// Whom the judge takes for the actors, or the recipients, of the act rather than for the other.
Filler likely_parts(const Scene& scene, const Act& act, Side side) {
  const float least = least_likely(scene, act, side);
  const std::vector<uint32_t>& others = act.filler(other(side)).tokens;
  Filler filler;
  for (uint32_t i = 0; i < act.parts.size(); ++i) {
    const uint32_t token = act.first + i;
    const float likely = act.parts[i].as(side);
    if (likely < std::max(least, act.parts[i].as(other(side))) || token == act.trigger) continue;
    if (can_take_part(scene, token) && !is_scene_of(scene, act, token) &&
        !is_inside(scene, others, token))
      filler.tokens.push_back(token);
  }
  return filler;
}

// Whether the judge finds the first of those in the slot less likely than that.
bool is_below(const Act& act, Side side, float likely) {
  const Filler& filler = act.filler(side);
  return !filler.empty() && act.part(filler.tokens[0]).as(side) < likely;
}

bool is_unlikely(const Act& act, Side side) { return is_below(act, side, kUnlikelyPart); }

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

// Whether the judge, too, finds the one in the slot likeliest, or finds the same: "the prime
// minister" of his office, "a spokesman" for rebels, phrases within each other.
bool is_same(const Scene& scene, const Act& act, Side side, const Filler& likely) {
  const Filler& told = act.filler(side);
  const auto likelihood = [&](uint32_t token) { return act.part(token).as(side); };
  const uint32_t best = std::ranges::max(likely.tokens, {}, likelihood);
  return best == told.tokens[0] || std::ranges::all_of(likely.tokens, [&](uint32_t token) {
           return is_inside(scene, told.tokens, token) || is_inside(scene, {token}, told.tokens[0]);
         });
}

// A thing is no likelier participant than a state: "power stations in Lebanon".
bool is_lesser(const Scene& scene, const Filler& told, const Filler& likely) {
  return find_participants(scene, told).standing >= Standing::place &&
         find_participants(scene, likely).standing < Standing::generic;
}

// The tree alone settles who is charged, and a pronoun: "promised her that".
bool is_settled(const Scene& scene, const Act& act, Side side) {
  if (side == Side::actor) return charged_with(scene, act.trigger) != kNone;
  const uint32_t token = act.recipient.tokens[0];
  return scene.head(token) == act.trigger && scene[token].upos == Upos::pron;
}

void choose_part(const Scene& scene, Act& act, Side side) {
  Filler& filler = act.filler(side);
  const bool open = filler.empty() || is_nobody(scene, act, side);
  if (!open && (is_settled(scene, act, side) || !is_unlikely(act, side))) return;
  Filler likely = likely_parts(scene, act, side);
  if (likely.empty()) return;
  if (open || !(is_same(scene, act, side, likely) || is_lesser(scene, filler, likely)))
    filler = std::move(likely);
}

// "called the sum an insult", "dropped a clause on military courts"; but where else nobody takes
// part, a place was hit.
void forget_thing(const Scene& scene, Act& act) {
  if (!is_below(act, Side::recipient, kThingPart)) return;
  const Standing standing = find_participants(scene, act.recipient).standing;
  const bool hit = standing == Standing::place && act.actor.empty();
  if (standing != Standing::actor && !hit) act.recipient = {};
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
  if (is_reciprocal(scene, act))  // to the judge all are actors, to slots one may be whom he met
    for (Part& part : act.parts) part.recipient = std::max(part.actor, part.recipient);
  const Filler subject = act.actor;
  for (const Side side : {Side::actor, Side::recipient}) forget_slots(scene, act, side);
  for (const Side side : {Side::actor, Side::recipient}) choose_part(scene, act, side);
  if (act.actor.empty() && does_it(scene, act, subject)) act.actor = subject;
  forget_thing(scene, act);
}

}  // namespace dateline::coding
