// Reading the text files under data/: lines without comments, tab-separated
// fields, errors that name the file and the line.
//
// A line whose first byte is '#' is a comment. Covered by data_lines_test.cc.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

using Fields = std::vector<std::string_view>;

// Calls `take` with each line that is neither blank nor a comment, right-trimmed.
// An Error of `take` comes back with file, line number and byte offset filled in.
// Errors: not_found, or what `take` gave.
Status each_line(const std::filesystem::path& file,
                 const std::function<Status(std::string_view)>& take);

// The same by tab-separated fields; a line with another number of fields is bad_data.
// Fields are trimmed. `fewest` <= number of fields <= `most`; missing ones are empty.
Status each_row(const std::filesystem::path& file, size_t fewest, size_t most,
                const std::function<Status(const Fields&)>& take);

// The *.tsv files of a folder in name order. Errors: not_found.
Result<std::vector<std::filesystem::path>> tables_in(const std::filesystem::path& folder);

std::string_view trim(std::string_view text);
Fields split(std::string_view text, char mark);  // empty parts are kept; "" gives one empty part
Fields words_of(std::string_view text);          // parts at runs of blanks; no empty parts

// What a `take` returns for a line that breaks the format.
Error bad_line(std::string what);

}  // namespace dateline
