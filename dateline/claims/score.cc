#include "dateline/claims/score.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "dateline/base/data_lines.h"
#include "dateline/base/hash.h"
#include "dateline/claims/score_features.h"

namespace dateline {
namespace {

// A parse without tags (all X) still has an answer: the rules' own score.
bool may_be_predicate(Upos upos) {
  return upos == Upos::verb || upos == Upos::noun || upos == Upos::adj || upos == Upos::aux;
}

class WeightSum {
 public:
  explicit WeightSum(const ScoreWeights& weights) : weights_(weights) {}

  void operator()(std::string_view name, std::string_view a = {}, std::string_view b = {},
                  std::string_view c = {}) {
    sum_ += weights_.of(score_feature(name, a, b, c));
  }
  float take() { return std::exchange(sum_, 0.0F); }

 private:
  const ScoreWeights& weights_;
  float sum_ = 0;
};

}  // namespace

uint64_t score_feature(std::string_view name, std::string_view a, std::string_view b,
                       std::string_view c) {
  uint64_t hash = fnv1a(name);
  for (std::string_view part : {a, b, c}) hash = fnv1a(part, fnv1a("|", hash));
  return hash;
}

Result<ScoreWeights> ScoreWeights::load(const std::filesystem::path& data_dir) {
  ScoreWeights made;
  const Status read =
      each_row(data_dir / "claims" / "score.tsv", 2, 2, [&](const Fields& f) -> Status {
        float weight = 0;
        const auto [end, error] = std::from_chars(f[1].data(), f[1].data() + f[1].size(), weight);
        if (error != std::errc{} || end != f[1].data() + f[1].size())
          return bad_line("not a number: " + std::string(f[1]));
        made.weights_[fnv1a(f[0])] = weight;
        return Done{};
      });
  if (!read) return read.error();
  return made;
}

void score_sentence(const ClaimLayers& layers, const Sentence& sentence,
                    const std::vector<CertaintyState>& states, const ScoreWeights& weights,
                    Factuality* out) {
  if (weights.empty()) return;
  WeightSum sum(weights);
  ScoreFeatures<WeightSum> features(layers, sentence, states, sum);
  for (uint32_t t = sentence.first; t < sentence.last; ++t) {
    if (!may_be_predicate(layers.syntax[t].upos)) continue;
    features.of(t);
    out[t - sentence.first].score = std::clamp(sum.take(), -3.0F, 3.0F);
  }
}

}  // namespace dateline
