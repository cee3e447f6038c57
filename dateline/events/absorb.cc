#include "dateline/events/absorb.h"

#include <algorithm>

#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

// The child of one of `over`'s words by which the tree leads down to `token`; kNone
// where it does not.
uint32_t branch(const Scene& scene, const Act& over, uint32_t token) {
  for (int steps = 0; steps < kMaxClimb && token != kNone; ++steps) {
    const uint32_t head = scene.head(token);
    if (head != kNone && owns(over, head)) return token;
    token = head;
  }
  return kNone;
}

// "accused him of ordering the massacre", "blamed Iran for the attack"
bool is_charge(const Scene& scene, const Act& over, uint32_t by) {
  if (over.type != EventType::accuse && over.type != EventType::reject) return false;
  if (by < over.trigger || !scene.verbal(over.trigger)) return false;
  switch (scene[by].rel) {
    case Deprel::obl:
    case Deprel::xcomp:
    case Deprel::obj:
      return true;
    // "said guards had tortured him" tells both: no frame makes "said" more than a cue.
    case Deprel::ccomp:
      return over.by == EventSource::frame;
    case Deprel::advcl:
      return !has_subject(scene, by) && scene.syntax.has_child(by, Deprel::mark);
    default:
      return false;
  }
}

// A clause without a subject: "marched, demanding reform", "to protest against it"
bool is_bare_clause(const Scene& scene, uint32_t by) {
  const Deprel rel = scene[by].rel;
  return (rel == Deprel::advcl || rel == Deprel::xcomp || rel == Deprel::acl) && scene.verbal(by) &&
         !has_subject(scene, by);
}

bool voices_protest(const Scene& scene, const Act& over, const Act& act, uint32_t by) {
  const bool voice = act.type == EventType::request || act.type == EventType::accuse ||
                     act.type == EventType::reject || act.type == EventType::protest;
  return over.type == EventType::protest && voice && is_bare_clause(scene, by);
}

// "signed a declaration, ending two decades of hostility"
bool is_effect(const Scene& scene, const Act& over, const Act& act, uint32_t by) {
  const bool peace = over.type == EventType::agree || over.type == EventType::support;
  const bool yields = act.type == EventType::retreat || act.type == EventType::concede;
  return peace && yields && scene.syntax.xpos(by) == "VBG" && is_bare_clause(scene, by);
}

// "flew to Moscow for talks with Putin"
bool is_errand(const Scene& scene, const Act& over, const Act& act, uint32_t by) {
  if (!has_mode(over.modes, "visit") || act.type != EventType::consult || act.trigger != by)
    return false;
  return scene.is(by, Deprel::obl) && led_by(scene, by, scene.table.errand);
}

// "killed 12 soldiers in an attack on a base": the noun says how.
bool is_manner(const Scene& scene, const Act& over, const Act& act, uint32_t by) {
  if (over.type != act.type || act.trigger != by || !scene.is(by, Deprel::obl)) return false;
  if (!scene.verbal(over.trigger) || scene.verbal(by)) return false;
  return led_by(scene, by, scene.table.manner);
}

// "A bombing killed nine", "was killed by an airstrike": the noun is what did it.
bool is_means(const Scene& scene, const Act& over, const Act& act, uint32_t by) {
  if (over.type != EventType::assault || act.type != over.type || act.trigger != by) return false;
  if (!scene.verbal(over.trigger) || scene.verbal(by)) return false;
  return scene.is(by, Deprel::nsubj) || scene.is(by, Deprel::obl_agent) ||
         (scene.is(by, Deprel::obl) && has_preposition(scene, by, scene.table.by));
}

// "said that it might change course if sanctions stay": the threat and what is threatened are one.
bool is_threatened(const Scene& scene, const Act& over, const Act& act, uint32_t by) {
  return over.type == EventType::threaten && act.type == over.type && scene.is(by, Deprel::ccomp) &&
         act.trigger == by;
}

bool is_part(const Scene& scene, const Act& over, const Act& act) {
  const uint32_t by = branch(scene, over, act.anchor());
  if (by == kNone) return false;
  return is_charge(scene, over, by) || voices_protest(scene, over, act, by) ||
         is_effect(scene, over, act, by) || is_errand(scene, over, act, by) ||
         is_manner(scene, over, act, by) || is_means(scene, over, act, by) ||
         is_threatened(scene, over, act, by);
}

// "condemned the Israeli strike", "the raid by rebels": who did it is accused of it, not whom it
// befell.
Filler blamed(const Scene& scene, const Act& act) {
  const bool own = !act.actor.empty() && branch(scene, act, act.actor.tokens[0]) != kNone;
  return own ? act.actor : Filler{};
}

void take(const Scene& scene, Act& over, Act& act) {
  act.consumed = true;
  const bool did_it = !over.actor.empty() && over.actor.tokens[0] == act.trigger;
  if (did_it) over.actor = act.actor;  // nobody, of "hit by two strikes"
  if (over.type == act.type) {
    over.words.insert(over.words.end(), act.words.begin(), act.words.end());
    if (over.modes.empty()) over.modes = act.modes;
  }
  const bool charged = over.type == EventType::accuse && over.type != act.type;
  if (over.recipient.empty())
    over.recipient = charged ? blamed(scene, act) : act.recipient;
  else if (over.type == EventType::consult)
    over.recipient.tokens.insert(over.recipient.tokens.end(), act.recipient.tokens.begin(),
                                 act.recipient.tokens.end());
}

}  // namespace

void absorb(const Scene& scene, std::vector<Act>& acts) {
  for (Act& over : acts)
    for (Act& act : acts)
      if (&over != &act && !over.consumed && !act.consumed && is_part(scene, over, act))
        take(scene, over, act);
}

}  // namespace dateline::coding
