#include "dateline/text/boundary.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>

#include "dateline/base/hash.h"
#include "dateline/text/tokenize.h"

namespace dateline {
namespace {

const TextRules& rules() {
  static const TextRules loaded = TextRules::load(DATELINE_SOURCE_DIR "/data").value();
  return loaded;
}

std::string bytes_of(const void* data, size_t size) {
  return {static_cast<const char*>(data), size};
}

// A model file whose every weight is `weight`.
std::string model_file(int8_t weight, float scale, float bias, uint32_t rows = kBoundaryRows) {
  const std::string weights(rows, static_cast<char>(weight));
  const float numbers[] = {scale, bias, bias};
  const std::string scales = bytes_of(numbers, sizeof numbers);
  const auto span = [](const std::string& s) {
    return std::as_bytes(std::span(s.data(), s.size()));
  };
  std::map<std::string, Blob, std::less<>> blobs;
  blobs["boundary.w"] = {BlobType::i8, 1, {rows, 1, 1, 1}, span(weights)};
  blobs["boundary.b"] = {BlobType::f32, 1, {3, 1, 1, 1}, span(scales)};
  return blob_file_bytes(blobs);
}

Result<BoundaryModel> load(const std::string& bytes) {
  const auto file = BlobFile::from_bytes(bytes);
  EXPECT_TRUE(file.ok());
  return BoundaryModel::load(file.value());
}

Document one(const char* text) {
  Document document;
  document.text = text;
  return document;
}

// The trained weights belong to these very numbers: a change here needs a new training.
TEST(Boundary, FeaturesAreFrozen) {
  const Document document = one("Mr. Lund met two envoys. “The river rose,” they said. ok then");
  Tokens ignored;
  const Draft draft = draft_of(document, rules(), 1000, ignored);
  const BoundaryContext context(draft, rules());
  uint64_t hash = kFnvBasis;
  for (uint32_t i = 1; i < draft.size(); ++i) {
    const BoundaryFeatures rows = context.features(i, static_cast<uint8_t>(i % 4));
    for (uint32_t row : rows) EXPECT_LT(row, kBoundaryRows);
    hash = fnv1a(bytes_of(rows.data(), sizeof rows), hash);
  }
  EXPECT_EQ(hex(hash), "0f9e26a0258fc2c0");
}

TEST(Boundary, TheModelDecidesWhereRulesAreUnsure) {
  const Document document = one("He asked Acme Corp. Nobody spoke.");
  const auto yes = load(model_file(1, 1, 0));
  const auto no = load(model_file(-1, 1, 0));
  ASSERT_TRUE(yes.ok() && no.ok());
  EXPECT_GT(tokenize(document, rules(), &yes.value()).sentences.size(), 1u);
  EXPECT_EQ(tokenize(document, rules(), &no.value()).sentences.size(), 1u);
}

TEST(Boundary, RulesKeepWhatIsCertain) {
  const auto yes = load(model_file(1, 1, 0));
  const auto no = load(model_file(-1, 1, 0));
  const Document two = one("The river rose.\n\nTwo envoys left.");
  EXPECT_EQ(tokenize(two, rules(), &no.value()).sentences.size(), 2u);
  const Document title = one("He met Mr. Lund");
  Tokens tokens = tokenize(title, rules(), &yes.value());
  for (const Sentence& sentence : tokens.sentences)
    EXPECT_FALSE(title.at(sentence.span).starts_with("Lund"));
}

TEST(Boundary, AFileWithoutItsBlobsLeavesTheRulesAlone) {
  const auto model = load(blob_file_bytes({}));
  ASSERT_TRUE(model.ok());
  EXPECT_TRUE(model.value().empty());
  const Document document = one("The river rose. Two envoys left.");
  EXPECT_EQ(tokenize(document, rules(), &model.value()).sentences.size(), 2u);
}

TEST(Boundary, BlobsOfAnotherShapeAreRefused) {
  const auto model = load(model_file(1, 1, 0, 1024));
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().kind, ErrorKind::bad_model);
}

}  // namespace
}  // namespace dateline
