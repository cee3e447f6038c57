#include "dateline/times/features.h"

#include <charconv>

#include "fmt/core.h"

namespace dateline::timex {
namespace {

constexpr std::string_view kKeyNames[] = {
    "year",   "yy",     "month",   "day",     "weekday", "week", "weekend", "quarter", "half",
    "season", "decade", "century", "holiday", "daypart", "hour", "minute",  "second",  "pm",
    "fiscal", "n",      "frac",    "vague",   "unit",    "n2",   "unit2",   "upto",    "op",
    "dir",    "anchor", "ordinal", "like",    "ref",     "type", "mod",     "quant",   "freq"};
static_assert(std::size(kKeyNames) == kKeys);

struct NamedValue {
  Key key;
  std::string_view name;
  int16_t value;
};

constexpr std::string_view kMods[] = {"",          "START",         "MID",          "END",
                                      "APPROX",    "BEFORE",        "AFTER",        "LESS_THAN",
                                      "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"};

constexpr NamedValue kValues[] = {
    {Key::unit, "second", kSecond},
    {Key::unit, "minute", kMinute},
    {Key::unit, "hour", kHour},
    {Key::unit, "halfday", kHalfday},
    {Key::unit, "day", kDay},
    {Key::unit, "weekend", kWeekend},
    {Key::unit, "week", kWeek},
    {Key::unit, "fortnight", kFortnight},
    {Key::unit, "month", kMonth},
    {Key::unit, "quarter", kQuarter},
    {Key::unit, "season", kSeason},
    {Key::unit, "half", kHalf},
    {Key::unit, "year", kYear},
    {Key::unit, "decade", kDecade},
    {Key::unit, "century", kCentury},
    {Key::unit, "millennium", kMillennium},
    {Key::op, "shift", kShift},
    {Key::op, "nth", kNth},
    {Key::op, "duration", kDuration},
    {Key::op, "set", kSet},
    {Key::op, "ref", kRef},
    {Key::op, "skip", kSkip},
    {Key::anchor, "article", kOnArticle},
    {Key::anchor, "reference", kOnReference},
    {Key::anchor, "inner", kOnInner},
    {Key::anchor, "grain", kOnGrain},
    {Key::ref, "PAST_REF", kPastRef},
    {Key::ref, "PRESENT_REF", kPresentRef},
    {Key::ref, "FUTURE_REF", kFutureRef},
    {Key::daypart, "MO", kMorning},
    {Key::daypart, "AF", kAfternoon},
    {Key::daypart, "EV", kEvening},
    {Key::daypart, "NI", kNight},
    {Key::daypart, "MI", kMidday},
    {Key::daypart, "DT", kDaytime},
    {Key::season, "SP", 0},
    {Key::season, "SU", 1},
    {Key::season, "FA", 2},
    {Key::season, "WI", 3},
    {Key::type, "DATE", 0},
    {Key::type, "TIME", 1},
    {Key::type, "DURATION", 2},
    {Key::type, "SET", 3},
    {Key::quant, "EVERY", 1},
    {Key::quant, "EACH", 2},
};

struct Limit {
  Key key;
  KeyRange range;
};

constexpr Limit kLimits[] = {
    {Key::year, {1, 9999}},        {Key::yy, {0, 99}},
    {Key::month, {1, 12}},         {Key::day, {1, 31}},
    {Key::weekday, {1, 7}},        {Key::weekend, {1, 1}},
    {Key::quarter, {1, 4}},        {Key::half, {1, 2}},
    {Key::season, {0, 3}},         {Key::decade, {0, 999}},
    {Key::century, {0, 99}},       {Key::daypart, {0, 5}},
    {Key::hour, {0, 24}},          {Key::minute, {0, 59}},
    {Key::second, {0, 59}},        {Key::pm, {0, 1}},
    {Key::frac, {0, 99}},          {Key::vague, {0, 1}},
    {Key::unit, {0, kMillennium}}, {Key::unit2, {0, kMillennium}},
    {Key::op, {0, kSkip}},         {Key::dir, {-1, 1}},
    {Key::anchor, {0, kOnGrain}},  {Key::ref, {0, 2}},
    {Key::type, {0, 3}},           {Key::mod, {0, 10}},
};

std::optional<int16_t> value_named(Key key, std::string_view name) {
  int value = 0;
  auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
  if (error == std::errc() && end == name.data() + name.size() && value >= range_of(key).low &&
      value <= range_of(key).high) {
    return static_cast<int16_t>(value);
  }
  if (key == Key::mod) {
    for (size_t i = 1; i < std::size(kMods); ++i) {
      if (kMods[i] == name) return static_cast<int16_t>(i);
    }
  }
  // unit2 has the names of unit.
  const Key named = key == Key::unit2 ? Key::unit : key;
  for (const NamedValue& row : kValues) {
    if (row.key == named && row.name == name) return row.value;
  }
  return std::nullopt;
}

}  // namespace

Error bad_data(std::string what) { return {ErrorKind::bad_data, std::move(what), kNoOffset, {}}; }

std::string_view mod_name(int16_t mod) {
  return mod > 0 && static_cast<size_t>(mod) < std::size(kMods) ? kMods[mod] : "";
}

bool Meaning::join(const Meaning& other) {
  for (size_t i = 0; i < kKeys; ++i) {
    if (other.at[i] == kUnset) continue;
    if (at[i] != kUnset && at[i] != other.at[i]) return false;
    at[i] = other.at[i];
  }
  if (other.inner != kNoInner) {
    if (inner != kNoInner) return false;
    inner = other.inner;
  }
  return true;
}

void Meaning::override_with(const Meaning& other) {
  for (size_t i = 0; i < kKeys; ++i) {
    if (other.at[i] != kUnset) at[i] = other.at[i];
  }
}

KeyRange range_of(Key key) {
  for (const Limit& limit : kLimits) {
    if (limit.key == key) return limit.range;
  }
  return {-INT16_MAX, INT16_MAX};
}

std::optional<Key> key_named(std::string_view name) {
  for (size_t i = 0; i < kKeys; ++i) {
    if (kKeyNames[i] == name) return static_cast<Key>(i);
  }
  return std::nullopt;
}

Result<Meaning> parse_features(std::string_view text) {
  Meaning meaning;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view feature = text.substr(at, end - at);
    at = end + 1;
    if (feature.empty()) continue;
    const size_t equals = feature.find('=');
    const auto key = key_named(feature.substr(0, equals));
    const auto value = key && equals != std::string_view::npos
                           ? value_named(*key, feature.substr(equals + 1))
                           : std::nullopt;
    if (!value || *key == Key::holiday) {  // a holiday comes only from its name
      return bad_data(fmt::format("no such feature: \"{}\"", feature));
    }
    meaning[*key] = *value;
  }
  return meaning;
}

}  // namespace dateline::timex
