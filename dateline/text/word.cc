#include "dateline/text/word.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr std::string_view kCurly = "’";

bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_alnum(char c) { return ascii_upper(c) || ascii_lower(c) || ascii_digit(c); }

bool all_upper(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), ascii_upper);
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), ascii_digit);
}

bool equal_fold(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(),
                    [](char a, char b) { return (ascii_upper(a) ? a + 32 : a) == b; });
}

bool mail_char(char c) {
  return ascii_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

// "U.S", "a.m", "Ph.D", "M.Sc": letters with full stops between, where a capital
// may bring one small letter along.
bool lettered(std::string_view form) {
  bool stop = false, single = false;
  for (size_t at = 0; at < form.size(); ++at) {
    const char c = form[at];
    if (!ascii_upper(c) && !ascii_lower(c)) return false;
    const bool pair = ascii_upper(c) && at + 1 < form.size() && ascii_lower(form[at + 1]);
    at += pair ? 2 : 1;
    single |= !pair;
    if (at >= form.size()) break;
    if (form[at] != '.') return false;
    stop = true;
  }
  return stop && single && form.back() != '.';
}

constexpr int kMostClitics = 3;  // couldn't've

// No lettered abbreviation or internet name is longer: looking further would make
// hostile input cost quadratic time.
constexpr uint32_t kLongestName = 256;

// Marks of which a run is one token.
bool runs(char c) { return std::string_view("-=_*~#|+<>^").find(c) != std::string_view::npos; }
bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?'; }

}  // namespace

WordCutter::Char WordCutter::at(uint32_t byte) const {
  if (byte >= end_) return {};
  const char c = text_[byte];
  if (static_cast<unsigned char>(c) < 0x80)
    return {static_cast<char32_t>(c), 1, ascii_upper(c) || ascii_lower(c), ascii_digit(c)};
  const CodePoint point = decode_utf8(text_.substr(0, end_), byte);
  const bool joiner = point.value == 0xAD || point.value == 0x200C || point.value == 0x200D;
  return {point.value, point.length, joiner || is_letter(point.value), false};
}

uint32_t WordCutter::apostrophe(uint32_t at) const {
  if (byte(at) == '\'') return 1;
  return at + 3 <= end_ && slice(at, at + 3) == kCurly ? 3 : 0;
}

uint32_t WordCutter::hyphen(uint32_t at) const {
  if (byte(at) == '-') return 1;
  const bool unicode = at + 3 <= end_ && (slice(at, at + 3) == "‐" || slice(at, at + 3) == "‑");
  return unicode ? 3 : 0;
}

uint32_t WordCutter::address(uint32_t begin) const {
  constexpr std::string_view kStarts[] = {"http://", "https://", "ftp://", "www."};
  const bool starts = std::any_of(std::begin(kStarts), std::end(kStarts), [&](auto start) {
    return end_ - begin > start.size() && equal_fold(slice(begin, begin + start.size()), start);
  });
  if (!starts) return begin;
  uint32_t end = begin;
  bool bracket = false;  // an opening bracket inside the address keeps its closing one
  while (end < end_ && static_cast<unsigned char>(text_[end]) < 0x80 && text_[end] != '<' &&
         text_[end] != '>' && text_[end] != '"') {
    bracket |= text_[end] == '(';
    ++end;
  }
  const std::string_view loose = bracket ? ".,;:!?']}" : ".,;:!?')]}";
  while (end > begin && loose.find(text_[end - 1]) != std::string_view::npos) --end;
  return end;
}

uint32_t WordCutter::mail(uint32_t begin) const {
  if (!has_at_sign_ || !ascii_alnum(byte(begin))) return begin;
  uint32_t end = begin;
  while (mail_char(byte(end)) && end < begin + kLongestName) ++end;
  if (byte(end) != '@' || !ascii_alnum(byte(end + 1))) return begin;
  do ++end;
  while (mail_char(byte(end)));
  while (!ascii_alnum(text_[end - 1])) --end;
  return end;
}

// Spellings of the data that hold marks: "w/o", ":-)".
uint32_t WordCutter::whole(uint32_t begin) const {
  uint32_t end = std::min(end_, begin + 6);
  const bool word_first = word_at(begin);
  if (word_first && slice(begin, end).find_first_of("/+&") == std::string_view::npos) return begin;
  for (; end >= begin + 2; --end) {
    if (word_at(end) || (word_first && byte(end) == '/')) continue;
    if (rules_.is(slice(begin, end), kWhole)) return end;
  }
  return begin;
}

uint32_t WordCutter::tagged(uint32_t begin) const {
  const char c = byte(begin);
  const Char next = at(begin + 1);
  const bool name = (c == '#' || c == '@') && next.letter;
  if (!name && !(c == '+' && next.digit)) return begin;
  uint32_t end = begin + 1;
  for (Char here = at(end); here.word() || here.value == '_'; here = at(end)) end += here.length;
  return end;
}

