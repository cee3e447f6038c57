// Document → Tokens: sentences and tokens as spans of the original bytes.
//
// Tokens follow the UD English treebanks ("do|n't", "Jong|-|un"); text is never
// changed, so tokens and the white space between them reproduce it. Only the body
// of the article is read (all of the text where the body is empty).
// Covered by tokenize_test.cc and ud_test.cc.
#pragma once

#include <cstdint>

#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"
#include "dateline/text/boundary.h"
#include "dateline/text/rules.h"

namespace dateline {

struct TextLimits {
  uint32_t max_sentence_tokens = 400;  // a longer sentence is cut: Sentence::cut
  uint32_t max_tokens = 1'000'000;     // the rest of the article is left out: Tokens::cut
};

// `model` may be null: rules alone then decide where sentences end. Time and memory
// grow with the text only; any bytes are safe.
Tokens tokenize(const Document& document, const TextRules& rules,
                const BoundaryModel* model = nullptr, const TextLimits& limits = {});

// The tokens with their line ends and quotation marks, before sentences are made of
// them; for boundary_dump. `document` must outlive it.
Draft draft_of(const Document& document, const TextRules& rules, uint32_t max_tokens, Tokens& out);

}  // namespace dateline
