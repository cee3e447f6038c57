// Bidirectional simple recurrent layers (Lei et al. 2018): their weights, and their run over the
// rows of a batch. Internal to dateline/syntax. Formulas: docs/model-format.md, section 3.
// Covered by parity_test.cc and model_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/syntax/aligned.h"
#include "dateline/syntax/kernels.h"
#include "dateline/syntax/matrix.h"

namespace dateline {

// Tokens [first, last) of one sentence.
struct Piece {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t sentence_first = 0;  // before `first` in a later piece of a long sentence
  uint32_t row = 0;             // place in the batch

  uint32_t size() const { return last - first; }
};

// One layer, of both directions.
struct RecurrentLayer {
  Matrix product;    // [6h, d]
  Aligned<float> v;  // forward forget, forward reset, backward forget, backward reset
  Aligned<float> gain;
  Aligned<float> bias;
};

// PREFIX0, PREFIX1, ... while there are any. Errors: bad_model.
Status read_recurrent_layers(const BlobFile& file, const Kernels& kernels,
                             const std::string& prefix, size_t d,
                             std::vector<RecurrentLayer>& out);

struct RecurrenceMemory {
  Aligned<float> u;      // products of one layer
  Aligned<float> state;  // of one direction
  IntegerRows integers;
};

// x: `rows` rows of d floats, those of `pieces`, read and written.
void run_layers(std::span<const RecurrentLayer> layers, const Kernels& kernels,
                std::span<const Piece> pieces, size_t rows, size_t d, float* x,
                RecurrenceMemory& memory);

}  // namespace dateline
