// What parse() and read_again() keep between calls, and the arrays of their last
// batch. Internal to dateline/syntax; the parity test looks in here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dateline/base/symbols.h"
#include "dateline/syntax/accurate.h"
#include "dateline/syntax/aligned.h"
#include "dateline/syntax/features.h"
#include "dateline/syntax/labels.h"
#include "dateline/syntax/matrix.h"
#include "dateline/syntax/transformer.h"
#include "dateline/syntax/tree.h"

namespace dateline {

struct ParseMemory {
  TransformerMemory transformer;  // of read_again()
  AccurateMemory accurate;
  RecurrenceMemory recurrence;
  ArcMemory arcs;
  std::vector<Piece> pieces;
  uint32_t rows = 0;  // tokens of the batch
  std::vector<FormStrings> forms;
  std::vector<uint8_t> flags;
  std::vector<size_t> words;  // rows of emb.word

  Aligned<float> embedded;  // rows of the concatenated embeddings
  Aligned<float> x;         // rows of the encoder
  Aligned<float> morph;     // scores of the heads
  Aligned<float> script;
  Aligned<float> entity;
  Aligned<float> meaning;  // word vector, state and sense
  Aligned<float> event;    // outputs of the event layers

  IntegerRows integers;
  std::vector<uint32_t> tree;     // heads in the piece, 1-based, 0 root
  std::vector<uint32_t> head_of;  // row of the head in the batch, or kNone
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
