// The dateline that opens a wire story: "KYIV/MOSCOW, March 3 (Reuters) - ".
//
// One line in, its parts out; a place in small letters is believed only where an
// agency, a date or a second place name stands by it. Covered by header_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/base/span.h"
#include "dateline/read/header_date.h"
#include "dateline/read/wire_marks.h"

namespace dateline {

struct WireDateline {
  Span place;        // within the line; empty where there is none
  Span agency;       // the same
  std::string name;  // of the agency
  std::optional<HeaderDate> date;
  Span date_span;
  uint32_t length = 0;  // bytes of the line before the story's first word
};

std::optional<WireDateline> read_dateline(std::string_view line, const WireMarks& marks);

// A line of nothing but a date, an agency and a place, in any order, with or without
// the word "date" before: " date 2019-01-10 AFP, BEIJING". Has a date, or is nothing.
std::optional<WireDateline> read_date_line(std::string_view line, const WireMarks& marks);

}  // namespace dateline
