// A country or a capital: is it spoken of as a place, or does it act?
//
// "in Washington" is a place, "Washington persists with sanctions" a
// government; the syntax decides: case marker, relation, governor. The words
// are data (data/actors/words.tsv). After Markert and Nissim 2007 (SemEval task
// 8, metonymy resolution), whose strongest features are the same. Covered by
// names_test.cc.
#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

bool governed_by(const Scene& scene, uint32_t token, std::string_view list) {
  const uint32_t head = scene.syntax[token].head;
  return head != kNone && scene.book.words.has(list, scene.syntax.lemma(head));
}

bool is_place_like(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m && (m->use == Use::country || m->use == Use::capital || m->use == Use::location);
}

// Hyphenated or coordinated with another government: "Beijing-Tokyo ties".
bool beside_another(const Scene& scene, uint32_t token) {
  for (uint32_t c : scene.syntax.children(token))
    if ((scene.syntax[c].rel == Deprel::compound || scene.syntax[c].rel == Deprel::conj) &&
        is_place_like(scene, c))
      return true;
  const uint32_t head = scene.syntax[token].head;
  if (head == kNone) return false;
  if (is_place_like(scene, head)) return true;
  for (uint32_t c : scene.syntax.children(head))
    if (c != token && scene.syntax[c].rel == Deprel::compound && is_place_like(scene, c))
      return true;
  return false;
}

bool compound_is_place(const Scene& scene, uint32_t token, bool is_capital) {
  const uint32_t head = scene.syntax[token].head;
  if (scene.book.words.has("based", scene.syntax.lemma(head))) return true;
  if (!is_capital) return false;
  if (scene.role(head) || scene.book.words.has("dyadic", scene.syntax.lemma(head)))
    return !scene.role(head) && !beside_another(scene, token);
  return true;
}

bool case_is_place(const Scene& scene, uint32_t token, const std::string& preposition) {
  if (scene.book.words.has("in", preposition)) return true;
  return scene.book.words.has("toward", preposition) && governed_by(scene, token, "moves");
}

bool possessor_is_place(const Scene& scene, uint32_t token, bool is_capital) {
  const uint32_t owned = scene.syntax[token].head;
  if (!is_capital) return false;
  const Match* m = scene.match(owned);
  if (m && (m->use == Use::location || m->use == Use::capital)) return true;
  return scene.syntax[owned].upos == Upos::propn || governed_by(scene, token, "within");
}

bool object_is_place(const Scene& scene, uint32_t token, bool is_capital) {
  return governed_by(scene, token, "leaves") || (is_capital && governed_by(scene, token, "visits"));
}

}  // namespace

bool is_place_here(const Scene& scene, uint32_t head, bool is_capital) {
  const Syntax& syntax = scene.syntax;
  if (scene.tokens[head].span.begin < scene.doc.body.begin) return true;
  std::string preposition;
  const bool has_case = child_case(scene, head, preposition);
  const uint32_t first = first_conjunct(syntax, head);
  if (first != head) {  // "in Beijing and Seoul"
    if (has_case) return case_is_place(scene, first, preposition);
    if (is_place_like(scene, first)) return is_place_here(scene, first, is_capital);
  }
  switch (syntax[head].rel) {
    case Deprel::compound:
      return compound_is_place(scene, head, is_capital);
    case Deprel::nmod_poss:
      return possessor_is_place(scene, head, is_capital);
    case Deprel::obj:
      return object_is_place(scene, head, is_capital);
    case Deprel::appos:
    case Deprel::nmod_unmarked:
    case Deprel::list:
    case Deprel::dep:
      return syntax[head].head != kNone && is_place_like(scene, syntax[head].head);
    case Deprel::obl_unmarked:
      return true;
    case Deprel::obl:
    case Deprel::nmod:
      if (!has_case) return governed_by(scene, head, "based");
      if (preposition == "of" && is_capital) return governed_by(scene, head, "within");
      return case_is_place(scene, head, preposition);
    default:
      return false;
  }
}

}  // namespace dateline::names
