#include "dateline/events/arguments.h"

#include <algorithm>

#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

constexpr int kMaxHops = 8;  // of coordination and control

bool relative_pronoun(const Scene& scene, uint32_t token) {
  const std::string_view xpos = scene.syntax.xpos(token);
  return xpos == "WDT" || xpos == "WP";
}

// "the president, who they accused": where the tree has two, they.
uint32_t subject_child(const Scene& scene, uint32_t verb) {
  uint32_t found = kNone;
  for (uint32_t c : scene.syntax.children(verb))
    if (is_subject(scene[c].rel) && (found == kNone || relative_pronoun(scene, found))) found = c;
  return found;
}

// The noun that a relative clause hangs on; the clause may be a conjunct of another.
uint32_t antecedent(const Scene& scene, uint32_t verb) {
  for (int hop = 0; hop < kMaxHops && verb != kNone; ++hop) {
    const Deprel rel = scene[verb].rel;
    if (rel == Deprel::acl_relcl || rel == Deprel::acl) {
      const uint32_t noun = scene.head(verb);  // "MEND, the rebel group which blew up a pipeline"
      const uint32_t named = scene.is(noun, Deprel::appos) ? scene.head(noun) : kNone;
      const uint32_t at = named == kNone ? kNone : scene.mentions.headed_by(named);
      const bool name = at != kNone && scene.mentions.mentions[at].kind == MentionKind::name;
      return name ? named : noun;
    }
    if (rel != Deprel::conj && rel != Deprel::xcomp && rel != Deprel::ccomp) return kNone;
    verb = scene.head(verb);
  }
  return kNone;
}

Argument resolve_relative(const Scene& scene, uint32_t verb, uint32_t token) {
  if (!relative_pronoun(scene, token)) return {token, false};
  const uint32_t noun = antecedent(scene, verb);
  return noun == kNone ? Argument{token, false} : Argument{noun, false};
}

Argument subject_within(const Scene& scene, uint32_t verb, int hops);

// Who the bare subject of an open complement is: "urged Israel to withdraw".
Argument controller(const Scene& scene, uint32_t verb, int hops) {
  const uint32_t governor = scene.head(verb);
  if (!scene.in(governor, scene.table.subject_control) && scene.verbal(governor)) {
    const uint32_t object = scene.syntax.child(governor, Deprel::obj);
    if (object != kNone) return {resolve_relative(scene, governor, object).token, true};
  }
  return {subject_within(scene, governor, hops - 1).token, true};
}

// "a spokesman for rebels mounting an offensive": they, wherever the tree hangs it.
uint32_t spoken_for(const Scene& scene, uint32_t noun, uint32_t verb) {
  const uint32_t whom = with_preposition(scene, noun, scene.table.for_);
  return whom != kNone && noun < whom && whom < verb && scene.syntax.xpos(whom) == "NNS" ? whom
                                                                                         : noun;
}

// "the decision to withdraw", "missiles striking the city"
Argument of_noun_clause(const Scene& scene, uint32_t verb) {
  const uint32_t noun = scene.syntax.xpos(verb) == "VBG" ? spoken_for(scene, scene.head(verb), verb)
                                                         : scene.head(verb);
  if (scene.syntax.xpos(verb) != "VB") return {noun, false};
  const uint32_t owner = scene.syntax.child(noun, Deprel::nmod_poss);
  if (owner != kNone) return {owner, true};
  const uint32_t governor = scene.head(noun);
  if (governor == kNone || !scene.verbal(governor)) return {};
  const uint32_t subject = subject_child(scene, governor);
  return {subject == noun ? kNone : subject, true};
}

// "ordered them to leave, accusing them of spying": who orders accuses, wherever the tree hangs it.
bool trails(const Scene& scene, uint32_t verb, uint32_t governor) {
  return scene.is(verb, Deprel::advcl) && scene.is(governor, Deprel::xcomp) && governor < verb &&
         scene.head(governor) != kNone && scene.syntax.xpos(verb) == "VBG" &&
         is_comma(scene, verb - 1);
}

// "granted the rebels a pardon", where the tree calls both an object: the second; or kNone.
uint32_t second_object(const Scene& scene, uint32_t verb) {
  if (!scene.in(verb, scene.table.giving)) return kNone;
  uint32_t first = kNone;
  for (const uint32_t c : scene.syntax.children(verb)) {
    if (!scene.is(c, Deprel::obj)) continue;
    if (first != kNone && scene.nominal(c) && scene.nominal(first) && verb < first) return c;
    first = c;
  }
  return kNone;
}

}  // namespace

