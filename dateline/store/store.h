// A store: a folder with Parquet segments and articles.sqlite, that R, Python,
// Spark and DuckDB users open directly.
//
// One writer at a time (a lock file says so), any number of readers; neither
// blocks the other. Covered by store_test.cc. docs/store.md has the layout.
#pragma once

#include <deque>
#include <filesystem>
#include <mutex>
#include <string>

#include "dateline/pipeline/batch.h"
#include "dateline/store/duck.h"
#include "dateline/store/ledger.h"

namespace dateline {

struct IngestOptions {
  BatchOptions batch;
  size_t commit_articles = 500;      // how much work a kill can cost
  size_t commit_bytes = 32u << 20;  // of records, in memory
};

struct IngestProgress {
  BatchProgress read;       // everything that was read
  uint64_t added = 0;       // articles coded into the store
  uint64_t known = 0;       // already there, byte for byte
  uint64_t copies = 0;      // the same article printed elsewhere, or with small edits
  uint64_t replaced = 0;    // superseded by a correction or update
  uint64_t events = 0;
};

// Codes the inputs into the store, which is made where there is none. Killed at
// any moment and run again, it ends with the store of an undisturbed run.
// `calls`: only `failed` and `progress` are used. Errors: io, no_access, bad_input.
Result<IngestProgress> ingest(const std::filesystem::path& store,
                              const std::vector<std::string>& inputs, const Resources& resources,
                              const IngestOptions& options, const BatchCalls& calls);

// Reads a store: SQL over the views reports, events and attributions (docs/store.md),
// confined to the store's folder, read only.
class StoreReader {
 public:
  static Result<StoreReader> open(const std::filesystem::path& store);
  Result<SqlTable> query(const std::string& sql) { return duck_.query(sql); }
  Ledger& ledger() { return ledger_; }

 private:
  StoreReader(Duck duck, Ledger ledger) : duck_(std::move(duck)), ledger_(std::move(ledger)) {}
  Duck duck_;
  Ledger ledger_;
};

}  // namespace dateline
