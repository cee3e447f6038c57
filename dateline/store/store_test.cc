// Ingest from end to end: what is counted once, what is replaced, what a kill costs.
#include "dateline/store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <map>
#include <random>
#include <thread>

#include "dateline/link/records.h"
#include "dateline/render/record.h"
#include "dateline/store/testing.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
const fs::path kSamples = fs::path(DATELINE_SOURCE_DIR) / "samples";

std::string sample(const char* name) {
  std::ifstream in(kSamples / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos);
  return at == std::string::npos ? text : text.replace(at, old.size(), by);
}

std::vector<std::string> sample_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(kSamples))
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

std::string cell(StoreReader& reader, const std::string& sql) {
  const auto table = reader.table(sql);
  if (!table) return table.error().message();
  return table->rows.empty() ? "(nothing)" : table->rows[0][0].value_or("NULL");
}

TEST(Store, CountsAnArticleOnceAndKeepsWhereItWasPrinted) {
  TestFolder folder;
  const std::string text = sample("04-sanctions.txt");
  const std::string edited =
      replaced(text, "a senior US official warned", "a senior American official warned");
  const auto first = write_article(folder.path / "in/a.txt", text);
  const auto same = write_article(folder.path / "in/b.txt", text);
  const auto copy = write_article(folder.path / "in/c.txt", edited);
  const auto done = ingest_into(folder.path / "store", {first, same, copy});
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(done->added, 1u);
  EXPECT_EQ(done->known, 1u);
  EXPECT_EQ(done->copies, 1u);

  const auto again = ingest_into(folder.path / "store", {first, same, copy});
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_EQ(again->added, 0u);
  EXPECT_EQ(again->known, 2u);
  EXPECT_EQ(again->copies, 1u);

  auto reader = StoreReader::open(folder.path / "store");
  ASSERT_TRUE(reader) << reader.error().message();
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM articles"), "1");
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM copies"), "2");
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM events"), std::to_string(done->events));
  EXPECT_NE(cell(*reader, "SELECT count(*) FROM events WHERE event = 'SANCTION'"), "0");
}

TEST(Store, ReplacesWhatACorrectionCorrects) {
  TestFolder folder;
  const std::string text = sample("04-sanctions.txt");
  const std::string corrected =
      "CORRECTED: (Corrects number of diplomats)\n\n" + replaced(text, "23 Russian", "24 Russian");
  const auto first = write_article(folder.path / "a.txt", text);
  const auto second = write_article(folder.path / "b.txt", corrected);
  const auto done = ingest_into(folder.path / "store", {first, second});
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(done->replaced, 1u);
  auto reader = StoreReader::open(folder.path / "store");
  ASSERT_TRUE(reader);
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM articles WHERE replaced_by IS NULL"), "1");
  EXPECT_EQ(cell(*reader, "SELECT count(DISTINCT document) FROM reports"), "1");
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM reports WHERE text LIKE '%expelled 23%'"), "0");
  EXPECT_NE(cell(*reader, "SELECT count(*) FROM reports WHERE text LIKE '%expelled 24%'"), "0");
}

std::string bombing(const char* id, const char* day, const char* deed) {
  return std::string("{\"id\": \"") + id + "\", \"published\": \"" + day + "\", \"text\": \"" +
         deed + " in the northern Iraqi city of Kirkuk on Monday, police said.\"}\n";
}

