// dateline: who did what to whom, when, where, according to whom, how sure.
#include <csignal>

#include "dateline/cli/show.h"

namespace {

#ifdef DATELINE_HAS_STORE
void add_store_commands(CLI::App& app, int& exit_code) {
  dateline::cli::add_ingest(app, exit_code);
  dateline::cli::add_query(app, exit_code);
  dateline::cli::add_export(app, exit_code);
  dateline::cli::add_serve(app, exit_code);
}
#else
// Says what is missing instead of "unknown command".
void add_store_commands(CLI::App& app, int& exit_code) {
  for (const char* name : {"ingest", "query", "export", "serve"}) {
    CLI::App* command = app.add_subcommand(name, "(not in this build: it needs DuckDB and SQLite)");
    command->allow_extras();
    command->callback([name, &exit_code] {
      exit_code = dateline::cli::fail(
          {dateline::ErrorKind::unsupported,
           std::string(name) + " is not in this build: run scripts/fetch-duckdb.sh, "
                               "install libsqlite3-dev libcpp-httplib-dev and build again",
           dateline::kNoOffset,
           {}});
    });
  }
}
#endif

}  // namespace

int main(int argc, char** argv) {
  using namespace dateline::cli;
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error value, not a death
  CLI::App app(
      "Reads news wire and writes down who did what to whom, when, where, according to whom and "
      "how sure, as PLOVER event records with the words they come from.",
      "dateline");
  app.set_version_flag("--version", "dateline " DATELINE_VERSION);
  app.require_subcommand(1);
  app.footer("Try: dateline explain STORY.txt\n     dateline COMMAND --help teaches each command.");
  int exit_code = kAllDone;
  add_code(app, exit_code);
  add_annotate(app, exit_code);
  add_explain(app, exit_code);
  add_evaluate(app, exit_code);
  add_lint(app, exit_code);
  add_store_commands(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllDone : kUsage;
  }
  return exit_code;
}
