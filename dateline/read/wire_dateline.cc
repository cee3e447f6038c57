#include "dateline/read/wire_dateline.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr size_t kLongestPlace = 70;
constexpr size_t kLongestAgency = 60;
constexpr size_t kShortestStory = 60;  // after "PLACE: "
constexpr int kMostPlaceWords = 6;

bool blank(char c) { return c == ' ' || c == '\t'; }

size_t skip_blanks(std::string_view text, size_t at) {
  while (at < text.size() && blank(text[at])) ++at;
  return at;
}

bool ascii_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

bool no_small_letters(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (is_letter(c.value) && !is_upper(c.value) && c.value < 0x2E80) return false;
    at += c.length;
  }
  return true;
}

size_t count_letters(std::string_view text) {
  size_t letters = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    letters += is_letter(c.value);
    at += c.length;
  }
  return letters;
}

// The length of a dash at `at`, or 0. A hyphen or underline needs blanks around it.
size_t dash_length(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(at);
  for (std::string_view dash : {"—", "–", "--"})
    if (rest.starts_with(dash)) return dash.size();
  const bool before = at == 0 || blank(text[at - 1]) ||
                      std::string_view(")/.").find(text[at - 1]) != std::string_view::npos;
  const bool hyphen = !rest.empty() && (rest[0] == '-' || rest[0] == '_');
  return hyphen && before && (rest.size() == 1 || blank(rest[1])) ? 1 : 0;
}

// Every word with a capital (or a small word such as "de"), few of them.
bool place_like(std::string_view text, const WireMarks& marks) {
  if (text.empty() || text.size() > kLongestPlace) return false;
  int words = 0;
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && std::string_view(" ,/.'-").find(text[at]) != std::string_view::npos)
      ++at;
    size_t end = at;
    while (end < text.size() && std::string_view(" ,/").find(text[end]) == std::string_view::npos)
      ++end;
    if (at == end) break;
    const std::string_view word = text.substr(at, end - at);
    const char32_t first = decode_utf8(word, 0).value;
    if (!is_letter(first) || (!is_upper(first) && first < 0x2E80 && !marks.joiner(word)))
      return false;
    if (++words > kMostPlaceWords) return false;
    at = end;
  }
  return words > 0 && is_letter(decode_utf8(text, 0).value);
}

