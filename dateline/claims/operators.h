// Words that change how sure a text is of a predicate, from
// data/claims/factuality.tsv (its header defines the columns).
//
// Source: implicative and factive signatures after Karttunen (1971, 2012) and
// Nairn, Condoravdi and Karttunen (2006). Covered by tests/claims_test.cc.
#pragma once

#include <array>
#include <filesystem>
#include <string_view>

#include "dateline/claims/lexicon.h"

namespace dateline {

enum class OperatorKind : uint8_t { verb, adj, noun, aux, neg, adv, mark, case_, amod };
inline constexpr size_t kOperatorKinds = 9;
enum class OperatorFrame : uint8_t { comp, obj, subj, self };
inline constexpr size_t kOperatorFrames = 4;

class Operators {
 public:
  // Errors: not_found; bad_data with the line.
  static Result<Operators> load(const std::filesystem::path& data_dir);

  // What that word does, or nullptr where it does nothing.
  const Effect* find(OperatorKind kind, OperatorFrame frame, std::string_view lemma) const&;

 private:
  std::array<std::array<WordMap<Effect>, kOperatorFrames>, kOperatorKinds> words_;
};

}  // namespace dateline
