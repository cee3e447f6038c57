// One article as TimeML 1.2.1, for `annotate --format timeml`.
//
// DCT holds the article's date where it is known. TEXT is the article's text
// byte for byte, with TIMEX3 around the time expressions and EVENT around the
// word of each coded event; MAKEINSTANCE gives polarity and tense, TLINK the
// expression that dates the event. A control character that XML cannot hold is
// written as "?", so that offsets stay. Source: timeml.org, TimeML 1.2.1.
// Covered by render/timeml_test.cc and, read back, by eval/timeml_test.cc.
#pragma once

#include <string>

#include "dateline/doc/reading.h"

namespace dateline {

std::string to_timeml(const Reading& reading);

}  // namespace dateline
