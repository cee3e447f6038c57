#include "dateline/read/header_date.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace dateline {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

// Reads words and numbers one after the other, passing over blanks, commas and stops.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  size_t at() const { return at_; }
  void skip(std::string_view marks) {
    while (at_ < text_.size() && marks.find(text_[at_]) != std::string_view::npos) ++at_;
  }
  std::string_view word() {
    const size_t begin = at_;
    while (at_ < text_.size() && letter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  // Up to `most` digits; -1 where there are none, or more.
  int number(size_t most) {
    size_t end = at_;
    while (end < text_.size() && digit(text_[end])) ++end;
    if (end == at_ || end - at_ > most) return -1;
    int value = 0;
    std::from_chars(text_.data() + at_, text_.data() + end, value);
    at_ = end;
    return value;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool ends_word() const {
    return at_ >= text_.size() || !(letter(text_[at_]) || digit(text_[at_]));
  }
  void back_to(size_t at) { at_ = at; }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

bool plausible(int year) { return year >= 1800 && year <= 2199; }

std::optional<HeaderDate> made(int year, int month, int day, size_t length) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return HeaderDate{year, static_cast<uint32_t>(month), static_cast<uint32_t>(day), length};
}

// 2019-01-10, 2019/1/10, 20190110; a clock time after T is left to the caller.
std::optional<HeaderDate> read_iso(std::string_view text) {
  Cursor c(text);
  const int year = c.number(8);
  if (year >= 18000000 && year <= 21991231 && c.ends_word())
    return made(year / 10000, year / 100 % 100, year % 100, c.at());
  if (!plausible(year)) return std::nullopt;
  const char separator = c.at() < text.size() ? text[c.at()] : '\0';
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  c.take(separator);
  const int month = c.number(2);
  if (month < 0 || !c.take(separator)) return std::nullopt;
  const int day = c.number(2);
  return made(year, month, day, c.at());
}

void skip_ordinal(Cursor& c) {
  const size_t before = c.at();
  const std::string_view word = c.word();
  if (word != "st" && word != "nd" && word != "rd" && word != "th") c.back_to(before);
}

// ", 2020" after a day or month; leaves the cursor where it was if there is none.
int trailing_year(Cursor& c) {
  const size_t before = c.at();
  c.skip(" ,");
  const int year = c.number(4);
  if (plausible(year) && c.ends_word()) return year;
  c.back_to(before);
  return 0;
}

std::optional<HeaderDate> read_named(std::string_view text, const WireMarks& marks) {
  Cursor c(text);
  const size_t start = c.at();
  if (marks.weekday(c.word()) != 0)
    c.skip(" ,.");
  else
    c.back_to(start);
  const int first = c.number(2);
  if (first >= 0) {  // 9 January 2019
    skip_ordinal(c);
    c.skip(" -");
    const uint32_t month = marks.month(c.word());
    if (month == 0) return std::nullopt;
    c.take('.');
    c.skip("-");
    const int year = trailing_year(c);
    return made(year, static_cast<int>(month), first, c.at());
  }
  const uint32_t month = marks.month(c.word());
  if (month == 0) return std::nullopt;
  c.take('.');
  c.skip(" ");
  const int day = c.number(2);
  if (day < 0) return std::nullopt;
  skip_ordinal(c);
  const int year = trailing_year(c);
  return made(year, static_cast<int>(month), day, c.at());
}

std::optional<CivilDate> real(int year, uint32_t month, uint32_t day) {
  const CivilDate date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// Seconds or milliseconds since 1970.
std::optional<CivilDate> read_epoch(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 100'000'000) return {};
  if (value > 100'000'000'000) value /= 1000;
  if (value > 7'000'000'000) return std::nullopt;
  return CivilDate(std::chrono::sys_days(std::chrono::days(value / 86400)));
}

}  // namespace

std::optional<CivilDate> HeaderDate::civil() const {
  return year == 0 ? std::nullopt : real(year, month, day);
}

std::optional<CivilDate> HeaderDate::civil_near(CivilDate near) const {
  if (year != 0) return civil();
  std::optional<CivilDate> best;
  for (int offset : {-1, 0, 1}) {
    const auto date = real(static_cast<int>(near.year()) + offset, month, day);
    if (date &&
        (!best || std::abs(days_between(near, *date)) < std::abs(days_between(near, *best))))
      best = date;
  }
  return best;
}

std::optional<HeaderDate> read_header_date(std::string_view text, const WireMarks& marks) {
  if (text.empty()) return std::nullopt;
  if (digit(text[0]))
    if (const auto date = read_iso(text)) return date;
  return read_named(text, marks);
}

std::optional<CivilDate> read_field_date(std::string_view text, const WireMarks& marks) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::nullopt;
  text.remove_prefix(begin);
  if (const auto date = read_header_date(text, marks)) return date->civil();
  return read_epoch(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
}

}  // namespace dateline
