// Points of the calendar with a grain: a day, a week, a quarter, a decade.
//
// How TIMEX3 writes them (TimeML 1.2.1, ISO 8601): 1998-08-07, 1998-W32,
// 1998-W32-WE, 1998-08, 1998-Q3, 1998-SU, 1998-H1, 1998, 199 (a decade), 19 (a century). Covered by
// calendar_test.cc.
#pragma once

#include <string>
#include <utility>

#include "dateline/base/civil.h"
#include "dateline/times/features.h"

namespace dateline::timex {

// A point is the unit of the calendar that holds `first`, its first day.
struct Point {
  Unit unit = kDay;
  CivilDate first{};
  int16_t daypart = kUnset;  // only at days
  int16_t hour = kUnset;
  int16_t minute = kUnset;
  int16_t second = kUnset;
};

inline constexpr int kFirstYear = 1;
inline constexpr int kLastYear = 9999;

// The unit that holds that day. Units below a day count as a day; a season's
// year is that of its first month (winter begins in December).
Point point_at(Unit unit, CivilDate day);
// The point `n` units later; `point` itself where that leaves the years 1 to 9999.
Point moved(Point point, int n);
// First and last day.
std::pair<CivilDate, CivilDate> days_of(const Point& point);
std::string value_of(const Point& point);

}  // namespace dateline::timex
