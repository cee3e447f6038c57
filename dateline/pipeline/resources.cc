#include "dateline/pipeline/resources.h"

namespace dateline {
namespace {

// Moves a loaded part into its place, or remembers why it did not load.
class Loading {
 public:
  template <class T>
  Loading& operator()(T& place, Result<T> loaded) {
    if (!loaded && !error_) error_ = loaded.error();
    if (loaded) place = std::move(*loaded);
    return *this;
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace

ResourcePaths ResourcePaths::under(const std::filesystem::path& root) {
  return {root / "data", root / "models" / "en.dlm"};
}

Result<Resources> Resources::load(const ResourcePaths& paths) {
  Resources r;
  Loading loading;
  loading(r.marks, WireMarks::load(paths.data));
  loading(r.text, TextRules::load(paths.data));
  loading(r.model, Model::load(paths.model));
  loading(r.boundary, BoundaryModel::load(paths.model));
  loading(r.actors, ActorBook::load(paths.data));
  loading(r.times, TimeRules::load(paths.data));
  loading(r.gazetteer, Gazetteer::load(paths.data / "places" / "gazetteer.dlg"));
  loading(r.claims, ClaimRules::load(paths.data));
  loading(r.frames, Frames::load(paths.data));
  if (loading.error()) return *loading.error();
  return r;
}

}  // namespace dateline
