#include "dateline/claims/frame.h"

#include <algorithm>

namespace dateline {
namespace {

using Found = std::optional<FrameMatch>;

Found clause(FrameKind kind, std::vector<uint32_t> roots, uint32_t head, uint32_t without = kNone) {
  FrameMatch match;
  match.kind = kind;
  match.roots = std::move(roots);
  match.head = head;
  match.without = without;
  match.clausal = true;
  return match;
}

Found phrase(FrameKind kind, std::vector<uint32_t> roots, uint32_t head, uint32_t without = kNone) {
  Found match = clause(kind, std::move(roots), head, without);
  match->clausal = false;
  return match;
}

bool is_finite_clause(Deprel rel) {
  return rel == Deprel::ccomp || rel == Deprel::csubj_pass || rel == Deprel::csubj;
}

// A phrase of which a quotation is the most: said "not yet".
bool is_quoted(const ClaimLayers& layers, uint32_t token) {
  return layers.tokens[token].has(kInQuote);
}

// A phrase that stands right after the cue but hangs elsewhere in the tree.
Found phrase_next_to(const ClaimLayers& layers, uint32_t cue, std::string_view prep) {
  const Syntax& syntax = layers.syntax;
  const Sentence& sentence = layers.tokens.sentences[layers.tokens.sentence_of[cue]];
  const uint32_t next = cue + 1;
  if (next + 1 >= sentence.last || layers.text(next) != prep) return {};
  const uint32_t head = syntax[next].head;
  if (head == kNone || head <= next || head >= sentence.last || is_ancestor(syntax, head, cue))
    return {};
  Found match = phrase(FrameKind::prep, {head}, head);
  match->prep = next;
  return match;
}

class VerbFrames {
 public:
  VerbFrames(const ClaimLayers& layers, uint32_t verb, bool may_cite)
      : layers_(layers),
        syntax_(layers.syntax),
        verb_(verb),
        passive_(is_passive(syntax_, verb)),
        may_cite_(may_cite) {}

  Found match(const Cue& cue, const CueFrame& frame) const {
    switch (frame.kind) {
      case FrameKind::that:
        return that(cue);
      case FrameKind::quote:
        return quoted(that(cue));
      case FrameKind::hear_prep:
        return with_phrase(frame, false);
      case FrameKind::obj_prep:
        return with_phrase(frame, true);
      case FrameKind::obj_inf:
        return object_infinitive(true);
      case FrameKind::hear_inf:
        return object_infinitive(false);
      case FrameKind::inf:
        return infinitive();
      case FrameKind::prep:
        return prepositional(frame.prep);
      case FrameKind::obj:
        return object();
      case FrameKind::subject:
        return raised();
      case FrameKind::cite:
        return cited();
      default:
        return {};
    }
  }

 private:
  uint32_t child(Deprel rel) const { return syntax_.child(verb_, rel); }

  Found that(const Cue& cue) const {
    if (Found found = complement(); found) return found;
    if (Found found = interrupted(cue); found) return found;
    if (Found found = said_of(cue); found) return found;
    if (const uint32_t after = child(Deprel::parataxis); after != kNone && after > verb_ &&
                                                         own_subject(syntax_, verb_) != kNone &&
                                                         !cue.has(FrameKind::obj))
      return clause(FrameKind::that, {after}, after);
    if (const uint32_t obj = child(Deprel::obj);
        obj != kNone && is_quoted(layers_, obj) && !is_quoted(layers_, verb_))
      return clause(FrameKind::that, {obj}, obj);
    return {};
  }

  // The first clause that depends on the verb; "Long resisted, the plan was passed, he said" may
  // be parsed as two.
  Found complement() const {
    std::vector<uint32_t> clauses;
    for (uint32_t c : syntax_.children(verb_))
      if (is_finite_clause(syntax_[c].rel) && !trails(c) &&
          (clauses.empty() || (clauses[0] < verb_ && c < verb_)))
        clauses.push_back(c);
    if (clauses.empty()) return {};
    const uint32_t head = clauses.back();
    return clause(FrameKind::that, std::move(clauses), head);
  }

  Found quoted(Found found) const {
    if (!found || is_quoted(layers_, verb_) || !is_quoted(layers_, found->head)) return {};
    return found;
  }

