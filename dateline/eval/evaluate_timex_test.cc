#include "dateline/eval/evaluate_timex.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Timex timex(uint32_t begin, uint32_t end, std::string value, TimexType type = TimexType::date) {
  Timex out;
  out.span = {begin, end};
  out.value = std::move(value);
  out.type = type;
  return out;
}

TimemlArticle gold(std::vector<Timex> timexes) {
  TimemlArticle article;
  article.doc.text = "late Monday, in May. For two days they were there again.";
  article.timexes = std::move(timexes);
  return article;
}

Times system(std::vector<Timex> timexes) {
  Times times;
  times.timexes = std::move(timexes);
  return times;
}

TEST(ScoreTimexes, CountsStrictRelaxedValueAndType) {
  const TimexCounts counts = score_timexes(
      gold({timex(5, 11, "2019-01-07"), timex(16, 20, "2019-05"),
            timex(25, 33, "P2D", TimexType::duration)}),
      system({timex(0, 11, "2019-01-07"), timex(16, 19, "2018-05"), timex(40, 44, "X")}));
  EXPECT_EQ(counts.gold, 3u);
  EXPECT_EQ(counts.system, 3u);
  EXPECT_EQ(counts.strict, 1u);  // "May." is "May"
  EXPECT_EQ(counts.relaxed_gold, 2u);
  EXPECT_EQ(counts.relaxed_system, 2u);
  EXPECT_EQ(counts.value, 1u);
  EXPECT_EQ(counts.type, 2u);
  EXPECT_NEAR(counts.strict_f1(), 1.0 / 3, 1e-9);
  EXPECT_NEAR(counts.relaxed_f1(), 2.0 / 3, 1e-9);
  EXPECT_NEAR(counts.value_f1(), 1.0 / 3, 1e-9);  // half of the relaxed matches
  EXPECT_NEAR(counts.type_f1(), 2.0 / 3, 1e-9);
}

TEST(ScoreTimexes, OneExpressionCannotCountTwiceForPrecision) {
  const TimexCounts counts =
      score_timexes(gold({timex(0, 11, "a"), timex(16, 19, "b")}), system({timex(0, 20, "a")}));
  EXPECT_EQ(counts.relaxed_gold, 2u);
  EXPECT_EQ(counts.relaxed_system, 1u);
}

TEST(ScoreTimexes, NamesEachMiss) {
  std::vector<TimexMiss> misses;
  score_timexes(gold({timex(5, 11, "a"), timex(16, 19, "b")}),
                system({timex(0, 11, "c"), timex(25, 33, "d")}), &misses);
  std::vector<TimexMiss::Kind> kinds;
  kinds.reserve(misses.size());
  for (const TimexMiss& miss : misses) kinds.push_back(miss.kind);
  using Kind = TimexMiss::Kind;
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::span, Kind::value, Kind::missed, Kind::extra}));
  EXPECT_EQ(misses[0].context, "late [Monday], in May. For two days they were there a");
  EXPECT_EQ(misses[0].system, "late Monday");
}

TEST(ScoreTimexes, NothingToFindAndNothingFoundIsPerfect) {
  const TimexCounts counts = score_timexes(gold({}), system({}));
  EXPECT_EQ(counts.strict_f1(), 1);
  EXPECT_EQ(score_timexes(gold({}), system({timex(0, 4, "a")})).strict_f1(), 0);
}

TEST(EvaluateTimex, SaysWhereThereIsNothing) {
  const auto scores = evaluate_timex({"no/such/folder"}, [](const Document&) { return Times(); });
  ASSERT_FALSE(scores.ok());
  EXPECT_EQ(scores.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace dateline
