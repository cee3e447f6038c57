// Feasts and days of remembrance: data/times/holidays.tsv (names and rules) and
// data/times/moving.tsv (tabulated dates of calendars that follow the moon).
//
// Rules: a month and a day; the n-th (or last) weekday of a month; days from
// Easter, western or Orthodox, by the computus of Meeus (Astronomical
// Algorithms, ch. 8); the first Tuesday after a Monday (US elections); a table.
// Covered by holidays_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/civil.h"
#include "dateline/base/result.h"
#include "dateline/times/atoms.h"
#include "dateline/times/lexicon.h"

namespace dateline::timex {

CivilDate western_easter(int year);
CivilDate orthodox_easter(int year);
// The n-th (1 to 5) weekday (1 Monday to 7 Sunday) of a month; n = -1: the last.
CivilDate nth_weekday(int year, unsigned month, unsigned iso_weekday, int n);

enum class HolidayRule : uint8_t { fixed, nth, on_or_after, on_or_before, easter, orthodox, table };

struct Holiday {
  HolidayRule rule = HolidayRule::fixed;
  int16_t a = 0;     // month, or days from Easter, or table
  int16_t b = 0;     // day, or weekday
  int16_t c = 0;     // n of nth
  int16_t days = 1;  // how long it lasts
};

struct HolidayName {
  uint32_t end = 0;  // one past the last atom
  uint32_t holiday = 0;
};

class Holidays {
 public:
  Status read_table(std::string_view text, const std::string& file);
  Status read_names(std::string_view text, const std::string& file, Lexicon& lexicon);

  bool starts_with(uint32_t word) const { return names_.contains(word); }
  // The longest name that starts at that atom, with a capital somewhere in it.
  std::optional<HolidayName> name_at(const std::vector<Atom>& atoms, uint32_t at) const;
  // Every start in that civil year: none, or two where a lunar year is short.
  std::vector<CivilDate> in_year(uint32_t holiday, int year) const;
  int days(uint32_t holiday) const { return holidays_[holiday].days; }

 private:
  struct Name {
    std::vector<uint32_t> words;
    uint32_t holiday;
  };
  Status read_name(std::string_view line, Lexicon& lexicon);
  Result<Holiday> read_rule(std::string_view text) const;

  std::vector<Holiday> holidays_;
  std::unordered_map<uint32_t, std::vector<Name>> names_;  // first word → longest first
  std::map<std::string, int16_t, std::less<>> table_names_;
  std::vector<std::multimap<int, CivilDate>> tables_;  // year → start
};

}  // namespace dateline::timex
