// Kinds of wire sentences that were once read wrong, tests/kinds.txt, each through the whole
// pipeline.
#include <gtest/gtest.h>

#include "dateline/base/data_lines.h"
#include "dateline/render/explain.h"
#include "tests/articles.h"

namespace dateline {
namespace {

struct Kind {
  std::string what;
  std::string article;
  std::vector<std::string> records;
};

std::string with_paragraphs(std::string text) {
  constexpr std::string_view kMark = " ¶ ";
  for (size_t at; (at = text.find(kMark)) != text.npos;) text.replace(at, kMark.size(), "\n\n");
  return text;
}

std::vector<Kind> kinds() {
  std::vector<Kind> out;
  const auto read =
      each_line(house() / "tests" / "kinds.txt", [&](std::string_view line) -> Status {
        if (line.starts_with("= ")) {
          out.push_back({std::string(line.substr(2)), {}, {}});
        } else if (out.back().article.empty()) {
          out.back().article = with_paragraphs(std::string(line));
        } else {
          out.back().records.emplace_back(line);
        }
        return Done{};
      });
  if (!read) throw std::runtime_error(read.error().message());
  return out;
}

TEST(Kinds, AreReadRight) {
  for (const Kind& kind : kinds()) {
    ASSERT_FALSE(kind.records.empty()) << kind.what;
    std::string all;
    const Reading reading = read_article(kind.article);
    for (const Event& event : reading.events.events) all += summary(reading, event) + "\n";
    for (const std::string& record : kind.records) {
      const bool unwanted = record.starts_with('!');
      EXPECT_NE(all.find(record.substr(unwanted)) != std::string::npos, unwanted)
          << kind.what << ": " << record << "\nread:\n"
          << all;
    }
  }
}

}  // namespace
}  // namespace dateline
