#include "dateline/syntax/second_reader.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <random>

#include "dateline/base/data_lines.h"
#include "dateline/syntax/tiny_model.h"

namespace dateline {
namespace {

struct Text {
  Document doc;
  Tokens tokens;
  Syntax syntax;

  // Sentences of words parted by blanks.
  explicit Text(const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) add(sentence);
    syntax.words.resize(tokens.size());
  }

  void add(std::string_view sentence) {
    Sentence whole;
    whole.first = tokens.size();
    for (const std::string_view word : words_of(sentence)) {
      const auto begin = static_cast<uint32_t>(doc.text.size());
      doc.text.append(word).append(" ");
      tokens.tokens.push_back({{begin, begin + static_cast<uint32_t>(word.size())}, kSpaceAfter});
      tokens.sentence_of.push_back(static_cast<uint32_t>(tokens.sentences.size()));
    }
    whole.last = tokens.size();
    whole.span = tokens.span(whole.first, whole.last);
    tokens.sentences.push_back(whole);
  }

  void read(const SecondReader& second, std::vector<uint32_t> sentences) {
    ParseScratch scratch;
    read_again(doc, tokens, sentences, second, scratch, syntax);
  }

  std::vector<float> of(uint32_t token) const {
    const auto numbers = syntax.reread_of(token);
    return {numbers.begin(), numbers.end()};
  }
};

std::shared_ptr<const SecondReader> tiny(bool portable = false) {
  return *SecondReader::from_bytes(TinySecond().bytes(), {.portable = portable});
}

TEST(SecondReader, HasNumbersOfContentWordsOnly) {
  const std::vector<std::string> sentences = {"the minister said .", "the 2 ."};
  Text all(sentences);
  Text content(sentences);
  for (const uint32_t word : {0u, 3u, 4u, 5u, 6u}) content.syntax.words[word].upos = Upos::det;
  all.read(*tiny(), {0, 1});
  content.read(*tiny(), {0, 1});
  for (const uint32_t word : {1u, 2u}) EXPECT_EQ(content.of(word), all.of(word));
  for (const uint32_t word : {0u, 3u, 4u, 6u}) EXPECT_FALSE(content.syntax.was_reread(word));
  EXPECT_TRUE(content.syntax.reread_of(0).empty());
}

TEST(SecondReader, ReadsTheSentencesThatItIsAskedFor) {
  Text text({"the minister said .", "said 2 .", "the minister"});
  text.read(*tiny(), {0, 2});
  EXPECT_TRUE(text.syntax.was_reread(1));
  EXPECT_FALSE(text.syntax.was_reread(4));
  EXPECT_TRUE(text.syntax.was_reread(8));
  EXPECT_EQ(text.of(1).size(), TinySecond::kWidth);
  // Other sentences of the batch make no difference, nor does another build of the loops.
  Text alone({"the minister"});
  alone.read(*tiny(), {0});
  EXPECT_EQ(alone.of(1), text.of(8));
  Text again({"the minister"});
  again.read(*tiny(true), {0});
  EXPECT_EQ(again.of(1), text.of(8));
}

TEST(SecondReader, LeavesOutWhatItHasNoPlacesFor) {
  std::string said = "said";
  while (words_of(said).size() + 2 < TinySecond::kPlaces) said += " said";
  Text text({said, said + " said"});
  text.read(*tiny(), {0, 1});
  EXPECT_TRUE(text.syntax.was_reread(0));
  EXPECT_FALSE(text.syntax.was_reread(text.tokens.sentences[1].first));
}

// More sentences than go into one batch.
TEST(SecondReader, ReadsManyBatches) {
  Text text(std::vector<std::string>(200, "the minister said 2 ."));
  std::vector<uint32_t> all;
  for (uint32_t s = 0; s < 200; ++s) all.push_back(s);
  text.read(*tiny(), all);
  EXPECT_EQ(text.of(2), text.of(199 * 5 + 2));
}

TEST(SecondReader, RefusesWhatDoesNotFit) {
  const TinySecond whole;
  for (const auto& [name, blob] : whole.blobs) {
    if (name == "bert.1.qkv.w") continue;  // a reader of one layer
    TinySecond lacking;
    lacking.blobs.erase(name);
    EXPECT_FALSE(SecondReader::from_bytes(lacking.bytes())) << name;
  }
  TinySecond narrow;
  narrow.put_floats("bert.1.mix.w", 32, 64);
  EXPECT_FALSE(SecondReader::from_bytes(narrow.bytes()));
  TinySecond words;
  words.put_text("pieces", "[UNK]\n[CLS]\n[SEP]\n");
  EXPECT_FALSE(SecondReader::from_bytes(words.bytes()));
}

TEST(SecondReaderFuzz, Mutants) {
  const std::string good = TinySecond().bytes();
  std::mt19937 engine(5);
  for (int round = 0; round < 400; ++round) {
    std::string bytes = good;
    for (size_t i = 0; i <= engine() % 4; ++i)
      bytes[bytes.size() - 1 - engine() % std::min<size_t>(3400, bytes.size())] =
          static_cast<char>(engine());
    const auto second = SecondReader::from_bytes(sealed(bytes));
    if (!second) continue;
    Text text({"the minister said .", "minister"});
    text.read(**second, {0, 1});
  }
}

// train/second_reader.py's own numbers of sentences of ours, which it has of 16 and 32 bits.
TEST(SecondReader, AgreesWithTheTrainingProgram) {
  const auto second = SecondReader::load("models/en.second.dlm");
  ASSERT_TRUE(second) << second.error().message();
  std::ifstream golden("train/golden/second.tsv");
  ASSERT_TRUE(golden.good());
  size_t lines = 0, count = 0;
  double off = 0;
  for (std::string line; std::getline(golden, line); ++lines) {
    const auto fields = split(line, '\t');
    Text text({std::string(fields[0])});
    text.read(**second, {0});
    const auto numbers = text.of(static_cast<uint32_t>(std::stoul(std::string(fields[1]))));
    for (size_t i = 2; i < fields.size(); ++i, ++count) {
      const float expected = std::stof(std::string(fields[i]));
      EXPECT_NEAR(numbers[i - 2], expected, 0.5) << line;
      off += std::abs(numbers[i - 2] - expected);
    }
  }
  EXPECT_GE(lines, 10u);
  EXPECT_LE(off / static_cast<double>(count), 0.1);
}

}  // namespace
}  // namespace dateline
