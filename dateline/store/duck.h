// DuckDB in process, as values: a connection that runs SQL and gives text.
//
// Used to write and read the store's Parquet segments. Source: DuckDB's C API.
// Covered by duck_test.cc.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

// A result as text, as a terminal or a CSV file wants it. NULL is an empty optional text:
// `is_null` tells it from "".
struct SqlTable {
  std::vector<std::string> columns;
  std::vector<bool> numeric;                   // one for each column: right-aligned in a table
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

// A string as an SQL literal: 'it''s'.
std::string sql_text(std::string_view text);

class Duck {
 public:
  // An in-memory database. `threads` 0: as many as cores.
  static Result<Duck> open(unsigned threads = 0);
  Duck(Duck&&) noexcept;
  Duck& operator=(Duck&&) noexcept;
  ~Duck();

  Status run(const std::string& sql);
  Result<SqlTable> query(const std::string& sql);

  // After this no SQL can reach files outside `folder`, the network, extensions or settings.
  Status confine_to(const std::string& folder);

 private:
  struct State;
  explicit Duck(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dateline
