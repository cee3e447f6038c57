#include "dateline/events/patterns.h"

#include "dateline/events/arguments.h"
#include "dateline/events/clauses.h"

namespace dateline::coding {
namespace {

bool pos_fits(const Scene& scene, uint32_t token, TriggerPos pos) {
  switch (scene[token].upos) {
    case Upos::verb: return pos == TriggerPos::verb;
    case Upos::noun:
    case Upos::propn: return pos == TriggerPos::noun;
    case Upos::adj: return pos == TriggerPos::adj;
    default: return false;
  }
}

uint32_t particle_of(const Scene& scene, uint32_t token, WordId particle) {
  for (uint32_t c : scene.syntax.children(token)) {
    const Deprel rel = scene[c].rel;
    if (scene.word[c] == particle && (rel == Deprel::compound_prt || rel == Deprel::advmod)) return c;
    if (rel != Deprel::obl) continue;
    for (uint32_t mark : scene.syntax.children(c))
      if (scene.word[mark] == particle && scene.is(mark, Deprel::case_)) return mark;
  }
  return kNone;
}

uint32_t modifier_of(const Scene& scene, uint32_t token, const WordSet& set) {
  for (uint32_t c : scene.syntax.children(token))
    if (c < token && scene.in(c, set) && !scene.is(c, Deprel::case_)) return c;
  return kNone;
}

uint32_t oblique_under(const Scene& scene, uint32_t token, const Pattern::Oblique& wanted) {
  for (uint32_t c : scene.syntax.children(token)) {
    const uint32_t mark = scene.is(c, Deprel::advcl) ? scene.syntax.child(c, Deprel::mark) : kNone;
    const bool gerund = mark != kNone && scene.word[mark] == wanted.prep;  // "barred from entering"
    if ((gerund || has_preposition(scene, c, wanted.prep)) && scene.in(c, wanted.words)) return c;
  }
  return kNone;
}

uint32_t oblique_of(const Scene& scene, uint32_t token, const Pattern::Oblique& wanted) {
  const uint32_t own = oblique_under(scene, token, wanted);
  if (own != kNone) return own;
  const uint32_t object = scene.syntax.child(token, Deprel::obj);
  if (object != kNone) return oblique_under(scene, object, wanted);
  return kNone;
}

bool clause_fits(const Scene& scene, uint32_t token, const Pattern& pattern) {
  const uint32_t clause = complement(scene, token);
  if (clause == kNone) return false;
  if (pattern.clause_aux.empty()) return true;
  for (uint32_t c : scene.syntax.children(clause))
    if (scene.in(c, pattern.clause_aux) && !scene.nominal(c)) return true;
  return scene.in(clause, pattern.clause_aux);
}

// "some of its troops", "five days of talks": what is counted may be the word that the pattern asks
// for.
bool in_phrase(const Scene& scene, uint32_t token, const WordSet& set) {
  if (scene.in(token, set)) return true;
  const bool counts =
      scene.in(token, scene.table.partitive) || scene.syntax.has_child(token, Deprel::nummod);
  if (set.negated || !counts) return false;
  for (uint32_t c : scene.syntax.children(token))
    if (scene.is(c, Deprel::nmod) && scene.in(c, set)) return true;
  return false;
}

bool object_fits(const Scene& scene, uint32_t token, const Pattern& pattern) {
  const Argument object = logical_object(scene, token);
  if (pattern.no_object) return !object.found();
  if (!object.found()) return pattern.object.negated;
  return in_phrase(scene, object.token, pattern.object);
}

bool subject_fits(const Scene& scene, uint32_t token, const Pattern& pattern) {
  const Argument subject = logical_subject(scene, token);
  return subject.found() ? in_phrase(scene, subject.token, pattern.subject) : pattern.subject.negated;
}

bool holds(const Scene& scene, uint32_t token, const Pattern& pattern) {
  if (!pos_fits(scene, token, pattern.pos)) return false;
  if (pattern.particle && particle_of(scene, token, pattern.particle) == kNone) return false;
  if (!pattern.modifier.empty() && (modifier_of(scene, token, pattern.modifier) == kNone)) return false;
  for (const Pattern::Oblique& wanted : pattern.obliques)
    if (oblique_of(scene, token, wanted) == kNone) return false;
  if (pattern.needs_clause && !clause_fits(scene, token, pattern)) return false;
  if (pattern.no_clause && complement(scene, token) != kNone) return false;
  if (pattern.needs_condition && !condition_subject(scene, token).found()) return false;
  if ((pattern.no_object || !pattern.object.empty()) && !object_fits(scene, token, pattern)) return false;
  return pattern.subject.empty() || subject_fits(scene, token, pattern);
}

bool better(const FrameTable& table, const Pattern& a, const Pattern& b) {
  if (a.specificity != b.specificity) return a.specificity > b.specificity;
  return table.frames[a.frame].prior > table.frames[b.frame].prior;
}

void append(uint32_t token, std::vector<uint32_t>& out) {
  if (token != kNone) out.push_back(token);
}

}  // namespace

uint32_t complement(const Scene& scene, uint32_t token) {
  const bool verb = scene.verbal(token);
  for (uint32_t c : scene.syntax.children(token)) {
    const Deprel rel = scene[c].rel;
    if (rel == Deprel::xcomp || rel == Deprel::ccomp) return c;
    if (rel == Deprel::acl && !verb && c > token) return c;
    if (rel == Deprel::advcl && c > token && scene.syntax.xpos(c) == "VB") return c;
  }
  // "repeated a call on Washington to suspend the drills": the tree may hang it on the verb.
  if (!verb && scene.is(token, Deprel::obj))
    for (uint32_t c : scene.syntax.children(scene.head(token)))
      if (c > token && scene.syntax.xpos(c) == "VB" && scene.syntax.has_child(c, Deprel::mark) &&
          (scene.is(c, Deprel::advcl) || scene.is(c, Deprel::xcomp)))
        return c;
  // "Sanctions would follow, an official warned": the content stands before its verb.
  if (verb && scene.is(token, Deprel::parataxis) && scene.cue[token] && scene.head(token) < token)
    return scene.head(token);
  return kNone;
}

uint32_t best_pattern(const Scene& scene, uint32_t token, std::optional<EventType> type) {
  uint32_t best = kNone;
  const WordId word = scene.word[token];
  if (word == 0) return best;
  for (uint32_t at : scene.table.by_word[word]) {
    const Pattern& pattern = scene.table.patterns[at];
    const Frame& frame = scene.table.frames[pattern.frame];
    if (type && (frame.type != *type || !frame.op.empty())) continue;
    if (best != kNone && !better(scene.table, pattern, scene.table.patterns[best])) continue;
    if (holds(scene, token, pattern)) best = at;
  }
  return best;
}

void append_pattern_words(const Scene& scene, uint32_t token, const Pattern& pattern,
                          std::vector<uint32_t>& out) {
  if (pattern.particle) append(particle_of(scene, token, pattern.particle), out);
  if (!pattern.modifier.empty()) append(modifier_of(scene, token, pattern.modifier), out);
  for (const Pattern::Oblique& wanted : pattern.obliques)
    append(oblique_of(scene, token, wanted), out);
  if (!pattern.object.empty() && !pattern.object.negated && !pattern.object.any)
    append(logical_object(scene, token).token, out);
}

}  // namespace dateline::coding