uint32_t indirect_object(const Scene& scene, uint32_t verb) {
  const uint32_t own = scene.syntax.child(verb, Deprel::iobj);
  if (own != kNone || second_object(scene, verb) == kNone) return own;
  return scene.syntax.child(verb, Deprel::obj);
}

uint32_t charged_with(const Scene& scene, uint32_t verb) {
  const uint32_t governor = scene.head(verb);
  const uint32_t mark = scene.syntax.child(verb, Deprel::mark);
  const bool why = scene.is(verb, Deprel::advcl) && governor != kNone && scene.verbal(governor) &&
                   !scene.in(governor, scene.table.subject_control) && mark != kNone &&
                   scene.syntax.lemma(mark) == "for" && scene.syntax.xpos(verb) == "VBG";
  return why ? scene.syntax.child(governor, Deprel::obj) : kNone;
}

bool is_told_beside(const Scene& scene, uint32_t verb) {
  const std::string_view tag = scene.syntax.xpos(verb);
  const bool past = tag == "VBD" || (tag == "VBN" && !scene.syntax.has_child(verb, Deprel::aux) &&
                                     !scene.syntax.has_child(verb, Deprel::aux_pass));
  if (!scene.is(verb, Deprel::conj) || !past) return false;
  const uint32_t infinitive = scene.head(verb);
  return scene.syntax.xpos(infinitive) == "VB" && scene.head(infinitive) != kNone &&
         scene.syntax.has_child(infinitive, Deprel::mark);
}

