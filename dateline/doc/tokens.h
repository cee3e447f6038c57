// Sentences and tokens as spans of the original bytes, cut the way Universal
// Dependencies English cuts them: "don't" is "do" + "n't", "Kim's" is "Kim" +
// "'s", "Jong-un" is "Jong" + "-" + "un".
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/base/span.h"

namespace dateline {

enum TokenFlag : uint16_t {
  kSpaceAfter = 1,     // white space follows, or the text ends
  kInQuote = 2,        // inside quotation marks (the marks themselves not)
  kInBrackets = 4,     // inside (...) or [...]
  kWordContinues = 8,  // the next token is of the same orthographic word, a UD
                       // multiword token: "do|n't", "Kim|'s"
};

struct Token {
  Span span;
  uint16_t flags = 0;

  bool has(TokenFlag flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(Token) <= 32);

enum class SentenceKind : uint8_t { prose, headline, list_item, all_caps, fragment };

struct Sentence {
  uint32_t first = 0;  // index of the first token
  uint32_t last = 0;   // one past the last token
  Span span;
  uint32_t paragraph = 0;  // blank lines and new blocks count up
  SentenceKind kind = SentenceKind::prose;
  bool cut = false;  // the token limit ended it, not the text

  uint32_t size() const { return last - first; }
};

// A quotation, marks not included; may run over several sentences or paragraphs.
struct Quote {
  Span span;
  uint32_t first = 0;  // tokens
  uint32_t last = 0;
  bool closed = true;  // false: the text never closed it
};

struct Tokens {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Quote> quotes;      // outermost quotations in text order
  std::vector<uint32_t> sentence_of;  // token index → sentence index
  bool cut = false;               // the document limit was reached

  uint32_t size() const { return static_cast<uint32_t>(tokens.size()); }
  const Token& operator[](uint32_t i) const { return tokens[i]; }
  // Bytes of tokens [first, last). REQUIRES: first < last.
  Span span(uint32_t first, uint32_t last) const {
    return {tokens[first].span.begin, tokens[last - 1].span.end};
  }
};

}  // namespace dateline
