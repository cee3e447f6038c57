#include "dateline/read/header.h"

#include <algorithm>
#include <cstdlib>

#include "dateline/base/utf8.h"
#include "dateline/read/wire_dateline.h"

namespace dateline {
namespace {

constexpr int kMostHeaderLines = 16;
constexpr int kMostFieldLines = 6;  // under the dateline
constexpr size_t kLongestHeadline = 200;
constexpr int kMostHeadlineWords = 30;
constexpr size_t kLongestByline = 140;
constexpr int kFarthestDateline = 45;  // days between a dateline and the date that the input gives

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

std::string_view trim_blanks(std::string_view text) {
  for (bool more = true; more;) {
    const size_t before = text.size();
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.starts_with(kNoBreakSpace)) text.remove_prefix(2);
    if (text.ends_with(kNoBreakSpace)) text.remove_suffix(2);
    more = text.size() != before;
  }
  return text;
}

bool no_small_letters(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (char c : text) {
    if (!blank(c) && !inside) ++words;
    inside = !blank(c);
  }
  return words;
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t,"), text.size()));
}

bool starts_capital(std::string_view text) {
  const char32_t c = decode_utf8(text, 0).value;
  return is_upper(c) || (c >= '0' && c <= '9') || c == '\'' || c == '"' || c == 0x2018 ||
         c == 0x201C;
}

bool headline_like(std::string_view line) {
  if (line.empty() || line.size() > kLongestHeadline || !starts_capital(line)) return false;
  if (std::string_view(".:;,").find(line.back()) != std::string_view::npos) return false;
  if (line.ends_with(".\"") || line.ends_with(".”")) return false;
  return count_words(line) <= kMostHeadlineWords && count_words(line) >= 2;
}

// "By JANE DOE and John Roe in Beijing": capitals, or small words from the data.
bool byline_like(std::string_view line, const WireMarks& marks) {
  const size_t mark = marks.byline(line);
  if (mark == 0 || line.size() > kLongestByline || line.back() == '.') return false;
  std::string_view rest = trim_blanks(line.substr(mark));
  if (rest.empty() || marks.month(first_word(rest)) != 0 || marks.weekday(first_word(rest)) != 0)
    return false;
  while (!rest.empty()) {
    const std::string_view word = first_word(rest);
    const char32_t first = decode_utf8(word, 0).value;
    if (!word.empty() && is_letter(first) && !is_upper(first) && !marks.joiner(word)) return false;
    if (!word.empty() && first >= '0' && first <= '9') return false;
    rest = trim_blanks(rest.substr(std::min(word.size() + 1, rest.size())));
  }
  return true;
}

// BC-KOREA-CHINA/SUMMIT (UPDATE 1, PIX); korea-china-summit
bool slug_like(std::string_view line, const WireMarks& marks) {
  if (line.size() > 80 || line.back() == '.') return false;
  if (marks.slug(line)) return count_words(line) <= 6;
  const std::string_view word = first_word(line);
  const auto joints =
      std::count_if(word.begin(), word.end(), [](char c) { return c == '-' || c == '/'; });
  if (no_small_letters(line)) return joints >= 1 && word.size() >= 6 && count_words(line) <= 6;
  const bool small =
      std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return small && joints >= 2 && word.size() == line.size();
}

// A notice mark that begins the line, alone or in brackets: kind, and bytes taken.
std::optional<WireMarks::NoticeMark> notice_at(std::string_view line, const WireMarks& marks) {
  const bool bracket = !line.empty() && (line[0] == '(' || line[0] == '[');
  const std::string_view inner = bracket ? line.substr(1) : line;
  auto mark = marks.notice(inner);
  if (!mark) return std::nullopt;
  if (bracket) {
    const size_t close = line.find(line[0] == '(' ? ')' : ']');
    if (close == std::string_view::npos) return std::nullopt;
    return WireMarks::NoticeMark{mark->kind, close + 1};
  }
  if (!no_small_letters(inner.substr(0, mark->length))) return std::nullopt;
  if (mark->kind == NoticeKind::embargo || mark->kind == NoticeKind::advisory)
    return WireMarks::NoticeMark{mark->kind, line.size()};
  size_t end = mark->length;
  while (end < line.size() && (line[end] == ' ' || (line[end] >= '0' && line[end] <= '9'))) ++end;
  if (end == line.size()) return WireMarks::NoticeMark{mark->kind, end};
  if (line.substr(end).starts_with("—") || line.substr(end).starts_with("–"))
    return WireMarks::NoticeMark{mark->kind, end + 3};
  if (std::string_view(":-/").find(line[end]) == std::string_view::npos) return std::nullopt;
  while (end < line.size() && std::string_view(":-/ ").find(line[end]) != std::string_view::npos)
    ++end;
  return WireMarks::NoticeMark{mark->kind, end};
}

class HeaderReading {
 public:
  HeaderReading(Document& document, const WireMarks& marks) : doc_(document), marks_(marks) {}

