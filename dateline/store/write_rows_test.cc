#include "dateline/store/write_rows.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(WriteRows, QuotesCsvAsItsStandardSays) {
  EXPECT_EQ(csv_line(SqlRow{"a", std::nullopt, "b,c", "say \"no\"", "two\nlines"}),
            "a,,\"b,c\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
}

TEST(WriteRows, KeepsTsvOneLineARow) {
  EXPECT_EQ(tsv_line(SqlRow{"a\tb", "c\r\nd", std::nullopt, "e"}), "a b\tc  d\t\te\n");
}

TEST(WriteRows, FitsATableIntoTheTerminal) {
  const SqlTable table{{{"n", true}, {"text", false}},
                       {{"5", "Zürich and Genève in one long line"}, {"120", std::nullopt}}};
  EXPECT_EQ(table_text(table, 20),
            "  n  text\n"
            "  5  Zürich and Gen…\n"
            "120  ·\n");
}

TEST(WriteRows, LetsNoControlCharacterThrough) {
  const SqlTable table{{{"text", false}}, {{"\x1b[31mred\x7f"}}};
  EXPECT_EQ(table_text(table, 40), "text\n [31mred\n");
}

}  // namespace
}  // namespace dateline
