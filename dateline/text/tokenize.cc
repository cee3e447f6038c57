#include "dateline/text/tokenize.h"

#include <utility>

#include "dateline/base/utf8.h"
#include "dateline/text/layout.h"
#include "dateline/text/quotes.h"
#include "dateline/text/sentences.h"
#include "dateline/text/word.h"

namespace dateline {
namespace {

// White space, and the control bytes that stray into wire copy.
uint32_t gap_at(std::string_view text, uint32_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte <= ' ' || byte == 0x7F) return 1;
  if (byte < 0x80) return 0;
  const CodePoint c = decode_utf8(text, at);
  return is_space(c.value) || c.value < 0xA0 ? c.length : 0;
}

uint32_t char_length(std::string_view text, uint32_t at) {
  return static_cast<unsigned char>(text[at]) < 0x80 ? 1 : decode_utf8(text, at).length;
}

// One line of the layout into tokens. Gives false when the limit is reached.
bool cut_line(const Line& line, std::string_view text, WordCutter& cutter, Draft& draft,
              uint32_t max_tokens) {
  Break before = line.before;
  for (uint32_t at = line.span.begin; at < line.span.end;) {
    if (const uint32_t gap = gap_at(text, at); gap != 0) {
      at += gap;
      continue;
    }
    uint32_t end = at;
    while (end < line.span.end && gap_at(text, end) == 0) end += char_length(text, end);
    if (draft.size() >= max_tokens) return false;
    cutter.cut(at, end);
    draft.breaks.push_back(before);
    draft.breaks.resize(draft.size(), Break::none);
    before = Break::space;
    at = end;
  }
  return true;
}

void trim(Draft& draft, uint32_t max_tokens) {
  draft.tokens.resize(max_tokens);
  draft.breaks.resize(max_tokens);
}

}  // namespace

Draft draft_of(const Document& document, const TextRules& rules, uint32_t max_tokens, Tokens& out) {
  const Span all{0, static_cast<uint32_t>(document.text.size())};
  const Span body = document.body.empty() ? all : document.body;
  const std::string_view text = std::string_view(document.text).substr(0, body.end);
  Draft draft{text, {}, {}, {}};
  draft.tokens.reserve(body.size() / 5 + 8);
  draft.breaks.reserve(body.size() / 5 + 8);
  WordCutter cutter(text, rules, draft.tokens);
  for (const Line& line : lay_out(text, body)) {
    out.cut = !cut_line(line, text, cutter, draft, max_tokens);
    if (out.cut) break;
  }
  if (draft.size() > max_tokens) {
    trim(draft, max_tokens);
    out.cut = true;
  }
  out.quotes = pair_quotes(draft);
  return draft;
}

Tokens tokenize(const Document& document, const TextRules& rules, const BoundaryModel* model,
                const TextLimits& limits) {
  Tokens out;
  Draft draft = draft_of(document, rules, limits.max_tokens, out);
  Split split = split_sentences(draft, rules, model, limits.max_sentence_tokens);
  out.sentences = std::move(split.sentences);
  out.sentence_of = std::move(split.sentence_of);
  out.tokens = std::move(draft.tokens);
  return out;
}

}  // namespace dateline
