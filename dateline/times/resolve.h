// From what an expression says to what it means on the calendar.
//
// Dates that are not complete are completed from the article's date or from the
// expression before; which way ("on Tuesday": the last or the next?) is told by
// "last" and "next", else by the tense of the governing verb, else by nearness.
// Method: the resolution rules of TIMEX2/TIMEX3 (Ferro et al. 2005; TimeML
// 1.2.1), with the direction of Ahn et al. 2005. Covered by the table of
// times_test.cc and by tense_test.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dateline/doc/times.h"
#include "dateline/times/calendar.h"
#include "dateline/times/features.h"
#include "dateline/times/holidays.h"
#include "dateline/times/matcher.h"

namespace dateline::timex {

enum class Way : uint8_t { unknown, past, future };

struct Context {
  std::optional<CivilDate> article;  // the article's date
  std::optional<Point> reference;    // the last point told, of any unit
  std::optional<Point> day;          // the last day told
  std::optional<Point> behind;       // the last day told that is not ahead of the article
  std::optional<Point> grain;        // the last quarter or month told: "a year earlier"
  Way way = Way::unknown;            // of the governing verb
};

struct Resolved {
  TimexType type = TimexType::date;
  std::string value;
  std::string mod;
  std::optional<Point> point;  // for dates and times that are on the calendar
  int days = 0;                // how long from the point's first day; 0: as long as its unit
  bool anchored = false;
};

class Resolver {
 public:
  Resolver(const Holidays& holidays, const Matcher& matcher)
      : holidays_(holidays), matcher_(matcher) {}
  Resolved resolve(const Meaning& meaning, const Context& context) const;

 private:
  std::optional<Point> point(const Meaning& meaning, const Context& context, bool& anchored) const;
  std::optional<Point> shifted(const Meaning& meaning, const Context& context,
                               bool& anchored) const;
  std::optional<Point> nth(const Meaning& meaning, const Context& context, bool& anchored) const;
  std::optional<Point> own_year(const Meaning& meaning, const Context& context) const;
  int days_covered(const Meaning& meaning) const;
  std::optional<Point> completed(const Meaning& meaning, const Context& context) const;
  std::optional<Point> reference(Unit unit, const Context& context) const;
  std::optional<Point> base(const Meaning& meaning, const Context& context, bool& anchored) const;
  // Narrows `whole` by the finer fields that the meaning sets.
  std::optional<Point> narrowed(Point whole, const Meaning& meaning) const;
  std::vector<Point> candidates(const Meaning& meaning, CivilDate near) const;

  const Holidays& holidays_;
  const Matcher& matcher_;
};

}  // namespace dateline::timex
