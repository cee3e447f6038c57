#include "dateline/syntax/word_pieces.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

constexpr std::string_view kLines =
    "[UNK]\n[CLS]\n[SEP]\nun\n##afford\n##able\nzurich\n'\ns\n##s\nb\n";

std::vector<uint32_t> pieces_of(std::string_view form) {
  std::vector<uint32_t> out;
  WordPieces::read(kLines)->append(form, out);
  return out;
}

TEST(WordPieces, LongestFirst) {
  EXPECT_EQ(pieces_of("unaffordable"), (std::vector<uint32_t>{3, 4, 5}));
  EXPECT_EQ(pieces_of("unaffordables"), (std::vector<uint32_t>{3, 4, 5, 9}));
}

TEST(WordPieces, LowerCaseWithoutMarksAndPunctuationApart) {
  EXPECT_EQ(pieces_of("Zürich"), (std::vector<uint32_t>{6}));
  EXPECT_EQ(pieces_of("B\u2019s"), (std::vector<uint32_t>{10, 7, 8}));
}

TEST(WordPieces, UnknownWords) {
  EXPECT_EQ(pieces_of("unhappy"), (std::vector<uint32_t>{0})) << "not a part of it";
  EXPECT_EQ(pieces_of(""), (std::vector<uint32_t>{0}));
  EXPECT_EQ(pieces_of(std::string(40, '\'')).size(), kMostPieces);
}

TEST(WordPieces, RefusesAListWithoutItsMarks) {
  EXPECT_FALSE(WordPieces::read("the\n[CLS]\n[SEP]\n"));
  EXPECT_FALSE(WordPieces::read(""));
}

}  // namespace
}  // namespace dateline