  // ", he said, giving their rifles to police": a participle that goes on with what he said.
  bool trails(uint32_t clause) const {
    if (clause < verb_ + 2 || syntax_.xpos(clause) != "VBG" ||
        own_subject(syntax_, clause) != kNone)
      return false;
    return layers_.text(verb_ + 1) == "," && !is_quoted(layers_, clause) && comes_after_head();
  }

  bool comes_after_head() const {
    const uint32_t head = syntax_[verb_].head;
    return head != kNone && head < verb_;
  }

  // "The talks failed, he said", which a parser may hang as an adverbial clause.
  bool is_bare_aside() const {
    if (syntax_[verb_].rel != Deprel::advcl || !comes_after_head()) return false;
    const uint32_t subject = own_subject(syntax_, verb_);
    if (subject == kNone || subject > verb_ || syntax_.has_child(verb_, Deprel::aux)) return false;
    const Span clause = syntax_.subtree(verb_);
    return clause.begin > 0 &&
           (layers_.text(clause.begin) == "," || layers_.text(clause.begin - 1) == ",") &&
           marker(layers_.doc, layers_.tokens, syntax_, verb_).empty() &&
           syntax_.xpos(verb_) != "VBG";
  }

  // "The talks, he said, failed" and "as officials say".
  Found interrupted(const Cue& cue) const {
    const Word& word = syntax_[verb_];
    if (word.head == kNone || own_subject(syntax_, verb_) == kNone) return {};
    if (child(Deprel::obj) != kNone && !cue.has(FrameKind::hear)) return {};
    const bool aside = word.rel == Deprel::parataxis;
    const bool as =
        word.rel == Deprel::advcl && marker(layers_.doc, layers_.tokens, syntax_, verb_) == "as";
    if (!aside && !as && !is_bare_aside()) return {};
    return clause(FrameKind::that, {word.head}, word.head, verb_);
  }

  // "is said to have fled": the subject is part of the content, the source is hidden.
  Found said_of(const Cue& cue) const {
    const uint32_t complement = child(Deprel::xcomp);
    if (!passive_ || complement == kNone || cue.has(FrameKind::hear)) return {};
    const uint32_t subject = logical_object(syntax_, verb_);
    Found match = clause(FrameKind::that, {complement}, complement);
    if (subject != kNone) match->roots.push_back(subject);
    match->without = verb_;
    match->hidden_source = true;
    return match;
  }

  Found with_phrase(const CueFrame& frame, bool object_too) const {
    const uint32_t object = logical_object(syntax_, verb_);
    if (object == kNone) return {};
    for (uint32_t c : syntax_.children(verb_)) {
      if (!may_complement(syntax_[c].rel) || c == object) continue;
      if (marker(layers_.doc, layers_.tokens, syntax_, c) != frame.prep) continue;
      Found match = phrase(frame.kind, {c}, c);
      match->prep = marker_token(syntax_, c);
      if (object_too) {
        match->roots.push_back(object);
        match->prep = passive_ ? match->prep : kNone;
        match->without = is_ancestor(syntax_, object, verb_) ? verb_ : kNone;
      }
      match->hidden_source = passive_ && object_too;
      return match;
    }
    return {};
  }

  static bool may_complement(Deprel rel) {
    return rel == Deprel::obl || rel == Deprel::advcl || rel == Deprel::xcomp ||
           rel == Deprel::advmod || rel == Deprel::ccomp;
  }

  Found object_infinitive(bool object_too) const {
    const uint32_t object = logical_object(syntax_, verb_);
    const uint32_t complement = child(Deprel::xcomp);
    if (object == kNone || complement == kNone) return {};
    Found match =
        clause(object_too ? FrameKind::obj_inf : FrameKind::hear_inf, {complement}, complement);
    if (object_too) match->roots.push_back(object);
    if (is_ancestor(syntax_, object, verb_)) match->without = verb_;
    match->hidden_source = passive_ && syntax_[verb_].rel != Deprel::acl;
    return match;
  }

  Found infinitive() const {
    if (passive_) return {};
    for (uint32_t c : syntax_.children(verb_)) {
      const Deprel rel = syntax_[c].rel;
      if (rel == Deprel::xcomp || (rel == Deprel::ccomp && own_subject(syntax_, c) == kNone))
        return clause(FrameKind::inf, {c}, c);
    }
    return {};
  }

