#include "dateline/text/tokenize.h"

#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <random>
#include <string>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

const TextRules& rules() {
  static const TextRules loaded = TextRules::load(DATELINE_SOURCE_DIR "/data").value();
  return loaded;
}

// What holds of every text: spans in order and not empty, only gaps between them,
// sentences and quotes that cover whole tokens.
void expect_sound(const Document& document, const Tokens& tokens) {
  uint32_t at = document.body.begin;
  const auto gap = [&](uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to;) {
      const CodePoint c = decode_utf8(document.text, i);
      ASSERT_TRUE(is_space(c.value) || c.value < 0xA0) << i;
      i += c.length;
    }
  };
  for (const Token& token : tokens.tokens) {
    ASSERT_LT(token.span.begin, token.span.end);
    ASSERT_LE(at, token.span.begin);
    ASSERT_NO_FATAL_FAILURE(gap(at, token.span.begin));
    at = token.span.end;
  }
  ASSERT_LE(at, document.text.size());
  if (!tokens.cut && document.body.empty()) {
    ASSERT_NO_FATAL_FAILURE(gap(at, static_cast<uint32_t>(document.text.size())));
  }
  ASSERT_EQ(tokens.sentence_of.size(), tokens.size());
  uint32_t next = 0;
  for (size_t s = 0; s < tokens.sentences.size(); ++s) {
    const Sentence& sentence = tokens.sentences[s];
    ASSERT_EQ(sentence.first, next);
    ASSERT_LT(sentence.first, sentence.last);
    ASSERT_EQ(sentence.span, tokens.span(sentence.first, sentence.last));
    for (uint32_t i = sentence.first; i < sentence.last; ++i) ASSERT_EQ(tokens.sentence_of[i], s);
    next = sentence.last;
  }
  ASSERT_EQ(next, tokens.size());
  uint32_t last = 0;
  for (const Quote& quote : tokens.quotes) {
    ASSERT_LE(last, quote.first);
    ASSERT_LT(quote.first, quote.last);
    ASSERT_LE(quote.last, tokens.size());
    ASSERT_EQ(quote.span, tokens.span(quote.first, quote.last));
    last = quote.last;
  }
}

std::string random_text(std::mt19937& random) {
  constexpr const char* kPieces[] = {
      " ",      " ",       " ",     "\n",         "\n\n",     "\t",
      ".",      ",",       "!",     "?",          "'",        "’",
      "\"",     "“",       "”",     "‘",          "(",        ")",
      "[",      "]",       "-",     "—",          "--",       "...",
      "…",      "$",       "%",     "&",          "/",        "@",
      "#",      "_",       ":",     ";",          "a",        "I",
      "the",    "The",     "Mr.",   "U.S.",       "n't",      "'s",
      "cannot", "Jong-un", "1,200", "2019-01-10", "5pm",      "http://a.b/c",
      "x@y.z",  "習近平",  "é",     "😀",          "\xC2\xA0", "\xE2\x80\x8B",
      "\x01",   ":-)",     "non-",  "www."};
  std::string text;
  const size_t pieces = random() % 60;
  for (size_t i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

TEST(Tokenize, HoldsForRandomText) {
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    Document document;
    document.text = random_text(random);
    SCOPED_TRACE(document.text);
    ASSERT_NO_FATAL_FAILURE(expect_sound(document, tokenize(document, rules())));
  }
}

TEST(Tokenize, HoldsForRandomBytes) {
  std::mt19937 random(12);
  for (int i = 0; i < 5'000; ++i) {
    Document document;
    for (size_t n = random() % 80; n > 0; --n) document.text.push_back(static_cast<char>(random()));
    ASSERT_NO_FATAL_FAILURE(expect_sound(document, tokenize(document, rules()))) << i;
  }
}

TEST(Tokenize, HoldsForSmallLimits) {
  std::mt19937 random(13);
  for (int i = 0; i < 3'000; ++i) {
    Document document;
    document.text = random_text(random);
    const TextLimits limits{static_cast<uint32_t>(random() % 8),
                            static_cast<uint32_t>(random() % 30)};
    const Tokens tokens = tokenize(document, rules(), nullptr, limits);
    ASSERT_LE(tokens.size(), limits.max_tokens);
    ASSERT_NO_FATAL_FAILURE(expect_sound(document, tokens)) << document.text;
  }
}

TEST(Tokenize, ReadsTheBodyOnly) {
  Document document;
  document.text = "HEAD - Two envoys left. END";
  document.body = {7, 23};
  const Tokens tokens = tokenize(document, rules());
  EXPECT_EQ(tokens.size(), 4u);
  EXPECT_EQ(tokens[0].span.begin, 7u);
}

// Input that makes careless scanning quadratic: each must end in a moment.
TEST(Tokenize, HostileInputTakesLinearTime) {
  const char* units[] = {"a",   "a.", "a-", "a'", "'s",     "A&",   "1,",  "1-",      "1/",  ".",
                         "(",   "\"", "“",  "‘",  "'a ",    "a@",   "@",   "http://", "“a ", "‘a ",
                         "a\n", "\n", "…",  "😀",  "x.com/", "Mr. ", "A. ", "é",       "n't", "co-"};
  for (const char* unit : units) {
    Document document;
    while (document.text.size() < 100'000) document.text += unit;
    const std::clock_t start = std::clock();  // of this process: other work on the machine does not count
    const Tokens tokens = tokenize(document, rules());
    EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 5) << unit;
    ASSERT_NO_FATAL_FAILURE(expect_sound(document, tokens)) << unit;
  }
}

}  // namespace
}  // namespace dateline