TEST(Store, CountsAnEventOnceAndKeepsItsReports) {
  TestFolder folder;
  const fs::path store = folder.path / "store";
  const auto one = write_article(folder.path / "1.jsonl",
                                 bombing("one", "2019-06-03", "A car bomb killed 12 people"));
  const auto two = write_article(folder.path / "2.jsonl",
                                 bombing("two", "2019-06-04", "A car bomb has killed 15 people"));
  ASSERT_TRUE(ingest_into(store, {one, two}));
  auto reader = StoreReader::open(store);
  ASSERT_TRUE(reader) << reader.error().message();
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM reports"), "2");
  EXPECT_EQ(as_csv(reader->table("SELECT document, reports, dead, dead_min, dead_max FROM events")),
            "document,reports,dead,dead_min,dead_max\r\none,2,12,12,15\r\n");
  const char* told = "SELECT r.document FROM reports r JOIN events e ON e.id = r.same_as";
  EXPECT_EQ(cell(*reader, told), "two");
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM reports WHERE dateline.same_as IS NOT NULL"), "1");

  EXPECT_EQ(as_csv(reader->table(
                "SELECT document, story, dateline.story AS told FROM reports ORDER BY ALL")),
            "document,story,told\r\none,one,one\r\ntwo,one,one\r\n");

  // The head's article is corrected: the event stays, and another report stands for it.
  const auto corrected = write_article(folder.path / "3.jsonl",
                                       bombing("one", "2019-06-05", "A car bomb killed 14 people"));
  const auto done = ingest_into(store, {one, two, corrected});
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(done->replaced, 1u);
  ASSERT_TRUE(reader->refresh());
  EXPECT_EQ(as_csv(reader->table("SELECT document, reports, dead_min, dead_max FROM events")),
            "document,reports,dead_min,dead_max\r\ntwo,2,14,15\r\n");
}

TEST(Store, LinksBatchByBatchAsAtOnce) {
  TestFolder folder;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(kSamples / "stories"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  const char* links = "SELECT id, same_as, story FROM reports ORDER BY id";
  ASSERT_TRUE(ingest_into(folder.path / "whole", files));
  ASSERT_TRUE(ingest_into(folder.path / "parts", files, 3));
  auto whole = StoreReader::open(folder.path / "whole");
  auto parts = StoreReader::open(folder.path / "parts");
  ASSERT_TRUE(whole);
  ASSERT_TRUE(parts);
  EXPECT_EQ(as_csv(whole->table(links)), as_csv(parts->table(links)));
  EXPECT_GE(std::stoi(cell(*whole, "SELECT count(*) FROM reports WHERE same_as IS NOT NULL")), 15);

  // The same records as from the layers, told by the same rules.
  std::vector<LinkRecord> records;
  ParseScratch scratch;
  for (const std::string& file : files) {
    auto input = open_input(file, {}, test_resources().marks);
    ASSERT_TRUE(input);
    Reading reading;
    ASSERT_TRUE((*input)->next(reading.doc));
    read_layers(test_resources(), scratch, reading);
    for (size_t i = 0; i < reading.events.events.size(); ++i)
      records.push_back(link_record(reading, i, record_id(reading, reading.events.events[i])));
  }
  const auto first = link_events(records, {}, test_resources().link);
  std::map<uint32_t, int> events;
  for (uint32_t event : first) ++events[event];
  EXPECT_EQ(cell(*whole, "SELECT count(*) FROM events"), std::to_string(events.size()));
}

TEST(Store, TakesANewTextUnderAnOldIdAsItsNewVersion) {
  TestFolder folder;
  const auto line = [](const char* words) {
    return std::string("{\"id\": \"x1\", \"published\": \"2019-05-02\", \"text\": \"") + words +
           "\"}\n";
  };
  const auto one =
      write_article(folder.path / "1.jsonl", line("France imposed sanctions on Russia on Monday."));
  const auto two =
      write_article(folder.path / "2.jsonl",
                    line("Germany's foreign minister met his Polish counterpart in Berlin."));
  const auto three =
      write_article(folder.path / "3.jsonl",
                    line("Turkish police arrested forty protesters in Ankara, officials said."));
  const auto done = ingest_into(folder.path / "store", {one, two, three});
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(done->replaced, 2u);
  const std::string before = content_of(folder.path / "store");
  const auto again = ingest_into(folder.path / "store", {one, two, three});
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_EQ(again->known, 3u);
  EXPECT_EQ(content_of(folder.path / "store"), before);
  auto reader = StoreReader::open(folder.path / "store");
  ASSERT_TRUE(reader);
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM articles WHERE replaced_by IS NULL"), "1");
}

TEST(Store, JoinsSmallSegmentsAndReadersSeeCommits) {
  TestFolder folder;
  const fs::path store = folder.path / "store";
  const auto files = sample_files();
  ASSERT_TRUE(ingest_into(store, {files[0]}, 1));
  auto reader = StoreReader::open(store);
  ASSERT_TRUE(reader);
  const std::string before = cell(*reader, "SELECT count(*) FROM reports");
  const auto done = ingest_into(store, files, 1);
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM reports"), before) << "an open view does not move";
  ASSERT_TRUE(reader->refresh());
  const std::string after = cell(*reader, "SELECT count(*) FROM reports");
  EXPECT_GT(std::stoi(after), std::stoi(before));

  std::map<std::string, int> of_year;
  const auto segments = reader->ledger().segments();
  for (const Segment& segment : *segments) ++of_year[fs::path(segment.file).parent_path().string()];
  for (const auto& [year, count] : of_year) EXPECT_LE(count, 8) << year;

  ASSERT_TRUE(ingest_into(store, files));  // removes what the joined segments replaced
  size_t parquet = 0;
  for (const auto& entry : fs::recursive_directory_iterator(store / "events"))
    parquet += entry.is_regular_file();
  EXPECT_EQ(parquet, segments->size());
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM reports"), after);
}

TEST(Store, SearchesTheFullText) {
  TestFolder folder;
  ASSERT_TRUE(ingest_into(folder.path / "store", sample_files()));
  auto reader = StoreReader::open(folder.path / "store");
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->find_text("\"draconian\"", 10));
  EXPECT_EQ(cell(*reader, "SELECT count(*) FROM found"), "1");
  EXPECT_NE(
      cell(*reader, "SELECT count(*) FROM events WHERE document IN (SELECT document FROM found)"),
      "0");
  const Status bad = reader->find_text("\"unclosed", 10);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().kind, ErrorKind::usage);
}

