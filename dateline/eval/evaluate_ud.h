// Tokens, sentences, tags, lemmas and trees against a UD treebank, with the
// measures of the CoNLL 2018 shared task (Zeman et al. 2018; conll18_ud_eval.py).
//
// From raw text: the text is rebuilt from the gold file, read from nothing, and
// words are aligned by the characters they cover (inside multiword tokens by
// the longest common subsequence of forms). As there, subtypes of relations are
// not compared and only universal features are; `las_subtypes` is ours and
// compares the whole relation. Covered by evaluate_ud_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "dateline/base/result.h"
#include "dateline/conllu/conllu.h"
#include "dateline/syntax/model.h"
#include "dateline/text/tokenize.h"

namespace dateline {

// One measure: how many there are in gold and in ours, and how many agree.
struct Agreement {
  uint64_t gold = 0;
  uint64_t ours = 0;
  uint64_t correct = 0;

  double f1() const;  // 0 to 1; 0 where there is nothing
  Agreement& operator+=(const Agreement& other);
};

struct UdMeasures {
  Agreement tokens, sentences, words, upos, xpos, feats, all_tags, lemmas;
  Agreement uas, las, las_subtypes, clas, mlas, blex;

  UdMeasures& operator+=(const UdMeasures& other);
};

struct UdScores {
  UdMeasures all;
  std::map<std::string, UdMeasures> genres;  // by the first part of the document's id
  uint64_t documents = 0;
  double seconds = 0;  // of processor time, in text and syntax

  // A table for a person; with `details` a line for each genre.
  std::string table(bool details) const;
};

struct UdOptions {
  bool gold_tokens = false;  // parse the gold tokens and sentences
};

// One document against its gold parse. REQUIRES: both are of the same text.
UdMeasures score_ud(const Parsed& gold, const Tokens& tokens, const Syntax& syntax);

// Errors: not_found, io; bad_input for a file that is not CoNLL-U.
// `boundary` may be null.
Result<UdScores> evaluate_ud(const std::filesystem::path& gold, const TextRules& rules,
                             const BoundaryModel* boundary, const Model& model,
                             const UdOptions& options = {});

}  // namespace dateline
