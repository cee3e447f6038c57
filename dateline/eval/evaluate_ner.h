// Named entities by exact spans: precision, recall and F1, as CoNLL 2003 counts
// them (Tjong Kim Sang and De Meulder 2003).
//
// Sentences and tokens are the gold set's; classes that the set does not mark
// are not counted in ours. Covered by evaluate_ner_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "dateline/base/result.h"
#include "dateline/doc/syntax.h"
#include "dateline/eval/evaluate_ud.h"
#include "dateline/syntax/model.h"

namespace dateline {

struct NerScores {
  std::map<EntityType, Agreement> classes;
  Agreement all;
  uint64_t documents = 0;
  uint64_t words = 0;
  uint64_t unknown = 0;  // gold entities of classes that we do not have; not counted
  double seconds = 0;    // of processor time

  std::string table() const;
};

struct NerOptions {
  uint32_t every = 1;  // of a folder, only each `every`-th file by name
};

// `gold`: a file or folder of token and BIO or BIOES label in columns (the
// Worldwide English Newswire set, CoNLL, WNUT, Universal NER), or CoNLL-U with
// NER=B-Person in MISC. Errors: not_found, io, bad_input.
Result<NerScores> evaluate_ner(const std::filesystem::path& gold, const Model& model,
                               const NerOptions& options = {});

}  // namespace dateline
