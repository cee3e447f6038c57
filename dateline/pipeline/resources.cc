#include "dateline/pipeline/resources.h"

#include <future>

namespace dateline {
namespace {

std::filesystem::path beside(std::filesystem::path model) {
  return model.replace_extension(".second.dlm");
}

// Null where there is no such file.
Result<std::shared_ptr<const SecondReader>> open_second(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return std::shared_ptr<const SecondReader>();
  return SecondReader::load(file);
}

}  // namespace

ResourcePaths ResourcePaths::under(const std::filesystem::path& root) {
  return {root / "data", root / "models" / "en.dlm"};
}

Result<Resources> Resources::load(const ResourcePaths& paths) {
  const std::filesystem::path second_file = beside(paths.model);
  auto opening = std::async(open_second, second_file);  // it takes as long as all the rest
  auto marks = WireMarks::load(paths.data);
  if (!marks) return marks.error();
  auto text = TextRules::load(paths.data);
  if (!text) return text.error();
  auto model = Model::load(paths.model, {.accurate = paths.accurate});
  if (!model) return model.error();
  auto boundary = BoundaryModel::load(paths.model);
  if (!boundary) return boundary.error();
  auto actors = ActorBook::load(paths.data);
  if (!actors) return actors.error();
  auto times = TimeRules::load(paths.data);
  if (!times) return times.error();
  auto gazetteer = Gazetteer::load(paths.data / "places" / "gazetteer.dlg");
  if (!gazetteer) return gazetteer.error();
  auto claims = ClaimRules::load(paths.data);
  if (!claims) return claims.error();
  auto frames = Frames::load(paths.data);
  if (!frames) return frames.error();
  auto judge = coding::Judge::load((*model)->file());
  if (!judge) return judge.error();
  auto second = opening.get();
  if (!second) return second.error();
  if (judge->empty()) *second = nullptr;  // nobody asks it
  if (*second != nullptr) {
    if (Status taken = judge->take_second((*second)->file()); !taken) {
      taken.error().file = second_file.string();
      return taken.error();
    }
  }
  frames->take(std::move(*judge));
  auto link = LinkRules::load(paths.data);
  if (!link) return link.error();
  return Resources{std::move(*marks),  std::move(*text),      std::move(*boundary),
                   std::move(*model),  std::move(*second),    std::move(*actors),
                   std::move(*times),  std::move(*gazetteer), std::move(*claims),
                   std::move(*frames), std::move(*link)};
}

}  // namespace dateline
