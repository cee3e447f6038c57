// dateline explain: the article with its evidence marked, and the reasons.
#include "dateline/cli/show.h"
#include "dateline/render/explain.h"

namespace dateline::cli {
namespace {

struct ExplainCommand {
  ShowOptions show;
  bool html = false;
};

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExplainCommand>();
  CLI::App* command =
      app.add_subcommand("explain", "The article with the evidence marked, and why each event was coded");
  options->show.input.add_to(*command);
  command->add_flag("--html", options->html, "A page for the browser instead of terminal text");
  command->add_option("-o,--output", options->show.output, "Write here instead of standard output");
  command->footer(
      "In a terminal the marks are colours (set NO_COLOR to turn them off), elsewhere [brackets].\n"
      "Examples:\n"
      "  dateline explain story.txt\n"
      "  dateline explain --html -o story.html story.txt");
  command->callback([options, &exit_code] {
    const bool color = options->show.output.empty() && color_wanted();
    exit_code = show(options->show, [&](const Reading& reading) {
      return options->html ? explain_html(reading) : explain_text(reading, {color});
    });
  });
}

}  // namespace dateline::cli
