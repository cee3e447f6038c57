#include "dateline/store/write_rows.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr size_t kNarrowest = 8;  // a column is not cut below this while another is wider

void add_csv(std::string& line, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += cell;
    return;
  }
  line += '"';
  for (char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
  line += '"';
}

void add_tsv(std::string& line, std::string_view cell) {
  for (char c : cell) line += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

SqlRow names_of(const std::vector<SqlColumn>& columns) {
  SqlRow row;
  for (const SqlColumn& column : columns) row.emplace_back(column.name);
  return row;
}

// Code points, not cells of the terminal: good enough for Latin, Greek, Cyrillic.
size_t characters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string flat(std::string_view cell) {
  std::string out;
  for (char c : cell) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return out;
}

std::string cut(const std::string& text, size_t width) {
  if (characters(text) <= width) return text;
  std::string out;
  size_t at = 0;
  for (size_t n = 0; n + 1 < width; ++n) {
    const CodePoint c = decode_utf8(text, at);
    out += text.substr(at, c.length);
    at += c.length;
  }
  return out + "…";
}

std::string padded(const std::string& text, size_t width, bool right) {
  const std::string blanks(width - std::min(width, characters(text)), ' ');
  return right ? blanks + text : text + blanks;
}

using Cells = std::vector<std::vector<std::string>>;

Cells cells_of(const SqlTable& table) {
  Cells cells(1);
  for (const SqlColumn& column : table.columns) cells[0].push_back(flat(column.name));
  for (const auto& row : table.rows) {
    auto& line = cells.emplace_back();
    for (const auto& cell : row) line.push_back(cell ? flat(*cell) : "·");
  }
  return cells;
}

// The widest columns give until all fit.
std::vector<size_t> widths_of(const Cells& cells, size_t width) {
  std::vector<size_t> widths(cells[0].size(), 1);
  for (const auto& row : cells)
    for (size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], characters(row[c]));
  const auto total = [&] {
    size_t sum = widths.size() ? 2 * (widths.size() - 1) : 0;
    for (size_t w : widths) sum += w;
    return sum;
  };
  for (size_t over = total(); over > width; over = total()) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;
    --*widest;
  }
  return widths;
}

}  // namespace

std::string csv_line(const SqlRow& row) {
  std::string line;
  for (size_t i = 0; i < row.size(); ++i) {
    if (i) line += ',';
    add_csv(line, row[i].value_or(""));
  }
  return line + "\r\n";
}

std::string tsv_line(const SqlRow& row) {
  std::string line;
  for (size_t i = 0; i < row.size(); ++i) {
    if (i) line += '\t';
    add_tsv(line, row[i].value_or(""));
  }
  return line + '\n';
}

std::string csv_line(const std::vector<SqlColumn>& columns) { return csv_line(names_of(columns)); }
std::string tsv_line(const std::vector<SqlColumn>& columns) { return tsv_line(names_of(columns)); }

std::string table_text(const SqlTable& table, size_t width) {
  const Cells cells = cells_of(table);
  const auto widths = widths_of(cells, width);
  std::string out;
  for (const auto& row : cells) {
    std::string line;
    for (size_t c = 0; c < row.size(); ++c)
      line += (c ? "  " : "") + padded(cut(row[c], widths[c]), widths[c], table.columns[c].numeric);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

}  // namespace dateline
