// What encoding bytes are in, and turning them into valid UTF-8.
//
// UTF-8 is tried first; bytes that do not fit it are Windows-1252 (or ISO-8859-1
// where no byte is from 0x80 to 0x9F) unless valid sequences outnumber them: then
// it is UTF-8 with broken bytes, each replaced by one '?', so that offsets hold.
// UTF-16 is known by its mark or by its NUL bytes. Covered by encoding_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

enum class Encoding : uint8_t { utf8, utf8_bom, utf16_le, utf16_be, latin1, windows_1252 };
std::string_view to_string(Encoding encoding);  // "UTF-8", "Windows-1252" ...

struct Sniffed {
  Encoding encoding = Encoding::utf8;
  uint32_t mark_bytes = 0;  // length of the byte order mark
};
// From the first bytes of a file: a mark, or the NUL pattern of UTF-16. Never
// latin1 or windows_1252: those are judged on each article.
Sniffed sniff_encoding(std::string_view start);

// UTF-8, latin1 or windows_1252.
Encoding judge_bytes(std::string_view bytes);

struct Decoded {
  Encoding encoding = Encoding::utf8;
  uint64_t broken = 0;  // bytes replaced: by '?', or by a blank where the byte was NUL
};
// Makes `bytes` valid UTF-8 in place.
Decoded make_utf8(std::string& bytes);

// One UTF-16 stream into bytes for make_utf8: a lone surrogate becomes the byte
// 0xFF, which is broken there too. State is kept between pieces.
class Utf16 {
 public:
  explicit Utf16(bool big_endian) : big_endian_(big_endian) {}
  void feed(std::string_view bytes, std::string& out);
  void finish(std::string& out);  // a half unit at the end is broken

 private:
  void unit(uint32_t value, std::string& out);

  bool big_endian_;
  int held_byte_ = -1;
  uint32_t high_ = 0;  // a high surrogate that waits for its low one
};

// How many bytes of the file `text` was, given the file's encoding.
uint64_t source_bytes(std::string_view text, Encoding encoding);

// Why `start` (the first bytes of a file) is no text; empty where it may be.
// `offset` is then where that shows.
std::string_view binary_reason(std::string_view start, Encoding encoding, uint64_t& offset);

}  // namespace dateline
