#include "dateline/claims/factuality.h"

#include "dateline/base/utf8.h"
#include "dateline/claims/frame.h"
#include "dateline/claims/tree.h"

namespace dateline {
namespace {

constexpr Effect kOpen{Sure::unsaid, Sure::unsaid, kHypothetical};

class Weighing {
 public:
  Weighing(const ClaimLayers& layers, const CueLexicon& lexicon, const Operators& operators,
           const Sentence& sentence)
      : layers_(layers),
        syntax_(layers.syntax),
        lexicon_(lexicon),
        operators_(operators),
        sentence_(sentence),
        base_(sentence.size()),
        state_(sentence.size()),
        done_(sentence.size(), 0) {}

  std::vector<CertaintyState> run() {
    for (uint32_t t = sentence_.first; t < sentence_.last; ++t)
      if (!inside(syntax_[t].head)) down_from(t);
    return std::move(state_);
  }

 private:
  bool inside(uint32_t t) const { return t >= sentence_.first && t < sentence_.last; }
  CertaintyState& base(uint32_t t) { return base_[t - sentence_.first]; }
  CertaintyState& state(uint32_t t) { return state_[t - sentence_.first]; }

  void down_from(uint32_t root) {
    std::vector<uint32_t> open{root};
    while (!open.empty()) {
      const uint32_t t = open.back();
      open.pop_back();
      if (done_[t - sentence_.first]++) continue;
      base(t) = inside(syntax_[t].head) && t != root ? inherited(t) : of_root(t);
      state(t) = with_own_words(t, base(t));
      for (uint32_t c : syntax_.children(t))
        if (inside(c)) open.push_back(c);
    }
  }

  // --- what a token takes from its governor
  CertaintyState of_root(uint32_t root) const {
    CertaintyState plain;
    if (is_question() || is_command(root)) return compose(plain, kOpen, root);
    return plain;
  }

  bool is_question() const {
    for (uint32_t t = sentence_.last; t-- > sentence_.first;) {
      if (layers_.text(t) == "?") return !layers_.tokens[t].has(kInQuote);
      if (syntax_[t].upos != Upos::punct) return false;
    }
    return false;
  }

  bool is_command(uint32_t root) const {
    return syntax_.feature("Mood", root) == "Imp" && own_subject(syntax_, root) == kNone;
  }

  CertaintyState inherited(uint32_t t) {
    const uint32_t head = syntax_[t].head;
    switch (syntax_[t].rel) {
      case Deprel::conj:
        return coordinated(t, head);
      case Deprel::ccomp:
      case Deprel::xcomp:
      case Deprel::csubj:
      case Deprel::csubj_pass:
        return complement(t, head);
      case Deprel::acl:
        return of_noun(t, head);
      case Deprel::acl_relcl:  // "allegations that it had bombed" may be parsed so
        return syntax_.has_child(t, Deprel::mark) ? of_noun(t, head) : relative(t, head);
      case Deprel::advcl:
      case Deprel::advcl_relcl:
        return adverbial(t, head);
      case Deprel::obj:
      case Deprel::nsubj_pass:
        return affected(head);
      case Deprel::nmod:
        return of_phrase(head);
      case Deprel::parataxis:
        return {};
      case Deprel::nsubj:
        return subject(head);
      case Deprel::obl:
        return setting(head);
      default:
        return state(head);
    }
  }

  CertaintyState coordinated(uint32_t t, uint32_t head) {
    const bool own_clause = own_subject(syntax_, t) != kNone || syntax_.has_child(t, Deprel::aux) ||
                            syntax_.feature("VerbForm", t) == "Fin";
    if (own_clause || syntax_[t].upos != Upos::verb) return base(head);
    CertaintyState shared = state(head);
    if (is_contrast(t)) shared.negative = base(head).negative;
    return shared;
  }

  bool is_contrast(uint32_t t) const {
    const uint32_t cc = syntax_.child(t, Deprel::cc);
    return cc != kNone && syntax_.lemma(cc) == "but";
  }

  // A verb with its adverb, particle or object: "has yet to reply", "stopped short of endorsing
  // him", "the talks took place".
  const Effect* phrase_effect(uint32_t verb, OperatorFrame frame) const {
    for (uint32_t c : syntax_.children(verb)) {
      const Deprel rel = syntax_[c].rel;
      if (rel != Deprel::advmod && rel != Deprel::compound_prt && rel != Deprel::obj) continue;
      const std::string phrase =
          std::string(syntax_.lemma(verb)) + " " + std::string(syntax_.lemma(c));
      if (const Effect* effect = operators_.find(OperatorKind::verb, frame, phrase); effect)
        return effect;
    }
    return nullptr;
  }

