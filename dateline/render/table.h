// Records as a table for the terminal: one line an event, in plain words.
#pragma once

#include <string>

#include "dateline/doc/reading.h"

namespace dateline {

// The article's name, then its events under column heads; "no events" where there are none.
std::string to_table(const Reading& reading);

// "FRA GOV Emmanuel Macron", as short as it can be and still be told apart.
std::string short_name(const Reading& reading, const Participant& participant);

}  // namespace dateline
