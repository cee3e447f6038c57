#include "dateline/render/json.h"

#include <array>

namespace dateline {

Json to_json(Span span) { return {{"start", span.begin}, {"end", span.end}}; }

Json or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

Json or_null(const std::optional<CivilDate>& date) { return date ? Json(iso(*date)) : Json(); }

Json to_json(const Factuality& factuality) {
  constexpr std::array<std::string_view, 4> kCertainty = {"certain", "probable", "possible",
                                                          "unknown"};
  return {{"polarity", factuality.polarity == Polarity::positive ? "positive" : "negative"},
          {"certainty", kCertainty[static_cast<size_t>(factuality.certainty)]}};
}

std::string_view to_string(ClaimKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"direct", "indirect", "mixed"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view to_string(TimexType type) {
  constexpr std::array<std::string_view, 4> kNames = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view to_string(TimeFrom from) {
  constexpr std::array<std::string_view, 4> kNames = {"text", "dateline", "publication",
                                                      "inferred"};
  return kNames[static_cast<size_t>(from)];
}

std::string_view to_string(MentionKind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"name", "metonym", "nominal", "pronoun",
                                                      "place"};
  return kNames[static_cast<size_t>(kind)];
}

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline
