// The coder on one half of corpus/plover-open.
//
// A gold event is found where a record of its category has an event word inside
// its event mark. Mode, auxiliary modes and source are compared on the record
// that tells the gold event. Records of sentences without an event are counted
// apart, and the calibration of `confidence` is the expected calibration error
// over ten bins (Guo et al. 2017). Covered by evaluate_open_test.cc.
#pragma once

#include <array>
#include <map>
#include <string>

#include "dateline/eval/open_corpus.h"
#include "dateline/pipeline/pipeline.h"

namespace dateline {

struct OpenCount {
  size_t gold = 0, told = 0, right = 0;

  double f1() const { return gold + told == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(gold + told); }
};

// Precision, recall, F1 and gold count, under the names of the columns.
std::string open_header();
std::string open_row(std::string_view name, const OpenCount& count);
// Records of sentences that tell no event.
std::string empty_row(size_t records, size_t sentences);

struct CalibrationBins {
  struct Bin {
    size_t records = 0, right = 0;
    double confidence = 0;
  };
  std::array<Bin, 10> bins{};

  void add(double confidence, bool right);
  double error() const;  // expected calibration error
};

struct OpenScores {
  OpenCount category, mode, aux, source, actor, recipient;
  std::map<std::string, OpenCount> by_category;
  std::map<std::string, std::map<std::string, size_t>> confusion;  // gold → told or "-"
  size_t empty_sentences = 0, empty_records = 0;  // sentences without an event; records of them
  CalibrationBins bins;
  std::vector<std::string> misses;  // where wanted

  std::string table(bool details) const;
};

struct OpenOptions {
  OpenPart part = OpenPart::test;
  bool details = false;
};

Result<OpenScores> evaluate_open(const std::filesystem::path& corpus, const OpenOptions& options,
                                 const Resources& resources);

}  // namespace dateline
