// The coder on running text: corpus/plover-open/articles, whole articles with every event marked.
//
// A record is right where one of its event words lies inside a mark of its category; each mark
// counts once. Sentences are read one by one, since what two of them tell of one event is marked in
// both. Covered by evaluate_running_test.cc.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/eval/evaluate_open.h"

namespace dateline {

struct RunningMark {
  EventType type = EventType::agree;
  std::string mode;  // empty: none
  Span span;         // bytes of the plain sentence
};

struct RunningSentence {
  std::string article;
  std::string text;
  std::vector<RunningMark> marks;  // in text order
};

// One line: the article's name, a tab, the sentence with {CATEGORY/mode:words}. Error: bad_data.
Result<RunningSentence> read_running_line(std::string_view line);
// By article.
OpenPart part_of(const RunningSentence& sentence);

struct RunningScores {
  OpenCount category;
  std::map<std::string, OpenCount> by_category;   // by name
  size_t empty_sentences = 0, empty_records = 0;  // sentences without an event; records of them
  CalibrationBins bins{};
  std::vector<std::string> misses;  // where wanted

  OpenCount& of(EventType type) { return by_category[std::string(to_string(type))]; }
  std::string table() const;
};

// A folder of *.tsv. Errors: not_found, bad_data with file and line.
Result<RunningScores> evaluate_running(const std::filesystem::path& folder,
                                       const OpenOptions& options, const Resources& resources);

}  // namespace dateline
