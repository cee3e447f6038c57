#include "dateline/store/duck.h"

#include <duckdb.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace dateline {

struct Duck::State {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  std::chrono::milliseconds limit{0};

  ~State() {
    if (connection) duckdb_disconnect(&connection);
    if (database) duckdb_close(&database);
  }
};

namespace {

// The C API's handles, destroyed at the end of the scope.
template <class Handle, void (*destroy)(Handle*)>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Handle handle) : handle_(handle) {}
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { destroy(&handle_); }
  Handle* get() { return &handle_; }
  Handle& operator*() { return handle_; }

 private:
  Handle handle_{};
};

void destroy_appender(duckdb_appender* appender) { duckdb_appender_destroy(appender); }

using SqlResult = Owned<duckdb_result, duckdb_destroy_result>;
using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using Statements = Owned<duckdb_extracted_statements, duckdb_destroy_extracted>;
using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using Appender = Owned<duckdb_appender, destroy_appender>;
using LogicalType = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;

Error sql_error(const char* words) {
  return {ErrorKind::usage, words && *words ? words : "the question failed", kNoOffset, {}};
}

// Interrupts the connection when the limit has passed; the destructor calls it off.
class Alarm {
 public:
  Alarm(duckdb_connection connection, std::chrono::milliseconds limit) {
    if (limit.count() == 0) return;
    thread_ = std::thread([this, connection, limit] {
      std::unique_lock lock(mutex_);
      if (done_.wait_for(lock, limit, [this] { return over_; })) return;
      rang_ = true;
      duckdb_interrupt(connection);
    });
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    done_.notify_all();
    if (thread_.joinable()) thread_.join();
  }
  bool rang() {
    const std::lock_guard lock(mutex_);
    return rang_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable done_;
  bool over_ = false, rang_ = false;
  std::thread thread_;
};

bool is_number(duckdb_type type) {
  return (type >= DUCKDB_TYPE_TINYINT && type <= DUCKDB_TYPE_DOUBLE) ||
         type == DUCKDB_TYPE_HUGEINT || type == DUCKDB_TYPE_DECIMAL;
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

// A column of any type as text: see SqlRow.
std::string as_text(const std::string& name, duckdb_logical_type type) {
  const std::string column = quoted_name(name);
  const duckdb_type id = duckdb_get_type_id(type);
  if (id == DUCKDB_TYPE_LIST) {
    LogicalType child(duckdb_list_type_child_type(type));
    if (duckdb_get_type_id(*child) == DUCKDB_TYPE_VARCHAR)
      return "array_to_string([coalesce(x, '') FOR x IN " + column + "], ';') AS " + column;
  }
  const bool nested = id == DUCKDB_TYPE_LIST || id == DUCKDB_TYPE_STRUCT || id == DUCKDB_TYPE_MAP ||
                      id == DUCKDB_TYPE_ARRAY || id == DUCKDB_TYPE_UNION;
  return "CAST(" + (nested ? "to_json(" + column + ")" : column) + " AS VARCHAR) AS " + column;
}

// The one reading statement that `sql` must be.
Status prepare_reader(duckdb_connection connection, const std::string& sql, Prepared& prepared) {
  Statements statements;
  const idx_t count = duckdb_extract_statements(connection, sql.c_str(), statements.get());
  if (count == 0) return sql_error(duckdb_extract_statements_error(*statements));
  if (count > 1) return sql_error("one statement at a time");
  if (duckdb_prepare_extracted_statement(connection, *statements, 0, prepared.get()) !=
      DuckDBSuccess)
    return sql_error(duckdb_prepare_error(*prepared));
  if (duckdb_prepared_statement_type(*prepared) == DUCKDB_STATEMENT_TYPE_SELECT) return Done{};
  return sql_error("a store is only read: SELECT, FROM, WITH, DESCRIBE or SUMMARIZE");
}

// Without the ";" and blanks at the end, so that it can stand in parentheses.
std::string bare(std::string_view sql) {
  while (!sql.empty() && (sql.back() == ';' || sql.back() == ' ' || sql.back() == '\n'))
    sql.remove_suffix(1);
  return std::string(sql);
}

// `sql` with every column as text; fills `columns`.
std::string texts_only(Prepared& prepared, const std::string& sql,
                       std::vector<SqlColumn>& columns) {
  std::string list;
  const idx_t count = duckdb_prepared_statement_column_count(*prepared);
  for (idx_t c = 0; c < count; ++c) {
    const char* name = duckdb_prepared_statement_column_name(*prepared, c);
    LogicalType type(duckdb_prepared_statement_column_logical_type(*prepared, c));
    columns.push_back({name, is_number(duckdb_get_type_id(*type))});
    list += (c ? ", " : "") + as_text(name, *type);
    duckdb_free(const_cast<char*>(name));
  }
  return "SELECT " + list + " FROM (" + bare(sql) + "\n)";
}

// The rows of one chunk, all of whose columns are VARCHAR.
Status send(duckdb_data_chunk chunk, const SqlSink& sink) {
  const idx_t columns = duckdb_data_chunk_get_column_count(chunk);
  const idx_t rows = duckdb_data_chunk_get_size(chunk);
  SqlRow row(columns);
  for (idx_t r = 0; r < rows; ++r) {
    for (idx_t c = 0; c < columns; ++c) {
      duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, c);
      auto* texts = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
      uint64_t* valid = duckdb_vector_get_validity(vector);
      row[c].reset();
      if (!valid || duckdb_validity_row_is_valid(valid, r))
        row[c].emplace(duckdb_string_t_data(&texts[r]), duckdb_string_t_length(texts[r]));
    }
    if (Status taken = sink.row(row); !taken) return taken;
  }
  return Done{};
}

Status send_all(duckdb_result& result, const SqlSink& sink) {
  while (true) {
    Chunk chunk(duckdb_fetch_chunk(result));
    if (!*chunk) break;
    if (Status sent = send(*chunk, sink); !sent) return sent;
  }
  const char* broken = duckdb_result_error(&result);
  if (broken && *broken) return sql_error(broken);
  return Done{};
}

Status stream(duckdb_connection connection, const std::string& sql, const SqlSink& sink) {
  Prepared prepared;
  if (duckdb_prepare(connection, sql.c_str(), prepared.get()) != DuckDBSuccess)
    return sql_error(duckdb_prepare_error(*prepared));
  SqlResult result;
  if (duckdb_execute_prepared_streaming(*prepared, result.get()) != DuckDBSuccess)
    return sql_error(duckdb_result_error(result.get()));
  return send_all(*result, sink);
}

}  // namespace

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string sql_list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + sql_text(item);
  return "[" + out + "]";
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
  return sql_error(duckdb_result_error(result.get()));
}

