#include "dateline/read/encoding.h"

#include <gtest/gtest.h>

#include <string>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

struct Case {
  std::string bytes;
  Encoding encoding;
  std::string text;
  uint64_t broken;
};

TEST(Encoding, JudgesEachArticleByItsBytes) {
  const Case cases[] = {
      {"Plain words.", Encoding::utf8, "Plain words.", 0},
      {"Zoë met José.", Encoding::utf8, "Zoë met José.", 0},
      {"Jos\xE9 said no", Encoding::latin1, "José said no", 0},
      {"\x93No,\x94 he said \x97 twice", Encoding::windows_1252, "“No,” he said — twice", 0},
      {"caf\xC3\xA9 and \xE9", Encoding::utf8, "café and ?", 1},
      {"broken \xFF byte", Encoding::utf8, "broken ? byte", 1},
      {"cut at the end \xE2\x80", Encoding::utf8, "cut at the end ??", 2},
      {std::string("a\0b", 3), Encoding::utf8, "a b", 1},
      {"\xC0\xAF overlong \xC3\xA9", Encoding::latin1, "À¯ overlong Ã©", 0},
  };
  for (const Case& c : cases) {
    std::string bytes = c.bytes;
    const Decoded decoded = make_utf8(bytes);
    EXPECT_EQ(bytes, c.text);
    EXPECT_EQ(decoded.encoding, c.encoding) << c.text;
    EXPECT_EQ(decoded.broken, c.broken) << c.text;
    EXPECT_EQ(find_invalid_utf8(bytes), std::string::npos);
  }
}

TEST(Encoding, BrokenBytesKeepOffsets) {
  std::string bytes = "é\xFFé\xFE\xFFxyz é";
  const std::string before = bytes;
  const Decoded decoded = make_utf8(bytes);
  EXPECT_EQ(bytes.size(), before.size());
  EXPECT_EQ(bytes.find("xyz"), before.find("xyz"));
  EXPECT_EQ(decoded.broken, 3u);
}

TEST(Encoding, SniffsMarksAndNulPatterns) {
  EXPECT_EQ(sniff_encoding("\xEF\xBB\xBFhello").encoding, Encoding::utf8_bom);
  EXPECT_EQ(sniff_encoding("\xEF\xBB\xBFhello").mark_bytes, 3u);
  EXPECT_EQ(sniff_encoding(std::string("\xFF\xFEh\0", 4)).encoding, Encoding::utf16_le);
  EXPECT_EQ(sniff_encoding(std::string("\xFE\xFF\0h", 4)).encoding, Encoding::utf16_be);
  EXPECT_EQ(sniff_encoding(std::string("h\0e\0l\0l\0o\0", 10)).encoding, Encoding::utf16_le);
  EXPECT_EQ(sniff_encoding(std::string("\0h\0e\0l\0l\0o", 10)).encoding, Encoding::utf16_be);
  EXPECT_EQ(sniff_encoding("hello there").encoding, Encoding::utf8);
  EXPECT_EQ(sniff_encoding("").encoding, Encoding::utf8);
}

TEST(Encoding, Utf16OverPiecesOfOddLength) {
  const std::string bytes("h\0\x3D\xD8\x00\xDE!\0", 8);  // h, a face, !
  for (size_t cut = 0; cut <= bytes.size(); ++cut) {
    Utf16 decoder(false);
    std::string out;
    decoder.feed(bytes.substr(0, cut), out);
    decoder.feed(bytes.substr(cut), out);
    decoder.finish(out);
    EXPECT_EQ(out, "h😀!") << cut;
  }
}

TEST(Encoding, LoneSurrogatesAndHalfUnitsAreBrokenBytes) {
  Utf16 decoder(false);
  std::string out;
  decoder.feed(std::string("\x3D\xD8x\0\x00\xDE", 6), out);
  decoder.feed("y", out);
  decoder.finish(out);
  const Decoded decoded = make_utf8(out);
  EXPECT_EQ(out, "?x??");
  EXPECT_EQ(decoded.broken, 3u);
}

TEST(Encoding, KnowsBinaryData) {
  uint64_t offset = 99;
  EXPECT_EQ(binary_reason("%PDF-1.4\n", Encoding::utf8, offset), "a PDF file, not text");
  EXPECT_EQ(offset, 0u);
  EXPECT_EQ(binary_reason("words\x01\x02\x03\x04\x05\x06", Encoding::utf8, offset),
            "binary data, not text");
  EXPECT_EQ(offset, 5u);
  EXPECT_EQ(binary_reason("BEIJING, Jan 9 (AFP) - Words.", Encoding::utf8, offset), "");
}

}  // namespace
}  // namespace dateline
