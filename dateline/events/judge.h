// The learned half of the coder: which PLOVER event a word tells, if any, with
// what mode, and a calibrated probability.
//
// A word is seen as Syntax::meaning (its word vector and the encoder's state),
// of itself, of its subjects, objects and obliques (means), and of its head; one
// hidden layer of rectifiers; softmax over categories with their modes, and none.
// Trained by train/judge.py on corpus/plover-open. Covered by judge_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/doc/events.h"
#include "dateline/doc/syntax.h"

namespace dateline::coding {

struct Verdict {
  EventType type = EventType::consult;  // the most probable category, none left aside
  float probability = 0;                // of `type`, whatever its mode
  std::string_view mode;                // its most probable mode; empty: without one
  float mode_probability = 0;           // of `mode`, where it is `type`
};

class Judge {
 public:
  // The blobs judge.* of a model file (docs/model-format.md); empty where it has
  // none. Error: bad_model where they do not fit together.
  static Result<Judge> load(const BlobFile& file);

  // An empty judge must not be asked.
  bool empty() const { return labels_.empty(); }
  uint32_t width() const { return width_; }  // of the meanings that it was trained on
  float threshold() const { return threshold_; }  // a category speaks from this probability on

  // Probabilities of the labels, then of no event. REQUIRES: syntax.meaning_width == width().
  std::vector<float> scores(const Syntax& syntax, uint32_t token) const;
  // The same, summed up.
  Verdict verdict(const std::vector<float>& scores) const;
  struct Opinion {
    float type = 0;  // probability of the category asked for
    float none = 0;  // and of no event
  };
  Opinion opinion(const std::vector<float>& scores, EventType type) const;
  // The probability that a record is right, from the coder's own confidence and
  // the opinion: logistic regression, fitted on the development part apart for
  // what frames and what the judge proposed. `confidence` where none was fitted.
  float calibrated(float confidence, const Opinion& opinion, EventSource by) const;

 private:
  struct Label {
    EventType type = EventType::consult;
    std::string mode;  // empty: none
  };
  static Result<std::vector<Label>> read_labels(std::string_view lines);

  uint32_t width_ = 0;
  float threshold_ = 1;
  std::vector<Label> labels_;
  std::vector<float> first_, first_bias_;    // [inputs][hidden], [hidden]
  std::vector<float> mix_;                   // [2][4], by EventSource; empty: none
  std::vector<float> second_, second_bias_;  // [labels + 1][hidden], [labels + 1]
};

}  // namespace dateline::coding
