// What parse() and read_again() keep between calls, and the arrays of their last
// batch. Internal to dateline/syntax; the parity test looks in here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dateline/base/symbols.h"
#include "dateline/syntax/aligned.h"
#include "dateline/syntax/features.h"
#include "dateline/syntax/labels.h"
#include "dateline/syntax/matrix.h"
#include "dateline/syntax/tree.h"

namespace dateline {

// Tokens [first, last) of one sentence.
struct Piece {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t sentence_first = 0;  // before `first` in a later piece of a long sentence
  uint32_t row = 0;             // place in the batch

  uint32_t size() const { return last - first; }
};

struct SecondMemory {
  struct Rows {
    uint32_t first = 0, last = 0;  // of the batch
  };
  struct TokenRows {
    uint32_t token = 0, first = 0, last = 0;
  };
  std::vector<uint32_t> pieces;  // of one sentence
  std::vector<uint32_t> starts;  // of its tokens among them, and the end
  std::vector<Rows> sentences;
  std::vector<TokenRows> tokens;
  uint32_t rows = 0;      // pieces of the batch
  Aligned<float> x;       // rows of the encoder
  Aligned<float> y;       // what is added to them
  Aligned<float> qkv;     // queries, keys, values
  Aligned<float> scores;  // of one head over one sentence
  Aligned<float> turned;  // its values, a column a piece
  Aligned<float> head;    // its outputs
  Aligned<float> mixed;   // outputs of all heads
  Aligned<float> inner;
  IntegerRows integers;
  Matrix keys, values;
};

struct ParseMemory {
  SecondMemory second;
  std::vector<Piece> pieces;
  uint32_t rows = 0;  // tokens of the batch
  std::vector<FormStrings> forms;
  std::vector<uint8_t> flags;
  std::vector<size_t> words;  // rows of emb.word

  Aligned<float> embedded;  // rows of the concatenated embeddings
  Aligned<float> x;         // rows of the encoder
  Aligned<float> u;         // products of one layer
  Aligned<float> state;     // of one recurrence
  Aligned<float> morph;     // scores of the heads
  Aligned<float> script;
  Aligned<float> entity;
  Aligned<float> parts;      // arc-dependent, arc-head, label-dependent, label-head
  Aligned<float> dependent;  // arc.u · D + arc.b
  Aligned<float> heads;      // root and arc-heads of one piece
  Aligned<float> arcs;       // arc scores of one piece, root first
  Aligned<float> pairs;      // label parts of words with their heads
  Aligned<float> relation;
  Aligned<float> meaning;  // word vector, state and sense
  Aligned<float> event;    // outputs of the event layers

  IntegerRows integers;
  Matrix head_matrix;
  std::vector<float> distance;
  std::vector<uint32_t> tree;     // heads in the piece, 1-based, 0 root
  std::vector<bool> has_subject;  // by token of the piece: before it
  std::vector<uint32_t> head_of;  // row of the head in the batch, or kNone
  std::vector<uint32_t> morph_of;
  TreeScratch tree_scratch;
  BioScratch bio;
  std::string lemma;
  struct LabelSymbols {
    Symbol xpos = Symbol::empty;
    Symbol feats = Symbol::empty;
    bool known = false;
  };
  std::vector<LabelSymbols> label_symbols;  // of the Syntax being made
};

}  // namespace dateline
