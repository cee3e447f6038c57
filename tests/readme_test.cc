// The example of README.md is what the program prints.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "dateline/render/table.h"
#include "tests/articles.h"

namespace dateline {
namespace {

// The fenced blocks after the mark "<!-- readme: ".
std::vector<std::string> blocks() {
  std::ifstream in(house() / "README.md", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::string> out;
  constexpr std::string_view kFence = "```\n";
  size_t at = text.find("<!-- readme: ");
  while ((at = text.find(kFence, at)) != std::string::npos) {
    const size_t start = at + kFence.size(), end = text.find(kFence, start);
    if (end == std::string::npos) break;
    out.push_back(text.substr(start, end - start));
    at = end + kFence.size();
  }
  return out;
}

std::string rows(std::string table) {
  const size_t first = table.find('\n') + 1;  // the line that names the file
  table.erase(0, first);
  while (table.ends_with("\n\n")) table.pop_back();
  return table;
}

TEST(Readme, ShowsWhatTheProgramPrints) {
  const std::vector<std::string> found = blocks();
  ASSERT_GE(found.size(), 3u);
  EXPECT_EQ(rows(to_table(read_article(found[0]))), found[2]);
}

}  // namespace
}  // namespace dateline
