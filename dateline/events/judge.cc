#include "dateline/events/judge.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

namespace dateline::coding {
namespace {

constexpr size_t kParts = 5;  // the word, its subjects, objects and obliques, its head

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

void softmax(Judge::Scores& scores) {
  const float most = *std::ranges::max_element(scores);
  float sum = 0;
  for (float& s : scores) sum += s = std::exp(s - most);
  for (float& s : scores) s /= sum;
}

}  // namespace

Result<Judge> Judge::load(const BlobFile& file) {
  if (file.find("judge.1w") == nullptr) return Judge{};
  Judge judge;
  judge.first_ = floats(file, "judge.1w");
  judge.first_bias_ = floats(file, "judge.1b");
  judge.second_ = floats(file, "judge.2w");
  judge.second_bias_ = floats(file, "judge.2b");
  const std::vector<float> speak = floats(file, "judge.speak");
  const size_t hidden = judge.first_bias_.size();
  const bool fits = hidden > 0 && judge.first_.size() % (kParts * hidden) == 0 && !judge.first_.empty() &&
                    judge.second_.size() == kOutcomes * hidden && judge.second_bias_.size() == kOutcomes &&
                    speak.size() == 1;
  if (!fits) return Error{ErrorKind::bad_model, "blobs judge.* of another shape than this program's", kNoOffset, {}};
  judge.width_ = static_cast<uint32_t>(judge.first_.size() / (kParts * hidden));
  judge.threshold_ = speak[0];
  return judge;
}

Judge::Scores Judge::scores(const Syntax& syntax, uint32_t token) const {
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
  Scores out;
  for (size_t k = 0; k < kOutcomes; ++k) {
    out[k] = second_bias_[k];
    for (size_t h = 0; h < hidden.size(); ++h) out[k] += second_[k * hidden.size() + h] * hidden[h];
  }
  softmax(out);
  return out;
}

}  // namespace dateline::coding
