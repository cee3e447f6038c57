#include "dateline/doc/claims.h"

#include <algorithm>
#include <utility>

namespace dateline {

std::vector<std::string_view> aux_names(uint8_t aux) {
  constexpr std::pair<Aux, std::string_view> kNames[] = {{kFuture, "future"},
                                                         {kHypothetical, "hypothetical"},
                                                         {kNegation, "negation"},
                                                         {kHistorical, "historical"}};
  std::vector<std::string_view> out;
  for (const auto& [bit, name] : kNames)
    if (aux & bit) out.push_back(name);
  return out;
}

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
