#include "dateline/eval/plover_table.h"

#include <cstdlib>
#include <fstream>
#include <map>

#include "dateline/base/files.h"
#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

// A field in double quotes has its inner quotes doubled.
std::string unquote(std::string_view field) {
  if (field.size() < 2 || field.front() != '"' || field.back() != '"') return std::string(field);
  std::string out;
  for (size_t i = 1; i + 1 < field.size(); ++i) {
    out.push_back(field[i]);
    if (field[i] == '"' && field[i + 1] == '"') ++i;
  }
  return out;
}

using Columns = std::map<std::string, size_t, std::less<>>;

std::string cell(const Fields& fields, const Columns& columns, std::string_view name) {
  const auto at = columns.find(name);
  if (at == columns.end() || at->second >= fields.size()) return {};
  return unquote(fields[at->second]);
}

// Takes the tags out of `marked` and notes what they marked.
void read_marks(std::string_view marked, PloverRow& row) {
  uint32_t source = 0;
  uint32_t target = 0;
  row.sentence.clear();
  for (size_t i = 0; i < marked.size();) {
    const std::string_view rest = marked.substr(i);
    const auto here = static_cast<uint32_t>(row.sentence.size());
    if (rest.starts_with("<s>")) source = here, i += 3;
    else if (rest.starts_with("<t>")) target = here, i += 3;
    else if (rest.starts_with("</s>")) row.sources.push_back({source, here}), i += 4;
    else if (rest.starts_with("</t>")) row.targets.push_back({target, here}), i += 4;
    else row.sentence.push_back(marked[i++]);
  }
  if (!row.sources.empty()) row.source = row.sources[0];
  if (!row.targets.empty()) row.target = row.targets[0];
}

void find_words(const std::string& words, const std::string& sentence, Span& span,
                std::vector<Span>& all) {
  if (!span.empty() || words.empty()) return;
  const size_t at = sentence.find(words);
  if (at == std::string::npos) return;
  span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  all.push_back(span);
}

PloverRow read_row(const Fields& fields, const Columns& columns) {
  PloverRow row;
  row.sentence = cell(fields, columns, "sentence");
  if (const std::string marked = cell(fields, columns, "marked_sentence"); !marked.empty())
    read_marks(marked, row);
  find_words(cell(fields, columns, "source"), row.sentence, row.source, row.sources);
  find_words(cell(fields, columns, "target"), row.sentence, row.target, row.targets);
  row.gold = cell(fields, columns, "gold_root");
  row.gold_quad = std::atoi(cell(fields, columns, "gold_penta").c_str());
  return row;
}

}  // namespace

Result<std::vector<PloverRow>> read_plover_table(const std::filesystem::path& file) {
  auto in = open_file(file);
  if (!in) return in.error();
  std::vector<PloverRow> rows;
  Columns columns;
  for (std::string line; std::getline(*in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    const Fields fields = split(line, '\t');
    if (!columns.empty()) {
      rows.push_back(read_row(fields, columns));
      continue;
    }
    for (size_t i = 0; i < fields.size(); ++i) columns.emplace(unquote(fields[i]), i);
    if (!columns.contains("sentence") && !columns.contains("marked_sentence"))
      return Error{ErrorKind::bad_input, "the first line names no column `sentence`", 0, file.string()};
  }
  return rows;
}

}  // namespace dateline
