// UTF-8 decoding and the few character classes that wire copy needs.
//
// Works on bytes that the readers have already made valid UTF-8; on anything
// else it still moves forward one byte at a time. Case folding covers Latin,
// Greek and Cyrillic. Covered by utf8_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

struct CodePoint {
  char32_t value = 0;   // 0xFFFD where the bytes are not UTF-8
  uint32_t length = 0;  // bytes taken: 1 to 4; 0 only at the end of the text
};

CodePoint decode_utf8(std::string_view text, size_t at);
// The offset of the first byte that is not valid UTF-8, or npos.
size_t find_invalid_utf8(std::string_view text, size_t from = 0);
void append_utf8(std::string& out, char32_t value);

bool is_space(char32_t c);
bool is_upper(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);  // ASCII digits
char32_t to_lower(char32_t c);
// The base of a small Latin letter with a mark ("é": e), or one's usual romanisation ("ø": o);
// any other character as it is.
char32_t without_mark(char32_t c);
bool is_combining_mark(char32_t c);  // U+0300..U+036F
std::string lower(std::string_view text);

}  // namespace dateline
