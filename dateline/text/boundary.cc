#include "dateline/text/boundary.h"

namespace dateline {

bool boundary_candidate(const Draft& draft, uint32_t token) {
  return token > 0 && token < draft.size();
}

}  // namespace dateline
