#include "dateline/base/civil.h"

#include <charconv>
#include <cstdio>

namespace dateline {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string iso(CivilDate date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::optional<CivilDate> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text.substr(0, 4));
  const auto m = digits(text.substr(5, 2));
  const auto d = digits(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const CivilDate date{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                       std::chrono::day(static_cast<unsigned>(*d))};
  if (!date.ok()) return std::nullopt;
  return date;
}

CivilDate plus_days(CivilDate date, int days) {
  return CivilDate(std::chrono::sys_days(date) + std::chrono::days(days));
}

int days_between(CivilDate from, CivilDate to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

std::chrono::weekday weekday_of(CivilDate date) {
  return std::chrono::weekday(std::chrono::sys_days(date));
}

CivilDate plus_months(CivilDate date, int months) {
  const CivilDate moved = date + std::chrono::months(months);
  if (moved.ok()) return moved;
  return CivilDate(moved.year() / moved.month() / std::chrono::last);
}

}  // namespace dateline
