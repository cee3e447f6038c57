// DuckDB in process, as values: a connection that runs SQL and gives rows of text.
//
// Used to write and read the store's Parquet segments. Source: DuckDB's C API.
// Covered by duck_test.cc.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

struct SqlColumn {
  std::string name;
  bool numeric = false;  // a number: right-aligned in a table, bare in JSON
};

// One row; NULL is nullopt. Lists of texts are joined with ";", other nested values are
// JSON. The views last until the next row.
using SqlRow = std::vector<std::optional<std::string_view>>;

// A whole result, for those that are small.
struct SqlTable {
  std::vector<SqlColumn> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

// What is called while a question runs. An Error of either ends it.
struct SqlSink {
  std::function<Status(const std::vector<SqlColumn>&)> columns;  // once, before the rows
  std::function<Status(const SqlRow&)> row;
};

// A string as an SQL literal: 'it''s'.
std::string sql_text(std::string_view text);
// "['a', 'b']"
std::string sql_list(const std::vector<std::string>& items);

class Duck {
 public:
  // An in-memory database. `threads` 0: as many as cores.
  static Result<Duck> open(unsigned threads = 0);
  Duck(Duck&&) noexcept;
  Duck& operator=(Duck&&) noexcept;
  ~Duck();

  // Any statements, for our own SQL. Errors: usage, with DuckDB's words.
  Status run(const std::string& sql);

  // One statement that only reads (SELECT, FROM, WITH, DESCRIBE, SUMMARIZE); anything else
  // is usage. Rows are streamed: memory does not grow with the result.
  Status read(const std::string& sql, const SqlSink& sink);
  Result<SqlTable> table(const std::string& sql);

  // The result of a reading statement as a Parquet file.
  Status copy(const std::string& sql, const std::string& file);
  // Fills a table with the rows that `next` gives until it says false; texts are cast.
  Status append(const std::string& table, const std::function<Result<bool>(SqlRow&)>& next);

  // A question that takes longer is broken off with an Error, too_large. 0: no limit.
  void set_time_limit(std::chrono::milliseconds limit);

  // After this no SQL can reach files outside `folder` and `file` (may be ""), the
  // network, extensions or settings.
  Status confine_to(const std::string& folder, const std::string& file);

  struct State;

 private:
  explicit Duck(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dateline
