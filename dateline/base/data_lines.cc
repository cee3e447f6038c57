#include "dateline/base/data_lines.h"

#include <algorithm>
#include <fstream>

#include "dateline/base/files.h"

namespace dateline {
namespace {

constexpr std::string_view kBlank = " \t\r";

Error locate(Error error, const std::filesystem::path& file, size_t line, size_t offset) {
  error.what = "line " + std::to_string(line) + ": " + error.what;
  error.file = file.string();
  error.offset = offset;
  return error;
}

}  // namespace

Error bad_line(std::string what) {
  return Error{ErrorKind::bad_data, std::move(what), kNoOffset, {}};
}

std::string_view trim(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

Fields split(std::string_view text, char mark) {
  Fields parts;
  while (true) {
    const size_t at = text.find(mark);
    parts.push_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + 1);
  }
}

Fields words_of(std::string_view text) {
  Fields out;
  size_t at = 0;
  while ((at = text.find_first_not_of(kBlank, at)) != text.npos) {
    const size_t end = std::min(text.find_first_of(kBlank, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

Status each_line(const std::filesystem::path& file,
                 const std::function<Status(std::string_view)>& take) {
  auto in = open_file(file);
  if (!in) return in.error();
  std::string line;
  size_t offset = 0;
  for (size_t number = 1; std::getline(*in, line); ++number) {
    const std::string_view text(line);
    const size_t last = text.find_last_not_of(kBlank);
    if (last != text.npos && text[0] != '#')
      if (Status read = take(text.substr(0, last + 1)); !read)
        return locate(read.error(), file, number, offset);
    offset += line.size() + 1;
  }
  return Done{};
}

Status each_row(const std::filesystem::path& file, size_t fewest, size_t most,
                const std::function<Status(const Fields&)>& take) {
  return each_line(file, [&](std::string_view line) -> Status {
    Fields fields = split(line, '\t');
    if (fields.size() < fewest || fields.size() > most)
      return bad_line("needs " + std::to_string(fewest) +
                      (most > fewest ? " to " + std::to_string(most) : "") +
                      " tab-separated fields, has " + std::to_string(fields.size()));
    for (std::string_view& field : fields) field = trim(field);
    fields.resize(most);
    return take(fields);
  });
}

Result<std::vector<std::filesystem::path>> tables_in(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  if (failed)
    return Error{ErrorKind::not_found, "cannot read the folder", kNoOffset, folder.string()};
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace dateline
