// Mistakes of the parser that treebanks do not teach it to avoid, of kinds that a rule tells.
// Internal to dateline/syntax. Covered by parse_test.cc.
#pragma once

#include <cstdint>

#include "dateline/doc/syntax.h"

namespace dateline {

// Changes heads and relations of tokens [first, last), which are one tree, children not yet indexed.
void mend(uint32_t first, uint32_t last, Syntax& syntax);

}  // namespace dateline
