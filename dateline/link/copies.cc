#include "dateline/link/copies.h"

#include <algorithm>
#include <string>
#include <vector>

#include "dateline/base/hash.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr size_t kShingle = 4;

std::vector<uint64_t> word_hashes(std::string_view text) {
  std::vector<uint64_t> hashes;
  const std::string folded = lower(text);
  size_t begin = std::string::npos;
  for (size_t at = 0; at <= folded.size();) {
    const CodePoint c = decode_utf8(folded, at);
    const bool word = c.length && (is_letter(c.value) || is_digit(c.value));
    if (word && begin == std::string::npos) begin = at;
    if (!word && begin != std::string::npos) {
      hashes.push_back(fnv1a(std::string_view(folded).substr(begin, at - begin)));
      begin = std::string::npos;
    }
    if (!c.length) break;
    at += c.length;
  }
  return hashes;
}

// A different permutation of the hashes for each minimum (splitmix64).
uint32_t mixed(uint64_t value, uint64_t seed) {
  value += seed * 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<uint32_t>(value >> 32);
}

void add(Signature& signature, uint64_t shingle) {
  for (size_t i = 0; i < kMinima; ++i)
    signature.minima[i] = std::min(signature.minima[i], mixed(shingle, i + 1));
}

}  // namespace

Signature signature_of(std::string_view text) {
  Signature signature;
  signature.minima.fill(~uint32_t{0});
  const auto words = word_hashes(text);
  const size_t last = words.size() > kShingle ? words.size() - kShingle : 0;
  for (size_t at = 0; at <= last; ++at) {
    uint64_t shingle = kFnvBasis;
    for (size_t i = at; i < std::min(at + kShingle, words.size()); ++i)
      shingle = (shingle ^ words[i]) * 0x100000001b3ULL;
    add(signature, shingle);
  }
  return signature;
}

double resemblance(const Signature& a, const Signature& b) {
  size_t equal = 0;
  for (size_t i = 0; i < kMinima; ++i) equal += a.minima[i] == b.minima[i];
  return static_cast<double>(equal) / kMinima;
}

std::array<uint64_t, kBands> bands_of(const Signature& signature) {
  std::array<uint64_t, kBands> bands{};
  constexpr size_t kRows = kMinima / kBands;
  for (size_t band = 0; band < kBands; ++band) {
    const auto* bytes = reinterpret_cast<const char*>(&signature.minima[band * kRows]);
    bands[band] = fnv1a({bytes, kRows * sizeof(uint32_t)}, fnv1a(std::to_string(band)));
  }
  return bands;
}

}  // namespace dateline