  Found prepositional(std::string_view prep) const {
    for (uint32_t c : syntax_.children(verb_)) {
      if (!may_complement(syntax_[c].rel)) continue;
      if (marker(layers_.doc, layers_.tokens, syntax_, c) != prep) continue;
      Found match = phrase(FrameKind::prep, {c}, c);
      match->prep = marker_token(syntax_, c);
      match->clausal = syntax_[c].rel != Deprel::obl;
      return match;
    }
    return phrase_next_to(layers_, verb_, prep);
  }

  Found object() const {
    const uint32_t object = logical_object(syntax_, verb_);
    if (object != kNone) {
      Found match = phrase(FrameKind::obj, {object}, object);
      if (is_ancestor(syntax_, object, verb_)) match->without = verb_;
      if (const uint32_t more = child(Deprel::xcomp); more != kNone) match->roots.push_back(more);
      match->hidden_source =
          passive_ && syntax_[verb_].rel != Deprel::acl && syntax_[verb_].rel != Deprel::amod;
      return match;
    }
    if (Found found = infinitive(); found) return found;
    return relative_gap();
  }

  // "the cuts that the council opposed": the noun is the object.
  Found relative_gap() const {
    const Word& word = syntax_[verb_];
    if (word.rel != Deprel::acl_relcl || word.head == kNone) return {};
    const uint32_t subject = own_subject(syntax_, verb_);
    if (subject == kNone || is_relative(layers_, subject)) return {};
    return phrase(FrameKind::obj, {word.head}, word.head, verb_);
  }

  // "The deal seems to hold."
  Found raised() const {
    if (const uint32_t c = child(Deprel::ccomp); c != kNone) {
      Found match = clause(FrameKind::subject, {c}, c);
      match->hidden_source = true;
      return match;
    }
    const uint32_t subject = own_subject(syntax_, verb_);
    const uint32_t complement = child(Deprel::xcomp);
    if (subject == kNone || complement == kNone) return {};
    Found match = clause(FrameKind::subject, {subject, complement}, complement);
    match->hidden_source = true;
    return match;
  }

  // "..., citing officials": the object is the source of the governing clause.
  Found cited() const {
    const uint32_t object = child(Deprel::obj);
    const Word& word = syntax_[verb_];
    if (object == kNone) return {};
    if (Found quoted = quoted_as_saying(object); quoted) return quoted;
    if (!may_cite_ || word.rel != Deprel::advcl || word.head == kNone) return {};
    Found match = clause(FrameKind::cite, {word.head}, word.head, verb_);
    match->source = object;
    return match;
  }

  // "quoted a minister as saying that ..."
  Found quoted_as_saying(uint32_t object) const {
    for (uint32_t c : syntax_.children(verb_)) {
      if (marker(layers_.doc, layers_.tokens, syntax_, c) != "as") continue;
      const uint32_t said = syntax_.child(c, Deprel::ccomp);
      if (said == kNone) continue;
      Found match = clause(FrameKind::cite, {said}, said);
      match->source = object;
      return match;
    }
    return {};
  }

  const ClaimLayers& layers_;
  const Syntax& syntax_;
  uint32_t verb_;
  bool passive_;
  bool may_cite_;
};

// The first cue and frame that fit, the more telling frame before the less.
template <class Frames>
Found best(std::span<const Cue> cues, const Frames& frames) {
  Found found;
  for (const Cue& cue : cues) {
    for (const CueFrame& frame : cue.frames) {
      if (found && frame.kind >= found->kind) continue;
      Found match = frames.match(cue, frame);
      if (!match) continue;
      match->kind = frame.kind;
      match->cue = &cue;
      found = std::move(match);
    }
  }
  return found;
}

bool is_infinitive(const Syntax& syntax, uint32_t token) {
  return syntax.feature("VerbForm", token) == "Inf" || syntax.xpos(token) == "VB";
}

class NounFrames {
 public:
  NounFrames(const ClaimLayers& layers, uint32_t noun)
      : layers_(layers), syntax_(layers.syntax), noun_(noun) {}

  Found match(const Cue&, const CueFrame& frame) const {
    switch (frame.kind) {
      case FrameKind::that:
        return that();
      case FrameKind::inf:
        return infinitive();
      case FrameKind::prep:
        return prepositional(frame.prep);
      default:
        return {};
    }
  }

