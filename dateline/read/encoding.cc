#include "dateline/read/encoding.h"

#include <algorithm>
#include <array>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

// Windows-1252, 0x80 to 0x9F (WHATWG Encoding Standard); 0 where undefined.
constexpr std::array<uint16_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Signature {
  std::string_view bytes;
  std::string_view what;
};
constexpr Signature kBinary[] = {
    {"%PDF-", "a PDF file, not text"},
    {"\x89PNG", "a PNG image, not text"},
    {"\xFF\xD8\xFF", "a JPEG image, not text"},
    {"GIF8", "a GIF image, not text"},
    {"\x7F"
     "ELF",
     "a program, not text"},
    {"MZ\x90", "a program, not text"},
    {"\xD0\xCF\x11\xE0", "an old Office document, not text"},
    {"SQLite format 3", "an SQLite database, not text"},
    {"PAR1", "a Parquet file, not text"},
    {"RIFF", "a media file, not text"},
    {"OggS", "a media file, not text"},
    {"ID3", "a media file, not text"},
};

bool odd_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1B && byte != 0x1A;
}

bool continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// A lead byte whose followers are right as far as they go: the end came too early.
bool cut_short(std::string_view tail) {
  return tail.size() < 4 && static_cast<unsigned char>(tail[0]) >= 0xC2 &&
         std::all_of(tail.begin() + 1, tail.end(),
                     [](char c) { return continuation(static_cast<unsigned char>(c)); });
}

// Bytes that no text in Windows-1252 has: undefined, or a y with two dots, which
// stands for lone halves of UTF-16 pairs here.
bool no_letter(unsigned char byte) {
  return byte == 0xFF || (byte >= 0x80 && byte < 0xA0 && kWindows[byte - 0x80] == 0);
}

void decode_single_byte(std::string& bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const uint16_t mapped = byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80] : byte;
    append_utf8(out, mapped == 0 ? byte : mapped);
  }
  bytes = std::move(out);
}

uint64_t replace_broken(std::string& bytes) {
  uint64_t broken = 0;
  for (size_t at = 0; (at = find_invalid_utf8(bytes, at)) != std::string::npos; ++at) {
    bytes[at] = '?';
    ++broken;
  }
  return broken;
}

uint64_t replace_nul(std::string& bytes) {
  const auto count = std::count(bytes.begin(), bytes.end(), '\0');
  if (count > 0) std::replace(bytes.begin(), bytes.end(), '\0', ' ');
  return static_cast<uint64_t>(count);
}

// NUL in most units of one half only: Latin text in UTF-16 without a mark.
Sniffed sniff_unmarked_utf16(std::string_view start) {
  const size_t units = std::min<size_t>(start.size(), 4096) / 2;
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < units; ++i) {
    even += start[2 * i] == '\0';
    odd += start[2 * i + 1] == '\0';
  }
  if (units < 4) return {};
  if (odd * 10 >= units * 7 && even * 20 <= units) return {Encoding::utf16_le, 0};
  if (even * 10 >= units * 7 && odd * 20 <= units) return {Encoding::utf16_be, 0};
  return {};
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  constexpr std::string_view kNames[] = {"UTF-8",    "UTF-8",      "UTF-16LE",
                                         "UTF-16BE", "ISO-8859-1", "Windows-1252"};
  return kNames[static_cast<size_t>(encoding)];
}

Sniffed sniff_encoding(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8_bom, 3};
  if (start.starts_with("\xFF\xFE")) return {Encoding::utf16_le, 2};
  if (start.starts_with("\xFE\xFF")) return {Encoding::utf16_be, 2};
  return sniff_unmarked_utf16(start);
}

Encoding judge_bytes(std::string_view bytes) {
  uint64_t valid = 0, broken = 0;
  bool windows = false;
  for (size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      ++at;
      continue;
    }
    if (no_letter(byte)) return Encoding::utf8;
    const CodePoint c = decode_utf8(bytes, at);
    at += c.length;
    if (c.value != 0xFFFD || c.length != 1) {
      ++valid;
      continue;
    }
    if (cut_short(bytes.substr(at - 1))) break;
    ++broken;
    windows |= byte < 0xA0;
  }
  if (valid >= broken) return Encoding::utf8;
  return windows ? Encoding::windows_1252 : Encoding::latin1;
}

Decoded make_utf8(std::string& bytes) {
  Decoded result;
  result.encoding = judge_bytes(bytes);
  result.broken = replace_nul(bytes);
  if (result.encoding == Encoding::utf8)
    result.broken += replace_broken(bytes);
  else
    decode_single_byte(bytes);
  return result;
}

void Utf16::unit(uint32_t value, std::string& out) {
  const bool low = value >= 0xDC00 && value <= 0xDFFF;
  if (high_ != 0 && low) {
    append_utf8(out, 0x10000 + ((high_ - 0xD800) << 10) + (value - 0xDC00));
    high_ = 0;
    return;
  }
  if (high_ != 0) out.push_back('\xFF');
  high_ = 0;
  if (value >= 0xD800 && value <= 0xDBFF)
    high_ = value;
  else if (low)
    out.push_back('\xFF');
  else
    append_utf8(out, value);
}

void Utf16::feed(std::string_view bytes, std::string& out) {
  for (char c : bytes) {
    const int byte = static_cast<unsigned char>(c);
    if (held_byte_ < 0) {
      held_byte_ = byte;
      continue;
    }
    unit(static_cast<uint32_t>(big_endian_ ? held_byte_ << 8 | byte : byte << 8 | held_byte_), out);
    held_byte_ = -1;
  }
}

void Utf16::finish(std::string& out) {
  if (high_ != 0) out.push_back('\xFF');
  if (held_byte_ >= 0) out.push_back('\xFF');
  high_ = 0;
  held_byte_ = -1;
}

uint64_t source_bytes(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::utf8 || encoding == Encoding::utf8_bom) return text.size();
  const bool wide = encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
  uint64_t bytes = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    bytes += !wide ? 1 : c.value >= 0x10000 ? 4 : 2;
    at += c.length;
  }
  return bytes;
}

std::string_view binary_reason(std::string_view start, Encoding encoding, uint64_t& offset) {
  offset = 0;
  for (const Signature& signature : kBinary)
    if (start.starts_with(signature.bytes)) return signature.what;
  if (encoding == Encoding::utf16_le || encoding == Encoding::utf16_be) return {};
  const size_t seen = std::min<size_t>(start.size(), 8192);
  const auto odd =
      static_cast<size_t>(std::count_if(start.begin(), start.begin() + seen, odd_control));
  if (odd * 20 <= seen) return {};
  offset =
      static_cast<uint64_t>(std::find_if(start.begin(), start.end(), odd_control) - start.begin());
  return "binary data, not text";
}

}  // namespace dateline
