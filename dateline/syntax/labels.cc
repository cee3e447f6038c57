#include "dateline/syntax/labels.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

void take_step(const BioModel& model, const float* score, BioScratch& scratch, uint8_t* back) {
  const size_t labels = model.labels.size();
  for (size_t to = 0; to < labels; ++to) {
    scratch.next[to] = scratch.now[0] + model.transition[to];
    back[to] = 0;
  }
  for (size_t from = 1; from < labels; ++from) {
    const float* transition = &model.transition[from * labels];
    for (size_t to = 0; to < labels; ++to) {
      const float value = scratch.now[from] + transition[to];
      if (value > scratch.next[to]) {
        scratch.next[to] = value;
        back[to] = static_cast<uint8_t>(from);
      }
    }
  }
  for (size_t to = 0; to < labels; ++to) scratch.now[to] = scratch.next[to] + score[to];
}

void find_path(const BioModel& model, const float* score, size_t stride, uint32_t n,
               BioScratch& scratch) {
  const size_t labels = model.labels.size();
  scratch.now.resize(labels);
  scratch.next.resize(labels);
  scratch.back.resize(n * labels);
  scratch.path.resize(n);
  for (size_t to = 0; to < labels; ++to)
    scratch.now[to] = model.transition[labels * labels + to] + score[to];
  for (uint32_t t = 1; t < n; ++t)
    take_step(model, score + t * stride, scratch, &scratch.back[t * labels]);
  auto label = static_cast<uint8_t>(std::max_element(scratch.now.begin(), scratch.now.end()) -
                                    scratch.now.begin());
  for (uint32_t t = n; t-- > 0;) {
    scratch.path[t] = label;
    label = scratch.back[t * labels + label];
  }
}

float probability(const float* score, size_t labels, size_t label) {
  double sum = 0;
  for (size_t i = 0; i < labels; ++i) sum += std::exp(static_cast<double>(score[i] - score[label]));
  return static_cast<float>(1 / sum);
}

}  // namespace

Result<BioLabel> BioLabel::read(std::string_view text) {
  BioLabel out;
  if (text == "O") return out;
  out.part = text.starts_with("B-") ? Part::begin : Part::inside;
  if (!(text.starts_with("B-") || text.starts_with("I-")) ||
      !from_string(text.substr(2), out.type) || out.type == EntityType::none)
    return Error{ErrorKind::bad_model,
                 "unknown entity label " + std::string(text.substr(0, 40)),
                 kNoOffset,
                 {}};
  return out;
}

void decode_entities(const BioModel& model, const float* score, size_t stride, uint32_t first,
                     uint32_t n, BioScratch& scratch, std::vector<NamedEntity>& out) {
  if (n == 0) return;
  find_path(model, score, stride, n, scratch);
  const size_t labels = model.labels.size();
  bool open = false;
  for (uint32_t t = 0; t < n; ++t) {
    const BioLabel label = model.labels[scratch.path[t]];
    if (label.part == BioLabel::Part::outside) {
      open = false;
      continue;
    }
    const float score_here = probability(score + t * stride, labels, scratch.path[t]);
    if (open && label.part == BioLabel::Part::inside && out.back().type == label.type) {
      out.back().last = first + t + 1;
      out.back().score = std::min(out.back().score, score_here);
    } else {
      out.push_back({first + t, first + t + 1, label.type, score_here});
      open = true;
    }
  }
}

}  // namespace dateline
