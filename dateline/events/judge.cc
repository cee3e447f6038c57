#include "dateline/events/judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "dateline/base/data_lines.h"

namespace dateline::coding {
namespace {

constexpr size_t kParts = 5;  // the word, its subjects, objects and obliques, its head

constexpr size_t kMix = 4;    // a constant, the coder's log odds, log of the category, log of none

std::vector<float> floats(const BlobFile& file, std::string_view name) {
  const Blob* blob = file.find(name);
  if (blob == nullptr || blob->type != BlobType::f32) return {};
  const auto items = blob->as<float>();
  return {items.begin(), items.end()};
}

// Which part of the inputs a dependent belongs to; kParts: none.
size_t part_of(Deprel rel) {
  switch (rel) {
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obl_agent: return 1;
    case Deprel::obj:
    case Deprel::iobj:
    case Deprel::xcomp:
    case Deprel::ccomp: return 2;
    case Deprel::obl:
    case Deprel::nmod:
    case Deprel::nmod_poss:
    case Deprel::compound: return 3;
    default: return kParts;
  }
}

// hidden += the part's weights · x.
void add(std::span<const float> x, float share, const float* weights, std::vector<float>& hidden) {
  for (const float value : x) {
    const float scaled = value * share;
    for (size_t h = 0; h < hidden.size(); ++h) hidden[h] += scaled * weights[h];
    weights += hidden.size();
  }
}

void softmax(std::vector<float>& scores) {
  const float most = *std::ranges::max_element(scores);
  float sum = 0;
  for (float& s : scores) sum += s = std::exp(s - most);
  for (float& s : scores) s /= sum;
}

Error misfit() {
  return {ErrorKind::bad_model, "blobs judge.* of another shape than this program's", kNoOffset, {}};
}

}  // namespace

// "CONSULT visit", "AGREE -", one a line.
Result<std::vector<Judge::Label>> Judge::read_labels(std::string_view lines) {
  std::vector<Label> out;
  for (const std::string_view line : split(lines, '\n')) {
    if (line.empty()) continue;
    const Fields parts = words_of(line);
    Label label;
    if (parts.size() != 2 || !from_string(parts[0], label.type)) return misfit();
    if (parts[1] != "-") label.mode = parts[1];
    out.push_back(std::move(label));
  }
  return out;
}

Result<Judge> Judge::load(const BlobFile& file) {
  const Blob* names = file.find("judge.labels");
  if (names == nullptr) return Judge{};
  auto labels = read_labels(names->text());
  if (!labels) return labels.error();
  Judge judge;
  judge.labels_ = std::move(*labels);
  judge.first_ = floats(file, "judge.1w");
  judge.first_bias_ = floats(file, "judge.1b");
  judge.second_ = floats(file, "judge.2w");
  judge.second_bias_ = floats(file, "judge.2b");
  judge.mix_ = floats(file, "judge.mix");
  const std::vector<float> speak = floats(file, "judge.speak");
  const size_t hidden = judge.first_bias_.size(), outcomes = judge.labels_.size() + 1;
  const bool fits = hidden > 0 && outcomes > 1 && judge.first_.size() % (kParts * hidden) == 0 &&
                    !judge.first_.empty() && judge.second_.size() == outcomes * hidden &&
                    judge.second_bias_.size() == outcomes && speak.size() == 1 &&
                    (judge.mix_.empty() || judge.mix_.size() == 2 * kMix);
  if (!fits) return misfit();
  judge.width_ = static_cast<uint32_t>(judge.first_.size() / (kParts * hidden));
  judge.threshold_ = speak[0];
  return judge;
}

std::vector<float> Judge::scores(const Syntax& syntax, uint32_t token) const {
  std::vector<float> hidden = first_bias_;
  const size_t part_size = width_ * hidden.size();
  std::array<uint32_t, kParts> count{};
  for (const uint32_t child : syntax.children(token))
    if (const size_t part = part_of(syntax[child].rel); part < kParts) ++count[part];
  add(syntax.meaning_of(token), 1, first_.data(), hidden);
  for (const uint32_t child : syntax.children(token))
    if (const size_t part = part_of(syntax[child].rel); part < kParts)
      add(syntax.meaning_of(child), 1.0f / static_cast<float>(count[part]), &first_[part * part_size], hidden);
  if (const uint32_t head = syntax[token].head; head != kNone)
    add(syntax.meaning_of(head), 1, &first_[4 * part_size], hidden);
  for (float& h : hidden) h = std::max(h, 0.0f);
  std::vector<float> out = second_bias_;
  for (size_t k = 0; k < out.size(); ++k)
    for (size_t h = 0; h < hidden.size(); ++h) out[k] += second_[k * hidden.size() + h] * hidden[h];
  softmax(out);
  return out;
}

Verdict Judge::verdict(const std::vector<float>& p) const {
  std::array<float, kEventTypes> types{};
  for (size_t i = 0; i < labels_.size(); ++i) types[static_cast<size_t>(labels_[i].type)] += p[i];
  const auto best = std::ranges::max_element(types);
  Verdict verdict{static_cast<EventType>(best - types.begin()), *best, {}, 0};
  for (size_t i = 0; i < labels_.size(); ++i) {
    if (labels_[i].type != verdict.type || p[i] <= verdict.mode_probability) continue;
    verdict.mode = labels_[i].mode;
    verdict.mode_probability = p[i];
  }
  verdict.mode_probability /= std::max(*best, 1e-9f);
  return verdict;
}

Judge::Opinion Judge::opinion(const std::vector<float>& p, EventType type) const {
  Opinion opinion{0, p.back()};
  for (size_t i = 0; i < labels_.size(); ++i)
    if (labels_[i].type == type) opinion.type += p[i];
  return opinion;
}

float Judge::calibrated(float confidence, const Opinion& opinion, EventSource by) const {
  if (mix_.empty()) return confidence;
  const float* w = &mix_[by == EventSource::frame ? 0 : kMix];
  const float sure = std::clamp(confidence, 0.001f, 0.999f);
  const float z = w[0] + w[1] * std::log(sure / (1 - sure)) + w[2] * std::log(opinion.type + 1e-3f) +
                  w[3] * std::log(opinion.none + 1e-3f);
  return 1 / (1 + std::exp(-z));
}

}  // namespace dateline::coding
