#include "dateline/syntax/model.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <limits>

#include "dateline/syntax/tiny_model.h"
#include "fuzz/model_fuzz.cc"

namespace dateline {
namespace {

std::string refusal(const TinyModel& tiny) {
  const auto model = Model::from_bytes(tiny.bytes());
  return model.ok() ? "read" : model.error().what;
}

TEST(ModelTest, ReadsAWholeModel) {
  EXPECT_EQ(refusal(TinyModel()), "read");
  EXPECT_EQ(refusal(TinyModel(7)), "read");
}

TEST(ModelTest, NamesTheFile) {
  const auto model = Model::load("no-such-folder/en.dlm");
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().kind, ErrorKind::not_found);
  EXPECT_EQ(model.error().file, "no-such-folder/en.dlm");
  const auto path = std::filesystem::path(::testing::TempDir()) / "foreign.dlm";
  std::ofstream(path, std::ios::binary) << std::string(200, 'x');
  EXPECT_EQ(Model::load(path).error().message(), path.string() + ":0: not a Dateline model file");
  std::filesystem::remove(path);
}

TEST(ModelTest, RefusesWhatDoesNotFit) {
  // Every blob is needed.
  const TinyModel whole;
  for (const auto& [name, blob] : whole.blobs) {
    TinyModel lacking;
    lacking.blobs.erase(name);
    EXPECT_NE(refusal(lacking), "read") << name;
  }
  TinyModel other_format;
  other_format.put_text("meta", "format=2\n");
  EXPECT_EQ(refusal(other_format), "language model of format=2, this program reads format=1");
  TinyModel wide;
  wide.put_floats("input.w", 24, 10);
  EXPECT_EQ(refusal(wide), "blob input.w has the wrong shape");
  TinyModel labels;
  labels.put_text("labels.rel", "root\nnsubj\nobl:agent\n");
  EXPECT_EQ(refusal(labels), "the blobs of the parser do not fit each other");
  TinyModel relation;
  relation.put_text("labels.rel", "root\nnsubj\ncow\npunct\n");
  EXPECT_EQ(refusal(relation), "labels.rel has an unknown relation cow");
  TinyModel words;
  words.put_text("vocab.hash", "12345678");
  EXPECT_EQ(refusal(words), "blob vocab.hash does not fit emb.word");
  TinyModel senses;
  senses.put_floats("emb.sense", 5, 5);
  EXPECT_EQ(refusal(senses), "blob emb.sense does not fit emb.word");
  TinyModel infinite;
  infinite.put_floats("arc.dist", 33, 0, std::numeric_limits<float>::infinity());
  EXPECT_EQ(refusal(infinite), "blob arc.dist holds what is not a number");
}

// What was saved when the fuzzer found it, then mutants of a whole model. The
// checksum is made right again, so that the checks behind it are reached.
TEST(ModelFuzzTest, SavedCorpusAndMutants) {
  for (const auto& entry : std::filesystem::directory_iterator("fuzz/corpus/model")) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  }
  const std::string good = TinyModel().bytes();
  std::mt19937 engine(3);
  for (int round = 0; round < 1500; ++round) {
    std::string bytes = good;
    const size_t changes = 1 + engine() % 4;
    for (size_t i = 0; i < changes; ++i) {
      // Half of the changes go to the table at the end, where the shapes are.
      const size_t span = engine() % 2 == 0 ? bytes.size() : std::min<size_t>(3400, bytes.size());
      bytes[bytes.size() - 1 - engine() % span] = static_cast<char>(engine());
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  }
}

}  // namespace
}  // namespace dateline
