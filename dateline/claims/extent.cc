#include "dateline/claims/extent.h"

#include <algorithm>

namespace dateline {
namespace {

bool is_punct(const ClaimLayers& layers, uint32_t token) {
  return layers.syntax[token].upos == Upos::punct;
}

bool belongs_to_cue(const Syntax& syntax, uint32_t token, uint32_t cue) {
  if (syntax[token].head != cue) return false;
  switch (syntax[token].rel) {
    case Deprel::aux:
    case Deprel::aux_pass:
    case Deprel::cop:
    case Deprel::compound_prt:
      return true;
    case Deprel::advmod:  // not "a nurse there said"
      return syntax.lemma(token) != "there";
    case Deprel::mark:
      return syntax.lemma(token) == "to";
    default:
      return false;
  }
}

bool is_modifier_of_cue_noun(const Syntax& syntax, uint32_t token, uint32_t cue) {
  return syntax[cue].upos == Upos::noun && syntax[token].head == cue &&
         (syntax[token].rel == Deprel::amod || syntax[token].rel == Deprel::det);
}

// Where a piece of content may begin or end: not at a comma, a stop or a dash.
bool is_trimmable(const ClaimLayers& layers, uint32_t token) {
  return is_punct(layers, token) && !is_quote_mark(layers, token) && layers.text(token) != ")" &&
         layers.text(token) != "(";
}

// A comma or stop inside a closing quotation mark stays: "Yes," he said.
TokenRange trimmed(const ClaimLayers& layers, TokenRange r) {
  while (!r.empty() && is_trimmable(layers, r.first)) ++r.first;
  while (!r.empty() && is_trimmable(layers, r.last - 1)) --r.last;
  return r;
}

// Takes in the quotation mark that stands before or after a quoted piece, with
// the comma inside it.
TokenRange with_quote_marks(const ClaimLayers& layers, TokenRange r, const Sentence& sentence) {
  if (r.empty()) return r;
  if (r.first > sentence.first && layers.tokens[r.first].has(kInQuote) &&
      is_quote_mark(layers, r.first - 1))
    --r.first;
  uint32_t after = r.last;
  while (after < sentence.last && layers.tokens[after].has(kInQuote) && is_punct(layers, after))
    ++after;
  if (after < sentence.last && layers.tokens[r.last - 1].has(kInQuote) &&
      is_quote_mark(layers, after))
    r.last = after + 1;
  return r;
}

bool only_punct(const ClaimLayers& layers, uint32_t from, uint32_t to) {
  for (uint32_t t = from; t < to; ++t)
    if (!is_punct(layers, t)) return false;
  return true;
}

void drop_range(TokenSet& set, TokenRange r) {
  for (uint32_t t = r.first; t < r.last; ++t) set.drop(t);
}

bool is_quoted(const ClaimLayers& layers, TokenRange r) {
  for (uint32_t t = r.first; t < r.last; ++t)
    if (!layers.tokens[t].has(kInQuote) && !is_quote_mark(layers, t)) return false;
  return true;
}

// '"No," he said at the time': what follows the cue outside the quotation that
// stands before it is not content.
std::vector<TokenRange> without_asides(const ClaimLayers& layers, std::vector<TokenRange> found,
                                       TokenRange cue) {
  if (found.empty() || found.front().first >= cue.first || !is_quoted(layers, found.front()))
    return found;
  std::erase_if(found, [&](TokenRange r) { return r.first >= cue.last && !is_quoted(layers, r); });
  return found;
}

TokenRange run_around(const TokenSet& set, uint32_t token) {
  TokenRange run{token, token + 1};
  while (run.first > set.first() && set.has(run.first - 1)) --run.first;
  while (run.last < set.last() && set.has(run.last)) ++run.last;
  return run;
}

}  // namespace

bool is_quote_mark(const ClaimLayers& layers, uint32_t token) {
  const std::string_view text = layers.text(token);
  return text == "\"" || text == "'" || text == "``" || text == "''" || text == "\u201c" ||
         text == "\u201d" || text == "\u2018" || text == "\u2019" || text == "\u00ab" ||
         text == "\u00bb";
}

TokenRange cue_extent(const ClaimLayers& layers, uint32_t cue_head, uint32_t prep) {
  const Syntax& syntax = layers.syntax;
  const Sentence& sentence = layers.tokens.sentences[layers.tokens.sentence_of[cue_head]];
  TokenRange r{cue_head, cue_head + 1};
  while (r.first > sentence.first && (belongs_to_cue(syntax, r.first - 1, cue_head) ||
                                      is_modifier_of_cue_noun(syntax, r.first - 1, cue_head)))
    --r.first;
  while (r.last < sentence.last && syntax[r.last].head == cue_head &&
         syntax[r.last].rel == Deprel::compound_prt)
    ++r.last;
  if (prep == r.last) ++r.last;
  return r;
}

TokenRange source_extent(const ClaimLayers& layers, uint32_t source, uint32_t cue) {
  const Syntax& syntax = layers.syntax;
  const Sentence& sentence = layers.tokens.sentences[layers.tokens.sentence_of[source]];
  TokenSet set(sentence.first, sentence.last);
  set.add_subtree(syntax, source);
  for (uint32_t c : syntax.children(source)) {
    const bool aside = is_clause(syntax[c].rel) && (c == cue || is_ancestor(syntax, c, cue));
    const bool marks = syntax[c].rel == Deprel::case_ && c < source;
    if (aside || marks || syntax[c].rel == Deprel::parataxis) set.drop_subtree(syntax, c);
  }
  if (is_ancestor(syntax, source, cue)) set.drop_subtree(syntax, cue);
  set.add(source);
  TokenRange r = run_around(set, source);
  while (r.first < source && is_punct(layers, r.first) && layers.text(r.first) != "(") ++r.first;
  // "a nurse there said": the tree hangs the adverb on the cue.
  if (r.last < cue && syntax[r.last].head == cue && syntax.lemma(r.last) == "there") ++r.last;
  return trimmed(layers, r);
}

std::vector<TokenRange> pieces(const ClaimLayers& layers, const TokenSet& set) {
  std::vector<TokenRange> runs;
  for (uint32_t t = set.first(); t < set.last(); ++t) {
    if (!set.has(t)) continue;
    if (!runs.empty() && only_punct(layers, runs.back().last, t))
      runs.back().last = t + 1;
    else
      runs.push_back({t, t + 1});
  }
  std::vector<TokenRange> kept;
  for (TokenRange run : runs) {
    const Sentence& sentence = layers.tokens.sentences[layers.tokens.sentence_of[run.first]];
    run = with_quote_marks(layers, trimmed(layers, run), sentence);
    if (!run.empty() && !only_punct(layers, run.first, run.last)) kept.push_back(run);
  }
  return kept;
}

std::vector<TokenRange> content_extent(const ClaimLayers& layers, const FrameMatch& match,
                                       TokenRange cue, TokenRange source) {
  const Sentence& sentence = layers.tokens.sentences[layers.tokens.sentence_of[match.head]];
  TokenSet set(sentence.first, sentence.last);
  for (uint32_t root : match.roots) set.add_subtree(layers.syntax, root, match.without);
  drop_range(set, cue);
  drop_range(set, source);
  if (match.prep != kNone) set.drop(match.prep);
  return without_asides(layers, pieces(layers, set), cue);
}

}  // namespace dateline
