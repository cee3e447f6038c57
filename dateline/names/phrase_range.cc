// The words of a noun phrase without the clauses hung on it: determiners,
// modifiers, titles, the rest of a name, and an "of" phrase.
#include <algorithm>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

bool is_premodifier(Deprel rel) {
  switch (rel) {
    case Deprel::det:
    case Deprel::det_predet:
    case Deprel::amod:
    case Deprel::compound:
    case Deprel::nummod:
    case Deprel::nmod_poss:
    case Deprel::nmod_desc:
    case Deprel::flat:
      return true;
    default:
      return false;
  }
}

bool is_of_phrase(const Scene& scene, uint32_t token) {
  std::string preposition;
  return scene.syntax[token].rel == Deprel::nmod && child_case(scene, token, preposition) &&
         preposition == "of";
}

// Grows [range] to the left while the words to the left hang below `head`.
uint32_t leftmost(const Syntax& syntax, uint32_t token, int depth) {
  uint32_t left = token;
  if (depth > 6) return left;
  for (uint32_t c : syntax.children(token))
    if (c < left) left = std::min(left, leftmost(syntax, c, depth + 1));
  return left;
}

uint32_t end_of_name(const Syntax& syntax, uint32_t token) {
  uint32_t last = token + 1;
  for (uint32_t c : syntax.children(token))
    if (c > token && (syntax[c].rel == Deprel::flat || syntax[c].rel == Deprel::compound ||
                      syntax[c].rel == Deprel::nmod_desc))
      last = std::max(last, c + 1);
  return last;
}

// Marks and prepositions that a wrong tree hangs in front.
bool is_no_beginning(const Scene& scene, uint32_t token) {
  const Word& word = scene.syntax[token];
  switch (word.upos) {
    case Upos::punct:
    case Upos::adp:
    case Upos::cconj:
    case Upos::sconj:
    case Upos::verb:
    case Upos::aux:
    case Upos::adv:
      if (scene.book.words.has("more", lower_text(scene, token))) return false;
      return word.rel != Deprel::amod && word.rel != Deprel::compound;
    default:
      return word.rel == Deprel::case_ || word.rel == Deprel::mark;
  }
}

Span premodified(const Scene& scene, uint32_t head) {
  const Syntax& syntax = scene.syntax;
  Span range{head, end_of_name(syntax, head)};
  const uint32_t start = scene.tokens.sentences[scene.sentence(head)].first;
  for (uint32_t c : syntax.children(head))
    if (c < head && is_premodifier(syntax[c].rel))
      range.begin = std::max(start, std::min(range.begin, leftmost(syntax, c, 0)));
  return range;
}

// "at" of "at least twelve soldiers": it hangs inside what counts the phrase.
bool bounds_a_number(const Scene& scene, uint32_t token) {
  const Syntax& syntax = scene.syntax;
  const uint32_t bound = syntax[token].head;
  return bound != kNone && syntax[bound].head != kNone &&
         syntax[syntax[bound].head].rel == Deprel::nummod;
}

// "accused soldiers of torture": what they are accused of is no part of their name.
bool is_charged(const Scene& scene, uint32_t head) {
  const Word& word = scene.syntax[head];
  return word.head != kNone && (word.rel == Deprel::obj || word.rel == Deprel::nsubj_pass) &&
         scene.book.words.has("charges", scene.syntax.lemma(word.head));
}

}  // namespace

Span phrase_range(const Scene& scene, uint32_t head) {
  Span range = premodified(scene, head);
  for (uint32_t c : scene.syntax.children(head)) {
    if (c < range.end || !is_of_phrase(scene, c) || is_charged(scene, head)) continue;
    const Span of = premodified(scene, c);
    if (of.end - head < 16) range.end = std::max(range.end, of.end);
    break;
  }
  while (range.begin < head && is_no_beginning(scene, range.begin) &&
         !bounds_a_number(scene, range.begin))
    ++range.begin;
  if (const Match* m = scene.match(head); m && m->head == head) {
    range.begin = std::min(range.begin, m->first);
    range.end = std::max(range.end, m->last);
  }
  return range;
}

}  // namespace dateline::names
