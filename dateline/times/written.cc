#include "dateline/times/written.h"

#include "dateline/times/calendar.h"
#include "fmt/core.h"

namespace dateline::timex {
namespace {

constexpr std::string_view kSeasons[] = {"SP", "SU", "FA", "WI"};
constexpr std::string_view kDayparts[] = {"MO", "AF", "EV", "NI", "MI", "DT"};

// A unit, how many of the next smaller unit it has, and its letter.
struct DurationUnit {
  Unit unit;
  char letter;
  int times;    // decades are written as years
  int smaller;  // 0: no smaller unit is used
  std::string_view part;
};
constexpr DurationUnit kDurationUnits[] = {
    {kSecond, 'S', 1, 0, ""},    {kMinute, 'M', 1, 60, "S"},  {kHour, 'H', 1, 60, "M"},
    {kDay, 'D', 1, 24, "H"},     {kWeekend, 'D', 2, 0, ""},   {kWeek, 'W', 1, 0, ""},
    {kFortnight, 'W', 2, 0, ""}, {kMonth, 'M', 1, 0, ""},     {kQuarter, 'Q', 1, 0, ""},
    {kSeason, 'M', 3, 0, ""},    {kHalf, 'M', 6, 0, ""},      {kYear, 'Y', 1, 12, "M"},
    {kDecade, 'Y', 10, 0, ""},   {kCentury, 'Y', 100, 0, ""}, {kMillennium, 'Y', 1000, 0, ""},
};

const DurationUnit& duration_unit(int16_t unit) {
  for (const DurationUnit& row : kDurationUnits) {
    if (row.unit == unit) return row;
  }
  return kDurationUnits[3];
}

std::string vague_duration(int16_t unit) {
  if (unit == kDecade) return "PXE";
  if (unit == kCentury) return "PXC";
  if (unit == kMillennium) return "PXL";
  return fmt::format("{}X{}", unit < kDay ? "PT" : "P", duration_unit(unit).letter);
}

// The part of the year that the fields name: "-10-23", "-WXX-2", "-Q3".
std::string part_of_year(const Meaning& m) {
  const int16_t unit = m.get(Key::unit, kUnset);
  if (m.has(Key::month)) {
    const std::string month = fmt::format("-{:02}", m[Key::month]);
    return m.has(Key::day) ? month + fmt::format("-{:02}", m[Key::day]) : month;
  }
  if (m.has(Key::weekday)) return fmt::format("-WXX-{}", m[Key::weekday]);
  if (m.has(Key::weekend) || unit == kWeekend) return "-WXX-WE";
  if (m.has(Key::quarter)) return fmt::format("-Q{}", m[Key::quarter]);
  if (m.has(Key::half)) return fmt::format("-H{}", m[Key::half]);
  if (m.has(Key::season)) return fmt::format("-{}", kSeasons[m[Key::season]]);
  if (unit == kWeek || unit == kFortnight) return "-WXX";
  if (unit == kMonth) return "-XX";
  if (unit == kQuarter) return "-QX";
  const bool of_day = m.has(Key::day) || m.has(Key::holiday) || has_clock(m);
  return of_day || (unit != kUnset && unit <= kDay) ? "-XX-XX" : "";
}

}  // namespace

bool has_clock(const Meaning& m) { return m.has(Key::hour) || m.has(Key::daypart); }

void set_clock(Point& point, const Meaning& m) {
  if (m.has(Key::hour)) {
    point.hour = m[Key::hour];
    if (m.get(Key::pm, 0) == 1 && point.hour < 12) point.hour += 12;
    if (m.get(Key::pm, 1) == 0 && point.hour == 12) point.hour = 0;
    const int16_t part = m.get(Key::daypart, kMorning);
    const bool late = part == kAfternoon || part == kEvening || (part == kNight && point.hour > 5);
    if (!m.has(Key::pm) && late && point.hour < 12) point.hour += 12;
    point.minute = m.get(Key::minute, 0);
    point.second = m.get(Key::second, kUnset);
  } else if (m.has(Key::daypart)) {
    point.daypart = m[Key::daypart];
  }
}

std::string duration_value(const Meaning& m) {
  const int16_t unit = m.get(Key::unit, kDay);
  if (m.get(Key::vague, 0) > 0) return vague_duration(unit);
  const DurationUnit& row = duration_unit(unit);
  const int n = m.get(Key::n, m.has(Key::frac) ? 0 : 1);
  const int hundredths = m.get(Key::frac, 0);
  const int whole = n * row.times + (row.times > 1 ? hundredths * row.times / 100 : 0);
  std::string text = unit < kDay ? "PT" : "P";
  if (hundredths && row.times == 1 && row.smaller == 0) {
    return text +
           fmt::format("{}.{}{}", n, hundredths % 10 ? hundredths : hundredths / 10, row.letter);
  }
  if (whole > 0 || hundredths == 0) text += fmt::format("{}{}", whole, row.letter);
  if (hundredths && row.smaller) {
    if (unit == kDay) text += 'T';
    text += fmt::format("{}{}", (hundredths * row.smaller + 50) / 100, row.part);
  }
  if (m.has(Key::n2)) {
    const int16_t second = m.get(Key::unit2, kMinute);
    if (second < kDay && unit >= kDay) text += 'T';
    text += fmt::format("{}{}", m[Key::n2], duration_unit(second).letter);
  }
  return text;
}

std::string unanchored_value(const Meaning& m) {
  std::string text = m.has(Key::year) ? fmt::format("{:04}", m[Key::year]) : "XXXX";
  text += part_of_year(m);
  if (m.has(Key::hour)) {
    Point clock;
    set_clock(clock, m);
    text += fmt::format("T{:02}:{:02}", clock.hour, clock.minute);
  } else if (m.has(Key::daypart)) {
    text += fmt::format("T{}", kDayparts[m[Key::daypart]]);
  }
  return text;
}

}  // namespace dateline::timex
