// Tags, lemmas, dependency trees and named entities over Tokens, in the terms
// of Universal Dependencies v2 (universaldependencies.org).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/base/symbols.h"

namespace dateline {

// Alphabetical, as in UD.
enum class Upos : uint8_t {
  adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x,
};
std::string_view to_string(Upos tag);              // "ADJ"
bool from_string(std::string_view text, Upos& tag);  // false: no such tag

// UD relations with the subtypes that the English treebanks use. Append only.
enum class Deprel : uint8_t {
  acl, acl_relcl, advcl, advcl_relcl, advmod, amod, appos, aux, aux_pass, case_, cc, cc_preconj,
  ccomp, compound, compound_prt, conj, cop, csubj, csubj_outer, csubj_pass, dep, det, det_predet,
  discourse, dislocated, expl, fixed, flat, goeswith, iobj, list, mark, nmod, nmod_desc, nmod_poss,
  nmod_unmarked, nsubj, nsubj_outer, nsubj_pass, nummod, obj, obl, obl_agent, obl_unmarked, orphan,
  parataxis, punct, reparandum, root, vocative, xcomp,
};
std::string_view to_string(Deprel relation);                // "nsubj:pass"
bool from_string(std::string_view text, Deprel& relation);  // false: no such relation

enum class EntityType : uint8_t {
  none, person, organization, location, facility, norp, date, money, product, miscellaneous,
};
std::string_view to_string(EntityType type);  // "Person"
bool from_string(std::string_view text, EntityType& type);

struct Word {
  uint32_t head = kNone;  // index of the head token; kNone at the root of a sentence
  Symbol lemma = Symbol::empty;
  Symbol xpos = Symbol::empty;   // Penn tag
  Symbol feats = Symbol::empty;  // "Number=Sing|Person=3", empty for none
  Upos upos = Upos::x;
  Deprel rel = Deprel::dep;
};

struct NamedEntity {
  uint32_t first = 0;  // tokens
  uint32_t last = 0;
  EntityType type = EntityType::none;
  float score = 0;  // probability of the weakest of its labels
};

struct Syntax {
  Symbols symbols;
  std::vector<Word> words;            // one for each token, same index
  std::vector<NamedEntity> entities;  // in text order, not overlapping
  // The model's guess whether what each token says happened, from -3 (did not)
  // to 3 (did), as UDS It-Happened; meaningful at predicates. Empty: no guess.
  std::vector<float> factuality;
  // What the model makes of each token for classifiers over predicates, `meaning_width`
  // numbers a token: the outputs of its event layer, or where it has none the word vector
  // and the encoder's state. Empty: none.
  std::vector<float> meaning;
  uint32_t meaning_width = 0;

  // What the second reader (dateline/syntax/second_reader.h) made of the sentences that it was
  // asked about: `reread_width` numbers a token at its row of `reread`; kNone where it was not
  // asked. Empty: it was asked about none.
  std::vector<float> reread;
  std::vector<uint32_t> reread_row;
  uint32_t reread_width = 0;

  // Filled by index_children(): dependents of a token, in text order.
  std::vector<uint32_t> child_start;  // size() + 1 entries
  std::vector<uint32_t> child_list;

  uint32_t size() const { return static_cast<uint32_t>(words.size()); }
  const Word& operator[](uint32_t token) const { return words[token]; }
  std::string_view lemma(uint32_t token) const& { return symbols.text(words[token].lemma); }
  std::string_view xpos(uint32_t token) const& { return symbols.text(words[token].xpos); }
  std::string_view feats(uint32_t token) const& { return symbols.text(words[token].feats); }
  std::span<const uint32_t> children(uint32_t token) const& {
    return {child_list.data() + child_start[token], child_start[token + 1] - child_start[token]};
  }
  // Empty where the model gives none.
  std::span<const float> meaning_of(uint32_t token) const& {
    return std::span(meaning).subspan(size_t{token} * meaning_width, meaning_width);
  }
  bool was_reread(uint32_t token) const {
    return !reread_row.empty() && reread_row[token] != kNone;
  }
  // Empty where it was not.
  std::span<const float> reread_of(uint32_t token) const& {
    if (!was_reread(token)) return {};
    return std::span(reread).subspan(size_t{reread_row[token]} * reread_width, reread_width);
  }
  // The first dependent with that relation, or kNone.
  uint32_t child(uint32_t token, Deprel relation) const;
  bool has_child(uint32_t token, Deprel relation) const { return child(token, relation) != kNone; }
  // First token and one past the last token of the subtree of `token`.
  // The trees need not be projective: the range is the cover.
  Span subtree(uint32_t token) const;
  // "Past" for feature("Tense", token) of "Tense=Past|VerbForm=Fin"; empty where absent.
  std::string_view feature(std::string_view name, uint32_t token) const;

  // Call once after the heads are set.
  void index_children();
};

}  // namespace dateline
