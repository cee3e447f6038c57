#include "dateline/eval/evaluate_running.h"

#include <gtest/gtest.h>

#include <set>

#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

TEST(RunningText, ReadsMarks) {
  const auto s = read_running_line(
      "ferry\tPolice {COERCE/arrest:detained} two clerks, whom lawmakers {ACCUSE:blame} for it.");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->article, "ferry");
  EXPECT_EQ(s->text, "Police detained two clerks, whom lawmakers blame for it.");
  ASSERT_EQ(s->marks.size(), 2u);
  EXPECT_EQ(s->marks[0].type, EventType::coerce);
  EXPECT_EQ(s->marks[0].mode, "arrest");
  EXPECT_EQ(s->text.substr(s->marks[1].span.begin, s->marks[1].span.size()), "blame");
  EXPECT_TRUE(s->marks[1].mode.empty());
}

TEST(RunningText, NamesWhatIsWrong) {
  EXPECT_FALSE(read_running_line("a sentence alone"));
  EXPECT_FALSE(read_running_line("ferry\tPolice {COERCE/arrest:detained two clerks."));
  EXPECT_FALSE(read_running_line("ferry\tPolice {ARREST:detained} two clerks."));
  EXPECT_FALSE(read_running_line("ferry\tPolice {detained} two clerks."));
}

// What corpus/plover-open promises.
TEST(RunningText, HasTheArticlesItPromises) {
  const auto files = tables_in(std::string(DATELINE_SOURCE_DIR) + "/corpus/plover-open/articles");
  ASSERT_TRUE(files) << files.error().message();
  std::set<std::string> articles;
  size_t sentences = 0, empty = 0;
  for (const auto& file : *files) {
    const Status read = each_line(file, [&](std::string_view line) -> Status {
      const auto sentence = read_running_line(line);
      if (!sentence) return sentence.error();
      articles.insert(sentence->article);
      ++sentences, empty += sentence->marks.empty();
      return Done{};
    });
    EXPECT_TRUE(read) << read.error().message();
  }
  EXPECT_GE(articles.size(), 100u);
  EXPECT_GE(empty * 2, sentences);  // most sentences of the news tell no event
}

}  // namespace
}  // namespace dateline
