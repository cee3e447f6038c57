// Rows of a question as CSV, TSV or a table for the terminal.
//
// Covered by write_rows_test.cc.
#pragma once

#include <string>

#include "dateline/store/duck.h"

namespace dateline {

// One line with its end. CSV is RFC 4180 (NULL is empty, CRLF); TSV replaces tabs and
// line ends inside a cell by a blank.
std::string csv_line(const SqlRow& row);
std::string tsv_line(const SqlRow& row);
std::string csv_line(const std::vector<SqlColumn>& columns);
std::string tsv_line(const std::vector<SqlColumn>& columns);

// Columns as wide as their cells, cut to `width` characters in all; numbers to the right.
// "·" stands for NULL.
std::string table_text(const SqlTable& table, size_t width);

}  // namespace dateline
