#include "dateline/times/tense.h"

namespace dateline::timex {
namespace {

constexpr int kMostClimbs = 8;   // from an expression up to its verb
constexpr uint32_t kNear = 12;   // atoms looked back without a parse

bool is_verb(Upos tag) { return tag == Upos::verb || tag == Upos::aux; }

// The token of the expression whose head lies outside it.
uint32_t head_of(uint32_t first, uint32_t last, const Syntax& syntax) {
  for (uint32_t i = first; i < last; ++i) {
    const uint32_t head = syntax[i].head;
    if (head == kNone || head < first || head >= last) return i;
  }
  return first;
}

}  // namespace

Way Tense::of_verb(uint32_t verb, const Syntax& syntax, const Lexicon& lexicon) const {
  bool perfect = false;
  for (uint32_t child : syntax.children(verb)) {
    if (syntax[child].upos != Upos::aux) continue;
    if (looks_ahead(child, syntax, lexicon)) return Way::future;
    perfect = perfect || syntax.lemma(child) == "have" || syntax.feature("Tense", child) == "Past";
  }
  const std::string_view tag = syntax.xpos(verb);
  if (perfect || tag == "VBD") return Way::past;
  // "Plans to visit", "expected to arrive".
  const uint32_t head = syntax[verb].head;
  if (tag == "VB" && head != kNone && syntax[verb].rel == Deprel::xcomp &&
      looks_ahead(head, syntax, lexicon)) {
    return Way::future;
  }
  return tag == "VBN" ? Way::past : Way::unknown;
}

bool Tense::looks_ahead(uint32_t token, const Syntax& syntax, const Lexicon& lexicon) const {
  return lexicon.sense(lexicon.find(syntax.lemma(token)), future_) != nullptr;
}

Way Tense::of_words(const std::vector<Atom>& atoms, uint32_t begin, const Lexicon& lexicon) const {
  for (uint32_t back = 1; back <= std::min(begin, kNear); ++back) {
    const uint32_t word = atoms[begin - back].word;
    if (lexicon.sense(word, future_)) return Way::future;
    if (lexicon.sense(word, past_)) return Way::past;
  }
  return Way::unknown;
}

Way Tense::way(const std::vector<Atom>& atoms, uint32_t begin, uint32_t end, const Syntax& syntax,
               const Lexicon& lexicon) const {
  if (syntax.size() <= atoms[end - 1].token) return of_words(atoms, begin, lexicon);
  uint32_t at = head_of(atoms[begin].token, atoms[end - 1].token + 1, syntax);
  for (int climb = 0; climb < kMostClimbs && at != kNone; ++climb, at = syntax[at].head) {
    // "Due Tuesday", "a meeting planned for May".
    if (climb > 0 && looks_ahead(at, syntax, lexicon)) return Way::future;
    if (!is_verb(syntax[at].upos)) continue;
    const Way way = of_verb(at, syntax, lexicon);
    if (way != Way::unknown) return way;
  }
  return Way::unknown;
}

}  // namespace dateline::timex
