// Questions that the stage asks of a dependency tree: who is the subject here,
// which preposition stands on this noun, which tokens belong to this clause.
//
// All walks are loops with an explicit stack or a bounded number of steps: a
// hostile tree cannot overflow them. Relations are those of UD English.
// Covered by tests/claims_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/claims/layers.h"
#include "dateline/doc/document.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"

namespace dateline {

// The longest chain of heads that a walk upward follows.
inline constexpr int kMaxClimb = 40;

// The relation without its subtype: nsubj for nsubj:pass.
bool is_subject(Deprel rel);
bool is_clause(Deprel rel);  // ccomp, xcomp, csubj, acl, advcl and subtypes, parataxis, root
bool is_relative(const ClaimLayers& layers,
                 uint32_t token);  // who, which, that, whom, not "the WHO"
bool is_passive(const Syntax& syntax, uint32_t verb);
bool is_tensed(const Syntax& syntax, uint32_t token);  // past or present form of a verb, no modal

// A direct dependent that is the grammatical subject (not expletive), or kNone;
// of several, the nearest before the predicate.
uint32_t own_subject(const Syntax& syntax, uint32_t predicate);
// The one who acts in `predicate`: its own subject, or the one it shares by
// coordination or control; for a passive its agent. kNone where the text hides it.
uint32_t logical_subject(const Syntax& syntax, uint32_t predicate);
// What is done to: object, or subject of a passive. kNone where there is none.
uint32_t logical_object(const Syntax& syntax, uint32_t predicate);

// Lemma of the preposition or subordinator on `token`, with the words fixed to
// it ("according to"); empty where there is none. Lower case.
std::string marker(const Document& doc, const Tokens& tokens, const Syntax& syntax, uint32_t token);
// The token of that preposition or subordinator, or kNone.
uint32_t marker_token(const Syntax& syntax, uint32_t token);

// The nearest ancestor-or-self that heads a clause (a root at the latest).
uint32_t clause_head(const Syntax& syntax, uint32_t token);
bool is_ancestor(const Syntax& syntax, uint32_t ancestor, uint32_t token);

// A set of tokens of one sentence.
class TokenSet {
 public:
  TokenSet(uint32_t first, uint32_t last) : first_(first), in_(last - first, 0) {}

  bool has(uint32_t token) const { return inside(token) && in_[token - first_] != 0; }
  void add(uint32_t token) {
    if (inside(token)) in_[token - first_] = 1;
  }
  void drop(uint32_t token) {
    if (inside(token)) in_[token - first_] = 0;
  }
  void add_range(uint32_t from, uint32_t to);
  // The subtree of `token`, less the subtree of `without`.
  void add_subtree(const Syntax& syntax, uint32_t token, uint32_t without = kNone);
  void drop_subtree(const Syntax& syntax, uint32_t token);
  void drop_all(const TokenSet& other);
  uint32_t first() const { return first_; }
  uint32_t last() const { return first_ + static_cast<uint32_t>(in_.size()); }

 private:
  bool inside(uint32_t token) const { return token >= first_ && token - first_ < in_.size(); }
  template <class Visit>
  void walk(const Syntax& syntax, uint32_t token, uint32_t without, Visit visit);

  uint32_t first_;
  std::vector<uint8_t> in_;
};

}  // namespace dateline