  void run() {
    skip_blank_lines();
    for (int n = 0; n < kMostHeaderLines && at_ < doc_.text.size() && !found_body_; ++n) {
      const std::string_view line = this_line();
      if (line.empty() || !take(line)) break;
      skip_blank_lines();
    }
    if (found_body_) pass_fields();
    if (yearless_) adopt_date(*yearless_, yearless_span_);
    uint32_t end = static_cast<uint32_t>(doc_.text.size());
    while (end > at_ && blank(doc_.text[end - 1])) --end;
    doc_.body = {std::min(at_, end), end};
  }

 private:
  std::string_view text() const { return doc_.text; }

  void skip_blank_lines() {
    while (at_ < doc_.text.size()) {
      const bool wide = text().substr(at_).starts_with(kNoBreakSpace);
      if (!wide && !blank(doc_.text[at_])) return;
      at_ += wide ? 2 : 1;
    }
  }

  // From here to the end of the line, trimmed on the right; never the whole of a
  // long paragraph's bytes more than once.
  std::string_view this_line() const {
    const size_t end = std::min(text().find_first_of("\n\r\f", at_), text().size());
    return trim_blanks(text().substr(at_, end - at_));
  }

  uint32_t offset_of(std::string_view part) const {
    return static_cast<uint32_t>(part.data() - doc_.text.data());
  }
  Span span_of(std::string_view part) const {
    const uint32_t begin = offset_of(part);
    return {begin, begin + static_cast<uint32_t>(part.size())};
  }
  void pass(std::string_view line) { at_ = span_of(line).end; }

  // Some exports put their fields under the dateline: "KHARTOUM (Reuters) -", "Date: 2019-04-06".
  void pass_fields() {
    for (int n = 0; n < kMostFieldLines; ++n) {
      skip_blank_lines();
      const std::string_view line = this_line();
      if (line.empty() || !(take_date_line(line) || take_labelled(line))) return;
    }
  }

  // True when the line, or the start of it, belongs to the header.
  bool take(std::string_view line) {
    return take_date_line(line) || take_labelled(line) || take_notice(line) || take_byline(line) ||
           take_agency(line) || take_dateline(line) || take_slug(line) || take_headline(line);
  }

  bool take_notice(std::string_view line) {
    const auto notice = notice_at(line, marks_);
    if (!notice) return false;
    const std::string_view words = trim_blanks(line.substr(0, notice->length));
    doc_.notices.push_back({notice->kind, span_of(words)});
    at_ += static_cast<uint32_t>(notice->length);
    return true;
  }

  bool take_date_line(std::string_view line) {
    auto head = read_date_line(line, marks_);
    if (!head) return false;
    if (dated_) head->date.reset();  // the first of "Published" and "Updated"
    adopt(*head, offset_of(line));
    dated_ = doc_.published.has_value();
    pass(line);
    return true;
  }

  bool take_labelled(std::string_view line) {
    const size_t colon = line.substr(0, 40).find(':');
    if (colon == std::string_view::npos) return false;
    const auto label = marks_.label(trim_blanks(line.substr(0, colon)));
    const std::string_view value = trim_blanks(line.substr(colon + 1));
    if (!label || value.empty() || value.size() > kLongestHeadline) return false;
    if (*label == HeaderLabel::date && !labelled_date(value)) return false;
    set_labelled(*label, value);
    pass(line);
    return true;
  }

  // "2018-08-08", "10:22 GMT, 8 Aug 2018", seconds since 1970.
  std::optional<CivilDate> labelled_date(std::string_view value) const {
    if (const auto date = read_field_date(value, marks_)) return date;
    const auto line = read_date_line(value, marks_);
    return line ? line->date->civil() : std::nullopt;
  }

  void set_date(std::string_view value) {
    if (doc_.published) return;  // an earlier line, or the input's own field
    doc_.published = labelled_date(value);
    dated_ = true;
    doc_.published_span = span_of(value);
  }

  void set_labelled(HeaderLabel label, std::string_view value) {
    switch (label) {
      case HeaderLabel::title:
        if (doc_.title.empty()) {
          doc_.title = value;
          doc_.title_span = span_of(value);
        }
        return;
      case HeaderLabel::date:
        return set_date(value);
      case HeaderLabel::source:
        return set_publication(span_of(value),
                               marks_.agency(value).empty() ? value : marks_.agency(value));
      case HeaderLabel::byline:
        doc_.byline = span_of(value);
        return;
      case HeaderLabel::place:
        doc_.dateline_place = span_of(value);
        return;
      case HeaderLabel::url:
        if (doc_.url.empty()) doc_.url = value;
        return;
      case HeaderLabel::slug:
        return;
    }
  }

  void set_publication(Span span, std::string_view name) {
    doc_.publication_span = span;
    if (doc_.publication.empty()) doc_.publication = name;
  }

