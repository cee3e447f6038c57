// The sample articles: what a person reads in them is found, every span of
// every record reproduces its text, and the records are those last reviewed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "dateline/eval/evaluate_records.h"
#include "dateline/render/record.h"
#include "tests/articles.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

fs::path samples() { return house() / "samples"; }

fs::path wire() { return house() / "corpus" / "plover-open" / "wire"; }

// The articles of a folder in order of name, one in `every`.
std::vector<Reading> readings(const fs::path& folder, size_t every = 1) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Reading> out;
  for (size_t i = 0; i < files.size(); i += every)
    for (Reading& reading : read_articles(files[i])) out.push_back(std::move(reading));
  return out;
}

// What has been reached: the one goes up, the other down, or both by as much.
constexpr size_t kFoundAtLeast = 72, kBesideAtMost = 8;

void expect_found(const fs::path& folder, size_t found_at_least, size_t beside_at_most,
                  bool details, const std::string& articles = {}) {
  const auto scores = evaluate_records(folder, resources(), articles);
  ASSERT_TRUE(scores) << scores.error().message();
  const ArticleScore total = scores->total();
  EXPECT_GE(total.found, found_at_least) << scores->table(details);
  EXPECT_LE(total.records - total.found, beside_at_most) << scores->table(details);
}

TEST(Samples, FindWhatAPersonReads) { expect_found(samples(), kFoundAtLeast, kBesideAtMost, true); }

TEST(Wire, FindsWhatAPersonReads) {
  if (thinning() > 1) GTEST_SKIP() << "counts every article: for builds that are not thinned";
  expect_found(wire() / "dev", 4555, 1404, true);
  expect_found(wire() / "test", 692, 638, false);  // nobody is to read its misses
}

// Real articles, whose texts are not part of this repository.
TEST(Wikinews, FindsWhatAPersonReads) {
  const fs::path articles = house().parent_path() / "shared" / "corpus" / "wikinews.jsonl";
  if (!fs::exists(articles)) GTEST_SKIP() << "no " << articles;
  if (thinning() > 1) GTEST_SKIP() << "counts every article: for builds that are not thinned";
  const fs::path tables = house() / "corpus" / "plover-open" / "wikinews";
  expect_found(tables / "dev", 257, 452, true, articles.string());
  expect_found(tables / "test", 102, 144, false, articles.string());
}

TEST(Wire, EverySpanReproducesItsText) {
  for (const Reading& reading : readings(wire() / "dev", thinning()))
    EXPECT_EQ(broken_spans(reading), "") << reading.doc.origin;
}

TEST(Samples, NoEventNoRecord) {
  for (const Reading& reading : read_articles(samples() / "12-noevent.txt"))
    EXPECT_TRUE(reading.events.events.empty());
}

TEST(Samples, EverySpanReproducesItsText) {
  for (const Reading& reading : readings(samples())) EXPECT_EQ(broken_spans(reading), "");
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// DATELINE_UPDATE=1 writes the golden files anew; review the diff.
TEST(Samples, RecordsAreThoseLastReviewed) {
  const bool update = std::getenv("DATELINE_UPDATE") != nullptr;
  for (const Reading& reading : readings(samples())) {
    const fs::path golden =
        samples() / "golden" / fs::path(reading.doc.origin).replace_extension(".jsonl");
    if (update) std::ofstream(golden, std::ios::binary) << to_jsonl(reading);
    EXPECT_EQ(to_jsonl(reading), read_file(golden))
        << golden << "; DATELINE_UPDATE=1 writes it anew";
  }
}

}  // namespace
}  // namespace dateline
