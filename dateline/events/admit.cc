#include "dateline/events/admit.h"

#include <algorithm>

#include "dateline/events/clauses.h"
#include "dateline/events/directed.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

// From here on the judge has an act in a condition or a purpose told all the same: "voted to tighten
// sanctions", "if voters reject the reform".
constexpr float kSureInOpen = 0.6f;

bool material_conflict(EventType type) {
  return type == EventType::assault || type == EventType::coerce || type == EventType::sanction ||
         type == EventType::mobilize;
}

std::string quoted(const Scene& scene, const Filler& filler) {
  return std::string(scene.doc.at(phrase_span(scene, filler.tokens[0])));
}

bool person_like(Standing standing) { return standing >= Standing::generic; }

// "sanctions over the poisoning": a noun that only says why, unless it has its own time.
bool is_background(const Scene& scene, const Act& act) {
  if (scene.verbal(act.trigger) || !scene.is(act.trigger, Deprel::obl)) return false;
  return led_by(scene, act.trigger, scene.table.background);
}

bool speaks_as_expert(const Scene& scene, const Mention& mention) {
  for (uint32_t t = mention.first; t < mention.last; ++t)
    if (scene.in(t, scene.table.expert)) return true;
  return false;
}

// "had tortured", "was killed": told as done.
bool is_done(const Scene& scene, uint32_t verb) {
  if (scene.syntax.xpos(verb) == "VBD") return true;
  return std::ranges::any_of(scene.syntax.children(verb), [&](uint32_t c) {
    const bool helper = scene.is(c, Deprel::aux) || scene.is(c, Deprel::aux_pass);
    return helper && scene.syntax.xpos(c) == "VBD";
  });
}

// What an analyst thinks that somebody needs, wants or will do.
bool is_experts_view(const Scene& scene, const Act& act) {
  if (is_done(scene, act.anchor())) return false;
  const uint32_t claim = scene.claims.claim_of.empty() ? kNone : scene.claims.claim_of[act.trigger];
  if (claim == kNone) return false;
  const uint32_t source = scene.claims.claims[claim].source_mention;
  if (source == kNone) return false;
  const Mention& mention = scene.mentions.mentions[source];
  if (speaks_as_expert(scene, mention)) return true;
  if (mention.entity == kNone) return false;
  const auto& all = scene.mentions.entities[mention.entity].mentions;
  return std::any_of(all.begin(), all.end(), [&](uint32_t m) {
    return speaks_as_expert(scene, scene.mentions.mentions[m]);
  });
}

// "vowed to fight corruption": neither an act that is coded nor somebody it is promised to,
// nor does the judge take it for more.
bool is_empty_promise(const Scene& scene, const Act& act, const Cast& cast) {
  constexpr float kLikelyPromise = 0.85f;
  if (act.reduced != "promise" || act.inner != kNone || act.words.size() != 1) return false;
  if (believed(scene, act) > kLikelyPromise) return false;
  return cast.recipient.all.empty();
}

bool is_one(const Scene& scene, const Participant& p) {
  if (p.entity == kNone) return false;
  const Entity& entity = scene.mentions.entities[p.entity];
  return !entity.group && entity.type == EntityType::person;
}

// One person cannot meet; who is visited must be told, or where.
bool meets_nobody(const Scene& scene, const Act& act, const Cast& cast) {
  if (act.type != EventType::consult) return false;
  const auto& all = cast.actor.all;
  return all.size() == 1 && cast.recipient.all.empty() && is_one(scene, all[0]);
}

// "ordered the army to": what a government tells its own forces is no request.
bool orders_its_own(const Scene& scene, const Act& act, const Cast& cast) {
  if (act.type != EventType::request || cast.actor.all.size() != 1 ||
      cast.recipient.all.size() != 1)
    return false;
  const uint32_t a = cast.actor.all[0].entity;
  const uint32_t b = cast.recipient.all[0].entity;
  if (a == kNone || b == kNone) return false;
  const Entity& actor = scene.mentions.entities[a];
  const Entity& recipient = scene.mentions.entities[b];
  const std::string_view of = recipient.sector();
  return actor.code == recipient.code && actor.sector() == "GOV" &&
         (of == "MIL" || of == "COP" || of == "GOV");
}

// "killed when an earthquake struck", "a cyclone destroyed"
bool is_disaster(const Scene& scene, const Act& act) {
  if (act.type != EventType::assault) return false;
  if (!act.actor.empty()) return scene.in(act.actor.tokens[0], scene.table.disaster);
  const Sentence& sentence = scene.tokens.sentences[scene.tokens.sentence_of[act.trigger]];
  for (uint32_t t = sentence.first; t < sentence.last; ++t)
    if (scene.in(t, scene.table.disaster)) return true;
  return false;
}

// Whom the judge takes for a participant is at least somebody: "a chip maker", "Uighur exiles".
void vouch(const Scene& scene, const Act& act, Side side, FoundParticipant& found) {
  if (found.standing >= Standing::generic) return;
  const Filler& filler = act.filler(side);
  for (const uint32_t token : filler.tokens) {
    if (act.part(token).as(side) < kLikelyPart) continue;
    found.standing = Standing::generic;
    if (found.all.empty())
      found.all.push_back({kNone, kNone, phrase_span(scene, token), filler.implied});
  }
}