  bool take_byline(std::string_view line) {
    if (!byline_like(line, marks_)) return false;
    if (doc_.byline.empty()) doc_.byline = span_of(line);
    after_byline_ = true;
    pass(line);
    return true;
  }

  // A line that is an agency's name: "(AFP)", "Reuters"; after a byline also
  // "Associated Press Writer".
  bool take_agency(std::string_view line) {
    std::string_view name = line;
    if (name.starts_with('(') && name.ends_with(')')) name = name.substr(1, name.size() - 2);
    const size_t known = name.size() <= 60 ? marks_.agency_prefix(name) : 0;
    const bool whole = known > 0 && known == name.size();
    if (!whole &&
        !(known > 0 && after_byline_ && count_words(name.substr(known)) <= 2 && name.back() != '.'))
      return false;
    set_publication(span_of(name.substr(0, known)), marks_.agency(name.substr(0, known)));
    pass(line);
    return true;
  }

  bool take_dateline(std::string_view line) {
    const auto head = read_dateline(line, marks_);
    if (!head) return false;
    adopt(*head, offset_of(line));
    at_ += head->length;
    found_body_ = true;
    return true;
  }

  bool take_slug(std::string_view line) {
    if (slugs_ > 1 || !slug_like(line, marks_)) return false;
    ++slugs_;
    pass(line);
    return true;
  }

  bool take_headline(std::string_view line) {
    const bool known = !doc_.title.empty() && line == trim_blanks(doc_.title);
    if (!known && (!doc_.title.empty() || !headline_like(line) || !set_apart(line))) return false;
    if (!known) {
      doc_.title = line;
      doc_.title_span = span_of(line);
    }
    pass(line);
    return true;
  }

  // A headline has a blank line after it, or more header; and a story to head.
  bool set_apart(std::string_view line) const {
    const uint32_t end = span_of(line).end;
    size_t next = end;
    int line_ends = 0;
    for (; next < text().size() && blank(text()[next]); ++next) line_ends += text()[next] == '\n';
    if (next >= text().size()) return false;
    if (line_ends >= 2) return true;
    const size_t stop = std::min(text().find_first_of("\n\r\f", next), text().size());
    const std::string_view following = trim_blanks(text().substr(next, stop - next));
    const LineShape shape = shape_of(following, marks_);
    return shape == LineShape::dateline || shape == LineShape::header ||
           byline_like(following, marks_) || read_dateline(following, marks_).has_value();
  }

  // "JOLO, Philippines" of the dateline says more than "JOLO" of the header.
  bool is_fuller(Span place) const {
    const std::string_view held = doc_.at(doc_.dateline_place), told = doc_.at(place);
    return held.empty() ||
           (told.size() > held.size() && lower(told.substr(0, held.size())) == lower(held));
  }

  // Takes over the parts of a dateline that begins at byte `base`.
  void adopt(const WireDateline& head, uint32_t base) {
    const auto moved = [&](Span span) { return Span{span.begin + base, span.end + base}; };
    if (!head.place.empty() && is_fuller(moved(head.place)))
      doc_.dateline_place = moved(head.place);
    if (!head.name.empty()) set_publication(moved(head.agency), head.name);
    if (head.date) adopt_date(*head.date, moved(head.date_span));
  }

  // The day that the dateline names is the day the story is told from, where it is
  // near the date that the input gives; without a year it needs that date.
  void adopt_date(const HeaderDate& date, Span span) {
    const auto known = doc_.published;
    const auto day = known ? date.civil_near(*known) : date.civil();
    doc_.published_span = span;
    if (!day) {
      yearless_ = date;
      yearless_span_ = span;
      return;
    }
    if (!known || std::abs(days_between(*known, *day)) <= kFarthestDateline) doc_.published = day;
  }

  Document& doc_;
  const WireMarks& marks_;
  uint32_t at_ = 0;
  int slugs_ = 0;
  std::optional<HeaderDate> yearless_;  // "April 22", until a later line gives the year
  Span yearless_span_;
  bool dated_ = false;  // by a line of its own, not only by the dateline
  bool after_byline_ = false;
  bool found_body_ = false;
};

}  // namespace

void read_header(Document& document, const WireMarks& marks) {
  HeaderReading(document, marks).run();
}

LineShape shape_of(std::string_view line, const WireMarks& marks) {
  line = trim_blanks(line);
  if (line.empty()) return LineShape::prose;
  if (const auto head = read_date_line(line, marks))
    return head->name.empty() && head->place.empty() ? LineShape::loose : LineShape::header;
  if (marks.slug(line) && slug_like(line, marks)) return LineShape::header;
  if (const auto head = read_dateline(line, marks); head && !head->name.empty())
    return LineShape::dateline;
  const bool loose = notice_at(line, marks) || byline_like(line, marks) || slug_like(line, marks) ||
                     headline_like(line);
  return loose ? LineShape::loose : LineShape::prose;
}

}  // namespace dateline
