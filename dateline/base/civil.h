// Calendar dates of the proleptic Gregorian calendar, with no time zone.
//
// std::chrono has the calendar (days, weekdays, month arithmetic); this file
// adds only what ISO 8601 text needs. Covered by civil_test.cc.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

using CivilDate = std::chrono::year_month_day;

// "2019-01-08". REQUIRES: date.ok() and a year of four digits.
std::string iso(CivilDate date);

// Reads exactly "YYYY-MM-DD" (a real day of the calendar), else nothing.
std::optional<CivilDate> parse_iso_date(std::string_view text);

CivilDate plus_days(CivilDate date, int days);
int days_between(CivilDate from, CivilDate to);  // to - from
std::chrono::weekday weekday_of(CivilDate date);
// The last real day of that month when `date` names a day that it lacks.
CivilDate plus_months(CivilDate date, int months);

}  // namespace dateline