namespace {

bool is_finite(const Scene& scene, uint32_t token) {
  const std::string_view tag = scene.syntax.xpos(token);
  return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
}

// Where the finite verb of the clause stands, its auxiliary or itself; kNone: it has none.
uint32_t finite_word(const Scene& scene, uint32_t verb) {
  for (uint32_t c : scene.syntax.children(verb))
    if ((scene.is(c, Deprel::aux) || scene.is(c, Deprel::aux_pass)) && is_finite(scene, c))
      return c;
  return is_finite(scene, verb) ? verb : kNone;
}

// "defeated ISIS and Turkey would move in": the last of some, right before the finite word of a
// verb that no conjunction of its own joins to the verb before it.
uint32_t last_conjunct_before(const Scene& scene, uint32_t verb) {
  const uint32_t finite = finite_word(scene, verb);
  if (finite == kNone || finite == verb || finite == 0) return kNone;
  uint32_t t = finite - 1;
  for (int hop = 0; hop < kMaxHops && t != kNone && t > scene.head(verb); ++hop, t = scene.head(t))
    if (scene.is(t, Deprel::conj) && scene.nominal(t))
      return scene.syntax.has_child(t, Deprel::cc) ? t : kNone;
  return kNone;
}

// "Peru demanded proof that he is alive, and Venezuela's president, who ..., welcomed the offer",
// "opened it to farming, and critics of his ... blamed him": a subject behind the conjunction that
// the tree hangs on something before it; or kNone.
uint32_t stranded_subject(const Scene& scene, uint32_t verb) {
  if (!scene.is(verb, Deprel::conj)) return kNone;
  const uint32_t conjunction = scene.syntax.child(verb, Deprel::cc);
  if (conjunction == kNone) return last_conjunct_before(scene, verb);
  const bool finite = finite_word(scene, verb) != kNone;
  for (uint32_t t = conjunction + 1; t < verb; ++t) {
    if (scene.head(t) >= conjunction) continue;
    if (is_subject(scene[t].rel)) return t;
    if (finite && scene.is(t, Deprel::conj) && scene.nominal(t)) return t;
  }
  return kNone;
}

// "said Hamza Odeh, a son of the leader, has been killed": whom the tree takes for what was said.
uint32_t displaced_subject(const Scene& scene, uint32_t verb) {
  const uint32_t says = scene.head(verb);
  if (!scene.is(verb, Deprel::ccomp) || says == kNone || !scene.cue[says] ||
      finite_word(scene, verb) == kNone)
    return kNone;
  const uint32_t object = scene.syntax.child(says, Deprel::obj);
  return object != kNone && says < object && object < verb ? object : kNone;
}

// "said that Israel had broken the truce and urged Washington to act", "denied that they took part
// and accused the police": who speaks accuses and asks.
bool is_speakers_own(const Scene& scene, uint32_t verb) {
  const uint32_t content = scene.head(verb);
  if (!scene.is(verb, Deprel::conj) || scene.syntax.xpos(verb) != "VBD" || content == kNone ||
      !scene.is(content, Deprel::ccomp))
    return false;
  const uint32_t says = scene.head(content);
  if (says == kNone || says > content || scene.syntax.xpos(says) != "VBD" || !scene.cue[says])
    return false;
  return std::ranges::any_of(scene.table.by_word[scene.word[verb]], [&](uint32_t at) {
    const Pattern& p = scene.table.patterns[at];
    const EventType type = scene.table.frames[p.frame].type;
    return p.pos == TriggerPos::verb && (type == EventType::accuse || type == EventType::request);
  });
}

Argument inherited_subject(const Scene& scene, uint32_t verb, int hops) {
  uint32_t governor = scene.head(verb);
  if (governor == kNone) return {};
  if (const uint32_t own = stranded_subject(scene, verb); own != kNone) return {own, false};
  if (const uint32_t own = displaced_subject(scene, verb); own != kNone) return {own, false};
  if (is_speakers_own(scene, verb) || trails(scene, verb, governor) || is_told_beside(scene, verb))
    governor = scene.head(governor);
  switch (scene[verb].rel) {
    case Deprel::xcomp:
      return controller(scene, verb, hops);
    case Deprel::advcl:
      if (const uint32_t object = charged_with(scene, verb); object != kNone)
        return {resolve_relative(scene, governor, object).token, false};
      return {subject_within(scene, governor, hops - 1).token, true};
    case Deprel::acl:
    case Deprel::acl_relcl:
      return of_noun_clause(scene, verb);
    case Deprel::conj:
    case Deprel::ccomp:
    case Deprel::parataxis:
      return scene.nominal(governor) && scene[verb].rel == Deprel::conj
                 ? Argument{}
                 : Argument{subject_within(scene, governor, hops - 1).token, true};
    default:
      return {};
  }
}

// The verb's own subject, else the one it shares: at most `hops` verbs away.
Argument subject_within(const Scene& scene, uint32_t verb, int hops) {
  if (hops <= 0) return {};
  const uint32_t own = subject_child(scene, verb);
  if (own != kNone) return resolve_relative(scene, verb, own);
  const Argument shared = inherited_subject(scene, verb, hops);
  return {shared.token == verb ? kNone : shared.token, shared.implied};
}

uint32_t object_child(const Scene& scene, uint32_t verb) {
  const uint32_t second = second_object(scene, verb);
  return second != kNone ? second : scene.syntax.child(verb, Deprel::obj);
}

// "the men police arrested", "whom police arrested"
Argument object_gap(const Scene& scene, uint32_t verb) {
  if (scene[verb].rel != Deprel::acl_relcl) return {};
  const uint32_t subject = subject_child(scene, verb);
  if (subject == kNone || relative_pronoun(scene, subject)) return {};
  return {scene.head(verb), false};
}

// "killed and wounded five": the object is the first verb's, but stands behind both.
Argument shared_object(const Scene& scene, uint32_t verb) {
  if (scene.is(verb, Deprel::conj) && scene.verbal(scene.head(verb))) {
    const uint32_t object = object_child(scene, scene.head(verb));
    if (object != kNone && object > verb) return {object, true};
  }
  for (uint32_t c : scene.syntax.children(verb)) {
    if (!scene.is(c, Deprel::conj) || !scene.verbal(c)) continue;
    const uint32_t object = object_child(scene, c);
    if (object != kNone && subject_child(scene, c) == kNone && c - verb <= 3)
      return {object, true};
  }
  return {};
}

enum class Voice : uint8_t { active, passive, as_first_conjunct };

// A bare participle behind a conjunction has the voice of the verb before it.
Voice own_voice(const Scene& scene, uint32_t verb) {
  bool perfect = false;
  const bool past = scene.syntax.xpos(verb) == "VBD";  // "the statement called for": no passive
  if ((!past && scene.syntax.has_child(verb, Deprel::nsubj_pass)) ||
      scene.syntax.has_child(verb, Deprel::aux_pass))  // whatever the tree calls the subject
    return Voice::passive;
  for (uint32_t c : scene.syntax.children(verb)) {
    if (scene.is(c, Deprel::nsubj) || scene.is(c, Deprel::obj)) return Voice::active;
    if (scene.is(c, Deprel::aux)) perfect = true;
  }
  if (scene.syntax.xpos(verb) != "VBN" || perfect) return Voice::active;
  if (!scene.is(verb, Deprel::conj)) return Voice::passive;
  const uint32_t head = scene.head(verb);
  const bool pair = scene.verbal(head) && scene.syntax.xpos(head) == "VBN";
  return pair ? Voice::as_first_conjunct : Voice::active;
}

}  // namespace

