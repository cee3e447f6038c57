// What an answer is given to: "rejected the charge", "condemned the raid", "turned the offer down";
// and who, by the article, did it, made it, told of it, or was befallen by it. Covered by
// tests/kinds_test.cc.
#pragma once

#include <span>
#include <vector>

#include "dateline/events/acts.h"

namespace dateline::coding {

// Entities of whom the article tells that they; empty for all acts but praise, blame and refusal.
struct Concerned {
  std::vector<uint32_t> doers;    // did what is answered: who struck, of "the strikes"
  std::vector<uint32_t> makers;   // made it by words: "a Norwegian accusation", who had accused
  std::vector<uint32_t> tellers;  // told what is denied
  std::vector<uint32_t> victims;  // were befallen by it: "the arrest of a priest"
};

Concerned concerned_by(const Scene& scene, const Act& act, std::span<const Event> told,
                       const Event& event);

}  // namespace dateline::coding
