// The sample articles: what a person reads in them is found, every span of
// every record reproduces its text, and the records are those last reviewed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "dateline/eval/evaluate_records.h"
#include "dateline/render/record.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
const fs::path kRoot = DATELINE_SOURCE_DIR;
const fs::path kSamples = kRoot / "samples";

const Resources& resources() {
  static const Result<Resources> loaded = Resources::load(ResourcePaths::under(kRoot));
  if (!loaded) throw std::runtime_error(loaded.error().message());
  return *loaded;
}

std::vector<Reading> readings() {
  std::vector<Reading> out;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kSamples))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  ParseScratch scratch;
  for (const auto& file : files) {
    auto reader = open_input(file.string(), {}, resources().marks);
    Reading reading;
    EXPECT_TRUE(reader && (*reader)->next(reading.doc)) << file;
    reading.doc.origin = file.filename().string();  // golden files know no machine's paths
    read_layers(resources(), scratch, reading);
    out.push_back(std::move(reading));
  }
  return out;
}

// What has been reached; it only goes up. The aim is 80% of the expected events (docs/accuracy.md).
constexpr size_t kFoundAtLeast = 30;

TEST(Samples, FindWhatAPersonReads) {
  const auto scores = evaluate_records(kSamples, resources());
  ASSERT_TRUE(scores) << scores.error().message();
  const ArticleScore total = scores->total();
  RecordProperty("found", static_cast<int>(total.found));
  EXPECT_GE(total.found, kFoundAtLeast) << scores->table(true);
}

TEST(Samples, NoEventNoRecord) {
  for (const Reading& reading : readings()) {
    if (reading.doc.origin != "12-noevent.txt") continue;
    EXPECT_TRUE(reading.events.events.empty());
  }
}

TEST(Samples, EverySpanReproducesItsText) {
  for (const Reading& reading : readings()) {
    for (size_t i = 0; i < reading.events.events.size(); ++i) {
      const Json record = to_record(reading, i);
      const auto piece = [&](const Json& at) {
        return reading.doc.text.substr(at["start"], at["end"].get<size_t>() - at["start"].get<size_t>());
      };
      EXPECT_EQ(piece(record["text_info"]), record["text"]);
      for (const Json& e : record["dateline"]["evidence"]) {
        EXPECT_LT(e["start"], e["end"]);
        EXPECT_LE(e["end"].get<size_t>(), reading.doc.text.size());
      }
      for (const Json& link : record["dateline"]["attribution"]) {
        if (link["source"].is_null()) continue;
        EXPECT_EQ(piece(link), link["source"]);
      }
    }
  }
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// DATELINE_UPDATE=1 writes the golden files anew; review the diff.
TEST(Samples, RecordsAreThoseLastReviewed) {
  const bool update = std::getenv("DATELINE_UPDATE") != nullptr;
  for (const Reading& reading : readings()) {
    const fs::path golden = kSamples / "golden" / fs::path(reading.doc.origin).replace_extension(".jsonl");
    if (update) {
      fs::create_directories(golden.parent_path());
      std::ofstream(golden, std::ios::binary) << to_jsonl(reading);
    }
    EXPECT_EQ(to_jsonl(reading), read_file(golden)) << golden << "; DATELINE_UPDATE=1 writes it anew";
  }
}

}  // namespace
}  // namespace dateline
