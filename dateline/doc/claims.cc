#include "dateline/doc/claims.h"

#include <algorithm>

namespace dateline {

std::vector<uint32_t> attribution_chain(const Claims& claims, uint32_t claim) {
  std::vector<uint32_t> chain;
  const auto fresh = [&](uint32_t c) {
    return c < claims.claims.size() && std::find(chain.begin(), chain.end(), c) == chain.end();
  };
  while (fresh(claim)) {
    for (uint32_t link = claim; fresh(link); link = claims.claims[link].inner) chain.push_back(link);
    claim = claim < claims.outer.size() ? claims.outer[claim] : kNone;
  }
  return chain;
}

}  // namespace dateline
