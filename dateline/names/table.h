// Tab-separated data files: rows of a known number of columns, "#" comments,
// and errors that name the file and the line.
//
// Every file under data/actors is read with this. Covered by book_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"

namespace dateline::names {

struct Row {
  uint32_t line = 0;    // from 1
  uint64_t offset = 0;  // of the line's first byte
  std::vector<std::string_view> fields;
};

struct Table {
  std::filesystem::path file;
  std::unique_ptr<std::string> bytes;  // owns what the rows view
  std::vector<Row> rows;

  // bad_data: "line 12: what".
  Error error_at(const Row& row, const std::string& what) const;
};

// Rows have exactly `columns` fields; missing trailing ones are empty, more are an error.
Result<Table> read_table(const std::filesystem::path& file, size_t columns);

// The *.tsv files of a folder in name order. Error: not_found where there is none.
Result<std::vector<std::filesystem::path>> tables_in(const std::filesystem::path& folder);

std::string_view trim(std::string_view text);
// Fields between `separator`, trimmed, empty ones left out.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace dateline::names