// Telephone numbers and dates stay whole (713-853-3989, 2019-01-10, 9/11); ranges
// and scores do not (5-10, 1969-1970).
uint32_t WordCutter::numeric_group(uint32_t begin) const {
  if (!ascii_digit(byte(begin))) return begin;
  uint32_t lengths[5] = {};
  uint32_t groups = 0, end = begin;
  char separator = '\0';
  for (;;) {
    const uint32_t start = end;
    while (ascii_digit(byte(end))) ++end;
    lengths[groups++] = end - start;
    const char c = byte(end);
    const bool first = separator == '\0' && (c == '-' || c == '/');
    if (groups == 5 || !(first || c == separator) || !ascii_digit(byte(end + 1))) break;
    separator = c;
    ++end;
  }
  if (groups < 2 || word_at(end)) return begin;
  if (groups >= 3) return end;
  const bool date = separator == '/' && lengths[0] <= 2 && lengths[1] <= 2;
  const bool telephone = separator == '-' && lengths[0] == 3 && lengths[1] == 4;
  return date || telephone ? end : begin;
}

// 'em, '72, '90s; or a clitic cut off from its word: the 's of "Star"'s.
uint32_t WordCutter::elision(uint32_t begin) const {
  const uint32_t mark_length = apostrophe(begin);
  if (mark_length == 0) return begin;
  uint32_t end = begin + mark_length;
  while (word_at(end)) end += at(end).length;
  const std::string_view tail = slice(begin + mark_length, end);
  if (tail.empty()) return begin;
  const bool year = tail.size() >= 2 && tail.size() <= 3 && all_digits(tail.substr(0, 2)) &&
                    (tail.size() == 2 || tail[2] == 's');
  const bool loose_clitic =
      (begin > begin_ || end == end_) && rules_.is(slice(begin, end), kClitic);
  const std::string_view all = slice(begin, end);
  const bool known = rules_.is(all, kWhole) || rules_.split(all) != nullptr;
  return year || loose_clitic || known ? end : begin;
}

uint32_t WordCutter::mark(uint32_t begin) const {
  const char c = text_[begin];
  uint32_t end = begin + at(begin).length;
  if (ends_sentence(c)) {
    while (ends_sentence(byte(end))) ++end;
  } else if (runs(c)) {
    while (byte(end) == c) ++end;
  } else if (c == '\'' || c == '`') {
    if (byte(end) == c) ++end;
  } else if (slice(begin, end) == kCurly || slice(begin, end) == "‘") {
    if (end + 3 <= end_ && slice(end, end + 3) == kCurly) end += 3;
  }
  return end;
}

uint32_t WordCutter::special(uint32_t begin) const {
  for (auto attempt : {&WordCutter::address, &WordCutter::mail, &WordCutter::whole,
                       &WordCutter::tagged, &WordCutter::numeric_group, &WordCutter::elision})
    if (const uint32_t end = (this->*attempt)(begin); end != begin) return end;
  return begin;
}

bool WordCutter::inner_stop(uint32_t begin, uint32_t stop) const {
  const uint32_t next = stop + 1;
  if (!word_at(next)) return false;
  if (ascii_digit(byte(stop - 1)) && ascii_digit(byte(next))) return true;
  uint32_t end = next;
  if (stop - begin > kLongestName) return false;
  const auto inside = [&] {
    return ascii_alnum(byte(end)) || (byte(end) == '.' && ascii_alnum(byte(end + 1)));
  };
  while (end < next + kLongestName && inside()) ++end;
  const std::string_view all = slice(begin, end);
  if (lettered(all)) return true;
  return rules_.is(all.substr(all.rfind('.') + 1), kDomain);
}

bool WordCutter::inner_mark(uint32_t begin, uint32_t here) const {
  const char c = byte(here);
  if (c == '.') return inner_stop(begin, here);
  if (c == '_') return word_at(here + 1);
  if (c == ':') return ascii_digit(byte(here - 1)) && ascii_digit(byte(here + 1));
  if (c == ',')
    return ascii_digit(byte(here - 1)) && here + 4 <= end_ &&
           all_digits(slice(here + 1, here + 4)) && !ascii_digit(byte(here + 4));
  if (c == '&')
    return here - begin < 8 && all_upper(slice(begin, here)) && ascii_upper(byte(here + 1));
  if (const uint32_t length = apostrophe(here)) return at(here + length).letter;
  return false;
}

uint32_t WordCutter::segment(uint32_t begin) const {
  uint32_t end = begin;
  for (;;) {
    const Char here = at(end);
    if (here.length == 0) return end;
    if (!here.word() && !(end > begin && inner_mark(begin, end))) return end;
    end += here.length;
  }
}

// non-profit, mid-1980s, nutrition-wise; but not UN-backed.
bool WordCutter::joins_over_hyphen(uint32_t begin, uint32_t here) const {
  const uint32_t length = hyphen(here);
  if (length == 0 || !word_at(here + length)) return false;
  const std::string_view before = slice(begin, here);
  const uint32_t next = segment(here + length);
  const std::string_view after = slice(here + length, next);
  if (rules_.is(after, kEnding)) return true;
  if (!rules_.is(before, kPrefix)) return false;
  return before.size() < 2 || !all_upper(before) || all_upper(after);
}

