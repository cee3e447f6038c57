// SQLite as values: a database, statements that bind and step.
//
// Errors carry SQLite's own words. Covered by store_test.cc.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "dateline/base/result.h"

namespace dateline {

struct SqliteClose {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// One prepared statement, used again and again: bind…, step until false, reset.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  // Parameters count from 1. Text is copied.
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, int64_t number);
  Statement& bind_null_if_empty(int parameter, std::string_view text);

  Result<bool> step();  // true: a row
  Status run();         // step to the end and reset
  void reset();

  // Columns count from 0; views last until the next step or reset.
  std::string_view text(int column) const;
  int columns() const { return sqlite3_column_count(statement_.get()); }
  bool is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

 private:
  std::unique_ptr<sqlite3_stmt, SqliteClose> statement_;
};

class Sqlite {
 public:
  enum class Mode : uint8_t { read, write };
  static Result<Sqlite> open(const std::filesystem::path& file, Mode mode);

  Status run(const std::string& sql);  // one or many statements without results
  Result<Statement> prepare(std::string_view sql);

 private:
  explicit Sqlite(sqlite3* database) : database_(database) {}
  std::unique_ptr<sqlite3, SqliteClose> database_;
};

}  // namespace dateline
