// corpus/plover-open: sentences of ours with actor, recipient, event, time,
// place, source and cue marked. The format is in corpus/plover-open/README.md.
// Covered by evaluate_open_test.cc.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/base/span.h"

namespace dateline {

struct OpenMark {
  char role = 'E';     // A actor, R recipient, E event, T time, P place, S source, C cue
  Span span;           // bytes of the plain sentence
  std::string value;   // codes, TIMEX3 value, country; empty where there is none
};

struct OpenSentence {
  std::string category;   // "NONE": no codable event
  std::string predicate;
  std::vector<std::string> modes;
  uint8_t aux = 0;        // Aux bits
  std::string text;
  std::vector<OpenMark> marks;  // in text order
};

enum class OpenPart { train, dev, test };

// By predicate, so that the test has unseen ones; without an event, by sentence.
OpenPart part_of(const OpenSentence& sentence);

// One line of CATEGORY.tsv. Error: bad_data.
Result<OpenSentence> read_open_line(std::string_view category, std::string_view line);
// A file, or all *.tsv of a folder. Errors: not_found, bad_data with file and line.
Result<std::vector<OpenSentence>> read_open_corpus(const std::filesystem::path& input);

}  // namespace dateline