TEST(Store, SaysWhatIsNotAStore) {
  TestFolder folder;
  const auto none = StoreReader::open(folder.path / "none");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::not_found);
  write_article(folder.path / "bad/articles.sqlite", "not a database");
  EXPECT_FALSE(StoreReader::open(folder.path / "bad"));
}

// A child that ingests, killed after `wait`; true where it had ended by itself.
bool ingest_and_kill(const fs::path& store, const std::vector<std::string>& files,
                     std::chrono::microseconds wait) {
  const pid_t child = fork();
  if (child == 0) {
    const auto done = ingest_into(store, files, 1);
    _exit(done ? 0 : 1);
  }
  std::this_thread::sleep_for(wait);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status);
}

// DATELINE_KILLS sets how many moments (bench/kill.sh: 50).
TEST(Store, IsTheSameAfterKillsAtAnyMoment) {
  const char* more = std::getenv("DATELINE_KILLS");
  const int kills = more ? std::atoi(more) : 3;
  auto files = sample_files();
  files.resize(8);
  files.insert(files.end(), {files[3], files[5]});  // and some twice
  TestFolder folder;
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_TRUE(ingest_into(folder.path / "undisturbed", files, 1));
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  const std::string expected = content_of(folder.path / "undisturbed");

  const auto seed = std::random_device()();
  std::mt19937 random(seed);
  std::uniform_int_distribution<int64_t> moment(0, whole.count());
  int hit = 0;
  for (int i = 0; i < kills; ++i) {
    const fs::path store = folder.path / std::to_string(i);
    hit += !ingest_and_kill(store, files, std::chrono::microseconds(moment(random)));
    hit += !ingest_and_kill(store, files, std::chrono::microseconds(moment(random) / 2));
    const auto done = ingest_into(store, files, 1);
    ASSERT_TRUE(done) << done.error().message();
    ASSERT_EQ(content_of(store), expected) << "seed " << seed << ", store " << i;
  }
  RecordProperty("killed_in_flight", hit);
  EXPECT_GT(hit, 0);
}

}  // namespace
}  // namespace dateline
