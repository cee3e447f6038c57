// Measures tokens and sentences against the development halves of UD English, from
// raw text, as the CoNLL 2018 scorer does: F1 of spans without white space.
// Skipped where the treebanks are not at hand.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

#include "dateline/conllu/conllu.h"
#include "dateline/text/tokenize.h"

namespace dateline {
namespace {

const std::filesystem::path kRoot = DATELINE_SOURCE_DIR;
using Spans = std::set<std::pair<uint32_t, uint32_t>>;

Spans token_spans(const Tokens& tokens) {  // multiword tokens are one, as in CoNLL 2018
  Spans spans;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const uint32_t begin = tokens[i].span.begin;
    while (tokens[i].has(kWordContinues) && i + 1 < tokens.size()) ++i;
    spans.insert({begin, tokens[i].span.end});
  }
  return spans;
}

Spans word_spans(const Tokens& tokens) {
  Spans spans;
  for (const Token& token : tokens.tokens) spans.insert({token.span.begin, token.span.end});
  return spans;
}

Spans sentence_spans(const Tokens& tokens) {
  Spans spans;
  for (const Sentence& s : tokens.sentences) spans.insert({s.span.begin, s.span.end});
  return spans;
}

struct Score {
  size_t gold = 0, found = 0, both = 0;
  void add(const Spans& expected, const Spans& got) {
    gold += expected.size();
    found += got.size();
    for (const auto& span : got) both += expected.contains(span);
  }
  double f1() const {
    return 200.0 * static_cast<double>(both) / static_cast<double>(gold + found);
  }
};

void show_differences(const Parsed& parsed, const Tokens& got) {
  const Spans gold = word_spans(parsed.tokens), mine = word_spans(got);
  for (const auto& [begin, end] : mine)
    if (!gold.contains({begin, end}))
      std::cout << "TOKEN " << parsed.doc.text.substr(begin, end - begin) << "\t<- "
                << parsed.doc.text.substr(begin > 15 ? begin - 15 : 0, end - begin + 30) << "\n";
  const Spans gold_sentences = sentence_spans(parsed.tokens);
  for (const auto& [begin, end] : sentence_spans(got))
    if (!gold_sentences.contains({begin, end}))
      std::cout << "SENTENCE " << parsed.doc.text.substr(begin, end - begin) << "\n";
}

struct Scores {
  Score tokens, words, sentences;
};

// The shipped model, or the one that the environment names.
std::filesystem::path model_file() {
  const char* told = std::getenv("DATELINE_MODEL");
  return told != nullptr ? std::filesystem::path(told) : kRoot / "models/en.dlm";
}

Scores score(const std::filesystem::path& treebank, const BoundaryModel* model = nullptr) {
  std::ifstream in(treebank, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto documents = read_conllu_documents(text);
  const auto rules = TextRules::load(kRoot / "data");
  EXPECT_TRUE(documents.ok());
  EXPECT_TRUE(rules.ok()) << rules.error().message();
  Scores scores;
  for (const Parsed& parsed : documents.value()) {
    const Tokens got = tokenize(parsed.doc, rules.value(), model);
    scores.tokens.add(token_spans(parsed.tokens), token_spans(got));
    scores.words.add(word_spans(parsed.tokens), word_spans(got));
    scores.sentences.add(sentence_spans(parsed.tokens), sentence_spans(got));
    if (std::getenv("DATELINE_SHOW") != nullptr) show_differences(parsed, got);
  }
  std::cout << treebank.filename().string() << " tokens " << scores.tokens.f1() << " words "
            << scores.words.f1() << " sentences " << scores.sentences.f1() << "\n";
  return scores;
}

TEST(UdEnglish, EwtDev) {
  const auto file = kRoot / "../shared/data/ud/en_ewt-ud-dev.conllu";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const Scores scores = score(file);
  EXPECT_GE(scores.tokens.f1(), 98.5);
  EXPECT_GE(scores.words.f1(), 98.5);
  EXPECT_GE(scores.sentences.f1(), 70.0);
}

TEST(UdEnglish, GumDev) {
  const auto file = kRoot / "../shared/data/ud/gum.dev.nonnc.conllu";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const Scores scores = score(file);
  EXPECT_GE(scores.tokens.f1(), 97.5);
  EXPECT_GE(scores.sentences.f1(), 80.0);
}

TEST(UdEnglish, WithTheModel) {
  const auto ewt = kRoot / "../shared/data/ud/en_ewt-ud-dev.conllu";
  const auto gum = kRoot / "../shared/data/ud/gum.dev.nonnc.conllu";
  if (!std::filesystem::exists(ewt) || !std::filesystem::exists(gum)) GTEST_SKIP() << "no " << ewt;
  const auto model = BoundaryModel::load(model_file());
  if (!model.ok() || model.value().empty()) GTEST_SKIP() << "no boundary model in " << model_file();
  EXPECT_GE(score(ewt, &model.value()).sentences.f1(), 83.0);
  EXPECT_GE(score(gum, &model.value()).sentences.f1(), 93.0);
}

}  // namespace
}  // namespace dateline
