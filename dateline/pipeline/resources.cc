#include "dateline/pipeline/resources.h"

namespace dateline {
namespace {

// None where no file of one stands beside the model, or there is no judge to ask it.
Result<std::shared_ptr<const SecondReader>> load_second(std::filesystem::path model,
                                                        coding::Judge& judge) {
  model.replace_extension(".second.dlm");
  if (judge.empty() || !std::filesystem::exists(model)) return std::shared_ptr<const SecondReader>();
  auto second = SecondReader::load(model);
  if (!second) return second;
  if (Status taken = judge.take_second((*second)->file()); !taken) {
    taken.error().file = model.string();
    return taken.error();
  }
  return second;
}

}  // namespace

ResourcePaths ResourcePaths::under(const std::filesystem::path& root) {
  return {root / "data", root / "models" / "en.dlm"};
}

Result<Resources> Resources::load(const ResourcePaths& paths) {
  auto marks = WireMarks::load(paths.data);
  if (!marks) return marks.error();
  auto text = TextRules::load(paths.data);
  if (!text) return text.error();
  auto model = Model::load(paths.model);
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
  auto second = load_second(paths.model, *judge);
  if (!second) return second.error();
  frames->take(std::move(*judge));
  auto link = LinkRules::load(paths.data);
  if (!link) return link.error();
  return Resources{std::move(*marks),  std::move(*text),  std::move(*boundary),  std::move(*model),
                   std::move(*second), std::move(*actors), std::move(*times), std::move(*gazetteer),
                   std::move(*claims), std::move(*frames), std::move(*link)};
}

}  // namespace dateline