  CertaintyState complement(uint32_t t, uint32_t head) {
    if (const Effect* effect = phrase_effect(head, OperatorFrame::comp); effect)
      return compose(state(head), *effect, head);
    if (const Effect* effect = complement_effect(t, head); effect)
      return compose(state(head), *effect, head);
    return state(head);
  }

  const Effect* complement_effect(uint32_t t, uint32_t head) const {
    const Upos upos = syntax_[head].upos;
    const OperatorKind kind = upos == Upos::adj    ? OperatorKind::adj
                              : upos == Upos::noun ? OperatorKind::noun
                                                   : OperatorKind::verb;
    const std::string_view lemma = syntax_.lemma(head);
    const bool finite = syntax_[t].rel == Deprel::ccomp;
    if (finite)
      if (const Effect* cue = cue_effect(kind, lemma, true); cue) return cue;
    if (const Effect* own = operators_.find(kind, OperatorFrame::comp, lemma); own) return own;
    return cue_effect(kind, lemma, finite);
  }

  // A cue of attribution acts as its class does.
  const Effect* cue_effect(OperatorKind kind, std::string_view lemma, bool finite) const {
    const CueKind cue_kind = kind == OperatorKind::verb  ? CueKind::verb
                             : kind == OperatorKind::adj ? CueKind::adj
                                                         : CueKind::noun;
    for (const Cue& cue : lexicon_.find(cue_kind, lemma)) {
      const bool fits = finite ? cue.has(FrameKind::that)
                               : cue.has(FrameKind::inf) || cue.has(FrameKind::obj_inf) ||
                                     cue.has(FrameKind::hear_inf);
      if (fits) return &lexicon_.class_at(cue.cls).effect;
    }
    return nullptr;
  }

  // "reports that troops had crossed", and of reports that were denied the contrary.
  CertaintyState of_noun(uint32_t t, uint32_t head) {
    const std::string_view lemma = syntax_.lemma(head);
    const Effect* effect = operators_.find(OperatorKind::noun, OperatorFrame::comp, lemma);
    const bool infinitive = syntax_.feature("VerbForm", t) == "Inf";
    const bool clause = infinitive || syntax_.has_child(t, Deprel::mark);
    if (!effect && clause) effect = cue_effect(OperatorKind::noun, lemma, !infinitive);
    if (!effect && infinitive) effect = &kOpen;
    if (!effect || !clause) return positive(head);
    const CertaintyState told = compose(positive(head), *effect, head);
    return !infinitive && state(head).negative ? negate(told, syntax_[head].head) : told;
  }

  // A clause on a noun speaks for itself, unless the noun is itself open; and of what has happened:
  // "urged them to free a man whom police arrested".
  CertaintyState relative(uint32_t t, uint32_t head) {
    const bool over = syntax_.xpos(t) == "VBD";
    return state(head).level == 0 && !over ? state(head) : CertaintyState{};
  }

  CertaintyState adverbial(uint32_t t, uint32_t head) {
    if (is_over(syntax_, lexicon_, t)) return base(syntax_[head].head);
    const bool purpose = syntax_.feature("VerbForm", t) == "Inf";
    const CertaintyState around = base(head);
    const Effect* effect =
        syntax_.has_child(t, Deprel::mark) ? phrase_effect(head, OperatorFrame::comp) : nullptr;
    if (effect && own_subject(syntax_, t) == kNone) return compose(state(head), *effect, head);
    return purpose ? compose(around, kOpen, t) : around;
  }

  CertaintyState affected(uint32_t head) {
    const Effect* effect =
        operators_.find(OperatorKind::verb, OperatorFrame::obj, syntax_.lemma(head));
    return effect ? compose(state(head), *effect, head) : state(head);
  }

  CertaintyState of_phrase(uint32_t head) {
    const Effect* effect =
        operators_.find(OperatorKind::noun, OperatorFrame::obj, syntax_.lemma(head));
    return effect ? compose(positive(head), *effect, head) : positive(head);
  }

  // "The talks did not take place": no more than what is said of them.
  CertaintyState subject(uint32_t head) {
    const Effect* effect = phrase_effect(head, OperatorFrame::subj);
    if (!effect)
      effect = operators_.find(OperatorKind::verb, OperatorFrame::subj, syntax_.lemma(head));
    return effect ? compose(state(head), *effect, head) : setting(head);
  }

  // Subjects and settings share a future or a condition, not a negation.
  CertaintyState setting(uint32_t head) { return positive(head); }

  CertaintyState positive(uint32_t head) {
    CertaintyState shared = state(head);
    shared.negative = false;
    return shared;
  }

