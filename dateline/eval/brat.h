// brat standoff annotation, read with its offsets as they are.
//
// brat counts characters (code points); everything here counts bytes of the
// text file. Lines we read: T (text-bound, with pieces parted by ";"), E (event),
// R (relation); A, M, N, #, * lines and the rest of a text that holds a line
// break are passed over. Source: brat.nlplab.org/standoff.html.
// Covered by tests/brat_test.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/base/span.h"

namespace dateline {

struct BratEntity {
  std::string id;    // "T1"
  std::string type;  // "Source"
  std::vector<Span> spans;
};

struct BratArgument {
  std::string role;  // "Source", with the number of "Source2" left out
  std::string id;    // "T1"
};

struct BratEvent {  // an E line, or an R line with an empty trigger
  std::string id, type, trigger;
  std::vector<BratArgument> arguments;
};

struct BratAnnotation {
  std::vector<BratEntity> entities;
  std::vector<BratEvent> events;

  const BratEntity* find(std::string_view id) const&;  // nullptr: no such entity
};

// Errors: bad_input with the byte offset in `annotation` (a broken line, a span
// outside `text`).
Result<BratAnnotation> read_brat(std::string_view annotation, std::string_view text);

}  // namespace dateline
