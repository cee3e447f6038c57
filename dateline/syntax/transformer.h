// A pretrained encoder of word pieces (BERT, Devlin et al. 2019): what its file holds, and its
// outputs for the tokens of a batch of sentences. Internal to dateline/syntax; the second reader
// and the accurate mode are built on it. Names and shapes: docs/model-format.md, section 9.
// Covered by second_reader_test.cc.
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"
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

struct Transformer {
  const Kernels* kernels = nullptr;
  size_t d = 0;  // width of the encoder
  WordPieces pieces;
  EmbeddingTable embedding, position;
  Norm embedded;
  std::vector<TransformerLayer> layers;
  // How much the outputs of the embeddings and of each layer count; empty: those of the last alone.
  std::vector<float> share;

  // Errors: bad_model. The result has views into `file`.
  static Result<Transformer> read(const BlobFile& file, const Kernels& kernels);
};

// The arrays of one batch, kept from call to call.
struct TransformerMemory {
  struct Rows {
    uint32_t first = 0, last = 0;  // of the batch
  };
  struct TokenRows {
    uint32_t token = 0, first = 0, last = 0;
  };
  std::vector<uint32_t> pieces;  // of one sentence
  std::vector<uint32_t> starts;  // of its tokens among them, and the end
  std::vector<Rows> sentences;
  std::vector<TokenRows> tokens;  // those that are asked for
  uint32_t rows = 0;              // pieces of the batch
  Aligned<float> x;               // rows of the encoder
  Aligned<float> sum;             // of the layers so far, each with its share
  Aligned<float> y;               // what is added to them
  Aligned<float> qkv;             // queries, keys, values
  Aligned<float> scores;          // of one head over one sentence
  Aligned<float> turned;          // its values, a column a piece
  Aligned<float> head;            // its outputs
  Aligned<float> mixed;           // outputs of all heads
  Aligned<float> inner;
  IntegerRows integers;
  Matrix keys, values;
};

class TransformerBatch {
 public:
  TransformerBatch(const Document& doc, const Tokens& tokens, const Transformer& weights,
                   TransformerMemory& memory)
      : doc_(doc), tokens_(tokens), w_(weights), kernels_(*weights.kernels), m_(memory) {
    clear();
  }

  void clear();
  // Cuts tokens [first, last) of one sentence into pieces; false where they are more than it has
  // places for.
  bool cut(uint32_t first, uint32_t last);
  // Whether those pieces would make a batch larger than is fast.
  bool is_full() const;
  // Puts what was cut last into the batch; asks for the tokens of which wanted(token).
  template <class Wanted>
  void put(Wanted wanted) {
    for (uint32_t token = first_; token < last_; ++token) {
      const uint32_t* start = &m_.starts[token - first_];
      if (wanted(token)) m_.tokens.push_back({token, m_.rows + start[0], m_.rows + start[1]});
    }
    embed();
  }
  bool empty() const { return m_.rows == 0; }
  // For each token asked for, in order, `d` floats: the mean over its pieces.
  const float* encode();
  const std::vector<TransformerMemory::TokenRows>& tokens() const { return m_.tokens; }

 private:
  void embed();
  void share_layer(size_t layer);
  void keep_asked_rows();
  float* multiply(const Matrix& matrix, const float* x, size_t stride, Aligned<float>& out);
  void add_and_normalise(const Matrix& matrix, const float* from, size_t stride, const Norm& norm);
  void mix(const TransformerLayer& layer);
  void attend(const TransformerMemory::Rows& sentence, size_t head);
  const float* means();

  const Document& doc_;
  const Tokens& tokens_;
  const Transformer& w_;
  const Kernels& kernels_;
  TransformerMemory& m_;
  uint32_t first_ = 0, last_ = 0;  // of what was cut last
};

}  // namespace dateline
