// FNV-1a, 64 bits: stable record and document ids, and the feature hashes of
// the language core. The value is part of our file formats: never change it.
// Source: Fowler, Noll, Vo; draft-eastlake-fnv.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dateline {

inline constexpr uint64_t kFnvBasis = 0xcbf29ce484222325ULL;

constexpr uint64_t fnv1a(std::string_view bytes, uint64_t state = kFnvBasis) {
  for (char c : bytes) {
    state ^= static_cast<unsigned char>(c);
    state *= 0x100000001b3ULL;
  }
  return state;
}

// Lets unordered containers of std::string be asked with a view:
// std::unordered_map<std::string, T, WordHash, std::equal_to<>>.
struct WordHash {
  using is_transparent = void;
  size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};

// 16 lower-case hexadecimal digits.
std::string hex(uint64_t value);

}  // namespace dateline
