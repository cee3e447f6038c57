// One article with the evidence marked, and why each event was or was not
// coded: for a person to read, in a terminal or as one self-contained page.
#pragma once

#include <string>

#include "dateline/doc/reading.h"

namespace dateline {

struct ExplainOptions {
  bool color = false;  // ANSI colours, for terminals
};

std::string explain_text(const Reading& reading, const ExplainOptions& options);

// A whole HTML page; article text is escaped, no script, no outside resource.
std::string explain_html(const Reading& reading);

// One line that a newcomer understands: who did what to whom, when, where, according to whom.
std::string summary(const Reading& reading, const Event& event);

}  // namespace dateline
