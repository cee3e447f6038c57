#include "dateline/read/header_date.h"

#include <gtest/gtest.h>

#include "dateline/read/testing.h"

namespace dateline {
namespace {

using read_testing::marks;

TEST(HeaderDate, ReadsTheUsualForms) {
  struct Case {
    const char* text;
    const char* date;  // ISO, with year 0000 where none is written
    size_t length;
  };
  const Case cases[] = {
      {"2019-01-10 AFP", "2019-01-10", 10},
      {"20190110 AFP", "2019-01-10", 8},
      {"2019/1/5", "2019-01-05", 8},
      {"Jan 9 (AFP)", "0000-01-09", 5},
      {"Jan. 9, 2019 (AP)", "2019-01-09", 12},
      {"March 3, 2020", "2020-03-03", 13},
      {"3 March 2020 /X/", "2020-03-03", 12},
      {"9 January", "0000-01-09", 9},
      {"Sat, 22 May 2021 12:00:47 GMT", "2021-05-22", 16},
      {"Friday, January 4, 2019", "2019-01-04", 23},
      {"Sept 1st, 2014", "2014-09-01", 14},
      {"01-Mar-2001", "2001-03-01", 11},
  };
  for (const Case& c : cases) {
    const auto date = read_header_date(c.text, marks());
    ASSERT_TRUE(date) << c.text;
    char found[16];
    std::snprintf(found, sizeof found, "%04d-%02u-%02u", date->year, date->month, date->day);
    EXPECT_STREQ(found, c.date) << c.text;
    EXPECT_EQ(date->length, c.length) << c.text;
  }
}

TEST(HeaderDate, IsNotEveryNumberOrMonth) {
  for (const char* text : {"", "May I", "March on", "45 people", "2019 was", "Tuesday", "1234567",
                           "Jan 45", "99-99-99"})
    EXPECT_FALSE(read_header_date(text, marks())) << text;
}

TEST(HeaderDate, YearComesFromTheNearestDay) {
  const auto december = read_header_date("Dec 31", marks());
  const auto january =
      CivilDate{std::chrono::year(2020), std::chrono::January, std::chrono::day(1)};
  EXPECT_EQ(iso(*december->civil_near(january)), "2019-12-31");
  EXPECT_FALSE(december->civil());
}

TEST(HeaderDate, FieldsMayHoldSecondsOrMilliseconds) {
  EXPECT_EQ(iso(*read_field_date("1547078400", marks())), "2019-01-10");
  EXPECT_EQ(iso(*read_field_date("1547078400000", marks())), "2019-01-10");
  EXPECT_EQ(iso(*read_field_date(" 2021-05-22T12:00:47+00:00", marks())), "2021-05-22");
  EXPECT_FALSE(read_field_date("yesterday", marks()));
  EXPECT_FALSE(read_field_date("2021-02-30", marks()));
}

}  // namespace
}  // namespace dateline
