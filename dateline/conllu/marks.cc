#include "dateline/conllu/marks.h"

#include <string_view>

namespace dateline {
namespace {

bool opens(std::string_view form) {
  return form == "“" || form == "``" || form == "„" || form == "«";
}
bool closes(std::string_view form) { return form == "”" || form == "''" || form == "»"; }
bool either(std::string_view form) { return form == "\""; }

void close_quote(Tokens& tokens, uint32_t first, uint32_t last, bool closed) {
  if (first >= last) return;
  tokens.quotes.push_back({tokens.span(first, last), first, last, closed});
  for (uint32_t t = first; t < last; ++t) tokens.tokens[t].flags |= kInQuote;
}

void mark_quotes(const Document& doc, Tokens& tokens) {
  uint32_t start = kNone;
  for (uint32_t t = 0; t < tokens.size(); ++t) {
    const std::string_view form = doc.at(tokens[t].span);
    if (start == kNone && (opens(form) || either(form))) {
      start = t + 1;
    } else if (start != kNone && (closes(form) || either(form))) {
      close_quote(tokens, start, t, true);
      start = kNone;
    }
  }
  if (start != kNone) close_quote(tokens, start, tokens.size(), false);
}

void mark_brackets(const Document& doc, Tokens& tokens, const Sentence& sentence) {
  int depth = 0;
  for (uint32_t t = sentence.first; t < sentence.last; ++t) {
    const std::string_view form = doc.at(tokens[t].span);
    if ((form == ")" || form == "]") && depth > 0) --depth;
    if (depth > 0) tokens.tokens[t].flags |= kInBrackets;
    if (form == "(" || form == "[") ++depth;
  }
}

}  // namespace

void mark_quotes_and_brackets(const Document& doc, Tokens& tokens) {
  mark_quotes(doc, tokens);
  for (const Sentence& sentence : tokens.sentences) mark_brackets(doc, tokens, sentence);
}

}  // namespace dateline