Status Duck::read(const std::string& sql, const SqlSink& sink) {
  Prepared prepared;
  if (Status ready = prepare_reader(state_->connection, sql, prepared); !ready) return ready;
  std::vector<SqlColumn> columns;
  const std::string texts = texts_only(prepared, sql, columns);
  if (Status taken = sink.columns(columns); !taken) return taken;
  Alarm alarm(state_->connection, state_->limit);
  Status done = stream(state_->connection, texts, sink);
  if (!done && alarm.rang())
    return Error{ErrorKind::too_large, "the question took too long", kNoOffset, {}};
  return done;
}

Result<SqlTable> Duck::table(const std::string& sql) {
  SqlTable table;
  const Status done = read(sql, {[&](const std::vector<SqlColumn>& columns) -> Status {
                                   table.columns = columns;
                                   return Done{};
                                 },
                                 [&](const SqlRow& row) -> Status {
                                   table.rows.emplace_back(row.begin(), row.end());
                                   return Done{};
                                 }});
  if (!done) return done.error();
  return table;
}

Status Duck::copy(const std::string& sql, const std::string& file) {
  Prepared prepared;
  if (Status ready = prepare_reader(state_->connection, sql, prepared); !ready) return ready;
  return run("COPY (" + bare(sql) + "\n) TO " + sql_text(file) +
             " (FORMAT parquet, COMPRESSION zstd)");
}

Status Duck::append(const std::string& table, const std::function<Result<bool>(SqlRow&)>& next) {
  Appender appender;
  if (duckdb_appender_create(state_->connection, nullptr, table.c_str(), appender.get()) !=
      DuckDBSuccess)
    return sql_error(duckdb_appender_error(*appender));
  SqlRow row;
  Result<bool> more = next(row);
  for (; more && *more; more = next(row)) {
    for (const auto& cell : row) {
      if (cell)
        duckdb_append_varchar_length(*appender, cell->data(), cell->size());
      else
        duckdb_append_null(*appender);
    }
    if (duckdb_appender_end_row(*appender) != DuckDBSuccess)
      return sql_error(duckdb_appender_error(*appender));
  }
  if (!more) return more.error();
  if (duckdb_appender_close(*appender) != DuckDBSuccess)
    return sql_error(duckdb_appender_error(*appender));
  return Done{};
}

void Duck::set_time_limit(std::chrono::milliseconds limit) { state_->limit = limit; }

Status Duck::confine_to(const std::string& folder, const std::string& file) {
  std::string sql = "SET allowed_directories = [" + sql_text(folder) + "];";
  if (!file.empty()) sql += "SET allowed_paths = [" + sql_text(file) + "];";
  return run(sql + "SET enable_external_access = false; SET lock_configuration = true");
}

}  // namespace dateline
