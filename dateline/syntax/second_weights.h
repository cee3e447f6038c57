// What a reader's file holds. Internal to dateline/syntax. Names and shapes: docs/model-format.md,
// section 9.
#pragma once

#include <vector>

#include "dateline/syntax/aligned.h"
#include "dateline/syntax/kernels.h"
#include "dateline/syntax/matrix.h"
#include "dateline/syntax/weights.h"
#include "dateline/syntax/word_pieces.h"

namespace dateline {

struct Norm {
  Aligned<float> gain, bias;
};

struct TransformerLayer {
  Matrix qkv;    // [3d, d]: queries, keys, values
  Matrix mixed;  // [d, d]
  Norm after_mix;
  Matrix up, down;  // [inner, d], [d, inner]
  Norm after_down;
};

struct SecondWeights {
  const Kernels* kernels = nullptr;
  size_t d = 0;  // width of the encoder
  WordPieces pieces;
  EmbeddingTable embedding, position;
  Norm embedded;
  std::vector<TransformerLayer> layers;
  Matrix output;
};

}  // namespace dateline
