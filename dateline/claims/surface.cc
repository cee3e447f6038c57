#include "dateline/claims/surface.h"

#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/claims/extent.h"

namespace dateline {
namespace {

const Sentence& sentence_at(const ClaimLayers& layers, uint32_t token) {
  return layers.tokens.sentences[layers.tokens.sentence_of[token]];
}

bool is_nominal(Upos upos) {
  return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron;
}

bool may_begin_phrase(Upos upos) {
  return is_nominal(upos) || upos == Upos::det || upos == Upos::adj || upos == Upos::num;
}

bool parts_clause(const ClaimLayers& layers, uint32_t token) {
  const std::string_view text = layers.text(token);
  return text == "," || text == "?" || text == "!" || is_quote_mark(layers, token);
}

// The token at `token`, or, where that is the comma that ends an aside ("Ruiz,
// who won, said"), the one before the aside; kNone where it is not nominal.
uint32_t before_aside(const ClaimLayers& layers, uint32_t token, uint32_t first) {
  constexpr uint32_t kLongestAside = 20;
  if (layers.text(token) == ",") {
    uint32_t comma = token;
    while (comma > first && token - comma < kLongestAside)
      if (layers.text(--comma) == ",") break;
    if (layers.text(comma) != "," || comma == token || comma == first) return kNone;
    token = comma - 1;
  }
  return is_nominal(layers.syntax[token].upos) ? token : kNone;
}

// The head of the noun phrase that ends at `token`.
uint32_t nominal_head_back(const ClaimLayers& layers, uint32_t token, uint32_t first) {
  const Syntax& syntax = layers.syntax;
  for (int step = 0; step < kMaxClimb; ++step) {
    const uint32_t head = syntax[token].head;
    if (head == kNone || head >= token || head < first || !is_nominal(syntax[head].upos)) break;
    token = head;
  }
  return token;
}

void add_stem(std::vector<std::string>& out, std::string stem) {
  const size_t n = stem.size();
  if (n < 2) return;
  out.push_back(stem);
  out.push_back(stem + "e");
  if (stem[n - 1] == stem[n - 2]) out.push_back(stem.substr(0, n - 1));
  if (stem[n - 1] == 'i') out.push_back(stem.substr(0, n - 1) + "y");
}

constexpr uint32_t kLongestSpeaker = 14, kLongestRest = 12;  // words

bool is_finite(const Syntax& syntax, uint32_t token) {
  return is_tensed(syntax, token) || syntax.xpos(token) == "MD";
}

bool opens_clause(const ClaimLayers& layers, uint32_t token) {
  const Syntax& syntax = layers.syntax;
  return syntax[token].upos == Upos::sconj || is_finite(syntax, token) ||
         is_relative(layers, token);
}

// Where the noun phrase that ends before `verb` begins, right after a comma; kNone where there is
// none.
uint32_t speaker_after_comma(const ClaimLayers& layers, uint32_t verb, uint32_t first) {
  const Syntax& syntax = layers.syntax;
  if (!is_nominal(syntax[verb - 1].upos)) return kNone;
  for (uint32_t t = verb - 1; t > first && verb - t <= kLongestSpeaker; --t) {
    if (layers.text(t) == ",") return may_begin_phrase(syntax[t + 1].upos) ? t + 1 : kNone;
    if (opens_clause(layers, t) || syntax[t].upos == Upos::punct) return kNone;
  }
  return kNone;
}

// The end of what follows the verb up to the next comma or the end of the sentence, where that
// holds no clause of its own; kNone where it does.
uint32_t end_of_aside(const ClaimLayers& layers, uint32_t from, const Sentence& sentence) {
  for (uint32_t t = from; t < sentence.last && t - from <= kLongestRest; ++t) {
    const std::string_view text = layers.text(t);
    if (text == "," || text == ";" || text == "." || t + 1 == sentence.last) return t;
    if (opens_clause(layers, t) || layers.syntax[t].upos == Upos::punct) return kNone;
  }
  return kNone;
}

bool holds_clause(const ClaimLayers& layers, TokenRange words) {
  if (layers.syntax[words.first].upos == Upos::sconj) return false;
  for (uint32_t t = words.first; t < words.last; ++t)
    if (is_finite(layers.syntax, t) && !layers.tokens[t].has(kInQuote)) return true;
  return false;
}

}  // namespace

TokenRange aside_around(const ClaimLayers& layers, uint32_t verb) {
  const Sentence& sentence = sentence_at(layers, verb);
  if (verb < sentence.first + 2) return {};
  const bool inverted = layers.text(verb - 1) == "," && verb + 1 < sentence.last &&
                        may_begin_phrase(layers.syntax[verb + 1].upos);
  const uint32_t begin = inverted ? verb : speaker_after_comma(layers, verb, sentence.first);
  if (begin == kNone || !holds_clause(layers, {sentence.first, begin - 1})) return {};
  const uint32_t end = end_of_aside(layers, verb + 1, sentence);
  return end == kNone ? TokenRange{} : TokenRange{begin, end};
}

uint32_t phrase_head_at(const ClaimLayers& layers, uint32_t token) {
  const Syntax& syntax = layers.syntax;
  const Sentence& sentence = sentence_at(layers, token);
  if (!may_begin_phrase(syntax[token].upos)) return kNone;
  uint32_t at = token;
  for (int step = 0; step < kMaxClimb; ++step) {
    const uint32_t head = syntax[at].head;
    const bool further = head != kNone && head > at && head < sentence.last &&
                         (is_nominal(syntax[head].upos) || !is_nominal(syntax[at].upos));
    if (!further || syntax[head].upos == Upos::verb) break;
    at = head;
  }
  return is_nominal(syntax[at].upos) ? at : kNone;
}

uint32_t speaker_beside(const ClaimLayers& layers, TokenRange cue) {
  const Sentence& sentence = sentence_at(layers, cue.first);
  const bool opens = cue.first == sentence.first || parts_clause(layers, cue.first - 1);
  if (opens && cue.last < sentence.last) return phrase_head_at(layers, cue.last);
  if (cue.first == sentence.first) return kNone;
  // ", an official close to the mediation said": the phrase behind the comma, not its last noun.
  if (const uint32_t begin = speaker_after_comma(layers, cue.first, sentence.first); begin != kNone)
    if (const uint32_t head = phrase_head_at(layers, begin); head != kNone) return head;
  const uint32_t at = before_aside(layers, cue.first - 1, sentence.first);
  return at == kNone ? kNone : nominal_head_back(layers, at, sentence.first);
}

std::vector<TokenRange> speech_beside(const ClaimLayers& layers, TokenRange cue,
                                      TokenRange source) {
  const Sentence& sentence = sentence_at(layers, cue.first);
  const TokenRange core{std::min(cue.first, source.empty() ? cue.first : source.first),
                        std::max(cue.last, source.last)};
  TokenSet set(sentence.first, sentence.last);
  for (uint32_t t = sentence.first; t < sentence.last; ++t)
    if (!core.has(t) && layers.tokens[t].has(kInQuote)) set.add(t);
  if (auto quoted = pieces(layers, set); !quoted.empty()) return quoted;
  if (core.first > sentence.first + 1 && parts_clause(layers, core.first - 1))
    set.add_range(sentence.first, core.first);
  else
    set.add_range(core.last, sentence.last);
  return pieces(layers, set);
}

std::vector<TokenRange> speech_after(const ClaimLayers& layers, TokenRange cue) {
  const Sentence& sentence = sentence_at(layers, cue.first);
  TokenSet set(sentence.first, sentence.last);
  for (uint32_t t = cue.last; t < sentence.last; ++t)
    if (layers.tokens[t].has(kInQuote)) set.add(t);
  if (auto quoted = pieces(layers, set); !quoted.empty()) return quoted;
  set.add_range(cue.last, sentence.last);
  return pieces(layers, set);
}

std::vector<std::string> possible_lemmas(std::string_view form) {
  const std::string word = lower(form);
  std::vector<std::string> out;
  for (std::string_view ending : {"ing", "ed", "es", "s"})
    if (word.ends_with(ending)) add_stem(out, word.substr(0, word.size() - ending.size()));
  return out;
}

}  // namespace dateline
