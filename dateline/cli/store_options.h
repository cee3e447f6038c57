// What `query` and `export` share: which store, and which of its events.
#pragma once

#include "dateline/cli/commands.h"
#include "dateline/store/question.h"
#include "dateline/store/store.h"

namespace dateline::cli {

struct StoreOptions {
  std::string store;
  std::string text;  // full-text words; empty: not asked
  Question question;

  void add_store(CLI::App& command);
  void add_filters(CLI::App& command);
};

// Opened, and with the table `found` made where full text was asked.
Result<StoreReader> open_store(StoreOptions& options, const std::string& output = {});

}  // namespace dateline::cli
