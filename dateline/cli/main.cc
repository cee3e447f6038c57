// dateline: who did what to whom, when, where, according to whom, how sure.
#include <csignal>

#include "dateline/cli/commands.h"

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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllDone : kUsage;
  }
  return exit_code;
}
