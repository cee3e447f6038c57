// Many articles through the loop on several threads, with the output in the
// order of the input whatever the number of threads.
//
// Memory is bounded: no more than a few articles for each thread are in flight.
// Covered by tests/cli_test.sh.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dateline/pipeline/pipeline.h"

namespace dateline {

struct BatchProgress {
  uint64_t articles = 0;
  uint64_t sentences = 0;
  uint64_t events = 0;
  uint64_t failed = 0;
  uint64_t bytes = 0;  // of article text
};

struct BatchOptions {
  ReadOptions read;
  unsigned jobs = 1;
  uint64_t limit = 0;  // stop after so many articles; 0: no limit
};

struct BatchCalls {
  // In the order of the input, before coding; may give the article another id. False: it is
  // not coded and "" is written in its place. Empty: all are wanted.
  std::function<bool(Document&)> wanted;
  // On a worker thread: what to write for one article.
  std::function<std::string(const Reading&)> render;
  // The rest on one thread at a time, in the order of the input.
  std::function<Status(std::string_view)> write;     // an Error ends the batch
  std::function<void(const Error&)> failed;          // an article or file that could not be read
  std::function<void(const BatchProgress&)> progress;  // after each article; may be empty
};

// Gives the totals, or the Error of `write`.
Result<BatchProgress> run_batch(const std::vector<std::string>& inputs, const Resources& resources,
                                const BatchOptions& options, const BatchCalls& calls);

}  // namespace dateline
