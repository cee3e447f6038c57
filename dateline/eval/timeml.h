// TimeML 1.2.1 articles, read for evaluation and for `annotate`.
//
// The Document's text is the content of TEXT with the tags taken out and the
// entities resolved, byte for byte: offsets of gold and of coded expressions
// are offsets of that text. The creation time (DCT, or a TIMEX3 that says
// CREATION_TIME) becomes Document::published. Source: timeml.org, TimeML 1.2.1.
// Covered by timeml_test.cc.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/doc/document.h"
#include "dateline/doc/times.h"

namespace dateline {

struct TimemlArticle {
  Document doc;
  // The TIMEX3 of TEXT that have words, in text order; only span, type, value
  // and mod are set.
  std::vector<Timex> timexes;
};

// Errors: bad_input (not XML, no TEXT), with the line in words.
Result<TimemlArticle> parse_timeml(std::string_view xml, const std::string& name);
// Errors also: not_found, too_large (over 16 MiB).
Result<TimemlArticle> read_timeml(const std::filesystem::path& file);

}  // namespace dateline
