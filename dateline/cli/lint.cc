// dateline lint: are the language data as their formats say?
#include <fmt/format.h>

#include "dateline/cli/show.h"
#include "dateline/names/import.h"

namespace dateline::cli {
namespace {

template <class T>
bool checked(std::string_view name, const Result<T>& loaded) {
  fmt::print("{:<10} {}\n", name, loaded ? "ok" : loaded.error().message());
  return loaded.ok();
}

// TABARI and PETRARCH dictionaries: each bad line by name.
int check_dictionaries(const ResourcePaths& paths, const std::vector<std::string>& files) {
  const auto codes = names::CameoCodes::load(paths.data);
  if (!codes) return fail(codes.error());
  size_t bad = 0;
  for (const std::string& file : files) {
    const std::vector<Error> errors = names::lint(file, *codes);
    for (const Error& error : errors) fmt::print("{}\n", error.message());
    if (errors.empty()) fmt::print("{}: ok\n", file);
    bad += errors.size();
  }
  return bad == 0 ? kAllDone : kSomeFailed;
}

int run(const std::string& root, const std::vector<std::string>& dictionaries) {
  const ResourcePaths paths = ResourcePaths::under(found_root(root));
  if (!dictionaries.empty()) return check_dictionaries(paths, dictionaries);
  bool ok = checked("read", WireMarks::load(paths.data));
  ok &= checked("text", TextRules::load(paths.data));
  ok &= checked("model", Model::load(paths.model));
  ok &= checked("actors", ActorBook::load(paths.data));
  ok &= checked("times", TimeRules::load(paths.data));
  ok &= checked("places", Gazetteer::load(paths.data / "places" / "gazetteer.dlg"));
  ok &= checked("claims", ClaimRules::load(paths.data));
  ok &= checked("events", Frames::load(paths.data));
  return ok ? kAllDone : kSomeFailed;
}

}  // namespace

void add_lint(CLI::App& app, int& exit_code) {
  auto root = std::make_shared<std::string>();
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("lint", "Check the language data; name file, line and reason");
  command->add_option("FILE", *files, "TABARI or PETRARCH dictionaries (.actors, .agents) to check instead");
  command->add_option("--root", *root, "Folder that holds data/ and models/ (or set DATELINE_ROOT)");
  command->footer("Run it after you edit anything under data/.");
  command->callback([root, files, &exit_code] { exit_code = run(*root, *files); });
}

}  // namespace dateline::cli