 private:
  Found that() const {
    for (uint32_t c : syntax_.children(noun_)) {
      const Deprel rel = syntax_[c].rel;
      if (rel == Deprel::ccomp || (rel == Deprel::acl && is_that_clause(c)))
        return clause(FrameKind::that, {c}, c);
    }
    return equation();
  }

  bool is_that_clause(uint32_t token) const {
    return marker(layers_.doc, layers_.tokens, syntax_, token) == "that";
  }

  // "The claim is that ..."
  Found equation() const {
    const Word& word = syntax_[noun_];
    if (!is_subject(word.rel) || word.head == kNone || !is_that_clause(word.head)) return {};
    Found match = clause(FrameKind::that, {word.head}, word.head, noun_);
    return match;
  }

  Found infinitive() const {
    const uint32_t c = syntax_.child(noun_, Deprel::acl);
    if (c == kNone || !is_infinitive(syntax_, c)) return {};
    return clause(FrameKind::inf, {c}, c);
  }

  Found prepositional(std::string_view prep) const {
    for (uint32_t c : syntax_.children(noun_)) {
      const Deprel rel = syntax_[c].rel;
      if (rel != Deprel::nmod && rel != Deprel::acl) continue;
      if (marker(layers_.doc, layers_.tokens, syntax_, c) != prep) continue;
      Found match = phrase(FrameKind::prep, {c}, c);
      match->prep = marker_token(syntax_, c);
      match->clausal = rel == Deprel::acl;
      return match;
    }
    return phrase_next_to(layers_, noun_, prep);
  }

  const ClaimLayers& layers_;
  const Syntax& syntax_;
  uint32_t noun_;
};

class AdjectiveFrames {
 public:
  AdjectiveFrames(const ClaimLayers& layers, uint32_t adjective)
      : layers_(layers), syntax_(layers.syntax), adjective_(adjective) {}

  Found match(const Cue&, const CueFrame& frame) const {
    for (uint32_t c : syntax_.children(adjective_)) {
      const Deprel rel = syntax_[c].rel;
      if (frame.kind == FrameKind::that && rel == Deprel::ccomp) return clause(frame.kind, {c}, c);
      if (frame.kind == FrameKind::inf && takes_infinitive(rel, c))
        return clause(frame.kind, {c}, c);
      if (frame.kind == FrameKind::prep && takes_phrase(rel, c, frame.prep)) {
        Found match = phrase(frame.kind, {c}, c);
        match->prep = marker_token(syntax_, c);
        match->clausal = rel != Deprel::obl;
        return match;
      }
    }
    return {};
  }

 private:
  bool takes_infinitive(Deprel rel, uint32_t token) const {
    return (rel == Deprel::xcomp || rel == Deprel::advcl) && is_infinitive(syntax_, token);
  }
  bool takes_phrase(Deprel rel, uint32_t token, std::string_view prep) const {
    if (rel != Deprel::obl && rel != Deprel::advcl && rel != Deprel::nmod &&
        rel != Deprel::obl_agent)
      return false;
    return marker(layers_.doc, layers_.tokens, syntax_, token) == prep;
  }

  const ClaimLayers& layers_;
  const Syntax& syntax_;
  uint32_t adjective_;
};

}  // namespace

std::optional<FrameMatch> match_verb(const ClaimLayers& layers, uint32_t verb,
                                     std::span<const Cue> cues, bool may_cite) {
  return best(cues, VerbFrames(layers, verb, may_cite));
}

std::optional<FrameMatch> match_noun(const ClaimLayers& layers, uint32_t noun,
                                     std::span<const Cue> cues) {
  return best(cues, NounFrames(layers, noun));
}

std::optional<FrameMatch> match_adjective(const ClaimLayers& layers, uint32_t adjective,
                                          std::span<const Cue> cues) {
  return best(cues, AdjectiveFrames(layers, adjective));
}

bool is_over(const Syntax& syntax, const CueLexicon& lexicon, uint32_t clause) {
  const uint32_t meant = syntax[clause].head;
  const uint32_t mark = syntax.child(clause, Deprel::mark);
  if (meant == kNone || syntax[meant].head == kNone || mark == kNone ||
      syntax[clause].rel != Deprel::advcl || syntax.xpos(clause) != "VBD")
    return false;
  const uint32_t to = syntax.child(meant, Deprel::mark);
  return to != kNone && syntax.xpos(to) == "TO" &&
         !lexicon.find(CueKind::over, syntax.lemma(mark)).empty();
}

}  // namespace dateline
