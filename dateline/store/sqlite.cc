#include "dateline/store/sqlite.h"

namespace dateline {
namespace {

Error sqlite_error(sqlite3* database) {
  const ErrorKind kind =
      sqlite3_errcode(database) == SQLITE_NOTADB ? ErrorKind::bad_input : ErrorKind::io;
  const char* file = database ? sqlite3_db_filename(database, "main") : nullptr;
  return {kind, sqlite3_errmsg(database), kNoOffset, file ? file : ""};
}

}  // namespace

Statement& Statement::bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int parameter, int64_t number) {
  sqlite3_bind_int64(statement_.get(), parameter, number);
  return *this;
}

Statement& Statement::bind_null_if_empty(int parameter, std::string_view text) {
  if (!text.empty()) return bind(parameter, text);
  sqlite3_bind_null(statement_.get(), parameter);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return sqlite_error(sqlite3_db_handle(statement_.get()));
}

Status Statement::run() {
  Result<bool> row = step();
  while (row && *row) row = step();
  reset();
  if (!row) return row.error();
  return Done{};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return {bytes ? bytes : "", static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Sqlite> Sqlite::open(const std::filesystem::path& file, Mode mode) {
  const int flags =
      mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  Sqlite database(raw);
  if (code != SQLITE_OK) {
    Error error = sqlite_error(raw);
    error.file = file.string();
    return error;
  }
  sqlite3_busy_timeout(raw, 10'000);  // milliseconds
  return database;
}

Status Sqlite::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK)
    return Done{};
  return sqlite_error(database_.get());
}

Result<Statement> Sqlite::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &raw,
                         nullptr) != SQLITE_OK)
    return sqlite_error(database_.get());
  return Statement(raw);
}

}  // namespace dateline
