// dateline ingest: code articles into a store.
#include <fmt/format.h>
#include <unistd.h>

#include "dateline/cli/show.h"
#include "dateline/store/store.h"

namespace dateline::cli {
namespace {

struct IngestCommand {
  InputOptions input;
  std::string store;
  unsigned jobs = 1;
  bool quiet = false;
  bool stats = false;
};

void print_totals(const IngestProgress& done) {
  fmt::print(
      stderr,
      "{} articles read: {} new with {} events, {} already here, {} copies of articles here, "
      "{} replaced by a later version, {} failed\n",
      done.read.articles, done.added, done.events, done.known, done.copies, done.replaced,
      done.read.failed);
}

int run(const IngestCommand& options) {
  const auto read = read_options(options.input);
  if (!read) return fail(read.error());
  const auto resources = load_resources(options.input);
  if (!resources) return fail(resources.error());
  ProgressLine line(!options.quiet && is_terminal(STDERR_FILENO));
  IngestOptions ingest_options;
  ingest_options.batch = {*read, options.jobs, options.input.limit};
  const auto done = ingest(options.store, options.input.files, *resources, ingest_options, report,
                           [&](const BatchProgress& progress) { line.show(progress); });
  if (!done) return fail(done.error());
  line.end(done->read);
  if (!options.quiet) print_totals(*done);
  if (options.stats) line.stats(done->read);
  return done->read.failed ? kSomeFailed : kAllDone;
}

}  // namespace

void add_ingest(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<IngestCommand>();
  CLI::App* command = app.add_subcommand("ingest", "Code articles into a store that can be asked");
  options->input.add_to(*command);
  command->add_option("--store,-s", options->store, "The store's folder; made where there is none")
      ->required()
      ->envname("DATELINE_STORE");
  command->add_option("--jobs,-j", options->jobs, "Threads; the store is the same for any number")
      ->check(CLI::Range(1u, 256u))
      ->capture_default_str();
  command->add_flag("--stats", options->stats,
                    "Print totals, seconds and peak memory to stderr at the end");
  command->add_flag("--quiet,-q", options->quiet, "No progress line and no totals");
  command->footer(
      "Run it again at any time: what is in the store is not coded again. Kill it at any moment "
      "and\n"
      "run it again: it ends with the store of an undisturbed run. The same article from another\n"
      "source, or with small edits, is counted once, and where it was printed is kept. A "
      "correction\n"
      "or update replaces the article that it corrects.\n\n"
      "Examples:\n"
      "  dateline ingest --store wire.store wire/ archive.zip\n"
      "  dateline ingest --store wire.store --jobs 2 --field text=body dump.jsonl\n"
      "  dateline query --store wire.store --by month,event\n\n"
      "Exit code: 0 all done; 1 some inputs failed (each named on stderr); 2 usage.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dateline::cli
