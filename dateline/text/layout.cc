#include "dateline/text/layout.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr uint32_t kNarrowest = 45;  // narrower columns are lists or verse
constexpr uint32_t kWidest = 110;    // wider lines hold whole paragraphs
constexpr size_t kEnoughLines = 8;   // to speak of the document's usual width

bool line_end(char c) { return c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// Measures the line that ends at `end`.
Line measure(std::string_view text, uint32_t begin, uint32_t end) {
  Line line{{begin, end}};
  uint32_t column = 0;
  bool in_first = true;
  for (uint32_t at = begin; at < end;) {
    const CodePoint c = decode_utf8(text, at);
    at += c.length;
    ++column;
    if (is_space(c.value)) {
      if (line.width == 0)
        line.indent += c.value == '\t' ? 4 : 1;
      else
        in_first = false;
      continue;
    }
    line.width = column;
    if (in_first) ++line.first_word;
  }
  return line;
}

// The width that most full lines reach, or 0 where the text is not set in a column.
uint32_t usual_width(const std::vector<Line>& lines) {
  std::vector<uint32_t> widths;
  for (size_t i = 0; i + 1 < lines.size(); ++i)
    if (lines[i + 1].before != Break::paragraph && lines[i].width >= kNarrowest &&
        lines[i].width <= kWidest)
      widths.push_back(lines[i].width);
  if (widths.size() < kEnoughLines) return 0;
  const auto nth = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 3 / 4);
  std::nth_element(widths.begin(), nth, widths.end());
  return *nth;
}

bool bullet(std::string_view text, const Line& line) {
  const std::string_view first = text.substr(line.span.begin, line.span.size());
  const size_t at = first.find_first_not_of(" \t");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = first.substr(at);
  for (std::string_view mark : {"- ", "* ", "• ", "– ", "— ", "· ", "> "})
    if (rest.starts_with(mark)) return true;
  const size_t digits = rest.find_first_not_of("0123456789");
  return digits != 0 && digits <= 2 && digits + 1 < rest.size() &&
         (rest[digits] == '.' || rest[digits] == ')') && rest[digits + 1] == ' ';
}

bool starts_lower(std::string_view text, const Line& line) {
  for (uint32_t at = line.span.begin; at < line.span.end;) {
    const CodePoint c = decode_utf8(text, at);
    if (!is_space(c.value)) return is_letter(c.value) && !is_upper(c.value);
    at += c.length;
  }
  return false;
}

bool ends_open(std::string_view text, const Line& line) {  // no stop at its end
  uint32_t end = line.span.end;
  while (end > line.span.begin && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
  return end > line.span.begin &&
         std::string_view(".!?:;").find(text[end - 1]) == std::string_view::npos;
}

Break judge(std::string_view text, const Line& line, const Line& next, uint32_t width) {
  if (bullet(text, next)) return Break::line;
  const bool indented = next.indent >= 2 && next.indent > line.indent;
  if (indented && !ends_open(text, line)) return Break::paragraph;
  const bool column = width >= kNarrowest && width <= kWidest;
  if (column && line.width + 1 + next.first_word > width) return Break::wrap;
  return starts_lower(text, next) && ends_open(text, line) ? Break::wrap : Break::line;
}

// Lines [first, last) stand together without a blank line.
void judge_block(std::string_view text, std::vector<Line>& lines, size_t first, size_t last,
                 uint32_t usual) {
  uint32_t widest = 0;
  for (size_t i = first; i < last; ++i) widest = std::max(widest, lines[i].width);
  const uint32_t width = usual != 0 && widest <= kWidest ? usual : widest;
  for (size_t i = first + 1; i < last; ++i)
    lines[i].before = judge(text, lines[i - 1], lines[i], width);
}

}  // namespace

std::vector<Line> lay_out(std::string_view text, Span body) {
  std::vector<Line> lines;
  bool blank = true;
  for (uint32_t at = body.begin; at < body.end;) {
    uint32_t end = at;
    while (end < body.end && !line_end(text[end])) ++end;
    Line line = measure(text.substr(0, body.end), at, end);
    if (line.width > 0) {
      line.before = blank ? Break::paragraph : Break::line;
      lines.push_back(line);
    }
    const bool feed = end < body.end && text[end] == '\f';
    blank = line.width == 0 || feed;
    at = end + 1;
    if (at < body.end && text[end] == '\r' && text[at] == '\n') ++at;
  }
  const uint32_t usual = usual_width(lines);
  for (size_t first = 0; first < lines.size();) {
    size_t last = first + 1;
    while (last < lines.size() && lines[last].before != Break::paragraph) ++last;
    judge_block(text, lines, first, last, usual);
    first = last;
  }
  return lines;
}

}  // namespace dateline
