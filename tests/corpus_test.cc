// Thousands of open articles, coded: no crash, and every span of every record
// reproduces its text. The articles are not part of the repository; without
// them the test skips. One in forty is read, or fewer where thinning() says so.
#include <gtest/gtest.h>

#include "dateline/pipeline/pipeline.h"
#include "dateline/read/reader.h"
#include "tests/articles.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr size_t kEvery = 40;

void walk(const fs::path& file, size_t& coded) {
  auto reader = open_input(file.string(), {}, resources().marks);
  ASSERT_TRUE(reader) << reader.error().message();
  ParseScratch scratch;
  Reading reading;
  for (size_t i = 0;; ++i) {
    const Result<bool> more = (*reader)->next(reading.doc);
    ASSERT_TRUE(more) << more.error().message();
    if (!*more) return;
    if (i % (kEvery * thinning()) != 0) continue;
    read_layers(resources(), scratch, reading);
    ASSERT_EQ(broken_spans(reading), "");
    ++coded;
  }
}

TEST(Corpus, EverySpanReproducesItsText) {
  const fs::path corpus = house() / ".." / "shared" / "corpus";
  if (!fs::exists(corpus)) GTEST_SKIP() << "needs ../shared/corpus";
  size_t coded = 0;
  for (const auto& entry : fs::directory_iterator(corpus))
    if (entry.path().extension() == ".jsonl") walk(entry.path(), coded);
  RecordProperty("articles", static_cast<int>(coded));
  EXPECT_GT(coded, 0u);
}

}  // namespace
}  // namespace dateline
