// What `code`, `annotate` and `explain` do alike: read articles, write what a
// function makes of each, report what failed.
#pragma once

#include <functional>

#include "dateline/cli/commands.h"

namespace dateline::cli {

struct ShowOptions {
  InputOptions input;
  std::string output;
  unsigned jobs = 1;
  bool progress = false;
  bool stats = false;
  std::string head;  // written once before the first article
};

// Gives the exit code.
int show(const ShowOptions& options, const std::function<std::string(const Reading&)>& render);

// Prints the error; gives the exit code for it.
int fail(const Error& error);

}  // namespace dateline::cli
