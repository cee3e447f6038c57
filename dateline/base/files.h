// Small files, opened or read whole. A folder is an error, not an empty file. Covered by
// files_test.cc.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "dateline/base/result.h"

namespace dateline {

// Errors: not_found; bad_input for a folder.
Result<std::ifstream> open_file(const std::filesystem::path& file);
// All its bytes. Errors: those of open_file; io.
Result<std::string> read_file(const std::filesystem::path& file);

}  // namespace dateline
