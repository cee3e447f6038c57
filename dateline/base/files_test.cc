#include "dateline/base/files.h"

#include <gtest/gtest.h>

#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

TEST(Files, AreReadWhole) {
  const fs::path file = fs::path(testing::TempDir()) / "files_test.txt";
  std::ofstream(file, std::ios::binary) << std::string("a\0b\n", 4);
  const auto text = read_file(file);
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, std::string("a\0b\n", 4));
  std::ofstream(file, std::ios::binary | std::ios::trunc).close();
  ASSERT_TRUE(read_file(file));
  EXPECT_TRUE(read_file(file)->empty());
  fs::remove(file);
}

TEST(Files, AFolderIsAnError) {
  const auto text = read_file(testing::TempDir());
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::bad_input);
  EXPECT_FALSE(each_line(testing::TempDir(), [](std::string_view) -> Status { return Done{}; }));
}

TEST(Files, AMissingOneIsNamed) {
  const auto text = read_file("/no/such/file");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::not_found);
  EXPECT_EQ(text.error().file, "/no/such/file");
}

}  // namespace
}  // namespace dateline
