// A claim while it is being found: in tokens, not yet in bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/claims/tree.h"
#include "dateline/doc/claims.h"

namespace dateline {

// Half-open, in tokens.
struct TokenRange {
  uint32_t first = 0;
  uint32_t last = 0;

  bool empty() const { return first == last; }
  bool has(uint32_t token) const { return first <= token && token < last; }
};

struct ClaimDraft {
  uint32_t sentence = 0;
  uint16_t cls = 0;  // of its cue
  TokenRange cue;
  TokenRange source;
  TokenRange relative;
  std::vector<TokenRange> content;
  uint32_t cue_head = kNone;
  uint32_t source_head = kNone;
  uint32_t content_head = kNone;
  uint32_t cites = kNone;  // token of the governing cue, for "citing officials"
  bool speech = false;     // a quotation that follows may go on in its words
  bool clausal = false;
  bool reports = true;

  bool content_has(uint32_t token) const {
    for (TokenRange r : content)
      if (r.has(token)) return true;
    return false;
  }
};

}  // namespace dateline
