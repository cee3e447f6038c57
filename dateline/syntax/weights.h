// What a model file holds, checked and laid out for the loops. Internal to
// dateline/syntax. Names and shapes: docs/model-format.md.
#pragma once

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/doc/syntax.h"
#include "dateline/syntax/features.h"
#include "dateline/syntax/heads.h"
#include "dateline/syntax/kernels.h"
#include "dateline/syntax/labels.h"
#include "dateline/syntax/lemma.h"
#include "dateline/syntax/matrix.h"
#include "dateline/syntax/recurrence.h"

namespace dateline {

// One table of embeddings, as it lies in the file.
struct EmbeddingTable {
  BlobType type = BlobType::i8;
  size_t rows = 0;
  size_t width = 0;
  const std::byte* items = nullptr;
  const float* scale = nullptr;  // of each row, for i8

  static Result<EmbeddingTable> load(const BlobFile& file, const std::string& name);
  // Writes `width` floats. REQUIRES: row < rows.
  void copy(size_t row, float* to) const;
};

struct MorphLabel {
  Upos upos = Upos::x;
  std::string_view xpos;   // into the model file
  std::string_view feats;  // empty for none
};

struct Weights {
  const Kernels* kernels = nullptr;
  size_t d = 0;      // width of the encoder
  size_t width = 0;  // of the concatenated embeddings

  std::array<EmbeddingTable, kFeatureTables> tables;
  const uint64_t* vocabulary = nullptr;  // ascending hashes of norms
  size_t vocabulary_size = 0;
  Matrix input;
  std::vector<RecurrentLayer> layers;

  std::vector<MorphLabel> morph_labels;
  std::vector<LemmaScript> scripts;
  BioModel entities;
  LemmaDictionary lemmas;

  std::vector<Deprel> relations;
  Heads heads;

  // Optional: what Syntax::meaning is made with.
  EmbeddingTable senses;  // a second vector of each word; no rows: none
  struct EventNetwork {
    Matrix input;  // [d, word vector + d + sense]
    std::vector<RecurrentLayer> layers;  // none: there is no such network
    Matrix output;
  };
  EventNetwork events;

  // The row of table `table` for a hash.
  size_t row(FeatureTable table, uint64_t hash) const;

  // Errors: bad_model. The result has views into `file`.
  static Result<std::unique_ptr<const Weights>> read(const BlobFile& file, const Kernels& kernels);
};

}  // namespace dateline