bool is_passive(const Scene& scene, uint32_t verb) {
  // "are committed to a peaceful end", "is prepared to talk": they are.
  if (scene.in(verb, scene.table.stative) && scene.syntax.xpos(verb) == "VBN") {
    const auto by = [&](uint32_t c) { return has_preposition(scene, c, scene.table.by); };
    if (std::ranges::none_of(scene.syntax.children(verb), by)) return false;
  }
  for (int hop = 0; hop < kMaxHops; ++hop) {
    const Voice voice = own_voice(scene, verb);
    if (voice != Voice::as_first_conjunct) return voice == Voice::passive;
    verb = scene.head(verb);
  }
  return false;
}

Argument surface_subject(const Scene& scene, uint32_t verb) {
  return subject_within(scene, verb, kMaxHops);
}

Argument logical_subject(const Scene& scene, uint32_t verb) {
  if (!is_passive(scene, verb)) return surface_subject(scene, verb);
  // "According to the president, six were killed" has no agent, whatever the tree calls it.
  for (const Deprel rel : {Deprel::obl_agent, Deprel::obl})
    for (uint32_t c : scene.syntax.children(verb))
      if (scene.is(c, rel) && has_preposition(scene, c, scene.table.by)) return {c, false};
  // "jailed for corruption by a court", where the tree hangs the agent on the reason.
  for (uint32_t c : scene.syntax.children(verb)) {
    if (!scene.is(c, Deprel::obl) || c < verb) continue;
    const uint32_t agent = with_preposition(scene, c, scene.table.by);
    if (agent != kNone && scene.mentions.headed_by(agent) != kNone) return {agent, false};
  }
  return {};
}

Argument logical_object(const Scene& scene, uint32_t verb) {
  if (is_passive(scene, verb)) return surface_subject(scene, verb);
  const uint32_t own = object_child(scene, verb);
  if (own != kNone) return resolve_relative(scene, verb, own);
  if (const Argument gap = object_gap(scene, verb); gap.found()) return gap;
  // "urged him to go": what the parser calls an indirect object.
  if (const uint32_t to = scene.syntax.child(verb, Deprel::iobj);
      to != kNone && scene.syntax.has_child(verb, Deprel::xcomp))
    return {to, false};
  return shared_object(scene, verb);
}

bool is_stranded_subject(const Scene& scene, uint32_t conjunct) {
  uint32_t governor = scene.head(conjunct);
  for (int hop = 0; hop < kMaxHops && governor != kNone && !scene.verbal(governor); ++hop)
    governor = scene.head(governor);
  if (governor == kNone) return false;
  return std::ranges::any_of(scene.syntax.children(governor), [&](uint32_t verb) {
    return verb > conjunct && scene.verbal(verb) && subject_child(scene, verb) == kNone &&
           stranded_subject(scene, verb) == conjunct;
  });
}

bool led_by(const Scene& scene, uint32_t token, ClassId prepositions) {
  const uint32_t mark = scene.syntax.child(token, Deprel::case_);
  return mark != kNone && scene.in(mark, prepositions);
}

bool has_preposition(const Scene& scene, uint32_t token, WordId prep) {
  for (uint32_t c : scene.syntax.children(token))
    if (scene.is(c, Deprel::case_) && scene.word[c] == prep) return true;
  return false;
}

uint32_t with_preposition(const Scene& scene, uint32_t token, WordId prep) {
  for (uint32_t c : scene.syntax.children(token)) {
    const Deprel rel = scene[c].rel;
    if (rel != Deprel::obl && rel != Deprel::nmod && rel != Deprel::obl_agent) continue;
    if (has_preposition(scene, c, prep)) return c;
  }
  return kNone;
}

uint32_t light_verb(const Scene& scene, uint32_t noun) {
  for (int hop = 0; hop < kMaxHops && scene.is(noun, Deprel::conj); ++hop) noun = scene.head(noun);
  const uint32_t governor = scene.head(noun);
  if (governor == kNone || !scene.in(governor, scene.table.light)) return kNone;
  if (!scene.verbal(governor)) return kNone;
  const Deprel rel = scene[noun].rel;
  if (rel == Deprel::obj || rel == Deprel::nsubj_pass || rel == Deprel::obl) return governor;
  return rel == Deprel::acl || rel == Deprel::acl_relcl ? governor : kNone;
}

}  // namespace dateline::coding
