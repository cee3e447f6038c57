// Time expressions as TIMEX3 (TimeML 1.2.1) with calendar intervals.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dateline/base/civil.h"
#include "dateline/base/span.h"

namespace dateline {

enum class TimexType : uint8_t { date, time, duration, set };

// Where the meaning of an expression, or of an event's date, comes from.
enum class TimeFrom : uint8_t {
  text,         // the words alone, or the words with the anchor
  dateline,     // the article's dateline
  publication,  // the publication date and nothing better
  inferred,     // from the narrative: the time of the event told before
};

struct Timex {
  Span span;
  uint32_t first = 0;  // tokens
  uint32_t last = 0;
  TimexType type = TimexType::date;
  std::string value;               // TIMEX3 value: "2019-01-08", "P1D", "PRESENT_REF"
  std::string mod;                 // TIMEX3 mod: "APPROX", "START" ...
  std::optional<CivilDate> start;  // the interval on the calendar, both ends included;
  std::optional<CivilDate> end;    // nullopt for durations, sets and open ends
  bool anchored = false;           // needed the article's date, or another expression, to resolve
};

struct Times {
  std::vector<Timex> timexes;          // in text order, not overlapping
  std::optional<CivilDate> anchor;     // the article's date, as used
  TimeFrom anchor_from = TimeFrom::publication;
};

}  // namespace dateline
