#include "dateline/names/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "dateline/base/files.h"

namespace dateline::names {
namespace {

std::vector<std::string_view> cut(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  for (size_t from = 0;;) {
    const size_t to = line.find(separator, from);
    fields.push_back(line.substr(from, to - from));
    if (to == std::string_view::npos) return fields;
    from = to + 1;
  }
}

bool is_comment(std::string_view line) { return trim(line).empty() || line.front() == '#'; }

Result<Done> add_row(Table& table, std::string_view line, Row row, size_t columns) {
  row.fields = cut(line, '\t');
  if (row.fields.size() > columns)
    return table.error_at(row, "has " + std::to_string(row.fields.size()) + " columns, not " +
                                   std::to_string(columns));
  row.fields.resize(columns);
  for (auto& field : row.fields) field = trim(field);
  table.rows.push_back(std::move(row));
  return Done{};
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto blank = " \t\r\n";
  const size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> kept;
  for (auto field : cut(text, separator))
    if (field = trim(field); !field.empty()) kept.push_back(field);
  return kept;
}

Error Table::error_at(const Row& row, const std::string& what) const {
  return Error{ErrorKind::bad_data, "line " + std::to_string(row.line) + ": " + what, row.offset,
               file.string()};
}

Result<Table> read_table(const std::filesystem::path& file, size_t columns) {
  auto text = read_file(file);
  if (!text) return text.error();
  Table table{file, std::make_unique<std::string>(std::move(*text)), {}};
  const std::string_view all = *table.bytes;
  uint32_t number = 0;
  for (size_t at = 0; at < all.size();) {
    const size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view line = all.substr(at, end - at);
    ++number;
    if (!is_comment(line))
      if (auto added = add_row(table, line, {number, at, {}}, columns); !added)
        return added.error();
    at = end + 1;
  }
  return table;
}

Result<std::vector<std::filesystem::path>> tables_in(const std::filesystem::path& folder) {
  std::error_code code;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  if (code) return Error{ErrorKind::not_found, code.message(), kNoOffset, folder.string()};
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace dateline::names
