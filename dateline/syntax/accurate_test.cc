#include "dateline/syntax/accurate.h"

#include <gtest/gtest.h>

#include <random>

#include "dateline/base/data_lines.h"
#include "dateline/syntax/parse.h"
#include "dateline/syntax/tiny_model.h"

namespace dateline {
namespace {

struct Text {
  Document doc;
  Tokens tokens;

  explicit Text(std::string_view words) {
    Sentence whole;
    for (const std::string_view word : words_of(words)) {
      const auto begin = static_cast<uint32_t>(doc.text.size());
      doc.text.append(word).append(" ");
      tokens.tokens.push_back({{begin, begin + static_cast<uint32_t>(word.size())}, kSpaceAfter});
      tokens.sentence_of.push_back(0);
    }
    whole.last = tokens.size();
    whole.span = tokens.span(0, whole.last);
    tokens.sentences.push_back(whole);
  }
};

std::vector<float> factuality(const Text& text, const Model& model) {
  ParseScratch scratch;
  return parse(text.doc, text.tokens, model, scratch).factuality;
}

std::shared_ptr<const Model> tiny(const TinyAccurate& accurate, bool portable = false) {
  auto model = Model::from_bytes(TinyModel().bytes(), {.portable = portable}, accurate.bytes());
  EXPECT_TRUE(model) << model.error().message();
  return *model;
}

TEST(Accurate, IsAskedBesideTheModel) {
  const auto alone = *Model::from_bytes(TinyModel().bytes());
  EXPECT_EQ(alone->accurate(), nullptr);
  const Text text("the minister said 2 .");
  EXPECT_NE(factuality(text, *alone), factuality(text, *tiny(TinyAccurate())));
}

TEST(Accurate, GivesTheSameInEveryBuildOfTheLoops) {
  const Text text("the minister said 2 .");
  EXPECT_EQ(factuality(text, *tiny(TinyAccurate())), factuality(text, *tiny(TinyAccurate(), true)));
}

TEST(Accurate, LeavesSentencesThatItHasNoPlacesForToTheModel) {
  std::string words = "said";
  while (words_of(words).size() < TinySecond::kPlaces) words += " said";
  const Text text(words);
  const auto alone = *Model::from_bytes(TinyModel().bytes());
  EXPECT_EQ(factuality(text, *alone), factuality(text, *tiny(TinyAccurate())));
}

TEST(Accurate, RefusesWhatDoesNotFit) {
  const TinyAccurate whole;
  for (const auto& [name, blob] : whole.blobs) {
    if (name == "bert.1.qkv.w" || name == "bert.share" || name.starts_with("sru.0")) continue;
    TinyAccurate lacking;
    lacking.blobs.erase(name);
    EXPECT_FALSE(Model::from_bytes(TinyModel().bytes(), {}, lacking.bytes())) << name;
  }
  TinyAccurate other;
  other.put_text("labels.rel", "root\nobj\nobl:agent\npunct\n");
  const auto refused = Model::from_bytes(TinyModel().bytes(), {}, other.bytes());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message(), "blob labels.rel is not that of the model beside it");
}

TEST(Accurate, NamesTheFileThatIsNotThere) {
  const auto model = Model::load("models/en.dlm", {.accurate = true});
  if (model) GTEST_SKIP() << "models/en.accurate.dlm is here";
  EXPECT_EQ(model.error().file, "models/en.accurate.dlm");
}

TEST(AccurateFuzz, Mutants) {
  const std::string good = TinyAccurate().bytes();
  const std::string base = TinyModel().bytes();
  std::mt19937 engine(7);
  const Text text("the minister said 2 .");
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (size_t i = 0; i <= engine() % 4; ++i)
      bytes[bytes.size() - 1 - engine() % std::min<size_t>(6000, bytes.size())] =
          static_cast<char>(engine());
    const auto model = Model::from_bytes(base, {}, sealed(bytes));
    if (model) factuality(text, **model);
  }
}

}  // namespace
}  // namespace dateline