Span trimmed(std::string_view line, size_t begin, size_t end) {
  while (begin < end && (blank(line[begin]) || line[begin] == ',')) ++begin;
  while (end > begin && (blank(line[end - 1]) || line[end - 1] == ',')) --end;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

std::string_view at(std::string_view line, Span span) {
  return line.substr(span.begin, span.size());
}

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

// No-break spaces made blanks, byte for byte, so that offsets hold.
std::string plain_blanks(std::string_view line) {
  std::string out(line);
  for (size_t i = 0; (i = out.find(kNoBreakSpace, i)) != std::string::npos; i += 2)
    out.replace(i, 2, "  ");
  return out;
}

class DatelineReading {
 public:
  DatelineReading(std::string_view line, const WireMarks& marks) : line_(line), marks_(marks) {}

  std::optional<WireDateline> run() {
    const size_t begin = skip_blanks(line_, 0);
    const size_t stop = find_stop(begin);
    if (stop == std::string_view::npos) return std::nullopt;
    if (!read_front(begin, stop)) return std::nullopt;
    size_t after = stop;
    if (line_[stop] == '(' || line_[stop] == '/') {
      after = read_agency(stop);
      if (after == 0) return std::nullopt;
    }
    return finish(after);
  }

 private:
  // The bracket, slash, dash or colon that ends the place and date.
  size_t find_stop(size_t begin) const {
    const size_t end = std::min(line_.size(), begin + kLongestPlace + 30);
    for (size_t i = begin; i < end; ++i) {
      if (line_[i] == '(' || (line_[i] == ':' && i + 1 < line_.size() && blank(line_[i + 1])))
        return i;
      if (line_[i] == '/' && i > 0 && blank(line_[i - 1])) return i;
      if (dash_length(line_, i) != 0) return i;
    }
    return std::string_view::npos;
  }

  // "BEIJING, Jan 9, AFP": place, date and agency in front of the stop.
  bool read_front(size_t begin, size_t stop) {
    Span front = trimmed(line_, begin, stop);
    if (front.empty()) return line_[stop] == '(' || line_[stop] == '/';
    take_date(front);
    take_plain_agency(front);
    out_.place = front;
    if (front.empty()) return out_.date || !out_.name.empty();
    while (out_.place.size() > 3 && line_[out_.place.end - 1] == '.' && out_.date) --out_.place.end;
    return place_like(at(line_, out_.place), marks_);
  }

  // Cuts a date, or a weekday, off the end of `front`.
  void take_date(Span& front) {
    for (uint32_t i = front.begin; i < front.end; ++i) {
      const bool here = i == front.begin || line_[i - 1] == ' ';
      if (!here) continue;
      const std::string_view tail = line_.substr(i, front.end - i);
      const auto date = read_header_date(tail, marks_);
      size_t length = date ? date->length : 0;
      while (length < tail.size() &&
             std::string_view(" .,").find(tail[length]) != std::string_view::npos)
        ++length;
      const bool weekday = !date && marks_.weekday(tail) != 0 && i > front.begin;
      if ((!date || length != tail.size()) && !weekday) continue;
      if (date) {
        set_off_ = i > front.begin + 1 &&
                   std::string_view(",.").find(line_[i - 2]) != std::string_view::npos;
        out_.date = date;
        out_.date_span = {i, i + static_cast<uint32_t>(date->length)};
      }
      front = trimmed(line_, front.begin, i);
      return;
    }
  }

  void take_plain_agency(Span& front) {
    const std::string_view text = at(line_, front);
    const size_t comma = text.rfind(',');
    const size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const Span last = trimmed(line_, front.begin + begin, front.end);
    const std::string_view name = marks_.agency(at(line_, last));
    if (name.empty()) return;
    set_agency(last, name);
    front = trimmed(line_, front.begin, front.begin + begin);
  }

  void set_agency(Span span, std::string_view name) {
    out_.agency = span;
    out_.name = name;
  }

  // "(Reuters)", "/Xinhua/", "(AFP, Jan 9)". Gives where it ends; 0 where it is none.
  size_t read_agency(size_t open) {
    const char closing = line_[open] == '(' ? ')' : '/';
    const size_t close = line_.find(closing, open + 1);
    if (close == std::string_view::npos || close - open > kLongestAgency) return 0;
    const Span inside = trimmed(line_, open + 1, close);
    const std::string_view text = at(line_, inside);
    const size_t known = marks_.agency_prefix(text);
    if (known > 0) {
      set_agency({inside.begin, inside.begin + static_cast<uint32_t>(known)},
                 marks_.agency(text.substr(0, known)));
    } else if (closing == ')' && place_like(text, marks_) &&
               no_small_letters(at(line_, out_.place))) {
      set_agency(inside, text);
    } else {
      return 0;
    }
    known_agency_ = known > 0;
    return close + 1;
  }

  std::optional<WireDateline> finish(size_t after) {
    after = read_late_date(after);
    after = skip_blanks(line_, after);
    while (after < line_.size() && (line_[after] == '.' || line_[after] == ','))
      after = skip_blanks(line_, after + 1);
    const size_t dash = dash_length(line_, after);
    const bool colon = dash == 0 && after < line_.size() && line_[after] == ':';
    after = skip_blanks(line_, after + dash + (colon ? 1 : 0));
    out_.length = static_cast<uint32_t>(after);
    if (!believable(dash != 0, colon)) return std::nullopt;
    return out_;
  }

  // "BEIJING (Reuters), Jan 9 -"
  size_t read_late_date(size_t after) {
    if (out_.date) return after;
    size_t begin = after;
    while (begin < line_.size() && (blank(line_[begin]) || line_[begin] == ',')) ++begin;
    const auto date = begin > after ? read_header_date(line_.substr(begin), marks_) : std::nullopt;
    const size_t end = date ? skip_blanks(line_, begin + date->length) : after;
    if (!date || dash_length(line_, end) == 0) return after;
    out_.date = date;
    out_.date_span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + date->length)};
    return end;
  }

  bool believable(bool dash, bool colon) const {
    const std::string_view place = at(line_, out_.place);
    const std::string_view story = line_.substr(out_.length);
    const bool capitals = no_small_letters(place) && count_letters(place) >= 4;
    const bool agency = !out_.name.empty();
    // "ZAMBOANGA CITY, Philippines: Militants freed two seamen"
    const std::string_view city = place.substr(0, place.find(','));
    const bool named = no_small_letters(city) && count_letters(city) >= 4;
    if (colon && !agency && !out_.date)
      return named && story.size() >= kShortestStory && !no_small_letters(story) &&
             std::string_view(".\"'!?").find(story.back()) != std::string_view::npos;
    if (known_agency_ && (dash || colon)) return true;
    if (known_agency_) return !place.empty() && (out_.date || capitals);
    if (!dash && !colon) return false;
    if (out_.date) return !place.empty() && (capitals || set_off_);
    if (agency) return capitals;
    if (story.size() < 20 || no_small_letters(story)) return false;
    const char32_t first = decode_utf8(story, 0).value;
    if (is_letter(first) && !is_upper(first)) return false;
    return capitals || place.find(", ") != std::string_view::npos;
  }

  std::string_view line_;
  const WireMarks& marks_;
  WireDateline out_;
  bool known_agency_ = false;
  bool set_off_ = false;  // a comma or full stop stands between place and date
};

