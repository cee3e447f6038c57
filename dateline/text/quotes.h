// Pairs quotation marks: straight, curly, nested, over sentences and over
// paragraphs that each open the quotation anew. Apostrophes are not marks.
// Covered by quotes_test.cc.
#pragma once

#include <vector>

#include "dateline/text/draft.h"

namespace dateline {

// Sets draft.marks and the kInQuote and kInBrackets flags; gives the outermost
// quotations in text order.
std::vector<Quote> pair_quotes(Draft& draft);

}  // namespace dateline
