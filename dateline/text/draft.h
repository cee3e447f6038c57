// Tokens on their way to becoming sentences: what the passes of tokenize() share.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dateline/doc/tokens.h"

namespace dateline {

// What stands before a token.
enum class Break : uint8_t {
  none,       // nothing: the tokens touch
  space,      // white space on one line
  wrap,       // a line end that only the width of the column asked for
  line,       // a line end that the writer meant
  paragraph,  // a blank line, a form feed, a new indented block
};

// What a token does for quotations.
enum class Mark : uint8_t { none, opens, closes };

struct Draft {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Break> breaks;  // one for each token
  std::vector<Mark> marks;    // one for each token

  uint32_t size() const { return static_cast<uint32_t>(tokens.size()); }
  std::string_view form(uint32_t token) const {
    return text.substr(tokens[token].span.begin, tokens[token].span.size());
  }
  bool touches_next(uint32_t token) const {
    return token + 1 < size() && breaks[token + 1] == Break::none;
  }
};

}  // namespace dateline
