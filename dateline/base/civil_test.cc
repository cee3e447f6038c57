#include "dateline/base/civil.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Civil, ReadsAndWritesIsoDates) {
  const auto date = parse_iso_date("2019-01-08");
  ASSERT_TRUE(date);
  EXPECT_EQ(iso(*date), "2019-01-08");
  EXPECT_EQ(weekday_of(*date), std::chrono::Tuesday);
}

TEST(Civil, RefusesDaysTheCalendarLacks) {
  for (const char* text : {"2019-02-29", "2019-13-01", "2019-1-08", "20190108", "2019-01-0x", ""})
    EXPECT_FALSE(parse_iso_date(text)) << text;
}

TEST(Civil, MonthArithmeticEndsOnRealDays) {
  EXPECT_EQ(iso(plus_months(*parse_iso_date("2019-01-31"), 1)), "2019-02-28");
  EXPECT_EQ(iso(plus_months(*parse_iso_date("2019-01-31"), -2)), "2018-11-30");
  EXPECT_EQ(iso(plus_days(*parse_iso_date("2020-02-28"), 2)), "2020-03-01");
  EXPECT_EQ(days_between(*parse_iso_date("2019-12-31"), *parse_iso_date("2020-01-02")), 2);
}

}  // namespace
}  // namespace dateline
