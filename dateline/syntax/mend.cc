#include "dateline/syntax/mend.h"

#include <utility>
#include <vector>

namespace dateline {
namespace {

// "The charity Oxfam criticized": a noun and the name behind it in one role are one phrase.
void join_names_to_their_nouns(uint32_t first, uint32_t last, Syntax& syntax) {
  const auto may_join = [](Deprel rel) {
    return rel == Deprel::nsubj || rel == Deprel::obj || rel == Deprel::obl ||
           rel == Deprel::nmod;
  };
  for (uint32_t token = first + 1; token < last; ++token) {
    Word& noun = syntax.words[token - 1];
    const Word& name = syntax.words[token];
    const bool nouns = noun.upos == Upos::noun || noun.upos == Upos::propn;
    if (!nouns || name.upos != Upos::propn || name.head == kNone || noun.head != name.head ||
        noun.rel != name.rel || !may_join(noun.rel))
      continue;
    for (uint32_t t = first; t + 1 < token; ++t)
      if (syntax.words[t].head == token - 1 && syntax.words[t].rel == Deprel::case_)
        syntax.words[t].head = token;
    noun.head = token;
    noun.rel = noun.upos == Upos::noun ? Deprel::nmod_desc : Deprel::compound;
  }
}

// "The two later dined": a number that hangs on the adverb behind it is the verb's subject.
void free_numbers_of_adverbs(uint32_t first, uint32_t last, Syntax& syntax) {
  for (uint32_t token = first; token < last; ++token) {
    Word& word = syntax.words[token];
    if (word.rel != Deprel::nummod || word.head == kNone || word.head < token) continue;
    const Word& adverb = syntax.words[word.head];
    const bool before_verb = adverb.upos == Upos::adv && adverb.rel == Deprel::advmod &&
                             adverb.head != kNone && adverb.head > word.head;
    if (!before_verb || syntax.words[adverb.head].upos != Upos::verb) continue;
    word.head = adverb.head;
    word.rel = Deprel::nsubj;
  }
}

// "Soreide is due to meet Lavrov": an adjective with a copula is no mark of the verb behind it.
void raise_adjectives_with_verbs(uint32_t first, uint32_t last, Syntax& syntax) {
  for (uint32_t token = first; token < last; ++token) {
    const Word& copula = syntax.words[token];
    if (copula.rel != Deprel::cop || copula.head == kNone) continue;
    Word& adjective = syntax.words[copula.head];
    if (adjective.rel != Deprel::mark || adjective.upos != Upos::adj || adjective.head == kNone)
      continue;
    Word& verb = syntax.words[adjective.head];
    const uint32_t at = copula.head;
    adjective.head = std::exchange(verb.head, at);
    adjective.rel = std::exchange(verb.rel, Deprel::xcomp);
  }
}

// "The general met minister Zehri": of two subjects the one behind the verb is its object.
void make_second_subjects_objects(uint32_t first, uint32_t last, Syntax& syntax) {
  std::vector<bool> subject_before(last - first);
  for (uint32_t token = first; token < last; ++token) {
    Word& word = syntax.words[token];
    if (word.rel != Deprel::nsubj || word.head == kNone) continue;
    auto&& has_subject = subject_before[word.head - first];
    if (token < word.head)
      has_subject = true;
    else if (has_subject && syntax.words[word.head].upos == Upos::verb)
      word.rel = Deprel::obj;
  }
}

}  // namespace

void mend(uint32_t first, uint32_t last, Syntax& syntax) {
  join_names_to_their_nouns(first, last, syntax);
  free_numbers_of_adverbs(first, last, syntax);
  raise_adjectives_with_verbs(first, last, syntax);
  make_second_subjects_objects(first, last, syntax);
}

}  // namespace dateline