class DateLineReading {
 public:
  DateLineReading(std::string_view line, const WireMarks& marks) : line_(line), marks_(marks) {}

  std::optional<WireDateline> run() {
    at_ = skip_blanks(line_, 0);
    skip_label();
    while (skip_separators(), at_ < line_.size())
      if (!step()) return std::nullopt;
    out_.length = static_cast<uint32_t>(line_.size());
    return out_.date ? std::optional(out_) : std::nullopt;
  }

 private:
  // "Date", "Published on", "First published on".
  void skip_label() {
    constexpr int kMostWords = 3;
    size_t end = at_;
    size_t label = at_;
    for (int n = 0; n < kMostWords && end < line_.size(); ++n) {
      end = skip_blanks(line_, end);
      while (end < line_.size() && ascii_letter(line_[end])) ++end;
      if (marks_.label(line_.substr(at_, end - at_)) == HeaderLabel::date) label = end;
    }
    at_ = label;
  }

  void skip_separators() {
    while (at_ < line_.size()) {
      const size_t dash = dash_length(line_, at_);
      if (dash == 0 && std::string_view(" \t,|():;/-").find(line_[at_]) == std::string_view::npos)
        return;
      at_ += std::max<size_t>(dash, 1);
    }
  }

  bool step() {
    const std::string_view rest = line_.substr(at_);
    if (!out_.date) {
      if (const auto date = read_header_date(rest, marks_)) {
        out_.date = date;
        out_.date_span = here(date->length);
        return advance(date->length);
      }
    }
    if (out_.name.empty()) {
      if (const size_t length = marks_.agency_prefix(rest); length > 0) {
        out_.agency = here(length);
        out_.name = marks_.agency(rest.substr(0, length));
        return advance(length);
      }
    }
    return clock() || place() || paper();
  }

  // "12:30 GMT", "T12:00:47+00:00"
  bool clock() {
    size_t end = at_;
    while (end < line_.size() &&
           std::string_view("0123456789:TZ+.").find(line_[end]) != std::string_view::npos)
      ++end;
    const std::string_view text = line_.substr(at_, end - at_);
    if (text.find(':') != std::string_view::npos) return advance(text.size());
    const size_t space = std::min(line_.find_first_of(" ,|", at_), line_.size());
    return marks_.clock(line_.substr(at_, space - at_)) && advance(space - at_);
  }

  // "BEIJING"; "Kampala, Uganda" beside an agency.
  bool place() {
    const size_t end = std::min(line_.find_first_of(",|(", at_), line_.size());
    const Span span = trimmed(line_, at_, end);
    const std::string_view text = at(line_, span);
    if (!out_.date || !place_like(text, marks_)) return false;
    const bool wider = !out_.place.empty() && at(line_, {out_.place.end, span.begin}) == ", ";
    if (!out_.place.empty() && !wider) return false;
    if (!wider && out_.name.empty() && !no_small_letters(text)) return false;
    out_.place = {wider ? out_.place.begin : span.begin, span.end};
    return advance(end - at_);
  }

  // "The Phnom Penh Post, PHNOM PENH": a name that is on no list, between date and place.
  bool paper() {
    const size_t end = std::min(line_.find(',', at_), line_.size());
    const Span span = trimmed(line_, at_, end);
    const std::string_view rest = line_.substr(end);
    if (!out_.date || !out_.name.empty() || !out_.place.empty() ||
        !place_like(at(line_, span), marks_) || count_letters(rest) == 0 || !no_small_letters(rest))
      return false;
    out_.agency = span;
    out_.name = at(line_, span);
    return advance(end - at_);
  }

  Span here(size_t length) const {
    return {static_cast<uint32_t>(at_), static_cast<uint32_t>(at_ + length)};
  }
  bool advance(size_t length) {
    at_ += length;
    return true;
  }

  std::string_view line_;
  const WireMarks& marks_;
  WireDateline out_;
  size_t at_ = 0;
};

}  // namespace

std::optional<WireDateline> read_dateline(std::string_view line, const WireMarks& marks) {
  const std::string_view head = line.substr(0, kLongestPlace + kLongestAgency + 60);
  if (head.find(kNoBreakSpace) == std::string_view::npos) return DatelineReading(line, marks).run();
  return DatelineReading(plain_blanks(line), marks).run();
}

std::optional<WireDateline> read_date_line(std::string_view line, const WireMarks& marks) {
  constexpr size_t kLongestLine = 160;
  if (line.size() > kLongestLine) return std::nullopt;
  if (line.find(kNoBreakSpace) == std::string_view::npos) return DateLineReading(line, marks).run();
  return DateLineReading(plain_blanks(line), marks).run();
}

}  // namespace dateline
