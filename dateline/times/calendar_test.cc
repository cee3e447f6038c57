#include "dateline/times/calendar.h"

#include <gtest/gtest.h>

#include "dateline/times/holidays.h"

namespace dateline::timex {
namespace {

CivilDate day(const char* text) { return *parse_iso_date(text); }

TEST(Calendar, UnitsHoldTheirDays) {
  const struct {
    Unit unit;
    const char* date;
    const char* value;
    const char* first;
    const char* last;
  } rows[] = {
      {kDay, "2020-02-29", "2020-02-29", "2020-02-29", "2020-02-29"},
      {kWeek, "2019-01-01", "2019-W01", "2018-12-31", "2019-01-06"},
      {kWeek, "2016-01-03", "2015-W53", "2015-12-28", "2016-01-03"},
      {kWeekend, "2019-01-10", "2019-W02-WE", "2019-01-12", "2019-01-13"},
      {kMonth, "2020-02-15", "2020-02", "2020-02-01", "2020-02-29"},
      {kQuarter, "2019-12-31", "2019-Q4", "2019-10-01", "2019-12-31"},
      {kSeason, "2019-02-10", "2018-WI", "2018-12-01", "2019-02-28"},
      {kSeason, "2019-12-10", "2019-WI", "2019-12-01", "2020-02-29"},
      {kSeason, "2019-05-31", "2019-SP", "2019-03-01", "2019-05-31"},
      {kHalf, "2019-07-01", "2019-H2", "2019-07-01", "2019-12-31"},
      {kYear, "2019-07-01", "2019", "2019-01-01", "2019-12-31"},
      {kDecade, "1999-12-31", "199", "1990-01-01", "1999-12-31"},
      {kCentury, "1999-12-31", "19", "1900-01-01", "1999-12-31"},
  };
  for (const auto& row : rows) {
    const Point point = point_at(row.unit, day(row.date));
    EXPECT_EQ(value_of(point), row.value);
    EXPECT_EQ(iso(days_of(point).first), row.first) << row.value;
    EXPECT_EQ(iso(days_of(point).second), row.last) << row.value;
  }
}

TEST(Calendar, MovingThereAndBackIsNoMove) {
  for (const Unit unit :
       {kDay, kWeekend, kWeek, kMonth, kQuarter, kSeason, kHalf, kYear, kDecade}) {
    const Point point = point_at(unit, day("2019-01-31"));
    for (const int n : {1, 2, 7, 13}) {
      EXPECT_EQ(moved(moved(point, n), -n).first, point.first);
      EXPECT_EQ(days_of(moved(point, 1)).first,
                plus_days(days_of(point).second, unit == kWeekend ? 6 : 1));
    }
  }
}

TEST(Calendar, NoMoveLeavesTheYearsWeCanWrite) {
  const Point point = point_at(kYear, day("2019-01-01"));
  EXPECT_EQ(moved(point, 32'000).first, point.first);
  EXPECT_EQ(moved(point, -32'000).first, point.first);
  EXPECT_EQ(moved(point_at(kMillennium, day("2019-01-01")), -30'000).first.ok(), true);
}

TEST(Calendar, ClocksAndDayparts) {
  Point point = point_at(kDay, day("2019-01-08"));
  point.daypart = kAfternoon;
  EXPECT_EQ(value_of(point), "2019-01-08TAF");
  point.hour = 9;
  point.minute = 5;
  EXPECT_EQ(value_of(point), "2019-01-08T09:05");
}

// Dates as published by churches and governments.
TEST(HolidayRules, EasterAndWeekdays) {
  EXPECT_EQ(iso(western_easter(1998)), "1998-04-12");
  EXPECT_EQ(iso(western_easter(2019)), "2019-04-21");
  EXPECT_EQ(iso(western_easter(2038)), "2038-04-25");
  EXPECT_EQ(iso(orthodox_easter(2019)), "2019-04-28");
  EXPECT_EQ(iso(orthodox_easter(2021)), "2021-05-02");
  EXPECT_EQ(iso(orthodox_easter(2024)), "2024-05-05");
  EXPECT_EQ(iso(nth_weekday(2018, 11, 4, 4)), "2018-11-22");
  EXPECT_EQ(iso(nth_weekday(2018, 5, 1, -1)), "2018-05-28");
}

}  // namespace
}  // namespace dateline::timex
