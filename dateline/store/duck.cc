#include "dateline/store/duck.h"

#include <duckdb.h>

#include <utility>

namespace dateline {

struct Duck::State {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;

  ~State() {
    if (connection) duckdb_disconnect(&connection);
    if (database) duckdb_close(&database);
  }
};

namespace {

class SqlResult {
 public:
  SqlResult() = default;
  SqlResult(const SqlResult&) = delete;
  SqlResult& operator=(const SqlResult&) = delete;
  ~SqlResult() { duckdb_destroy_result(&result_); }
  duckdb_result* get() { return &result_; }

 private:
  duckdb_result result_{};
};

bool is_number(duckdb_type type) {
  return (type >= DUCKDB_TYPE_TINYINT && type <= DUCKDB_TYPE_DOUBLE) ||
         type == DUCKDB_TYPE_HUGEINT || type == DUCKDB_TYPE_DECIMAL;
}

std::string cell(duckdb_result* result, idx_t column, idx_t row) {
  char* text = duckdb_value_varchar(result, column, row);
  std::string out = text ? text : "";
  duckdb_free(text);
  return out;
}

SqlTable table_of(duckdb_result* result) {
  SqlTable table;
  const idx_t columns = duckdb_column_count(result);
  for (idx_t c = 0; c < columns; ++c) {
    table.columns.emplace_back(duckdb_column_name(result, c));
    table.numeric.push_back(is_number(duckdb_column_type(result, c)));
  }
  const idx_t rows = duckdb_row_count(result);
  for (idx_t r = 0; r < rows; ++r) {
    auto& row = table.rows.emplace_back();
    for (idx_t c = 0; c < columns; ++c) row.push_back(cell(result, c, r));
  }
  return table;
}

}  // namespace

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

Duck::Duck(std::unique_ptr<State> state) : state_(std::move(state)) {}
Duck::Duck(Duck&&) noexcept = default;
Duck& Duck::operator=(Duck&&) noexcept = default;
Duck::~Duck() = default;

Result<Duck> Duck::open(unsigned threads) {
  auto state = std::make_unique<State>();
  if (duckdb_open(nullptr, &state->database) != DuckDBSuccess ||
      duckdb_connect(state->database, &state->connection) != DuckDBSuccess)
    return Error{ErrorKind::io, "cannot start DuckDB", kNoOffset, {}};
  Duck duck(std::move(state));
  if (threads)
    if (Status set = duck.run("SET threads = " + std::to_string(threads)); !set) return set.error();
  return duck;
}

Status Duck::run(const std::string& sql) {
  SqlResult result;
  if (duckdb_query(state_->connection, sql.c_str(), result.get()) == DuckDBSuccess) return Done{};
  return Error{ErrorKind::usage, duckdb_result_error(result.get()), kNoOffset, {}};
}

Result<SqlTable> Duck::query(const std::string& sql) {
  SqlResult result;
  if (duckdb_query(state_->connection, sql.c_str(), result.get()) != DuckDBSuccess)
    return Error{ErrorKind::usage, duckdb_result_error(result.get()), kNoOffset, {}};
  return table_of(result.get());
}

Status Duck::confine_to(const std::string& folder) {
  return run("SET allowed_directories = [" + sql_text(folder) +
             "]; SET enable_external_access = false; SET lock_configuration = true");
}

}  // namespace dateline