  // --- what its own words make of it
  CertaintyState with_own_words(uint32_t t, CertaintyState s) const {
    for (uint32_t c : syntax_.children(t)) s = modified(t, c, s);
    for (uint32_t c : syntax_.children(t))
      if (is_negation(t, c)) s = negate(s, c);
    if (const uint32_t no = negative_determiner(t); no != kNone) return denied(s, no);
    for (uint32_t c : syntax_.children(t))
      if (is_argument(syntax_[c].rel) && negative_determiner(c) != kNone)
        return denied(s, negative_determiner(c));
    return s;
  }

  static bool is_argument(Deprel rel) {
    return rel == Deprel::nsubj || rel == Deprel::nsubj_pass || rel == Deprel::obj;
  }

  // "no details": what it stands on, and the predicate, are not so.
  static CertaintyState denied(CertaintyState s, uint32_t cue) {
    return s.negative ? s : negate(s, cue);
  }

  uint32_t negative_determiner(uint32_t t) const {
    for (uint32_t c : syntax_.children(t))
      if (syntax_[c].rel == Deprel::det && self(OperatorKind::neg, c)) return c;
    return kNone;
  }

  bool is_negation(uint32_t t, uint32_t c) const {
    const Deprel rel = syntax_[c].rel;
    if (rel == Deprel::advmod && is_negative_phrase(c)) return true;
    // "nobody", "none of the miners", "to none of them"
    const bool argument = is_argument(rel) || rel == Deprel::iobj || rel == Deprel::obl;
    const bool place = rel == Deprel::advmod || (argument && syntax_[t].upos != Upos::noun) ||
                       rel == Deprel::cc_preconj;
    return place && operators_.find(OperatorKind::neg, OperatorFrame::self, syntax_.lemma(c));
  }

  // "no longer": the adverb with the word before it.
  bool is_negative_phrase(uint32_t c) const {
    if (c == 0 || syntax_[c - 1].head != c) return false;
    const std::string phrase = lower(layers_.text(c - 1)) + " " + lower(layers_.text(c));
    return operators_.find(OperatorKind::neg, OperatorFrame::self, phrase);
  }

  CertaintyState modified(uint32_t t, uint32_t c, CertaintyState s) const {
    const Effect* effect = own_effect(t, c);
    return effect ? compose(s, *effect, c) : s;
  }

  // "are to meet", "was to meet later on Tuesday"
  bool is_be_to(uint32_t t, uint32_t c) const {
    const std::string_view tense = syntax_.xpos(c);
    if (syntax_.lemma(c) != "be" || (tense != "VBZ" && tense != "VBP" && tense != "VBD")) return false;
    const uint32_t to = c + 1;
    return to < t && syntax_.xpos(to) == "TO" && syntax_[to].head == t && syntax_.xpos(t) == "VB";
  }

  const Effect* own_effect(uint32_t t, uint32_t c) const {
    if (is_be_to(t, c)) return operators_.find(OperatorKind::aux, OperatorFrame::self, "be to");
    switch (syntax_[c].rel) {
      case Deprel::aux:
        return self(OperatorKind::aux, c);
      case Deprel::advmod:
        return self(OperatorKind::adv, c);
      case Deprel::mark:
        return self(OperatorKind::mark, c);
      case Deprel::case_:
        return is_clause_like(t) ? self(OperatorKind::case_, c) : nullptr;
      case Deprel::amod:
        return attribute(c);
      default:
        return nullptr;
    }
  }

  // "his expected summit": a participle is listed by its form.
  const Effect* attribute(uint32_t word) const {
    const Effect* effect = self(OperatorKind::amod, word);
    if (effect || syntax_[word].upos != Upos::verb) return effect;
    return operators_.find(OperatorKind::amod, OperatorFrame::self, lower(layers_.text(word)));
  }

  bool is_clause_like(uint32_t t) const {
    return syntax_[t].upos == Upos::noun || syntax_[t].upos == Upos::verb;
  }

  const Effect* self(OperatorKind kind, uint32_t word) const {
    return operators_.find(kind, OperatorFrame::self, syntax_.lemma(word));
  }

  const ClaimLayers& layers_;
  const Syntax& syntax_;
  const CueLexicon& lexicon_;
  const Operators& operators_;
  const Sentence& sentence_;
  std::vector<CertaintyState> base_;   // before a token's own words
  std::vector<CertaintyState> state_;  // after them
  std::vector<uint8_t> done_;
};

}  // namespace

std::vector<CertaintyState> weigh_sentence(const ClaimLayers& layers, const CueLexicon& lexicon,
                                           const Operators& operators, const Sentence& sentence) {
  return Weighing(layers, lexicon, operators, sentence).run();
}

}  // namespace dateline
