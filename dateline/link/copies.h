// Is this the same article again? Resemblance of texts by min-wise hashing of
// word shingles, so that syndicated copies with small edits are known as one.
//
// Source: A. Broder, "On the resemblance and containment of documents" (1997);
// bands as in Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3.
// Covered by copies_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace dateline {

inline constexpr size_t kMinima = 64;
inline constexpr size_t kBands = 16;  // of four minima: two texts of resemblance 0.8 share a band
                                      // with probability 0.9998, of 0.3 with 0.12
// Texts that resemble each other at least so much are copies of one article.
inline constexpr double kCopyResemblance = 0.75;

struct Signature {
  std::array<uint32_t, kMinima> minima{};
};

// Words are runs of letters and digits, case folded; a shingle is four of them.
Signature signature_of(std::string_view text);

// An estimate of the Jaccard similarity of the two texts' shingles, 0 to 1.
double resemblance(const Signature& a, const Signature& b);

// Equal values here make two texts candidates.
std::array<uint64_t, kBands> bands_of(const Signature& signature);

}  // namespace dateline
