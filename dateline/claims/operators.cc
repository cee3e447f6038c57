#include "dateline/claims/operators.h"

#include <algorithm>

#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, kOperatorKinds> kKinds = {
    "verb", "adj", "noun", "aux", "neg", "adv", "mark", "case", "amod"};
constexpr std::array<std::string_view, kOperatorFrames> kFrames = {"comp", "obj", "subj", "self"};

template <size_t N>
size_t index_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

Result<Operators> Operators::load(const std::filesystem::path& data_dir) {
  Operators made;
  const Status read =
      each_row(data_dir / "claims" / "factuality.tsv", 6, 6, [&](const Fields& f) -> Status {
        const size_t kind = index_in(kKinds, f[1]);
        const size_t frame = index_in(kFrames, f[2]);
        if (kind == kKinds.size()) return bad_line("no such kind: " + std::string(f[1]));
        if (frame == kFrames.size()) return bad_line("no such frame: " + std::string(f[2]));
        Effect effect;
        if (!from_string(f[3], effect.when_true) || !from_string(f[4], effect.when_false))
          return bad_line("certainty is not one of CT+ PR+ PS+ UU CT- PR- PS-");
        if (!aux_from_string(f[5], effect.aux)) return bad_line("no such auxiliary mode");
        made.words_[kind][frame].emplace(std::string(f[0]), effect);
        return Done{};
      });
  if (!read) return read.error();
  return made;
}

const Effect* Operators::find(OperatorKind kind, OperatorFrame frame,
                              std::string_view lemma) const& {
  const auto& words = words_[static_cast<size_t>(kind)][static_cast<size_t>(frame)];
  const auto found = words.find(lemma);
  return found == words.end() ? nullptr : &found->second;
}

}  // namespace dateline
