#include "dateline/times/holidays.h"

#include <algorithm>
#include <charconv>

#include "dateline/base/utf8.h"
#include "fmt/core.h"

namespace dateline::timex {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

CivilDate civil(int y, unsigned m, unsigned d) { return {year{y}, month{m}, day{d}}; }

constexpr std::pair<std::string_view, HolidayRule> kRules[] = {
    {"nth", HolidayRule::nth},
    {"after", HolidayRule::on_or_after},
    {"before", HolidayRule::on_or_before},
    {"easter", HolidayRule::easter},
    {"orthodox", HolidayRule::orthodox},
    {"table", HolidayRule::table}};

bool read_int(std::string_view text, int16_t& out) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

CivilDate western_easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return civil(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

CivilDate orthodox_easter(int y) {
  const int a = y % 4, b = y % 7, c = y % 19, d = (19 * c + 15) % 30;
  const int e = (2 * a + 4 * b - d + 34) % 7, n = d + e + 114;
  const CivilDate julian =
      civil(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
  return plus_days(julian, y / 100 - y / 400 - 2);
}

CivilDate nth_weekday(int y, unsigned m, unsigned iso_weekday, int n) {
  const std::chrono::weekday day_of_week{iso_weekday % 7};
  if (n < 0) {
    return std::chrono::sys_days{year{y} / month{m} / std::chrono::weekday_last{day_of_week}};
  }
  return std::chrono::sys_days{year{y} / month{m} / day_of_week[static_cast<unsigned>(n)]};
}

Result<Holiday> Holidays::read_rule(std::string_view text) const {
  Holiday holiday;
  const auto words = words_of(text);
  const auto bad = [&] { return bad_data(fmt::format("no rule for a holiday: \"{}\"", text)); };
  if (words.empty()) return bad();
  if (const auto date = parse_iso_date("2000-" + std::string(words[0]))) {
    holiday.a = static_cast<int16_t>(static_cast<unsigned>(date->month()));
    holiday.b = static_cast<int16_t>(static_cast<unsigned>(date->day()));
    return holiday;
  }
  const auto rule = std::find_if(std::begin(kRules), std::end(kRules),
                                 [&](const auto& row) { return row.first == words[0]; });
  if (rule == std::end(kRules) || words.size() < 2) return bad();
  holiday.rule = rule->second;
  if (holiday.rule == HolidayRule::table) {
    const auto table = table_names_.find(words[1]);
    if (table == table_names_.end()) return bad();
    holiday.a = table->second;
    return holiday;
  }
  int16_t* const fields[] = {&holiday.a, &holiday.b, &holiday.c};
  for (size_t i = 1; i < words.size(); ++i) {
    if (i > 3 || !read_int(words[i], *fields[i - 1])) return bad();
  }
  const bool of_month = holiday.rule == HolidayRule::nth ||
                        holiday.rule == HolidayRule::on_or_after ||
                        holiday.rule == HolidayRule::on_or_before;
  if (of_month && (words.size() != 4 || holiday.a < 1 || holiday.a > 12)) return bad();
  if (of_month && holiday.rule != HolidayRule::nth &&
      (holiday.b < 1 || holiday.b > 28 || holiday.c < 1 || holiday.c > 7)) {
    return bad();
  }
  if (holiday.rule == HolidayRule::nth &&
      (holiday.b < 1 || holiday.b > 7 || holiday.c == 0 || holiday.c < -1 || holiday.c > 4)) {
    return bad();
  }
  return holiday;
}

Status Holidays::read_name(std::string_view line, Lexicon& lexicon) {
  const auto fields = data_fields(line);
  if (fields.empty()) return Done{};
  if (fields.size() < 2) {
    return bad_data("a holiday needs names and a rule, parted by a tab");
  }
  auto holiday = read_rule(fields[1]);
  if (!holiday) return std::move(holiday.error());
  if (fields.size() > 2 && !fields[2].empty() &&
      (!read_int(fields[2], holiday->days) || holiday->days < 1)) {
    return bad_data(fmt::format("no number of days: \"{}\"", fields[2]));
  }
  const auto id = static_cast<uint32_t>(holidays_.size());
  holidays_.push_back(*holiday);
  for (size_t at = 0; at <= fields[0].size();) {
    const size_t end = std::min(fields[0].find('|', at), fields[0].size());
    Name name{{}, id};
    for (std::string_view word : words_of(fields[0].substr(at, end - at))) {
      name.words.push_back(lexicon.intern(lower(word)));
    }
    at = end + 1;
    if (name.words.empty()) continue;
    auto& list = names_[name.words[0]];
    const auto place = std::find_if(list.begin(), list.end(), [&](const Name& other) {
      return other.words.size() < name.words.size();
    });
    list.insert(place, std::move(name));
  }
  return Done{};
}

Status Holidays::read_names(std::string_view text, const std::string& file, Lexicon& lexicon) {
  return each_line(text, file, [&](std::string_view line) { return read_name(line, lexicon); });
}

Status Holidays::read_table(std::string_view text, const std::string& file) {
  return each_line(text, file, [this](std::string_view line) -> Status {
    const auto fields = data_fields(line);
    if (fields.empty()) return Done{};
    const auto date = fields.size() >= 2 ? parse_iso_date(fields[1]) : std::nullopt;
    if (!date) return bad_data("a line needs a table's name and a date, YYYY-MM-DD");
    const auto [it, is_new] =
        table_names_.try_emplace(std::string(fields[0]), static_cast<int16_t>(tables_.size()));
    if (is_new) tables_.emplace_back();
    tables_[static_cast<size_t>(it->second)].emplace(static_cast<int>(date->year()), *date);
    return Done{};
  });
}

std::optional<HolidayName> Holidays::name_at(const std::vector<Atom>& atoms, uint32_t at) const {
  const auto list = names_.find(atoms[at].word);
  if (list == names_.end()) return std::nullopt;
  for (const Name& name : list->second) {
    if (at + name.words.size() > atoms.size()) continue;
    bool same = true, capital = false;
    for (size_t i = 0; i < name.words.size() && same; ++i) {
      same = atoms[at + i].word == name.words[i];
      capital = capital || atoms[at + i].capital;
    }
    if (same && capital)
      return HolidayName{static_cast<uint32_t>(at + name.words.size()), name.holiday};
  }
  return std::nullopt;
}

std::vector<CivilDate> Holidays::in_year(uint32_t id, int y) const {
  const Holiday& holiday = holidays_[id];
  const auto month_of = static_cast<unsigned>(holiday.a);
  const auto number = static_cast<unsigned>(holiday.b);
  switch (holiday.rule) {
    case HolidayRule::fixed:
      return {civil(y, month_of, number)};
    case HolidayRule::nth:
      return {nth_weekday(y, month_of, number, holiday.c)};
    case HolidayRule::easter:
      return {plus_days(western_easter(y), holiday.a)};
    case HolidayRule::orthodox:
      return {plus_days(orthodox_easter(y), holiday.a)};
    case HolidayRule::on_or_after:
    case HolidayRule::on_or_before: {
      // after MONTH DAY WEEKDAY: the first such weekday on or after that day.
      CivilDate date = civil(y, month_of, number);
      const int step = holiday.rule == HolidayRule::on_or_after ? 1 : -1;
      while (weekday_of(date).iso_encoding() != static_cast<unsigned>(holiday.c)) {
        date = plus_days(date, step);
      }
      return {date};
    }
    case HolidayRule::table:
      break;
  }
  std::vector<CivilDate> dates;
  const auto& table = tables_[static_cast<size_t>(holiday.a)];
  for (auto [it, end] = table.equal_range(y); it != end; ++it) dates.push_back(it->second);
  return dates;
}

}  // namespace dateline::timex
