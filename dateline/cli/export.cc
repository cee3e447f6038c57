// dateline export: a store's events in the layouts of other data sets and tools.
#include "dateline/cli/show.h"
#include "dateline/cli/store_options.h"
#include "dateline/store/exports.h"

namespace dateline::cli {
namespace {

struct ExportOptions {
  StoreOptions store;
  std::string format;
  std::string output;
  std::string root;
};

int run(ExportOptions& options) {
  auto reader = open_store(options.store);
  if (!reader) return fail(reader.error());
  auto output = Output::open(options.output);
  if (!output) return fail(output.error());
  const Status written = export_events(
      *reader, options.store.question, options.format, found_root(options.root) / "data",
      [&](std::string_view bytes) { return output->write(bytes); });
  if (!written) return fail(written.error());
  const Status finished = output->finish();
  return finished ? kAllDone : fail(finished.error());
}

}  // namespace

void add_export(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", "A store's events for other tools");
  options->store.add_store(*command);
  options->store.add_filters(*command);
  command
      ->add_option(
          "--format,-f", options->format,
          "plover (PLOVER 1.3 JSONL), gdelt (61 columns), gdelt-mentions (16), icews "
          "(20), polecat (40), "
          "geojson, gexf (actor network), webannotation (W3C, JSON-LD lines), reviews (labelled "
          "data: records with a reviewer's verdict)")
      ->required()
      ->check(CLI::IsMember(export_formats()));
  command->add_option("-o,--output", options->output, "Write here instead of standard output");
  command->add_option("--root", options->root, "Folder that holds data/ (or set DATELINE_ROOT)");
  command->footer(
      "The layouts are SQL files under data/export that you can read and change.\n"
      "CSV, TSV, JSONL and Parquet of our own columns: dateline query.\n\n"
      "Examples:\n"
      "  dateline export --store wire.store --format gdelt -o events.export.tsv\n"
      "  dateline export --store wire.store --format gexf --quad 4 --since 2019 -o conflict.gexf\n"
      "  dateline export --store wire.store --format geojson --country UKR -o ukraine.geojson");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dateline::cli
