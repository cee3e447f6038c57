#include "dateline/base/utf8.h"

#include <gtest/gtest.h>

#include "dateline/base/hash.h"
#include "dateline/base/symbols.h"

namespace dateline {
namespace {

TEST(Utf8, DecodesWhatItEncodes) {
  for (char32_t c : {U'a', U'é', U'’', U'習', U'\U0001F600'}) {
    std::string text;
    append_utf8(text, c);
    const CodePoint back = decode_utf8(text, 0);
    EXPECT_EQ(back.value, c);
    EXPECT_EQ(back.length, text.size());
  }
}

TEST(Utf8, FindsTheFirstBrokenByte) {
  EXPECT_EQ(find_invalid_utf8("Xi Jinping (習近平)"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("ab\xC3"), 2u);
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0u) << "a surrogate";
  EXPECT_EQ(find_invalid_utf8("\xC0\x80"), 0u) << "overlong";
}

TEST(Utf8, FoldsTheScriptsOfOurNames) {
  EXPECT_EQ(lower("ÉRDOĞAN ŠKODA Ж"), "érdoğan škoda ж");
  EXPECT_TRUE(is_upper(U'Ž'));
  EXPECT_FALSE(is_upper(U'習'));
  EXPECT_TRUE(is_letter(U'習'));
  EXPECT_FALSE(is_letter(U'—'));
}

TEST(Utf8, TakesMarksOff) {
  EXPECT_EQ(without_mark(U'é'), U'e');
  EXPECT_EQ(without_mark(U'ø'), U'o');
  EXPECT_EQ(without_mark(U'ệ'), U'e');
  EXPECT_EQ(without_mark(U'ж'), U'ж');
  EXPECT_TRUE(is_combining_mark(U'\u0301'));
}

TEST(Symbols, InternOnce) {
  Symbols symbols;
  EXPECT_EQ(symbols.intern(""), Symbol::empty);
  const Symbol kim = symbols.intern("Kim");
  EXPECT_EQ(symbols.intern("Kim"), kim);
  EXPECT_EQ(symbols.text(kim), "Kim");
}

TEST(Hash, IsFnv1a) {
  EXPECT_EQ(hex(fnv1a("")), "cbf29ce484222325");
  EXPECT_EQ(hex(fnv1a("a")), "af63dc4c8601ec8c");
}

}  // namespace
}  // namespace dateline
