// Named entities from BIO label scores.
//
// The best sequence of labels under transition scores (Viterbi 1967); labels
// that cannot follow each other are told by the model's own transitions. A
// log-softmax for each token changes no choice and is left out; the score of an
// entity is the probability of its weakest label. Covered by labels_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/doc/syntax.h"

namespace dateline {

struct BioLabel {
  enum class Part : uint8_t { outside, begin, inside };
  Part part = Part::outside;
  EntityType type = EntityType::none;

  // "O", "B-Person" …
  static Result<BioLabel> read(std::string_view text);
};

struct BioModel {
  std::vector<BioLabel> labels;
  std::vector<float> transition;  // [labels + 1][labels]; the last row is the sentence start
};

struct BioScratch {
  std::vector<float> now, next;
  std::vector<uint8_t> back;  // [tokens][labels]
  std::vector<uint8_t> path;
};

// The entities of tokens [first, first + n) of one sentence, appended to `out`.
// score: n rows of `stride`. REQUIRES: 1 to 255 labels.
void decode_entities(const BioModel& model, const float* score, size_t stride, uint32_t first,
                     uint32_t n, BioScratch& scratch, std::vector<NamedEntity>& out);

}  // namespace dateline
