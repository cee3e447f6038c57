// Quotations and brackets of a token layer that came without them.
//
// Enough for parses that are read from CoNLL-U; the text stage has its own,
// finer rules for raw text. Covered by conllu_test.cc.
#pragma once

#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"

namespace dateline {

// Fills tokens.quotes and the flags kInQuote and kInBrackets. A quotation left
// open ends with the text; brackets end with their sentence.
void mark_quotes_and_brackets(const Document& doc, Tokens& tokens);

}  // namespace dateline
