// dateline annotate: every layer of each article.
#include <unistd.h>

#include "dateline/cli/show.h"
#include "dateline/conllu/conllu.h"
#include "dateline/render/annotation.h"
#include "dateline/render/brat.h"
#include "dateline/render/timeml.h"

namespace dateline::cli {
namespace {

struct AnnotateOptions {
  ShowOptions show;
  std::string format = "json";
};

std::string rendered(const std::string& format, const Reading& reading) {
  if (format == "conllu") return to_conllu(reading.doc, reading.tokens, reading.syntax);
  if (format == "timeml") return to_timeml(reading);
  if (format == "brat") return to_brat(reading);
  return dump(to_annotation(reading)) + '\n';
}

}  // namespace

void add_annotate(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<AnnotateOptions>();
  CLI::App* command = app.add_subcommand("annotate", "Every layer of each article");
  options->show.input.add_to(*command);
  command->add_option("--format", options->format,
                      "json (all layers), conllu (tokens, tags, trees), timeml (TIMEX3), or brat "
                      "(standoff: names, times, places, attribution, events)")
      ->check(CLI::IsMember({"json", "conllu", "timeml", "brat"}))
      ->capture_default_str();
  command->add_option("-o,--output", options->show.output, "Write here instead of standard output");
  command->footer(
      "Examples:\n"
      "  dateline annotate story.txt > story.json\n"
      "  dateline annotate --format conllu story.txt\n\n"
      "Offsets in json are UTF-8 bytes of the article; in brat, characters, as that format has it.");
  command->callback([options, &exit_code] {
    exit_code = show(options->show,
                     [&](const Reading& reading) { return rendered(options->format, reading); });
  });
}

}  // namespace dateline::cli
