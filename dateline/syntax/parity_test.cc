// What train/export.py wrote down from the numbers in the model file, this
// library must find again: features exactly, scores within 1e-2 (the products
// here are of integers; docs/syntax.md), answers exactly unless two are within
// that of each other. DATELINE_MODEL names another file than models/en.dlm.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "dateline/syntax/parse.h"
#include "dateline/syntax/parse_memory.h"
#include "dateline/syntax/weights.h"

namespace dateline {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Sentences of tab-separated rows, parted by blank lines; '#' begins a comment.
std::vector<Rows> read_golden(const std::string& name) {
  std::ifstream file("train/golden/" + name);
  std::vector<Rows> out(1);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# ")) continue;
    if (line.empty()) {
      if (!out.back().empty()) out.emplace_back();
      continue;
    }
    std::vector<std::string> columns(1);
    for (const char c : line) {
      if (c == '\t')
        columns.emplace_back();
      else
        columns.back() += c;
    }
    out.back().push_back(std::move(columns));
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

std::vector<double> numbers(const std::string& text) {
  std::istringstream in(text);
  std::vector<double> out;
  for (double value = 0; in >> value;) out.push_back(value);
  return out;
}

struct Plain {
  Document doc;
  Tokens tokens;
};

// One sentence from its forms and the flags column of features.tsv.
Plain sentence_of(const Rows& rows) {
  Plain out;
  for (const auto& row : rows) {
    const bool space = (std::stoi(row[1]) & 1) != 0;
    const auto begin = static_cast<uint32_t>(out.doc.text.size());
    out.doc.text += row[0];
    const auto end = static_cast<uint32_t>(out.doc.text.size());
    out.tokens.tokens.push_back({{begin, end}, static_cast<uint16_t>(space ? kSpaceAfter : 0)});
    out.tokens.sentence_of.push_back(0);
    if (space) out.doc.text += ' ';
  }
  Sentence sentence;
  sentence.last = out.tokens.size();
  sentence.span = out.tokens.span(0, sentence.last);
  out.tokens.sentences.push_back(sentence);
  return out;
}

class ParityTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* other = std::getenv("DATELINE_MODEL");
    const std::string path = other != nullptr ? other : "models/en.dlm";
    features_ = read_golden("features.tsv");
    outputs_ = read_golden("outputs.tsv");
    if (!std::filesystem::exists(path) || outputs_.empty())
      GTEST_SKIP() << path << " or train/golden is not here";
    auto model = Model::load(path);
    ASSERT_TRUE(model.ok()) << model.error().message();
    model_ = *model;
    ASSERT_EQ(features_.size(), outputs_.size());
  }

  std::vector<Rows> features_, outputs_;
  std::shared_ptr<const Model> model_;
};

TEST_F(ParityTest, Features) {
  const Weights& weights = model_->weights();
  for (const Rows& rows : features_) {
    const Plain plain = sentence_of(rows);
    const uint32_t n = plain.tokens.size();
    std::vector<uint8_t> flags(n);
    feature_flags(plain.tokens, 0, n, is_shouting(plain.doc, plain.tokens, 0, n), flags.data());
    for (uint32_t t = 0; t < n; ++t) {
      FormStrings strings;
      strings.assign(rows[t][0]);
      EXPECT_EQ(flags[t], std::stoul(rows[t][1])) << rows[t][0];
      EXPECT_EQ(strings.plain, rows[t][2]);
      EXPECT_EQ(strings.norm, rows[t][3]);
      EXPECT_EQ(strings.shape, rows[t][4]);
      const auto hashes = feature_hashes(strings);
      for (size_t table = 0; table < kFlags; ++table)
        EXPECT_EQ(weights.row(static_cast<FeatureTable>(table), hashes[table]),
                  std::stoul(rows[t].at(5 + table)))
            << rows[t][0] << " table " << table;
    }
  }
}

double furthest(const float* ours, const std::vector<double>& theirs) {
  double most = 0;
  for (size_t i = 0; i < theirs.size(); ++i)
    if (theirs[i] > -9999) most = std::max(most, std::abs(ours[i] - theirs[i]));
  return most;
}

TEST_F(ParityTest, ScoresAndAnswers) {
  ParseScratch scratch;
  size_t words = 0;
  size_t same = 0;
  double morph = 0;
  double entity = 0;
  double arc = 0;
  for (size_t s = 0; s < outputs_.size(); ++s) {
    const Plain plain = sentence_of(features_[s]);
    const Syntax syntax = parse(plain.doc, plain.tokens, *model_, scratch);
    const ParseMemory& memory = scratch.memory();
    const Weights& weights = model_->weights();
    for (uint32_t t = 0; t < plain.tokens.size(); ++t, ++words) {
      const auto& row = outputs_[s].at(t);
      morph = std::max(
          morph, furthest(&memory.morph[t * weights.heads.morph.y_stride()], numbers(row[9])));
      entity = std::max(
          entity, furthest(&memory.entity[t * weights.heads.entity.y_stride()], numbers(row[10])));
      arc = std::max(arc, furthest(&memory.arcs.scores[t * memory.arcs.head_matrix.y_stride()],
                                   numbers(row[11])));
      EXPECT_NEAR(syntax.factuality[t], std::clamp(std::stod(row[8]), -3.0, 3.0), 5e-2) << row[0];
      const Word& word = syntax[t];
      const std::string feats = row[4] == "_" ? "" : row[4];
      const uint32_t head = std::stoul(row[5]) == 0 ? kNone : std::stoul(row[5]) - 1;
      const bool equal = syntax.lemma(t) == row[1] && to_string(word.upos) == row[2] &&
                         syntax.xpos(t) == row[3] && syntax.feats(t) == feats &&
                         word.head == head && to_string(word.rel) == row[6];
      if (!equal)
        ADD_FAILURE() << row[0] << ": " << syntax.lemma(t) << ' ' << to_string(word.upos) << ' '
                      << syntax.xpos(t) << ' ' << syntax.feats(t) << ' ' << word.head + 1 << ' '
                      << to_string(word.rel) << " for " << row[1] << ' ' << row[2] << ' ' << row[3]
                      << ' ' << row[4] << ' ' << row[5] << ' ' << row[6];
      same += equal;
    }
  }
  EXPECT_LT(morph, 0.3);  // 8 bits here, floats there
  EXPECT_LT(entity, 0.3);
  EXPECT_LT(arc, 1);
  EXPECT_GT(words, 0u);
  EXPECT_EQ(same, words);
}

}  // namespace
}  // namespace dateline
