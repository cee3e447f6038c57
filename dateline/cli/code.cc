// dateline code: articles in, event records out.
#include <unistd.h>

#include "dateline/cli/show.h"
#include "dateline/render/record.h"
#include "dateline/render/table.h"

namespace dateline::cli {
namespace {

struct CodeOptions {
  ShowOptions show;
  std::string format = "jsonl";
  bool explain = false;
  bool quiet = false;
};

std::string rendered(const CodeOptions& options, const Reading& reading) {
  if (options.format == "csv") return to_csv(reading);
  if (options.format == "table") return to_table(reading);
  return to_jsonl(reading) + (options.explain ? skipped_to_jsonl(reading) : "");
}

int run(CodeOptions& options) {
  options.show.progress = !options.quiet && is_terminal(STDERR_FILENO);
  if (options.format == "csv") options.show.head = csv_header();
  return show(options.show, [&](const Reading& reading) { return rendered(options, reading); });
}

}  // namespace

void add_code(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = app.add_subcommand("code", "Articles in, PLOVER event records out");
  options->show.input.add_to(*command);
  command->add_option("--format", options->format, "jsonl (PLOVER 1.3, one record a line), csv, or table (for reading)")
      ->check(CLI::IsMember({"jsonl", "csv", "table"}))
      ->capture_default_str();
  command->add_option("-o,--output", options->show.output, "Write here instead of standard output");
  command->add_option("--jobs,-j", options->show.jobs, "Threads; the output is the same for any number")
      ->check(CLI::Range(1u, 256u))
      ->capture_default_str();
  command->add_flag("--explain", options->explain,
                    "Also list what was read but not coded, as records with \"has_event\": false");
  command->add_flag("--stats", options->show.stats,
                    "Print totals, seconds and peak memory to stderr at the end");
  command->add_flag("--quiet,-q", options->quiet, "No progress line");
  command->footer(
      "Examples:\n"
      "  dateline code story.txt\n"
      "  dateline code --format csv -o events.csv --jobs 2 wire/ archive.zip\n"
      "  zcat dump.jsonl.gz | dateline code --field text=body --field published=date -\n\n"
      "Exit code: 0 all done; 1 some inputs failed (each named on stderr); 2 usage.");
  command->callback([options, &exit_code] {
    if (options->explain && options->format != "jsonl")
      throw CLI::ValidationError("--explain", "needs --format jsonl");
    exit_code = run(*options);
  });
}

}  // namespace dateline::cli
