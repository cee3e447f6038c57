// Where sentences end: rules of English print over the marks, the line ends and
// the language data; a trained model judges the places where rules are unsure.
//
// Covered by sentences_test.cc.
#pragma once

#include <vector>

#include "dateline/text/boundary.h"
#include "dateline/text/draft.h"
#include "dateline/text/rules.h"

namespace dateline {

enum class Verdict : uint8_t {
  never,     // certainly inside a sentence
  unlikely,  // the rules say no
  likely,    // the rules say yes
  always,    // certainly a new sentence
};

// Does a sentence begin with `token`? REQUIRES: 0 < token < draft.size(), `start`
// is the first token of the sentence so far.
Verdict judge_boundary(const Draft& draft, const TextRules& rules, uint32_t start, uint32_t token);

struct Split {
  std::vector<Sentence> sentences;
  std::vector<uint32_t> sentence_of;  // token → sentence
};
// `limit`: most tokens in a sentence; longer ones are cut and say so.
Split split_sentences(const Draft& draft, const TextRules& rules, const BoundaryModel* model,
                      uint32_t limit);

}  // namespace dateline
