// dateline evaluate: the field's measure for each stage.
#include <fmt/format.h>

#include "dateline/cli/show.h"
#include "dateline/eval/evaluate_records.h"

namespace dateline::cli {
namespace {

struct EvaluateOptions {
  InputOptions input;
  std::string gold;
  bool details = false;
};

// Loads what every measure needs, runs it, prints its table.
template <class Measure>
int evaluate(const EvaluateOptions& options, Measure measure) {
  const auto resources = load_resources(options.input);
  if (!resources) return fail(resources.error());
  const Result<std::string> table = measure(*resources);
  if (!table) return fail(table.error());
  fmt::print("{}", *table);
  return kAllDone;
}

CLI::App* add_measure(CLI::App& parent, const std::string& name, const std::string& what,
                      const std::shared_ptr<EvaluateOptions>& options) {
  CLI::App* command = parent.add_subcommand(name, what);
  command->add_option("GOLD", options->gold, "File or folder with the gold annotation")->required();
  command->add_option("--model", options->input.model, "models/NAME.dlm")->capture_default_str();
  command->add_option("--root", options->input.root, "Folder that holds data/ and models/");
  command->add_flag("--details", options->details, "List what was missed and what is beside it");
  return command;
}

void add_records(CLI::App& parent, int& exit_code) {
  auto options = std::make_shared<EvaluateOptions>();
  add_measure(parent, "records", "Whole records against NAME.expected.tsv beside NAME.txt", options)
      ->callback([options, &exit_code] {
        exit_code = evaluate(*options, [&](const Resources& resources) -> Result<std::string> {
          const auto scores = evaluate_records(options->gold, resources);
          if (!scores) return scores.error();
          return scores->table(options->details);
        });
      });
}

}  // namespace

void add_evaluate(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("evaluate", "The field's measure for each stage");
  command->require_subcommand(1);
  add_records(*command, exit_code);
}

}  // namespace dateline::cli
