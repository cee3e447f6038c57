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

std::vector<Reading> readings() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(samples()))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Reading> out;
  for (const fs::path& file : files)
    for (Reading& reading : read_articles(file)) out.push_back(std::move(reading));
  return out;
}

// What has been reached: the one only goes up, the other down.
constexpr size_t kFoundAtLeast = 70, kBesideAtMost = 12;

TEST(Samples, FindWhatAPersonReads) {
  const auto scores = evaluate_records(samples(), resources());
  ASSERT_TRUE(scores) << scores.error().message();
  const ArticleScore total = scores->total();
  RecordProperty("found", static_cast<int>(total.found));
  EXPECT_GE(total.found, kFoundAtLeast) << scores->table(true);
  EXPECT_LE(total.records - total.found, kBesideAtMost) << scores->table(true);
}

TEST(Samples, NoEventNoRecord) {
  for (const Reading& reading : read_articles(samples() / "12-noevent.txt"))
    EXPECT_TRUE(reading.events.events.empty());
}

TEST(Samples, EverySpanReproducesItsText) {
  for (const Reading& reading : readings()) EXPECT_EQ(broken_spans(reading), "");
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// DATELINE_UPDATE=1 writes the golden files anew; review the diff.
TEST(Samples, RecordsAreThoseLastReviewed) {
  const bool update = std::getenv("DATELINE_UPDATE") != nullptr;
  for (const Reading& reading : readings()) {
    const fs::path golden =
        samples() / "golden" / fs::path(reading.doc.origin).replace_extension(".jsonl");
    if (update) std::ofstream(golden, std::ios::binary) << to_jsonl(reading);
    EXPECT_EQ(to_jsonl(reading), read_file(golden))
        << golden << "; DATELINE_UPDATE=1 writes it anew";
  }
}

}  // namespace
}  // namespace dateline
