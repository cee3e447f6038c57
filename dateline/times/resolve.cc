#include "dateline/times/resolve.h"

#include <algorithm>

#include "dateline/times/written.h"

namespace dateline::timex {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::string_view kRefs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
constexpr int kFirstMonthOfSeason[] = {3, 6, 9, 12};

int year_of(CivilDate date) { return static_cast<int>(date.year()); }
CivilDate civil(int y, int m, int d) {
  return {year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
}

// Fields that, without a year, ask for the nearest such day of another year.
bool has_part_of_year(const Meaning& m) {
  return m.has(Key::month) || m.has(Key::quarter) || m.has(Key::half) || m.has(Key::season) ||
         m.has(Key::holiday);
}

bool is_month(const Meaning& m) { return m.has(Key::month) && !m.has(Key::day); }

int full_year(const Meaning& m, const Context& context) {
  if (m.has(Key::year)) return m[Key::year];
  // Two digits: the nearest century, at most twenty years ahead.
  const int now = context.article ? year_of(*context.article) : 2000;
  int y = now / 100 * 100 + m[Key::yy];
  if (y > now + 20) y -= 100;
  return y;
}

int full_decade(const Meaning& m, const Context& context) {
  const int decade = m[Key::decade];
  if (decade >= 10) return decade * 10;  // "the 1990s": 199
  const int now = context.article ? year_of(*context.article) : 2000;
  int y = now / 100 * 100 + decade * 10;  // "the nineties": 9
  if (y > now) y -= 100;
  return y;
}

int distance(const Point& point, CivilDate from) {
  const auto [first, last] = days_of(point);
  if (first <= from && from <= last) return 0;
  return from < first ? days_between(from, first) : days_between(last, from);
}

// How much farther a point counts that the tense speaks against.
int doubt(const Meaning& m) {
  if (m.has(Key::quarter)) return 3;
  if (m.has(Key::day) || m.has(Key::holiday)) return 3;
  return m.has(Key::weekday) || m.has(Key::weekend) ? 1000 : 8;
}

// The nearest of `points`; those that the tense speaks against count as farther.
std::optional<Point> nearest(const std::vector<Point>& points, CivilDate now, Way way, int factor) {
  std::optional<Point> best;
  int64_t least = 0;
  for (const Point& point : points) {
    const auto [first, last] = days_of(point);
    const bool against = way == Way::past ? first > now : way == Way::future && last < now;
    const int64_t far = int64_t{distance(point, now)} * (against ? factor : 1);
    if (!best || far < least) best = point, least = far;
  }
  return best;
}

// The last point before (dir -1) or the first after (dir 1).
std::optional<Point> beside(const std::vector<Point>& points, CivilDate now, int dir) {
  std::optional<Point> best;
  for (const Point& point : points) {
    const auto [first, last] = days_of(point);
    if (dir < 0 && last < now) best = point;
    if (dir > 0 && first > now && !best) best = point;
  }
  return best;
}

// The day that the story is at. "Due in court on April 5. The attack was at 13:40": no day to come.
std::optional<Point> story_day(const Context& context) {
  const bool ahead = context.day && context.article && context.day->first > *context.article;
  return ahead && context.way == Way::past ? context.behind : context.day;
}

}  // namespace

std::optional<Point> Resolver::narrowed(Point whole, const Meaning& m) const {
  const int y = year_of(whole.first);
  if (m.has(Key::holiday)) {
    const auto days = holidays_.in_year(static_cast<uint32_t>(m[Key::holiday]), y);
    if (days.empty()) return std::nullopt;
    whole = point_at(kDay, days.front());
  } else if (m.has(Key::month)) {
    whole = point_at(kMonth, civil(y, m[Key::month], 1));
  } else if (m.has(Key::quarter)) {
    whole = point_at(kQuarter, civil(y, m[Key::quarter] * 3 - 2, 1));
  } else if (m.has(Key::half)) {
    whole = point_at(kHalf, civil(y, m[Key::half] * 6 - 5, 1));
  } else if (m.has(Key::season)) {
    whole = point_at(kSeason, civil(y, kFirstMonthOfSeason[m[Key::season] & 3], 1));
  } else if (m.has(Key::weekend)) {
    whole = point_at(kWeekend, whole.first);
  }
  if (m.has(Key::day)) {
    const CivilDate date{whole.first.year(), whole.first.month(),
                         day{static_cast<unsigned>(m[Key::day])}};
    if (!date.ok()) return std::nullopt;
    whole = point_at(kDay, date);
  } else if (m.has(Key::weekday) && whole.unit == kWeek) {
    whole = point_at(kDay, plus_days(whole.first, m[Key::weekday] - 1));
  }
  if (whole.unit == kDay) set_clock(whole, m);
  return whole;
}

// Every point near `near` that the year-less fields could mean, in order of time.
std::vector<Point> Resolver::candidates(const Meaning& m, CivilDate near) const {
  std::vector<Point> points;
  if (has_part_of_year(m)) {
    // 29 February comes back after eight years at most; a weekday is of these years.
    const int reach = m.has(Key::weekday) ? 1 : 8;
    for (int step = -reach; step <= reach; ++step) {
      const auto point = narrowed(point_at(kYear, civil(year_of(near) + step, 1, 1)), m);
      if (!point) continue;
      if (m.has(Key::weekday) && m.has(Key::day) &&
          weekday_of(point->first).iso_encoding() != static_cast<unsigned>(m[Key::weekday])) {
        continue;
      }
      points.push_back(*point);
    }
    return points;
  }
  const Unit around = m.has(Key::weekday) || m.has(Key::weekend) ? kWeek : kMonth;
  for (int step = -2; step <= 2; ++step) {
    const auto point = narrowed(moved(point_at(around, near), step), m);
    if (point) points.push_back(*point);
  }
  return points;
}

// The tense to go by: none for a date with its weekday, which nearness tells
// better; the past, as news is, where nothing tells it. "This Wednesday" may be either.
Way trusted_way(const Meaning& m, const Context& context) {
  if (m.has(Key::weekday) && m.has(Key::month)) return Way::unknown;
  if (m.get(Key::dir, kUnset) == 0) return m.has(Key::weekday) ? context.way : Way::unknown;
  if (m.has(Key::fiscal)) return Way::past;
  const bool exact = m.has(Key::day) || m.has(Key::holiday) || m.has(Key::quarter);
  return !exact && context.way == Way::unknown ? Way::past : context.way;
}

std::optional<Point> Resolver::completed(const Meaning& m, const Context& context) const {
  if (!context.article) return std::nullopt;
  CivilDate now = *context.article;
  const bool told_from = m.get(Key::anchor, kOnArticle) == kOnReference;
  const auto& told = is_month(m) ? context.reference : context.day;
  if (told_from && told) now = told->first;
  if (has_part_of_year(m) || m.has(Key::weekday) || m.has(Key::weekend) || m.has(Key::day)) {
    std::vector<Point> points = candidates(m, now);
    // A weekday that the date does not have: believe the date.
    if (points.empty() && m.has(Key::weekday) && m.has(Key::month)) {
      Meaning without = m;
      without[Key::weekday] = kUnset;
      points = candidates(without, now);
    }
    if (told_from && told && is_month(m)) return nearest(points, now, Way::future, doubt(m));
    const int16_t dir = m.get(Key::dir, 0);
    // "This September" is of this year, even in January; "this winter" may be under way.
    if (m.has(Key::dir) && dir == 0 && has_part_of_year(m) && !m.has(Key::season)) {
      return narrowed(point_at(kYear, now), m);
    }
    return dir != 0 ? beside(points, now, dir)
                    : nearest(points, now, trusted_way(m, context), doubt(m));
  }
  // Only a time of day: of the day that the story is at.
  const auto day = story_day(context);
  Point point = point_at(kDay, day ? day->first : now);
  set_clock(point, m);
  return point;
}

std::optional<Point> Resolver::own_year(const Meaning& m, const Context& context) const {
  if (m.has(Key::decade))
    return point_at(kDecade, civil(std::max(full_decade(m, context), 1), 1, 1));
  if (m.has(Key::century)) {
    return point_at(kCentury, civil(std::max(m[Key::century] * 100, 1), 1, 1));
  }
  if (!m.has(Key::year) && !m.has(Key::yy)) return std::nullopt;
  const int y = full_year(m, context);
  if (y < kFirstYear || y > kLastYear) return std::nullopt;
  if (m.get(Key::like, 0) && context.grain) {
    // "The 1988 period" of a report on a quarter.
    return moved(*context.grain, 4 * (y - year_of(context.grain->first)));
  }
  return narrowed(point_at(kYear, civil(y, 1, 1)), m);
}

// "That day" after "in March 2019. On 3 May ... In 2020 ...": the last point that
// is as fine as `unit`.
std::optional<Point> Resolver::reference(Unit unit, const Context& context) const {
  if (!context.reference || context.reference->unit <= unit) return context.reference;
  return context.day ? context.day : context.reference;
}

std::optional<Point> Resolver::base(const Meaning& m, const Context& context,
                                    bool& anchored) const {
  const int16_t anchor = m.get(Key::anchor, kOnArticle);
  if (anchor == kOnInner && m.inner != kNoInner) {
    return point(matcher_.inner(m.inner), context, anchored);
  }
  anchored = true;
  // "Later in the day" after a month: of the article's day.
  const bool same_day = m.get(Key::dir, 0) == 0 && m.get(Key::unit, kDay) == kDay;
  const bool no_day = !context.day && context.reference && context.reference->unit > kDay;
  if (anchor == kOnReference && same_day && no_day && context.article)
    return point_at(kDay, *context.article);
  if (anchor == kOnReference && context.reference) {
    const auto unit = static_cast<Unit>(m.get(Key::unit, kDay));
    const auto told = reference(unit, context);
    // "Founded in 1992. Earlier in the month it was sold": of no month of that year.
    const bool part = m.has(Key::mod) && m.get(Key::dir, 0) == 0;
    if (!part || told->unit <= unit || !context.article) return told;
    return point_at(kDay, *context.article);
  }
  if (anchor == kOnGrain && context.grain) return context.grain;
  if (!context.article) return std::nullopt;
  // "The quarter", with none named: the last whole one.
  if (anchor == kOnGrain) return moved(point_at(kQuarter, *context.article), -1);
  return point_at(kDay, *context.article);
}

std::optional<Point> Resolver::shifted(const Meaning& m, const Context& context,
                                       bool& anchored) const {
  auto from = base(m, context, anchored);
  if (!from) return std::nullopt;
  auto unit = static_cast<Unit>(m.get(Key::unit, kDay));
  int n = m.get(Key::n, 1) * m.get(Key::dir, 0);
  if (m.get(Key::vague, 0) > 0) return std::nullopt;
  if (m.get(Key::like, 0) && context.grain && unit == kYear) {
    // "A year earlier" of a report on a quarter is that quarter of last year.
    Point point = *context.grain;
    point.first = plus_months(point.first, 12 * n);
    return point;
  }
  if (unit == kFortnight) unit = kWeek, n *= 2;
  if (unit == kDecade && m.has(Key::n)) unit = kYear, n *= 10;  // "two decades ago"
  if (unit < kDay) unit = kDay, n = 0;
  return narrowed(moved(point_at(unit, from->first), n), m);
}

std::optional<Point> Resolver::nth(const Meaning& m, const Context& context, bool& anchored) const {
  const auto whole = base(m, context, anchored);
  const auto unit = static_cast<Unit>(m.get(Key::unit, kDay));
  if (!whole || m[Key::ordinal] == 0) return std::nullopt;
  const auto [first, last] = days_of(*whole);
  const int n = m.get(Key::ordinal, 1);
  Point point;
  if (m.has(Key::weekday)) {
    // "The first Tuesday of May", "the last Friday of June".
    point = point_at(kDay, n > 0 ? first : last);
    while (weekday_of(point.first).iso_encoding() != static_cast<unsigned>(m[Key::weekday])) {
      point = moved(point, n > 0 ? 1 : -1);
    }
    point = moved(point, 7 * (n > 0 ? n - 1 : n + 1));
  } else {
    point = moved(point_at(unit, n > 0 ? first : last), n > 0 ? n - 1 : n + 1);
  }
  if (point.first > last) return std::nullopt;
  set_clock(point, m);
  return point;
}

std::optional<Point> Resolver::point(const Meaning& m, const Context& context,
                                     bool& anchored) const {
  const int16_t op = m.get(Key::op, 0);
  if (op == kNth) return nth(m, context, anchored);
  if (op == kShift) return shifted(m, context, anchored);
  if (auto own = own_year(m, context)) return own;
  if (m.has(Key::year) || m.has(Key::yy)) return std::nullopt;
  anchored = true;
  return completed(m, context);
}

// "7-10 January" is four days, Ramadan twenty-nine; 0: as long as the unit is.
int Resolver::days_covered(const Meaning& m) const {
  if (m.has(Key::day) && m.has(Key::upto) && m[Key::upto] > m[Key::day]) {
    return m[Key::upto] - m[Key::day] + 1;
  }
  const bool whole = m.has(Key::holiday) && m.get(Key::op, 0) == 0 && !has_clock(m);
  return whole ? holidays_.days(static_cast<uint32_t>(m[Key::holiday])) : 0;
}

Resolved Resolver::resolve(const Meaning& m, const Context& context) const {
  Resolved out;
  out.mod = mod_name(m.get(Key::mod, 0));
  const int16_t op = m.get(Key::op, 0);
  if (m.has(Key::ref) && (op == kRef || m.get(Key::vague, 0) > 0)) {
    out.value = kRefs[m[Key::ref] % 3];
    return out;
  }
  if (op == kDuration) {
    out.type = TimexType::duration;
    out.value = duration_value(m);
    return out;
  }
  if (op == kSet) {
    out.type = TimexType::set;
    out.value = m.has(Key::unit) && !m.has(Key::weekday) ? duration_value(m) : unanchored_value(m);
    return out;
  }
  out.point = point(m, context, out.anchored);
  if (out.point) out.days = days_covered(m);
  out.value = out.point ? value_of(*out.point) : unanchored_value(m);
  if (has_clock(m)) out.type = TimexType::time;
  if (m.has(Key::type)) out.type = static_cast<TimexType>(m[Key::type]);
  return out;
}

}  // namespace dateline::timex
