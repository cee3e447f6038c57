// The accurate mode: a second, deeper network that says what the model says, of the same labels,
// and is asked beside it; what counts is the mean of both. A pretrained transformer (MiniLM, Wang
// et al. 2020) fine-tuned as a tagger and parser (train/accurate.py), under recurrent layers of its
// own. Internal to dateline/syntax. Formulas: docs/model-format.md, section 10. Covered by
// accurate_test.cc.
#pragma once

#include <memory>
#include <vector>

#include "dateline/syntax/heads.h"
#include "dateline/syntax/recurrence.h"
#include "dateline/syntax/transformer.h"
#include "dateline/syntax/weights.h"

namespace dateline {

struct AccurateWeights {
  Transformer encoder;
  Matrix input;  // [d, the model's input + the encoder's]
  std::vector<RecurrentLayer> layers;
  Heads heads;

  size_t d() const { return input.outputs(); }

  // Errors: bad_model, also where its labels are not those of the model. The result has views into
  // `file`.
  static Result<std::unique_ptr<const AccurateWeights>> read(const BlobFile& file,
                                                             const BlobFile& model_file,
                                                             const Weights& model);
};

struct AccurateMemory {
  TransformerMemory transformer;
  RecurrenceMemory recurrence;
  ArcMemory arcs;
  Aligned<float> joined;  // rows of the model's input and the encoder's
  Aligned<float> x;
  Aligned<float> scores;  // of a head
  std::vector<bool> read;  // by row: its piece was short enough
};

// The network over the batches of a parse.
class AccurateReading {
 public:
  AccurateReading(const Document& doc, const Tokens& tokens, const AccurateWeights& weights,
                  AccurateMemory& memory)
      : w_(weights),
        kernels_(*weights.encoder.kernels),
        m_(memory),
        batch_(doc, tokens, weights.encoder, memory.transformer),
        arcs_(weights.heads, kernels_, memory.arcs) {}

  // Encodes the tokens of `pieces`. input: `rows` rows of the model's input, `width` floats each.
  void read(std::span<const Piece> pieces, const float* input, size_t width, size_t rows);
  // Into y, the same head's of the model: the means of both, where the piece was read.
  void share(const Matrix& head, size_t rows, float* y);
  void share_arcs(const Piece& piece, float* scores);
  void share_relations(std::span<const uint32_t> head_of, float* scores);
  const Heads& heads() const { return w_.heads; }

 private:
  void average(size_t row, size_t width, const float* from, float* to) const;

  const AccurateWeights& w_;
  const Kernels& kernels_;
  AccurateMemory& m_;
  TransformerBatch batch_;
  ArcScorer arcs_;
};

}  // namespace dateline