// "Donor countries pledged", "a bomb killed recruits": nobody whom the data has a code for, but the
// judge is sure of the act and of who takes part.
bool is_somebody(const Scene& scene, const Act& act, const Cast& cast) {
  constexpr float kSureAct = 0.5f;
  const auto is = [&](Side side, const FoundParticipant& found) {
    const auto likely = [&](uint32_t token) { return act.part(token).as(side) >= kLikelyPart; };
    return found.standing >= Standing::generic &&
           std::ranges::any_of(act.filler(side).tokens, likely);
  };
  return (is(Side::actor, cast.actor) || is(Side::recipient, cast.recipient)) &&
         believed(scene, act) >= kSureAct;
}

// "people", "women": of no role.
bool is_nobody_special(const Scene& scene, uint32_t noun) {
  const uint32_t entity = entity_headed_by(scene, noun);
  if (entity == kNone) return scene.in(noun, scene.table.person);
  const std::string_view sector = scene.mentions.entities[entity].sector();
  return sector.empty() || sector == "CVL";
}

// "people accused of crimes", "women who have been raped": says what kind of people are meant, of a
// bare plural, and that nobody did on no day.
bool describes_a_kind(const Scene& scene, const Act& act) {
  const uint32_t verb = act.trigger;
  if (!scene.verbal(verb) || scene.syntax.xpos(verb) != "VBN" ||
      logical_subject(scene, verb).found())
    return false;
  if (!scene.is(verb, Deprel::acl) && !scene.is(verb, Deprel::acl_relcl)) return false;
  const uint32_t noun = scene.head(verb);
  const bool plural = scene.syntax.xpos(noun) == "NNS" || scene.syntax.lemma(noun) == "anyone";
  if (noun > verb || !plural || !is_nobody_special(scene, noun)) return false;
  const auto limits = [&](uint32_t c) {
    const Deprel rel = scene[c].rel;
    return rel == Deprel::det || rel == Deprel::nummod || rel == Deprel::nmod_poss ||
           rel == Deprel::amod || rel == Deprel::compound;
  };
  if (std::ranges::any_of(scene.syntax.children(noun), limits)) return false;
  const Sentence& sentence = scene.tokens.sentences[scene.tokens.sentence_of[verb]];
  return std::ranges::none_of(scene.times.timexes, [&](const Timex& t) {
    return t.first > verb && t.first < sentence.last &&
           scene.head(range_head(scene, t.first, t.last)) == verb;
  });
}

std::string missing(const Scene& scene, const Act& act, Needs needs, const Cast& cast) {
  const bool no_actor = !person_like(cast.actor.standing);
  const bool no_recipient =
      cast.recipient.standing == Standing::none && !may_concern_home(scene, act, cast.actor.all);
  if (no_actor && (needs == Needs::actor || needs == Needs::both)) return "no actor";
  if (no_recipient && (needs == Needs::recipient || needs == Needs::both)) return "no recipient";
  return {};
}

}  // namespace

Cast cast_of(const Scene& scene, const Act& act) {
  Cast cast{find_participants(scene, act.actor), find_participants(scene, act.recipient)};
  vouch(scene, act, Side::actor, cast.actor);
  vouch(scene, act, Side::recipient, cast.recipient);
  return cast;
}

std::string why_not(const Scene& scene, const Act& act, const Cast& cast) {
  const Frame& frame = frame_of(scene, act);
  if (in_open_clause(scene, act.anchor(), kNone) &&
      believed(scene, act) < kSureInOpen)
    return "a condition or a purpose, not an event";
  if (is_experts_view(scene, act)) return "an expert's view, not an event";
  if (is_background(scene, act)) return "background of what the sentence tells";
  if (describes_a_kind(scene, act)) return "a kind of people, not an event";
  if (is_disaster(scene, act)) return "a disaster that nobody did";
  if (!act.actor.empty() && !person_like(cast.actor.standing) && !frame.open_actor)
    return "the actor is no political actor: " + quoted(scene, act.actor);
  if (material_conflict(act.type) && act.reduced.empty() && !act.recipient.empty() &&
      cast.recipient.standing == Standing::none && cast.actor.standing != Standing::actor)
    return "the recipient is no political actor: " + quoted(scene, act.recipient);
  if (std::string reason = missing(scene, act, frame.needs, cast); !reason.empty()) return reason;
  if (is_empty_promise(scene, act, cast)) return "a promise of nothing that is coded";
  if (meets_nobody(scene, act, cast)) return "nobody to meet";
  if (orders_its_own(scene, act, cast)) return "an order to one's own";
  if (std::max(cast.actor.standing, cast.recipient.standing) < Standing::place &&
      !is_somebody(scene, act, cast))
    return "no participant with a code";
  const bool befalls = frame.open_actor && frame.place_recipient;  // "a bombing in Tunisia"
  if (cast.actor.standing != Standing::actor && cast.recipient.standing == Standing::place &&
      !person_like(cast.actor.standing) && !befalls)
    return "no actor";
  return {};
}

}  // namespace dateline::coding
