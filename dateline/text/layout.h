// Which line ends the writer meant, and which only the width of a column made.
//
// A line end is a wrap when the next line's first word would not have fitted on
// the line, given the widest line around; the trick of fmt(1) and of mail readers
// in reverse. Covered by layout_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/text/draft.h"

namespace dateline {

struct Line {
  Span span;                        // without its line end
  uint32_t width = 0;               // code points from the first to the last that is no space
  uint32_t indent = 0;              // columns of white space before
  uint32_t first_word = 0;          // code points
  Break before = Break::paragraph;  // wrap, line or paragraph
};

// The lines of text[body] that are not blank, in order.
std::vector<Line> lay_out(std::string_view text, Span body);

}  // namespace dateline
