// A trained judge of sentence ends: logistic regression over hashed features of
// the tokens around a possible boundary.
//
// The features are defined once, here: boundary_dump prints them for training
// (train/boundary.py) and tokenize() scores them. Covered by boundary_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dateline/text/draft.h"

namespace dateline {

class BoundaryModel;

// True where a sentence might begin before `token`: after a stop, a closing mark,
// a colon, a dash, or at a line end.
bool boundary_candidate(const Draft& draft, uint32_t token);

}  // namespace dateline
