#include "dateline/claims/tree.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

// The predicate whose subject `predicate` shares, or kNone.
uint32_t shares_with(const Syntax& syntax, uint32_t predicate) {
  switch (syntax[predicate].rel) {
    case Deprel::conj:
    case Deprel::advcl:
    case Deprel::xcomp:
    case Deprel::ccomp:
    case Deprel::parataxis:
      return syntax[predicate].head;
    default:
      return kNone;
  }
}

bool is_participle_of_noun(const Syntax& syntax, uint32_t verb) {
  return syntax[verb].rel == Deprel::acl && syntax.feature("VerbForm", verb) != "Inf";
}

// The governor's participant that controls the subject of its complement.
uint32_t controller(const Syntax& syntax, uint32_t governor, Deprel rel) {
  if (rel == Deprel::xcomp) {
    if (const uint32_t object = syntax.child(governor, Deprel::obj); object != kNone) return object;
  }
  return own_subject(syntax, governor);
}

}  // namespace

bool is_subject(Deprel rel) {
  return rel == Deprel::nsubj || rel == Deprel::nsubj_pass || rel == Deprel::nsubj_outer;
}

bool is_clause(Deprel rel) {
  switch (rel) {
    case Deprel::root:
    case Deprel::ccomp:
    case Deprel::xcomp:
    case Deprel::csubj:
    case Deprel::csubj_outer:
    case Deprel::csubj_pass:
    case Deprel::acl:
    case Deprel::acl_relcl:
    case Deprel::advcl:
    case Deprel::advcl_relcl:
    case Deprel::parataxis:
      return true;
    default:
      return false;
  }
}

bool is_relative(const ClaimLayers& layers, uint32_t token) {
  if (layers.syntax[token].upos != Upos::pron) return false;
  const std::string_view lemma = layers.syntax.lemma(token);
  if (lemma != "who" && lemma != "which" && lemma != "that" && lemma != "whom") return false;
  const std::string_view text = layers.text(token);
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_tensed(const Syntax& syntax, uint32_t token) {
  const std::string_view tag = syntax.xpos(token);
  return tag == "VBD" || tag == "VBZ" || tag == "VBP";
}

bool is_passive(const Syntax& syntax, uint32_t verb) {
  if (syntax.has_child(verb, Deprel::aux_pass) || syntax.has_child(verb, Deprel::nsubj_pass) ||
      syntax.has_child(verb, Deprel::csubj_pass))
    return true;
  if (syntax.has_child(verb, Deprel::nsubj) || syntax.has_child(verb, Deprel::obj)) return false;
  if (syntax.has_child(verb, Deprel::obl_agent)) return true;
  const Deprel rel = syntax[verb].rel;
  return syntax.xpos(verb) == "VBN" && !syntax.has_child(verb, Deprel::aux) &&
         (rel == Deprel::acl || rel == Deprel::advcl || rel == Deprel::amod);
}

uint32_t own_subject(const Syntax& syntax, uint32_t predicate) {
  uint32_t subject = kNone;
  for (uint32_t c : syntax.children(predicate)) {
    if (!is_subject(syntax[c].rel)) continue;
    if (subject == kNone || c < predicate) subject = c;
  }
  return subject;
}

uint32_t logical_subject(const Syntax& syntax, uint32_t predicate) {
  if (is_passive(syntax, predicate)) return syntax.child(predicate, Deprel::obl_agent);
  for (int step = 0; step < kMaxClimb && predicate != kNone; ++step) {
    if (const uint32_t own = own_subject(syntax, predicate); own != kNone) return own;
    if (syntax.has_child(predicate, Deprel::expl)) return kNone;
    if (is_participle_of_noun(syntax, predicate)) return syntax[predicate].head;
    const uint32_t governor = shares_with(syntax, predicate);
    if (governor == kNone) return kNone;
    const uint32_t shared = controller(syntax, governor, syntax[predicate].rel);
    if (shared != kNone) return shared;
    predicate = governor;
  }
  return kNone;
}

uint32_t logical_object(const Syntax& syntax, uint32_t predicate) {
  if (!is_passive(syntax, predicate)) return syntax.child(predicate, Deprel::obj);
  if (const uint32_t own = syntax.child(predicate, Deprel::nsubj_pass); own != kNone) return own;
  if (const uint32_t own = own_subject(syntax, predicate); own != kNone) return own;
  const Deprel rel = syntax[predicate].rel;
  if (rel == Deprel::acl || rel == Deprel::amod) return syntax[predicate].head;
  const uint32_t governor = shares_with(syntax, predicate);
  return governor == kNone ? kNone : controller(syntax, governor, rel);
}

uint32_t marker_token(const Syntax& syntax, uint32_t token) {
  for (uint32_t c : syntax.children(token))
    if (syntax[c].rel == Deprel::case_ || syntax[c].rel == Deprel::mark) return c;
  return kNone;
}

std::string marker(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                   uint32_t token) {
  const uint32_t at = marker_token(syntax, token);
  if (at == kNone) return {};
  std::string text = lower(doc.at(tokens[at].span));
  for (uint32_t c : syntax.children(at))
    if (syntax[c].rel == Deprel::fixed) text += " " + lower(doc.at(tokens[c].span));
  return text;
}

uint32_t clause_head(const Syntax& syntax, uint32_t token) {
  for (int step = 0; step < kMaxClimb; ++step) {
    const Word& word = syntax[token];
    if (word.head == kNone || is_clause(word.rel)) return token;
    if (word.rel == Deprel::conj && word.upos == Upos::verb) return token;
    token = word.head;
  }
  return token;
}

bool is_ancestor(const Syntax& syntax, uint32_t ancestor, uint32_t token) {
  for (int step = 0; step < kMaxClimb && token != kNone; ++step) {
    if (token == ancestor) return true;
    token = syntax[token].head;
  }
  return false;
}

void TokenSet::add_range(uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; ++i) add(i);
}

// Visits the subtree of `token` but not that of `without`. Tokens of another
// sentence (a broken tree) are passed over.
template <class Visit>
void TokenSet::walk(const Syntax& syntax, uint32_t token, uint32_t without, Visit visit) {
  std::vector<uint32_t> open{token};
  size_t steps = 0;
  while (!open.empty() && ++steps <= in_.size()) {
    const uint32_t at = open.back();
    open.pop_back();
    if (at == without || !inside(at)) continue;
    visit(at);
    for (uint32_t c : syntax.children(at)) open.push_back(c);
  }
}

void TokenSet::add_subtree(const Syntax& syntax, uint32_t token, uint32_t without) {
  walk(syntax, token, without, [&](uint32_t t) { add(t); });
}

void TokenSet::drop_subtree(const Syntax& syntax, uint32_t token) {
  walk(syntax, token, kNone, [&](uint32_t t) { drop(t); });
}

void TokenSet::drop_all(const TokenSet& other) {
  for (uint32_t t = first_; t < last(); ++t)
    if (other.has(t)) drop(t);
}

}  // namespace dateline
