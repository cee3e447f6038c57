// A store: a folder with Parquet segments and articles.sqlite, that R, Python,
// Spark and DuckDB users open directly.
//
// One writer at a time (a lock file says so), any number of readers; neither
// blocks the other. Covered by store_test.cc. docs/store.md has the layout.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "dateline/pipeline/batch.h"
#include "dateline/store/duck.h"
#include "dateline/store/ledger.h"

namespace dateline {

struct IngestOptions {
  BatchOptions batch;
  size_t commit_articles = 500;     // how much work a kill can cost
  size_t commit_bytes = 32u << 20;  // of records, in memory
};

struct IngestProgress {
  BatchProgress read;     // everything that was read
  uint64_t added = 0;     // articles coded into the store
  uint64_t known = 0;     // already there, byte for byte
  uint64_t copies = 0;    // the same article printed elsewhere, or with small edits
  uint64_t replaced = 0;  // superseded by a correction or update
  uint64_t events = 0;
};

// Codes the inputs into the store, which is made where there is none. Killed at
// any moment and run again, it ends with the store of an undisturbed run.
// `failed` and `progress` as in BatchCalls. Errors: io, no_access, bad_input.
Result<IngestProgress> ingest(const std::filesystem::path& store,
                              const std::vector<std::string>& inputs, const Resources& resources,
                              const IngestOptions& options,
                              const std::function<void(const Error&)>& failed,
                              const std::function<void(const BatchProgress&)>& progress);

struct ReadLimits {
  std::chrono::milliseconds time{0};  // of one question; 0: none
  unsigned threads = 0;               // 0: as many as cores
  std::string memory;                 // "1GB"; empty: DuckDB's own limit
};

// Reads a store: SQL over the views events, reports, attributions, articles and
// reviews (docs/store.md), confined to the store's folder, read only.
class StoreReader {
 public:
  // `output`: the one file outside the store that copy() may write; may be empty.
  static Result<StoreReader> open(const std::filesystem::path& store, const ReadLimits& limits = {},
                                  const std::string& output = {});

  Status read(const std::string& sql, const SqlSink& sink);
  Result<SqlTable> table(const std::string& sql);
  Status copy(const std::string& sql, const std::string& file);

  // Has a writer committed since the views were made? Then makes them anew, and says so.
  Result<bool> refresh();

  // Makes the table `found(document)` of the articles that FTS5 finds for `words`
  // (its query syntax), best first, at most `limit`. Errors: usage.
  Status find_text(const std::string& words, size_t limit);

  // Makes the table `kept` of the rows of `sql`; false where they are more than `most`.
  Result<bool> keep(const std::string& sql, size_t most);

  // For layouts: a small table of texts (`columns` as SQL), a view.
  Status add_table(const std::string& name, const std::string& columns,
                   const std::vector<std::vector<std::string>>& rows);
  Status add_view(const std::string& name, const std::string& sql);

  Ledger& ledger() { return ledger_; }

 private:
  StoreReader(std::filesystem::path folder, Duck duck, Ledger ledger)
      : folder_(std::move(folder)), duck_(std::move(duck)), ledger_(std::move(ledger)) {}
  Status make_views();
  Status make_views_now();
  Result<bool> load_links();  // into the tables `links` and `stories`; false where there are none
  // What a question names of the ledger's tables is loaded before it is asked.
  Status load_named(const std::string& sql);
  Status load_articles();  // and copies
  Status load_reviews();
  Status fill(const std::string& table, const std::string& columns, const std::string& from_ledger);

  std::filesystem::path folder_;
  Duck duck_;
  Ledger ledger_;
  int64_t version_ = 0;                      // the ledger's, when the views were made
  bool articles_ = false, reviews_ = false;  // loaded
};

}  // namespace dateline
