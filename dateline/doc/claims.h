// Who says it: attribution as source, cue and content (PARC 3.0, PolNeAR), and
// how sure the text is of each predicate (FactBank, UDS It-Happened).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/span.h"

namespace dateline {

enum class ClaimKind : uint8_t { direct, indirect, mixed };

struct Claim {
  Span source;  // empty: the text hides it ("it was reported")
  Span cue;     // "said", "according to"
  std::vector<Span> content;           // more than one where the claim is interrupted
  uint32_t source_mention = kNone;     // into Mentions::mentions
  uint32_t source_head = kNone;        // token
  uint32_t cue_head = kNone;           // token
  uint32_t content_head = kNone;       // token that heads the content's clause, where there is one
  uint32_t inner = kNone;  // the claim that this one passes on: "Yonhap said, citing officials"
  ClaimKind kind = ClaimKind::indirect;
  bool unnamed_source = false;  // "unidentified sources", "officials"
  float confidence = 1;
  // The relative pronoun by which the source reaches its cue ("officials, who said"); else empty.
  Span relative;
  // The source reports the content; false where it only takes a stance on what a
  // noun phrase names ("welcomed the strike"). Only reports enter claim_of.
  bool reports = true;
};

enum class Polarity : uint8_t { positive, negative };
enum class Certainty : uint8_t { certain, probable, possible, unknown };

// PLOVER's auxiliary modes, as bits.
enum Aux : uint8_t { kFuture = 1, kHypothetical = 2, kNegation = 4, kHistorical = 8 };
inline constexpr size_t kAuxModes = 4;

// "future", "hypothetical", "negation", "historical": those whose bits are set, in this order.
std::vector<std::string_view> aux_names(uint8_t aux);

// What the text says of one predicate's being a fact.
struct Factuality {
  uint8_t aux = 0;  // Aux bits; 0: asserted
  Polarity polarity = Polarity::positive;
  Certainty certainty = Certainty::certain;
  float score = 3;  // -3 (did not happen) to 3 (happened), as UDS It-Happened
  Span cue;         // the words that say so ("expected", "if", "not"); empty where none
};

struct Claims {
  std::vector<Claim> claims;              // in text order of the cue
  std::vector<Factuality> factuality;     // one for each token; meaningful at predicates
  // token → the innermost claim whose content holds it, or kNone. Its chain is
  // that claim, then what it passes on (`inner`), then the claim around it.
  std::vector<uint32_t> claim_of;
  std::vector<uint32_t> outer;            // claim → the claim whose content holds this one, or kNone
};

// The claims that vouch for what stands in the content of `claim`, nearest
// source first: the claim, those it passes on, then the same for each claim
// around it. Empty for kNone. Broken or circular links end the chain.
std::vector<uint32_t> attribution_chain(const Claims& claims, uint32_t claim);

}  // namespace dateline