bool WordCutter::initial_before_name(uint32_t stop) const {
  if (stop + 1 < end_) return true;  // "J.R." has been dealt with; "J.," and "J.)" are initials
  const size_t next = text_.find_first_not_of(" \t", stop + 1);
  if (next == std::string_view::npos) return false;
  if (text_[next] == '\n' || text_[next] == '\r') {
    const size_t line = text_.find_first_not_of(" \t\r\n", next);
    const size_t breaks =
        std::count(text_.begin() + next, text_.begin() + std::min(line, text_.size()), '\n');
    if (line == std::string_view::npos || breaks > 1) return false;
    return is_upper(decode_utf8(text_, line).value);
  }
  return is_upper(decode_utf8(text_, next).value);
}

bool WordCutter::takes_stop(uint32_t begin, uint32_t stop) const {
  if (byte(stop) != '.' || byte(stop + 1) == '.') return false;
  const std::string_view form = slice(begin, stop);
  if (lettered(form)) return true;
  const Abbreviation kind = rules_.abbreviation(form);
  if (kind == Abbreviation::number) {
    const size_t next = text_.find_first_not_of(" \t", stop + 1);
    return next != std::string_view::npos && (ascii_digit(text_[next]) || text_[next] == '#');
  }
  if (kind != Abbreviation::none) return true;
  const Char first = at(begin);
  return first.letter && begin + first.length == stop && is_upper(first.value) &&
         initial_before_name(stop);
}

uint32_t WordCutter::word(uint32_t begin) {
  uint32_t end = segment(begin);
  uint32_t last = begin;
  while (joins_over_hyphen(last, end)) {
    last = end + hyphen(end);
    end = segment(last);
  }
  if (byte(end) == '$' && rules_.currency(slice(begin, end))) ++end;
  if (takes_stop(last, end)) ++end;
  emit_word(begin, end);
  return end;
}

bool WordCutter::emit_parts(uint32_t begin, uint32_t end) {
  const Parts* parts = rules_.split(slice(begin, end));
  if (parts == nullptr) return false;
  uint32_t from = begin;
  for (uint8_t length : *parts) {
    if (length == 0) break;
    uint32_t to = from;
    for (uint8_t i = 0; i < length; ++i) to += std::max(apostrophe(to), 1u);
    emit(from, to, to < end ? kWordContinues : 0);
    from = to;
  }
  return true;
}

uint32_t WordCutter::clitic(uint32_t begin, uint32_t end) const {
  const std::string_view form = slice(begin, end);
  size_t mark = form.rfind('\'');
  if (mark == std::string_view::npos) mark = form.rfind(kCurly);
  if (mark == std::string_view::npos || mark == 0) return end;
  const uint32_t at = begin + static_cast<uint32_t>(mark);
  const bool negation =
      (byte(at - 1) | 32) == 'n' && mark > 1 && equal_fold(slice(at + apostrophe(at), end), "t");
  if (negation) return at - 1;
  return rules_.is(slice(at, end), kClitic) && !all_digits(slice(begin, at)) ? at : end;
}

// 35mm, 5pm, $3bn: where the unit begins, or `end`.
uint32_t WordCutter::unit(uint32_t begin, uint32_t end) const {
  if (!ascii_digit(text_[begin])) return end;
  uint32_t letters = begin;
  while (letters < end && !at(letters).letter) letters += at(letters).length;
  return rules_.is(slice(letters, end), kUnit) ? letters : end;
}

void WordCutter::emit_word(uint32_t begin, uint32_t end) {
  if (emit_parts(begin, end)) return;
  uint32_t cuts[kMostClitics + 2] = {end};  // from the right: the ends of the parts
  int parts = 1;
  for (; parts <= kMostClitics; ++parts) {
    cuts[parts] = clitic(begin, cuts[parts - 1]);
    if (cuts[parts] == cuts[parts - 1]) break;
  }
  uint32_t from = begin;
  const uint32_t stem = cuts[parts - 1];
  if (const uint32_t letters = unit(begin, stem); letters != stem) {
    emit(begin, letters);
    from = letters;
  }
  for (int part = parts - 1; part >= 0; --part) {
    emit(from, cuts[part], part > 0 ? kWordContinues : 0);
    from = cuts[part];
  }
}

void WordCutter::emit(uint32_t begin, uint32_t end, uint16_t flags) {
  out_.push_back({{begin, end}, flags});
}

void WordCutter::cut(uint32_t begin, uint32_t end) {
  begin_ = begin;
  end_ = end;
  has_at_sign_ = slice(begin, end).find('@') != std::string_view::npos;
  for (uint32_t here = begin; here < end;) {
    uint32_t next = special(here);
    if (next != here) {
      if (!emit_parts(here, next)) emit(here, next);
    } else if (word_at(here)) {
      next = word(here);
    } else {
      next = mark(here);
      emit(here, next);
    }
    here = next;
  }
  out_.back().flags |= kSpaceAfter;
}

}  // namespace dateline
