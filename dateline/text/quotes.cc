#include "dateline/text/quotes.h"

#include <array>
#include <optional>
#include <string_view>

namespace dateline {
namespace {

constexpr uint32_t kFarthestSingle = 300;  // tokens to look for the end of a 'quotation'

enum class Style : uint8_t { none, straight, curly, tex, angle, corner, single, curly_single };

struct Glyph {
  std::string_view form;
  Style style;
  Mark mark;  // none: decided by its neighbours
};

constexpr Glyph kGlyphs[] = {
    {"\"", Style::straight, Mark::none},    {"“", Style::curly, Mark::opens},
    {"”", Style::curly, Mark::closes},      {"„", Style::curly, Mark::opens},
    {"``", Style::tex, Mark::opens},        {"''", Style::tex, Mark::none},
    {"«", Style::angle, Mark::opens},       {"»", Style::angle, Mark::closes},
    {"「", Style::corner, Mark::opens},     {"」", Style::corner, Mark::closes},
    {"‘’", Style::curly, Mark::opens},      {"’’", Style::curly, Mark::closes},
    {"'", Style::single, Mark::none},       {"‘", Style::curly_single, Mark::opens},
    {"’", Style::curly_single, Mark::none}, {"`", Style::single, Mark::opens},
};

const Glyph* glyph_of(std::string_view form) {
  if (form.size() > 6) return nullptr;
  const auto first = static_cast<unsigned char>(form[0]);
  if (first != '"' && first != '\'' && first != '`' && first < 0x80) return nullptr;
  for (const Glyph& glyph : kGlyphs)
    if (glyph.form == form) return &glyph;
  return nullptr;
}

bool single(Style style) { return style == Style::single || style == Style::curly_single; }

bool word_like(std::string_view form) {
  const auto c = static_cast<unsigned char>(form[0]);
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= 0xC3 && c != 0xE2);
}

class Pairing {
 public:
  explicit Pairing(Draft& draft) : draft_(draft) { draft.marks.assign(draft.size(), Mark::none); }

  std::vector<Quote> run() {
    for (uint32_t i = 0; i < draft_.size(); ++i) step(i);
    if (depth_ > 0) finish(draft_.size(), false);
    return std::move(quotes_);
  }

 private:
  bool touches_before(uint32_t i) const { return draft_.breaks[i] == Break::none && i > 0; }

  void step(uint32_t i) {
    const bool paragraph = draft_.breaks[i] == Break::paragraph;
    if (paragraph) brackets_ = 0;
    const Glyph* glyph = glyph_of(draft_.form(i));
    if (paragraph && depth_ > 0 && continues(i, glyph)) {
      draft_.marks[i] = Mark::opens;  // the same quotation, opened anew
      depth_ = 1;
      return;
    }
    if (paragraph && depth_ > 0) finish(i, false);
    if (glyph != nullptr && quote(i, *glyph)) return;
    bracket(i);
    if (depth_ > 0) draft_.tokens[i].flags |= kInQuote;
  }

  bool continues(uint32_t i, const Glyph* glyph) const {
    return glyph != nullptr && glyph->style == styles_[0] && glyph->mark != Mark::closes &&
           draft_.touches_next(i);
  }

  void bracket(uint32_t i) {
    const std::string_view form = draft_.form(i);
    const bool closes = form == ")" || form == "]";
    if (closes && brackets_ > 0) --brackets_;
    if (brackets_ > 0) draft_.tokens[i].flags |= kInBrackets;
    if (form == "(" || form == "[") ++brackets_;
  }

  // True when token i is a quotation mark.
  bool quote(uint32_t i, const Glyph& glyph) {
    const Mark mark = glyph.mark != Mark::none ? glyph.mark
                      : single(glyph.style)    ? judge_single(i)
                                               : judge_straight(i, glyph.style);
    if (mark == Mark::opens && (!single(glyph.style) || closes_later(i, glyph.style)))
      return open(i, glyph.style);
    if (mark == Mark::closes) return close(i, glyph.style);
    return false;
  }

  Mark judge_straight(uint32_t i, Style style) const {
    const bool before = touches_before(i), after = draft_.touches_next(i);
    if (before && !after) return Mark::closes;
    if (after && !before) return Mark::opens;
    return open_index(style) ? Mark::closes : Mark::opens;
  }

  Mark judge_single(uint32_t i) const {
    const bool before = touches_before(i) && !opener(i - 1), after = draft_.touches_next(i);
    if (!before && after) return Mark::opens;
    if (before && (!after || !word_like(draft_.form(i + 1)))) return Mark::closes;
    return Mark::none;
  }

  bool opener(uint32_t i) const {
    const std::string_view form = draft_.form(i);
    return draft_.marks[i] == Mark::opens || form == "(" || form == "[" || form == "—" ||
           form == "--";
  }

  bool closes_later(uint32_t i, Style style) const {
    for (uint32_t j = i + 1; j < draft_.size() && j < i + kFarthestSingle; ++j) {
      if (draft_.breaks[j] == Break::paragraph) return false;
      const Glyph* glyph = glyph_of(draft_.form(j));
      if (glyph == nullptr || glyph->style != style) continue;
      if (judge_single(j) == Mark::closes) return true;
      if (judge_single(j) == Mark::opens && style == Style::single) return false;
    }
    return false;
  }

  std::optional<size_t> open_index(Style style) const {
    for (size_t i = depth_; i-- > 0;)
      if (styles_[i] == style) return i;
    return std::nullopt;
  }

  bool open(uint32_t i, Style style) {
    if (open_index(style) == 0u) finish(i, false);  // its end was forgotten
    if (depth_ == styles_.size()) return false;
    if (depth_ == 0)
      quotes_.push_back({{}, i + 1, i + 1, false});
    else
      draft_.tokens[i].flags |= kInQuote;
    styles_[depth_++] = style;
    draft_.marks[i] = Mark::opens;
    return true;
  }

  bool close(uint32_t i, Style style) {
    auto index = open_index(style);
    if (!index && depth_ == 1 && !single(style) && !single(styles_[0])) index = 0;  // “mixed"
    if (!index) return false;
    draft_.marks[i] = Mark::closes;
    if (*index == 0)
      finish(i, true);
    else
      draft_.tokens[i].flags |= kInQuote;
    depth_ = *index;
    return true;
  }

  // The open quotation ends before token `last`.
  void finish(uint32_t last, bool closed) {
    Quote& quote = quotes_.back();
    quote.last = last;
    quote.closed = closed;
    depth_ = 0;
    if (quote.first >= quote.last) return quotes_.pop_back();
    quote.span = {draft_.tokens[quote.first].span.begin, draft_.tokens[last - 1].span.end};
  }

  Draft& draft_;
  std::vector<Quote> quotes_;
  std::array<Style, 8> styles_{};
  size_t depth_ = 0;
  uint32_t brackets_ = 0;
};

}  // namespace

std::vector<Quote> pair_quotes(Draft& draft) { return Pairing(draft).run(); }

}  // namespace dateline
