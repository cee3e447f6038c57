// Dates as headers write them: "2019-01-10", "Jan 9", "9 January 2019", "March 3,
// 2020", "Sat, 22 May 2021 12:00:47 GMT", "20190110". Clock times are passed over:
// the date is the one written, in the writer's zone. Covered by header_date_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dateline/base/civil.h"
#include "dateline/read/wire_marks.h"

namespace dateline {

struct HeaderDate {
  int year = 0;  // 0: not written
  uint32_t month = 0;
  uint32_t day = 0;
  size_t length = 0;  // bytes of the text that it takes

  std::optional<CivilDate> civil() const;  // nothing without a year
  // The year that brings it nearest to `near`: "Dec 31" of a text published on Jan 1.
  std::optional<CivilDate> civil_near(CivilDate near) const;
};

// A date that begins `text`; nothing where none does.
std::optional<HeaderDate> read_header_date(std::string_view text, const WireMarks& marks);

// The date of a metadata field: any of the above, or seconds or milliseconds
// since 1970 (UTC).
std::optional<CivilDate> read_field_date(std::string_view text, const WireMarks& marks);

}  // namespace dateline
