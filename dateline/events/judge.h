// The learned half of the coder: for words that no frame knows, which PLOVER
// event they tell, if any, with a calibrated probability.
//
// A word is seen as Syntax::meaning (its word vector and the encoder's state),
// of itself, of its subjects, objects and obliques (means), and of its head; one
// hidden layer of rectifiers; softmax over the sixteen categories and none.
// Trained by train/judge.py on corpus/plover-open. Covered by judge_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/doc/events.h"
#include "dateline/doc/syntax.h"

namespace dateline::coding {

class Judge {
 public:
  static constexpr size_t kOutcomes = kEventTypes + 1;  // the last: no event
  using Scores = std::array<float, kOutcomes>;          // probabilities

  // An empty judge never speaks.
  Judge() = default;
  // The blobs judge.* of a model file (docs/model-format.md); empty where it has
  // none. Error: bad_model where they do not fit together.
  static Result<Judge> load(const BlobFile& file);

  bool empty() const { return first_bias_.empty(); }
  uint32_t width() const { return width_; }  // of the meanings that it was trained on
  float threshold() const { return threshold_; }  // a category speaks from this probability on

  // REQUIRES: not empty, syntax.meaning_width == width().
  Scores scores(const Syntax& syntax, uint32_t token) const;

 private:
  uint32_t width_ = 0;
  float threshold_ = 1;
  std::vector<float> first_, first_bias_;    // [inputs][hidden], [hidden]
  std::vector<float> second_, second_bias_;  // [outcomes][hidden], [outcomes]
};

}  // namespace dateline::coding
