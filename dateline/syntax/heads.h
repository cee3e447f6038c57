// What is asked of the last layer of an encoder: tags, lemma scripts, entities, factuality, and
// the scores of arcs and relations (biaffine, after Dozat and Manning 2017). Internal to
// dateline/syntax. Formulas: docs/model-format.md, section 4. Covered by parity_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/doc/syntax.h"
#include "dateline/syntax/aligned.h"
#include "dateline/syntax/kernels.h"
#include "dateline/syntax/matrix.h"

namespace dateline {

struct HeadSizes {
  size_t morphs = 0, scripts = 0, entities = 0;  // labels of each
};

struct Heads {
  Matrix morph, script, entity;  // entity: the label scores, then factuality
  size_t arc_size = 0;           // A
  size_t relation_size = 0;      // R
  Matrix parse;                  // [2A + 2R, d]
  Matrix arc;                    // arc.u, arc.b
  Aligned<float> root;           // relu'd arc part, then the label part as it is
  std::array<float, 33> distance = {};
  Matrix relation;  // rel.w, rel.b, "root" ruled out

  // Errors: bad_model.
  static Result<Heads> read(const BlobFile& file, const Kernels& kernels, size_t d,
                            const HeadSizes& sizes, std::span<const Deprel> relations);
};

struct ArcMemory {
  Aligned<float> parts;      // arc-dependent, arc-head, label-dependent, label-head
  Aligned<float> dependent;  // arc.u · D + arc.b
  Aligned<float> heads;      // root and arc-heads of one piece
  Aligned<float> scores;     // of the arcs of one piece, root first
  Aligned<float> pairs;      // label parts of words with their heads
  Aligned<float> relation;
  IntegerRows integers;
  Matrix head_matrix;
  std::vector<float> distance;
};

// Scores of arcs and relations over the rows of a batch.
class ArcScorer {
 public:
  ArcScorer(const Heads& heads, const Kernels& kernels, ArcMemory& memory)
      : w_(heads), kernels_(kernels), m_(memory) {}

  // x: `rows` rows of what the encoder gives, d floats each.
  void read(const float* x, size_t d, size_t rows);
  // Of a piece of n tokens from `row` on: n rows of stride(), the head's score first of root, then of
  // the tokens.
  float* score(uint32_t row, uint32_t n);
  size_t stride() const { return m_.head_matrix.y_stride(); }
  // Scores of the relations, rows of Heads::relation.y_stride(); head_of: the row of each row's
  // head, kNone at the root.
  float* relate(std::span<const uint32_t> head_of);

 private:
  // The four parts of a row, by column.
  size_t arc_head_column() const { return w_.arc_size; }
  size_t label_dependent_column() const { return 2 * w_.arc_size; }
  size_t label_head_column() const { return 2 * w_.arc_size + w_.relation_size; }
  const float* part(uint32_t row, size_t column) const {
    return &m_.parts[row * w_.parse.y_stride() + column];
  }
  void add_distances(uint32_t n);

  const Heads& w_;
  const Kernels& kernels_;
  ArcMemory& m_;
};

}  // namespace dateline
