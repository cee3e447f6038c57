// What a time expression says, as a flat feature structure.
//
// A word gives features ("June": month=6), a pattern joins those of its parts
// and adds its own ("last": dir=-1). Joining is unification: two parts that set
// one feature to different values do not go together. The names here are the
// names used in data/times/*.tsv. Covered by pattern_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/base/result.h"

namespace dateline::timex {

enum class Key : uint8_t {
  // Fields of the calendar and the clock.
  year,
  yy,
  month,
  day,
  weekday,
  week,
  weekend,
  quarter,
  half,
  season,
  decade,
  century,
  holiday,
  daypart,
  hour,
  minute,
  second,
  pm,
  fiscal,
  // An amount: n and frac (hundredths) of `unit`; vague: "several". n2, unit2: "and 30 minutes".
  // upto: the other end of "two to three weeks".
  n,
  frac,
  vague,
  unit,
  n2,
  unit2,
  upto,
  // How to get there: an operation, which way, from where, the how-many-th.
  op,
  dir,
  anchor,
  ordinal,
  like,
  ref,
  // What goes out.
  type,
  mod,
  quant,
  freq,
  count_,
};
inline constexpr size_t kKeys = static_cast<size_t>(Key::count_);
inline constexpr int16_t kUnset = INT16_MIN;

enum Op : int16_t { kShift = 1, kNth, kDuration, kSet, kRef, kSkip };
enum Anchor : int16_t { kOnArticle = 0, kOnReference, kOnInner, kOnGrain };
enum Ref : int16_t { kPastRef = 0, kPresentRef, kFutureRef };
enum Daypart : int16_t { kMorning = 0, kAfternoon, kEvening, kNight, kMidday, kDaytime };
// From fine to coarse; a coarser unit has the larger number.
enum Unit : int16_t {
  kSecond = 0,
  kMinute,
  kHour,
  kHalfday,
  kDay,
  kWeekend,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kSeason,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kMillennium,
};

inline constexpr uint32_t kNoInner = UINT32_MAX;

struct Meaning {
  std::array<int16_t, kKeys> at;
  uint32_t inner = kNoInner;  // the expression that this one is told from, in the matcher's store

  Meaning() { at.fill(kUnset); }
  int16_t operator[](Key key) const { return at[static_cast<size_t>(key)]; }
  int16_t& operator[](Key key) { return at[static_cast<size_t>(key)]; }
  bool has(Key key) const { return (*this)[key] != kUnset; }
  int16_t get(Key key, int16_t otherwise) const { return has(key) ? (*this)[key] : otherwise; }
  // Takes over what `other` says; false, and no sense in *this, where they differ.
  bool join(const Meaning& other);
  // Takes over what `other` says, over what was here.
  void override_with(const Meaning& other);
};

// "month=6 mod=START": keys and values as this header names them, values as
// numbers or names ("unit=month"). Error: bad_data, without file.
Result<Meaning> parse_features(std::string_view text);
// A fault of a data file; the reader of the file adds its name and the line.
Error bad_data(std::string what);
std::optional<Key> key_named(std::string_view name);
// The values that a feature may have, both ends included.
struct KeyRange {
  int low;
  int high;
};
KeyRange range_of(Key key);
// "START" for mod, "EVERY" for quant: what TIMEX3 writes. Empty where unset.
std::string_view mod_name(int16_t mod);

}  // namespace dateline::timex
