#include "dateline/base/utf8.h"

namespace dateline {
namespace {

bool continuation(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

uint32_t payload(std::string_view text, size_t at) {
  return static_cast<unsigned char>(text[at]) & 0x3F;
}

// Length by first byte, 0 where no character can start so.
uint32_t sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

bool in(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

// Alternating upper/lower pairs: Latin Extended-A and -B, Extended Additional, Cyrillic tail.
bool alternating_pairs(char32_t c) {
  return in(c, 0x100, 0x137) || in(c, 0x14A, 0x177) || in(c, 0x1E00, 0x1E95) ||
         in(c, 0x1EA0, 0x1EFF) || in(c, 0x460, 0x481) || in(c, 0x48A, 0x4BF) ||
         in(c, 0x4D0, 0x52F);
}
bool odd_pairs(char32_t c) { return in(c, 0x139, 0x148) || in(c, 0x179, 0x17E); }

// Base letters of U+00C0..U+017F (Unicode 15 canonical decompositions, and the
// usual romanisation of ø, ł, đ, ß ...); '.' where there is none.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"   // 00C0..00FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"   // 0100..013F
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 0140..017F
static_assert(kLatin.size() == 0x180 - 0xC0);

// U+1EA0..U+1EF9, the Vietnamese letters, two to each base.
constexpr std::string_view kVietnamese =
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooo"
    "uuuuuuuuuuuuuuyyyyyyyy";
static_assert(kVietnamese.size() == 0x1EFA - 0x1EA0);

}  // namespace

CodePoint decode_utf8(std::string_view text, size_t at) {
  if (at >= text.size()) return {0, 0};
  const auto first = static_cast<unsigned char>(text[at]);
  const uint32_t length = sequence_length(first);
  if (length == 1) return {first, 1};
  if (length == 0) return {0xFFFD, 1};
  for (uint32_t i = 1; i < length; ++i)
    if (!continuation(text, at + i)) return {0xFFFD, 1};
  char32_t value = first & (0x7Fu >> length);
  for (uint32_t i = 1; i < length; ++i) value = (value << 6) | payload(text, at + i);
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || in(value, 0xD800, 0xDFFF) || value > 0x10FFFF) return {0xFFFD, 1};
  return {value, length};
}

size_t find_invalid_utf8(std::string_view text, size_t from) {
  for (size_t at = from; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (c.value == 0xFFFD && c.length == 1) return at;
    at += c.length;
  }
  return std::string_view::npos;
}

void append_utf8(std::string& out, char32_t value) {
  const auto push = [&](uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value < 0x80) return push(value);
  if (value < 0x800) {
    push(0xC0 | (value >> 6));
  } else if (value < 0x10000) {
    push(0xE0 | (value >> 12));
    push(0x80 | ((value >> 6) & 0x3F));
  } else {
    push(0xF0 | (value >> 18));
    push(0x80 | ((value >> 12) & 0x3F));
    push(0x80 | ((value >> 6) & 0x3F));
  }
  push(0x80 | (value & 0x3F));
}

bool is_space(char32_t c) {
  return c == ' ' || in(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         in(c, 0x2000, 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) { return in(c, '0', '9'); }

char32_t to_lower(char32_t c) {
  if (in(c, 'A', 'Z')) return c + 32;
  if (c < 0xC0) return c;
  if (in(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  if (alternating_pairs(c)) return c | 1;
  if (odd_pairs(c)) return c + (c & 1);
  if (in(c, 0x391, 0x3AB) && c != 0x3A2) return c + 32;
  if (in(c, 0x410, 0x42F)) return c + 32;
  if (in(c, 0x400, 0x40F)) return c + 80;
  return c;
}

char32_t without_mark(char32_t c) {
  if (c < 0xC0) return c;
  if (c < 0x180) return kLatin[c - 0xC0] == '.' ? c : static_cast<char32_t>(kLatin[c - 0xC0]);
  if (c == 0x1A0 || c == 0x1A1) return 'o';
  if (c == 0x1AF || c == 0x1B0) return 'u';
  if (c == 0x218 || c == 0x219) return 's';
  if (c == 0x21A || c == 0x21B) return 't';
  if (c >= 0x1EA0 && c < 0x1EFA) return static_cast<char32_t>(kVietnamese[c - 0x1EA0]);
  return c;
}

bool is_combining_mark(char32_t c) { return in(c, 0x300, 0x36F); }

bool is_upper(char32_t c) { return to_lower(c) != c; }

bool is_letter(char32_t c) {
  if (c < 0x80) return in(c, 'a', 'z') || in(c, 'A', 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return !in(c, 0x2000, 0x2BFF) && !in(c, 0x3000, 0x3004) && !in(c, 0x3008, 0x3020) &&
         !in(c, 0xFE10, 0xFE6F) && !in(c, 0xFF00, 0xFF20) && !in(c, 0xE000, 0xF8FF) &&
         c != 0xFFFD && c < 0x1F000;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++at;
      continue;
    }
    const CodePoint c = decode_utf8(text, at);
    if (c.value == 0xFFFD && c.length == 1) out.push_back(text[at]);
    else append_utf8(out, to_lower(c.value));
    at += c.length;
  }
  return out;
}

}  // namespace dateline
