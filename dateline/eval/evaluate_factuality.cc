#include "dateline/eval/evaluate_factuality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "dateline/base/data_lines.h"
#include "dateline/pipeline/pipeline.h"
#include "dateline/render/json.h"

namespace dateline {
namespace {

double mean(const std::vector<double>& values) {
  return values.empty() ? 0
                        : std::accumulate(values.begin(), values.end(), 0.0) /
                              static_cast<double>(values.size());
}

// Byte offsets at which the blank-separated tokens of `text` begin.
std::vector<uint32_t> token_starts(std::string_view text) {
  std::vector<uint32_t> starts;
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ')) starts.push_back(static_cast<uint32_t>(i));
  return starts;
}

void score_sentence(const FactualitySentence& sentence, const Reading& reading,
                    FactualityScores& out) {
  const auto& tokens = reading.tokens.tokens;
  for (const FactualityTarget& target : sentence.targets) {
    const auto at = std::lower_bound(tokens.begin(), tokens.end(), target.byte,
                                     [](const Token& t, uint32_t b) { return t.span.end <= b; });
    const bool found = at != tokens.end() && at->span.begin <= target.byte;
    out.not_found += !found;
    out.gold.push_back(target.label);
    const auto index = static_cast<size_t>(at - tokens.begin());
    out.predicted.push_back(found ? reading.claims.factuality[index].score : 3.0);
  }
}

}  // namespace

double FactualityScores::pearson() const {
  const double mean_gold = mean(gold), mean_predicted = mean(predicted);
  double both = 0, of_gold = 0, of_predicted = 0;
  for (size_t i = 0; i < gold.size(); ++i) {
    const double g = gold[i] - mean_gold, p = predicted[i] - mean_predicted;
    both += g * p;
    of_gold += g * g;
    of_predicted += p * p;
  }
  return of_gold == 0 || of_predicted == 0 ? 0 : both / std::sqrt(of_gold * of_predicted);
}

double FactualityScores::mean_absolute_error() const {
  std::vector<double> errors(gold.size());
  for (size_t i = 0; i < gold.size(); ++i) errors[i] = std::abs(gold[i] - predicted[i]);
  return mean(errors);
}

double FactualityScores::same_sign() const {
  std::vector<double> same(gold.size());
  for (size_t i = 0; i < gold.size(); ++i) same[i] = (gold[i] > 0) == (predicted[i] > 0);
  return mean(same);
}

std::string FactualityScores::table() const {
  return fmt::format("targets {}\nnot found {}\nPearson r {:.3f}\nMAE {:.3f}\nsame sign {:.3f}\n",
                     gold.size(), not_found, pearson(), mean_absolute_error(), same_sign());
}

Result<FactualitySentence> read_factuality_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  const auto broken = [](const char* what) {
    return Error{ErrorKind::bad_input, what, kNoOffset, {}};
  };
  if (!json.is_object() || !json.contains("text") || !json["text"].is_string() ||
      !json.contains("targets") || !json["targets"].is_array())
    return broken("not an object with text and targets");
  FactualitySentence made{json["text"].get<std::string>(), {}};
  const std::vector<uint32_t> starts = token_starts(made.text);
  for (const Json& target : json["targets"]) {
    const Json span = target.value("span1", Json::array());
    if (span.empty() || !span[0].is_number_unsigned() || !target.contains("label") ||
        !target["label"].is_number() || span[0].get<size_t>() >= starts.size())
      return broken("a target without a span1 in the text or a label");
    made.targets.push_back({starts[span[0].get<size_t>()], target["label"].get<double>()});
  }
  return made;
}

Result<FactualityScores> evaluate_factuality(const std::filesystem::path& file,
                                             const Resources& resources) {
  FactualityScores scores;
  ParseScratch scratch;
  const Status read = each_line(file, [&](std::string_view line) -> Status {
    const auto sentence = read_factuality_line(line);
    if (!sentence) return sentence.error();
    score_sentence(*sentence, read_body(resources, scratch, sentence->text), scores);
    return Done{};
  });
  if (!read) return read.error();
  return scores;
}

}  // namespace dateline
