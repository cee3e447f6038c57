// Half-open ranges of UTF-8 bytes into the text of one Document.
//
// Every layer above the bytes is made of these: a Span says where the words
// are, never what they are.
#pragma once

#include <cstdint>
#include <limits>

namespace dateline {

// "No such token, mention or claim" in every index field of every layer.
inline constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

struct Span {
  uint32_t begin = 0;  // first byte
  uint32_t end = 0;    // one past the last byte

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool contains(uint32_t byte) const { return begin <= byte && byte < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

// The smallest span that covers both.
constexpr Span cover(Span a, Span b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace dateline
