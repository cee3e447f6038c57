// For the store's tests: the loaded resources, a folder that goes away, a store as text.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "dateline/store/store.h"
#include "dateline/store/write_rows.h"

namespace dateline {

inline const Resources& test_resources() {
  static const Result<Resources> loaded =
      Resources::load(ResourcePaths::under(DATELINE_SOURCE_DIR));
  if (!loaded) throw std::runtime_error(loaded.error().message());
  return *loaded;
}

class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dateline-store-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

inline std::string write_article(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

inline Result<IngestProgress> ingest_into(const std::filesystem::path& store,
                                          const std::vector<std::string>& inputs,
                                          size_t commit_articles = 500) {
  IngestOptions options;
  options.batch.jobs = 2;
  options.commit_articles = commit_articles;
  return ingest(store, inputs, test_resources(), options,
                [](const Error& e) { ADD_FAILURE() << e.message(); }, {});
}

inline std::string as_csv(const Result<SqlTable>& table) {
  if (!table) return table.error().message();
  std::string out = csv_line(table->columns);
  for (const auto& row : table->rows) out += csv_line(SqlRow(row.begin(), row.end()));
  return out;
}

// Everything that a store says, in a fixed order.
inline std::string content_of(const std::filesystem::path& store) {
  auto reader = StoreReader::open(store);
  if (!reader) return reader.error().message();
  std::string out;
  for (const char* sql : {"FROM articles ORDER BY number", "FROM copies ORDER BY ALL",
                          "FROM reports ORDER BY id", "SELECT id, reports, dead_min, dead_max FROM events ORDER BY id"})
    out += as_csv(reader->table(sql)) + '\n';
  const auto segments = reader->ledger().segments();
  for (const Segment& segment : *segments)
    out += segment.file + ' ' + std::to_string(segment.rows) + '\n';
  return out;
}

}  // namespace dateline
