// dateline query: ask the store, by plain options or SQL.
#include <sys/ioctl.h>
#include <unistd.h>

#include "dateline/cli/show.h"
#include "dateline/cli/store_options.h"
#include "dateline/store/write_rows.h"

namespace dateline::cli {
namespace {

constexpr uint64_t kTableRows = 50;  // on a terminal, unless --limit says more

struct QueryOptions {
  StoreOptions store;
  std::string sql;
  std::string format;  // empty: by the output
  std::string output;
};

size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 160;
}

std::string format_of(const QueryOptions& options) {
  if (!options.format.empty()) return options.format;
  for (const char* ending : {"csv", "tsv", "jsonl", "parquet"})
    if (options.output.ends_with(std::string(".") + ending)) return ending;
  return options.output.empty() && is_terminal(STDOUT_FILENO) ? "table" : "csv";
}

Result<std::string> question_sql(const QueryOptions& options, const std::string& format) {
  if (!options.sql.empty()) return options.sql;
  return format == "table" ? short_sql_of(options.store.question) : sql_of(options.store.question);
}

Status write_table(StoreReader& reader, const std::string& sql, Output& output) {
  const auto table = reader.table(sql);
  if (!table) return table.error();
  std::string text = table_text(*table, terminal_width());
  if (table->rows.empty()) text += "(nothing)\n";
  return output.write(text);
}

Status write_rows(StoreReader& reader, const std::string& sql, const std::string& format,
                  Output& output) {
  if (format == "table") return write_table(reader, sql, output);
  if (format == "jsonl")
    return reader.read(
        "SELECT to_json(t) FROM (" + sql + "\n) t",
        {[](const auto&) -> Status { return Done{}; },
         [&](const SqlRow& row) { return output.write(std::string(*row[0]) + '\n'); }});
  const bool csv = format == "csv";
  return reader.read(
      sql, {[&](const auto& columns) {
              return output.write(csv ? csv_line(columns) : tsv_line(columns));
            },
            [&](const SqlRow& row) { return output.write(csv ? csv_line(row) : tsv_line(row)); }});
}

int write_parquet(QueryOptions& options) {
  if (options.output.empty())
    return fail({ErrorKind::usage, "--format parquet needs -o FILE", kNoOffset, {}});
  const std::string file = std::filesystem::absolute(options.output).string(),
                    part = file + ".part";
  if (is_no_plain_file(file))
    return fail({ErrorKind::usage, "parquet needs a file to write to", kNoOffset, file});
  auto reader = open_store(options.store, part);
  if (!reader) return fail(reader.error());
  const auto sql = question_sql(options, "parquet");
  if (!sql) return fail(sql.error());
  if (Status copied = reader->copy(*sql, part); !copied) return fail(copied.error());
  std::error_code failed;
  std::filesystem::rename(part, file, failed);
  return failed ? fail({ErrorKind::io, failed.message(), kNoOffset, file}) : kAllDone;
}

int run(QueryOptions& options) {
  const std::string format = format_of(options);
  if (format == "parquet") return write_parquet(options);
  if (format == "table" && !options.store.question.limit) options.store.question.limit = kTableRows;
  const auto sql = question_sql(options, format);
  if (!sql) return fail(sql.error());
  auto reader = open_store(options.store);
  if (!reader) return fail(reader.error());
  auto output = Output::open(options.output);
  if (!output) return fail(output.error());
  if (Status written = write_rows(*reader, *sql, format, *output); !written)
    return fail(written.error());
  const Status finished = output->finish();
  return finished ? kAllDone : fail(finished.error());
}

}  // namespace

void add_query(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* command = app.add_subcommand("query", "Ask a store: list or count its events");
  options->store.add_store(*command);
  options->store.add_filters(*command);
  Question& question = options->store.question;
  command->add_option("--by", question.by, "Count by: " + by_names())
      ->delimiter(',')
      ->group("What to show");
  command->add_option("--limit", question.limit, "At most so many rows (on a terminal 50)")
      ->group("What to show");
  command
      ->add_option(
          "--sql", options->sql,
          "SQL over events, reports, attributions, articles and reviews instead of the options")
      ->group("What to show");
  command
      ->add_option("--format", options->format,
                   "table, csv, tsv, jsonl or parquet; a terminal gets a table, a pipe CSV")
      ->check(CLI::IsMember({"table", "csv", "tsv", "jsonl", "parquet"}));
  command->add_option("-o,--output", options->output, "Write here; the ending chooses the format");
  command->footer(
      "Examples:\n"
      "  dateline query --store wire.store --actor PRK --recipient USA --event CONSULT --since "
      "2018 --by month\n"
      "  dateline query --store wire.store --country SDN --quad 4 --by week,event -o sudan.csv\n"
      "  dateline query --store wire.store --text '\"prisoner exchange\"'\n"
      "  dateline query --store wire.store --sql 'SELECT code, count(*) FROM attributions GROUP BY "
      "code ORDER BY 2 DESC'\n"
      "  dateline query --store wire.store --sql 'DESCRIBE events'\n\n"
      "SQL is DuckDB's and only reads; it sees the store and nothing else. docs/store.md lists the "
      "columns.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dateline::cli
