#include "dateline/times/tense.h"

namespace dateline::timex {
namespace {

constexpr int kMostClimbs = 8;  // from an expression up to its verb
constexpr uint32_t kNear = 12;  // atoms looked back without a parse

bool is_verb(Upos tag) { return tag == Upos::verb || tag == Upos::aux; }

// The token of the expression whose head lies outside it.
uint32_t head_of(uint32_t first, uint32_t last, const Syntax& syntax) {
  for (uint32_t i = first; i < last; ++i) {
    const uint32_t head = syntax[i].head;
    if (head == kNone || head < first || head >= last) return i;
  }
  return first;
}

// "Had been due": a past perfect.
bool had(uint32_t verb, const Syntax& syntax) {
  for (uint32_t child : syntax.children(verb)) {
    if (syntax.lemma(child) == "have" && syntax.feature("Tense", child) == "Past") return true;
  }
  return false;
}

// "Is to meet", where the tree hangs "is" on the verb.
bool is_be_to(uint32_t be, uint32_t verb, const Syntax& syntax) {
  return syntax.lemma(be) == "be" && be + 1 < verb && syntax.xpos(be + 1) == "TO" &&
         syntax[be + 1].head == verb && syntax.xpos(verb) == "VB";
}

}  // namespace

bool Tense::in(uint32_t token, uint32_t word_class, const Syntax& syntax,
               const Lexicon& lexicon) const {
  return lexicon.sense(lexicon.find(syntax.lemma(token)), word_class) != nullptr;
}

Way Tense::of_verb(uint32_t verb, const Syntax& syntax, const Lexicon& lexicon) const {
  bool past = false;
  for (uint32_t child : syntax.children(verb)) {
    // "Is due to travel", where the tree hangs "due" on the verb.
    if (syntax[child].upos == Upos::adj && child < verb && in(child, head_, syntax, lexicon))
      return Way::future;
    if (syntax[child].upos != Upos::aux) continue;
    if (is_be_to(child, verb, syntax) && syntax.feature("Tense", child) != "Past")
      return Way::future;
    if (in(child, future_, syntax, lexicon)) return Way::future;
    past = past || syntax.lemma(child) == "have" || syntax.feature("Tense", child) == "Past";
  }
  const std::string_view tag = syntax.xpos(verb);
  if (past || tag == "VBD") return Way::past;
  const uint32_t head = syntax[verb].head;
  if (tag == "VB" && head != kNone &&
      (in(head, future_, syntax, lexicon) || in(head, head_, syntax, lexicon))) {
    // "Had been due to expire" is past; "set to resume" is to come.
    return had(head, syntax) ? Way::past : Way::future;
  }
  return tag == "VBN" ? Way::past : Way::unknown;
}

Way Tense::of_words(const std::vector<Atom>& atoms, uint32_t begin, const Lexicon& lexicon) const {
  for (uint32_t back = 1; back <= std::min(begin, kNear); ++back) {
    const uint32_t word = atoms[begin - back].word;
    if (lexicon.sense(word, future_)) return Way::future;
    if (lexicon.sense(word, past_)) return Way::past;
  }
  return Way::unknown;
}

bool Tense::after_preposition(const std::vector<Atom>& atoms, uint32_t begin,
                              const Lexicon& lexicon) const {
  if (begin == 0) return false;
  if (lexicon.sense(atoms[begin - 1].word, preposition_)) return true;
  return begin > 1 && atoms[begin - 1].word == lexicon.find("as") &&
         lexicon.sense(atoms[begin - 2].word, soon_as_);
}

// "Leaves on Tuesday": the present of a verb that the expression itself modifies.
bool Tense::scheduled(uint32_t from, const Syntax& syntax, const Lexicon& lexicon) const {
  const uint32_t verb = syntax[from].head;
  const Deprel rel = syntax[from].rel;
  if (verb == kNone || syntax[verb].upos != Upos::verb) return false;
  if (rel != Deprel::obl && rel != Deprel::obl_unmarked && rel != Deprel::advmod) return false;
  const std::string_view tag = syntax.xpos(verb);
  if (tag == "VBP" && in(verb, same_past_, syntax, lexicon)) return false;  // "beat two on Saturday"
  return (tag == "VBZ" || tag == "VBP") && !in(verb, speech_, syntax, lexicon);
}

// "Said Friday that he would": the verb right before tells more than a long parse.
Way Tense::of_neighbour(uint32_t first, const Syntax& syntax, const Lexicon& lexicon) const {
  if (first > 0 && syntax[first - 1].upos == Upos::adp && syntax.lemma(first - 1) == "on") --first;
  if (first == 0 || syntax[first - 1].upos != Upos::verb) return Way::unknown;
  const std::string_view tag = syntax.xpos(first - 1);
  if (in(first - 1, future_, syntax, lexicon)) return Way::future;
  return tag == "VBD" || tag == "VBN" ? Way::past : Way::unknown;
}

Way Tense::of_parse(uint32_t from, const Syntax& syntax, const Lexicon& lexicon) const {
  if (scheduled(from, syntax, lexicon)) return Way::future;
  uint32_t at = from;
  for (int climb = 0; climb < kMostClimbs && at != kNone; ++climb, at = syntax[at].head) {
    // "Due Tuesday", "a meeting planned for May".
    if (climb > 0 && in(at, future_, syntax, lexicon)) return Way::future;
    const bool copular = syntax.child(at, Deprel::cop) != kNone;  // "was in the mosque at noon"
    if (!is_verb(syntax[at].upos) && !copular) continue;
    const Way way = of_verb(at, syntax, lexicon);
    if (way != Way::unknown) return way;
  }
  return Way::unknown;
}

Way Tense::way(const std::vector<Atom>& atoms, uint32_t begin, uint32_t end, const Syntax& syntax,
               const Lexicon& lexicon) const {
  const bool parsed = syntax.size() > atoms[end - 1].token;
  const uint32_t first = atoms[begin].token;
  if (after_preposition(atoms, begin, lexicon)) {
    // "By Wednesday night the gunmen had asked for money"
    const uint32_t verb =
        parsed ? syntax[head_of(first, atoms[end - 1].token + 1, syntax)].head : kNone;
    const bool reached = verb != kNone && verb > first && syntax[verb].upos == Upos::verb &&
                         of_verb(verb, syntax, lexicon) == Way::past;
    return reached ? Way::past : Way::future;
  }
  if (!parsed) return of_words(atoms, begin, lexicon);
  const Way neighbour = of_neighbour(first, syntax, lexicon);
  if (neighbour != Way::unknown) return neighbour;
  return of_parse(head_of(first, atoms[end - 1].token + 1, syntax), syntax, lexicon);
}

}  // namespace dateline::timex
