// The one place where layers become JSON values.
//
// ordered_json keeps the fields in the order of the design's example record.
// Article text is valid UTF-8 by the readers' promise, so dumping cannot fail.
#pragma once

#include <nlohmann/json.hpp>

#include "dateline/doc/reading.h"

namespace dateline {

using Json = nlohmann::ordered_json;

// {"start":12,"end":17}, UTF-8 bytes of the article.
Json to_json(Span span);
// The text, or null for "" (a field that the article does not give is null).
Json or_null(std::string_view text);
Json or_null(const std::optional<CivilDate>& date);
// "positive"/"negative" and "certain"/"probable"/"possible"/"unknown"
Json to_json(const Factuality& factuality);
std::string_view to_string(ClaimKind kind);
std::string_view to_string(TimexType type);
std::string_view to_string(TimeFrom from);
std::string_view to_string(MentionKind kind);

// One line of JSON, no newline.
std::string dump(const Json& value);

}  // namespace dateline
