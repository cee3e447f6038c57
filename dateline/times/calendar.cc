#include "dateline/times/calendar.h"

#include <algorithm>

#include "fmt/core.h"

namespace dateline::timex {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::string_view kSeasons[] = {"SP", "SU", "FA", "WI"};
constexpr std::string_view kDayparts[] = {"MO", "AF", "EV", "NI", "MI", "DT"};

int year_of(CivilDate date) { return static_cast<int>(date.year()); }
int month_of(CivilDate date) { return static_cast<int>(static_cast<unsigned>(date.month())); }

CivilDate civil(int y, int m, int d = 1) {
  return {year{std::clamp(y, kFirstYear, kLastYear)}, month{static_cast<unsigned>(m)},
          day{static_cast<unsigned>(d)}};
}

CivilDate monday_of(CivilDate date) {
  return plus_days(date, 1 - static_cast<int>(weekday_of(date).iso_encoding()));
}

// March to May is spring; December to February the winter of December's year.
CivilDate season_start(CivilDate date) {
  const int m = month_of(date);
  if (m < 3) return civil(year_of(date) - 1, 12);
  return civil(year_of(date), m / 3 * 3);
}

int months_in(Unit unit) {
  switch (unit) {
    case kMonth:
      return 1;
    case kQuarter:
    case kSeason:
      return 3;
    case kHalf:
      return 6;
    case kYear:
      return 12;
    case kDecade:
      return 120;
    case kCentury:
      return 1200;
    case kMillennium:
      return 12000;
    default:
      return 0;
  }
}

int days_in(Unit unit) {
  if (unit == kWeek || unit == kWeekend) return 7;
  return unit == kFortnight ? 14 : 1;
}

std::string week_value(CivilDate monday) {
  // ISO 8601: the week belongs to the year of its Thursday.
  const CivilDate thursday = plus_days(monday, 3);
  const int first = days_between(civil(year_of(thursday), 1), thursday);
  return fmt::format("{:04}-W{:02}", year_of(thursday), first / 7 + 1);
}

std::string day_value(const Point& point) {
  std::string text = iso(point.first);
  if (point.hour != kUnset) {
    text += fmt::format("T{:02}", point.hour);
    if (point.minute != kUnset) text += fmt::format(":{:02}", point.minute);
    if (point.second != kUnset) text += fmt::format(":{:02}", point.second);
  } else if (point.daypart != kUnset) {
    text += 'T';
    text += kDayparts[point.daypart];
  }
  return text;
}

}  // namespace

Point point_at(Unit unit, CivilDate date) {
  Point point;
  point.unit = unit;
  const int y = year_of(date), m = month_of(date);
  switch (unit) {
    case kWeek:
    case kFortnight:
      point.first = monday_of(date);
      break;
    case kWeekend:
      point.first = plus_days(monday_of(date), 5);
      break;
    case kMonth:
      point.first = civil(y, m);
      break;
    case kQuarter:
      point.first = civil(y, (m - 1) / 3 * 3 + 1);
      break;
    case kSeason:
      point.first = season_start(date);
      break;
    case kHalf:
      point.first = civil(y, m < 7 ? 1 : 7);
      break;
    case kYear:
      point.first = civil(y, 1);
      break;
    case kDecade:
      point.first = civil(y / 10 * 10, 1);
      break;
    case kCentury:
      point.first = civil(y / 100 * 100, 1);
      break;
    case kMillennium:
      point.first = civil(y / 1000 * 1000, 1);
      break;
    default:
      point.unit = kDay;
      point.first = date;
  }
  return point;
}

Point moved(Point point, int n) {
  const int months = months_in(point.unit);
  const int64_t years = months ? int64_t{n} * months / 12 : int64_t{n} * days_in(point.unit) / 365;
  const int64_t landing = year_of(point.first) + years;
  if (landing <= kFirstYear || landing >= kLastYear) return point;
  point.first = months ? plus_months(point.first, n * months)
                       : plus_days(point.first, n * days_in(point.unit));
  return point;
}

std::pair<CivilDate, CivilDate> days_of(const Point& point) {
  const int months = months_in(point.unit);
  if (months) return {point.first, plus_days(plus_months(point.first, months), -1)};
  const int days = point.unit == kWeekend ? 2 : days_in(point.unit);
  return {point.first, plus_days(point.first, days - 1)};
}

std::string value_of(const Point& point) {
  const int y = year_of(point.first), m = month_of(point.first);
  switch (point.unit) {
    case kWeek:
    case kFortnight:
      return week_value(point.first);
    case kWeekend:
      return week_value(monday_of(point.first)) + "-WE";
    case kMonth:
      return fmt::format("{:04}-{:02}", y, m);
    case kQuarter:
      return fmt::format("{:04}-Q{}", y, (m - 1) / 3 + 1);
    case kSeason:
      return fmt::format("{:04}-{}", y, kSeasons[m / 3 - 1]);
    case kHalf:
      return fmt::format("{:04}-H{}", y, m < 7 ? 1 : 2);
    case kYear:
      return fmt::format("{:04}", y);
    case kDecade:
      return fmt::format("{:03}", y / 10);
    case kCentury:
      return fmt::format("{:02}", y / 100);
    case kMillennium:
      return fmt::format("{}", y / 1000);
    default:
      return day_value(point);
  }
}

}  // namespace dateline::timex
