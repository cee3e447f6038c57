#include "dateline/cli/store_options.h"

namespace dateline::cli {
namespace {

constexpr size_t kMostFound = 100'000;  // articles

CLI::Option* list(CLI::App& command, const char* name, std::vector<std::string>& values,
                  const char* help) {
  return command.add_option(name, values, help)->delimiter(',')->group("Which events");
}

}  // namespace

void StoreOptions::add_store(CLI::App& command) {
  command.add_option("--store,-s", store, "The store's folder")
      ->required()
      ->envname("DATELINE_STORE");
}

void StoreOptions::add_filters(CLI::App& command) {
  list(command, "--actor", question.actors,
       "Who did it: PRK, GOV, PRKGOV, or part of a name (\"Kim Jong-un\")");
  list(command, "--recipient", question.recipients, "To whom, in the same way");
  list(command, "--either", question.either, "Actor or recipient");
  list(command, "--event", question.events, "PLOVER category: CONSULT, ASSAULT, …");
  list(command, "--mode", question.modes, "PLOVER mode: visit, demo, …");
  list(command, "--context", question.contexts, "PLOVER context: diplomatic, military, …");
  list(command, "--country", question.countries, "Where it happened: UKR, SDN, …");
  list(command, "--source", question.sources,
       "Who says so: KORJRN, USA, or words (\"defence ministry\")");
  list(command, "--document", question.documents, "Article id");
  command
      .add_option("--quad", question.quads,
                  "1 verbal cooperation, 2 material, 3 verbal conflict, 4 material")
      ->delimiter(',')
      ->check(CLI::Range(1, 4))
      ->group("Which events");
  command.add_option("--since", question.since, "First day: 2018, 2018-03 or 2018-03-05")
      ->group("Which events");
  command.add_option("--until", question.until, "Last day, in the same way")->group("Which events");
  command
      .add_option("--text", text,
                  "Articles with these words (full text: peace AND \"prisoner exchange\")")
      ->group("Which events");
  command.add_option("--confidence", question.confidence, "At least so sure, 0 to 1")
      ->group("Which events");
  command
      .add_flag("--asserted", question.asserted,
                "Leave out what is planned, denied, threatened or past history")
      ->group("Which events");
  command
      .add_flag("--reports", question.reports, "Every report; without it each event counts once")
      ->group("Which events");
}

Result<StoreReader> open_store(StoreOptions& options, const std::string& output) {
  auto reader = StoreReader::open(options.store, {}, output);
  if (!reader || options.text.empty()) return reader;
  options.question.found = true;
  if (Status found = reader->find_text(options.text, kMostFound); !found) return found.error();
  return reader;
}

}  // namespace dateline::cli
