#include "dateline/base/data_lines.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dateline {
namespace {

std::filesystem::path written(std::string_view text) {
  const auto path = std::filesystem::path(testing::TempDir()) /
                    testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(DataLines, SkipsCommentsAndTrimsFields) {
  std::vector<std::string> seen;
  const Status status = each_row(written("# head\n\nPRK\t North Korea \r\nCHN\n"), 1, 2,
                                 [&](const Fields& f) -> Status {
                                   seen.push_back(std::string(f[0]) + "|" + std::string(f[1]));
                                   return Done{};
                                 });
  ASSERT_TRUE(status);
  EXPECT_EQ(seen, (std::vector<std::string>{"PRK|North Korea", "CHN|"}));
}

TEST(DataLines, NamesTheBadLine) {
  const Status status = each_row(written("# head\nA\tB\nA\tB\tC\n"), 2, 2,
                                 [](const Fields&) -> Status { return Done{}; });
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().what.find("line 3: needs 2 tab-separated fields, has 3"), std::string::npos)
      << status.error().what;
  EXPECT_EQ(status.error().offset, 11u);
}

TEST(DataLines, SaysWhenThereIsNoFile) {
  const Status status = each_line("no/such/file", [](std::string_view) -> Status { return Done{}; });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::not_found);
}

TEST(DataLines, SplitsAndTrims) {
  EXPECT_EQ(split("a||b", '|').size(), 3u);
  EXPECT_EQ(words_of("  a \t b ").size(), 2u);
  EXPECT_EQ(trim(" \r"), "");
}

}  // namespace
}  // namespace dateline
