// dateline lint: are the language data as their formats say?
#include <fmt/format.h>

#include "dateline/cli/show.h"

namespace dateline::cli {
namespace {

template <class T>
bool checked(std::string_view name, const Result<T>& loaded) {
  fmt::print("{:<10} {}\n", name, loaded ? "ok" : loaded.error().message());
  return loaded.ok();
}

int run(const std::string& root) {
  const ResourcePaths paths = ResourcePaths::under(found_root(root));
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
  CLI::App* command = app.add_subcommand("lint", "Check the language data; name file, line and reason");
  command->add_option("--root", *root, "Folder that holds data/ and models/ (or set DATELINE_ROOT)");
  command->footer("Run it after you edit anything under data/.");
  command->callback([root, &exit_code] { exit_code = run(*root); });
}

}  // namespace dateline::cli
