// What the regression of Factuality::score looks at, for one predicate.
//
// Each feature is a name and up to three values; a sink hashes them (the
// scorer) or writes them out (the trainer), so that both see the same.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "dateline/claims/certainty.h"
#include "dateline/claims/layers.h"
#include "dateline/claims/tree.h"

namespace dateline {

// REQUIRES: states of the sentence, indexed from its first token.
template <class Sink>
class ScoreFeatures {
 public:
  ScoreFeatures(const ClaimLayers& layers, const Sentence& sentence,
                const std::vector<CertaintyState>& states, Sink& sink)
      : layers_(layers), syntax_(layers.syntax), sentence_(sentence), states_(states), sink_(sink) {
    question_ = ends_with("?");
    exclaims_ = ends_with("!");
  }

  void of(uint32_t t) {
    sink_("bias");
    own_state(t);
    own_form(t);
    own_words(t);
    subject(t);
    governor(t);
    sentence(t);
  }

 private:
  bool inside(uint32_t t) const { return t >= sentence_.first && t < sentence_.last; }
  const CertaintyState& state(uint32_t t) const { return states_[t - sentence_.first]; }
  std::string_view lemma(uint32_t t) const { return syntax_.lemma(t); }
  std::string_view xpos(uint32_t t) const { return syntax_.xpos(t); }
  std::string_view rel(uint32_t t) const { return to_string(syntax_[t].rel); }

  bool ends_with(std::string_view mark) const {
    for (uint32_t t = sentence_.last; t-- > sentence_.first;) {
      if (layers_.text(t) == mark) return true;
      if (syntax_[t].upos != Upos::punct) return false;
    }
    return false;
  }

  // One letter for each level, aux mode and polarity: "3+", "2-f", "0+h".
  static std::string_view summary(const CertaintyState& s) {
    static constexpr std::array<std::string_view, 4> kPlus = {"0+", "1+", "2+", "3+"};
    static constexpr std::array<std::string_view, 4> kMinus = {"0-", "1-", "2-", "3-"};
    return (s.negative ? kMinus : kPlus)[s.level & 3];
  }
  static std::string_view aux_name(const CertaintyState& s) {
    static constexpr std::array<std::string_view, 4> kNames = {"", "f", "h", "fh"};
    return kNames[s.aux & 3];
  }

  void own_state(uint32_t t) {
    const CertaintyState& s = state(t);
    sink_("state", summary(s), aux_name(s));
    sink_("state.xpos", summary(s), aux_name(s), xpos(t));
    sink_("state.rel", summary(s), aux_name(s), rel(t));
    if (s.cue == kNone || !inside(s.cue)) return;
    sink_("op", lemma(s.cue), summary(s));
    if (s.cue != t) sink_("op.rel", lemma(s.cue), rel(t), summary(s));
  }

  void own_form(uint32_t t) {
    sink_("lemma", lemma(t));
    sink_("lemma.xpos", lemma(t), xpos(t));
    sink_("xpos.rel", xpos(t), rel(t));
    sink_("lemma.state", lemma(t), summary(state(t)));
  }

  void own_words(uint32_t t) {
    std::string_view first_aux, second_aux;
    bool negated = false;
    for (uint32_t c : syntax_.children(t)) {
      if (!inside(c)) continue;
      switch (syntax_[c].rel) {
        case Deprel::aux:
        case Deprel::aux_pass:
        case Deprel::cop:
          sink_("aux", lemma(c), xpos(c), xpos(t));
          (first_aux.empty() ? first_aux : second_aux) = layers_.text(c);
          break;
        case Deprel::mark: sink_("mark", lemma(c), rel(t)); break;
        case Deprel::case_: sink_("case", lemma(c), rel(t)); break;
        case Deprel::advmod:
          sink_("adv", lemma(c));
          negated = negated || lemma(c) == "not" || lemma(c) == "never";
          break;
        case Deprel::amod: sink_("amod", lemma(c)); break;
        case Deprel::det: sink_("det", lemma(c), xpos(t)); break;
        case Deprel::obj: object(c); break;
        case Deprel::xcomp:
        case Deprel::ccomp: sink_("has", rel(c), xpos(c)); break;
        case Deprel::advcl: condition(c); break;
        case Deprel::obl_unmarked: sink_("when", lemma(c), xpos(t)); break;
        default: break;
      }
    }
    sink_("tense", first_aux, second_aux, xpos(t));
    if (negated) sink_("not", first_aux, xpos(t), rel(t));
  }

  void object(uint32_t c) {
    sink_("has.obj");
    if (const uint32_t det = syntax_.child(c, Deprel::det); det != kNone)
      sink_("obj.det", lemma(det));
    if (syntax_.feature("Number", c) == "Plur") sink_("obj.plural");
  }

  void condition(uint32_t c) {
    const uint32_t mark = syntax_.child(c, Deprel::mark);
    if (mark != kNone) sink_("advcl", lemma(mark), xpos(c));
  }

  void subject(uint32_t t) {
    const uint32_t s = own_subject(syntax_, t);
    if (s == kNone) return sink_("subject.none", xpos(t), rel(t));
    if (syntax_[s].upos == Upos::pron) sink_("subject", lemma(s), xpos(t));
    sink_("subject.pos", xpos(s), rel(s));
    if (syntax_.has_child(s, Deprel::det)) sink_("subject.det", lemma(syntax_.child(s, Deprel::det)));
  }

  void governor(uint32_t t) {
    const uint32_t h = syntax_[t].head;
    if (h == kNone || !inside(h)) return;
    sink_("head", lemma(h), rel(t));
    sink_("head.form", lemma(h), rel(t), xpos(t));
    sink_("head.xpos", xpos(h), rel(t), xpos(t));
    sink_("head.state", summary(state(h)), aux_name(state(h)), rel(t));
    sink_("head.state.lemma", lemma(h), summary(state(h)), rel(t));
    for (uint32_t c : syntax_.children(h))
      if (syntax_[c].rel == Deprel::aux) sink_("head.aux", lemma(c), rel(t));
    const uint32_t up = syntax_[h].head;
    if (up != kNone && inside(up)) sink_("up", lemma(up), rel(h), rel(t));
  }

  void sentence(uint32_t t) {
    const bool root = syntax_[t].rel == Deprel::root;
    if (question_) sink_("question", root ? "root" : "", xpos(t));
    if (exclaims_) sink_("exclaims", xpos(t));
    if (layers_.tokens[t].has(kInQuote)) sink_("quoted", xpos(t));
    if (t == sentence_.first) sink_("first", xpos(t), rel(t));
    uint32_t top = t;
    for (int step = 0; step < kMaxClimb && syntax_[top].head != kNone && inside(syntax_[top].head); ++step)
      top = syntax_[top].head;
    if (top == t) return;
    sink_("root", xpos(top), rel(t), xpos(t));
    sink_("root.state", summary(state(top)), aux_name(state(top)), rel(t));
  }

  const ClaimLayers& layers_;
  const Syntax& syntax_;
  const Sentence& sentence_;
  const std::vector<CertaintyState>& states_;
  Sink& sink_;
  bool question_ = false, exclaims_ = false;
};

}  // namespace dateline
