#include "dateline/base/files.h"

#include <sstream>

namespace dateline {

Result<std::ifstream> open_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return Error{ErrorKind::bad_input, "a folder, not a file", kNoOffset, file.string()};
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorKind::not_found, "cannot open the file", kNoOffset, file.string()};
  return in;
}

Result<std::string> read_file(const std::filesystem::path& file) {
  auto in = open_file(file);
  if (!in) return in.error();
  std::ostringstream text;
  if (in->peek() != std::ifstream::traits_type::eof()) text << in->rdbuf();
  if (in->bad()) return Error{ErrorKind::io, "cannot read the file", kNoOffset, file.string()};
  return std::move(text).str();
}

}  // namespace dateline
