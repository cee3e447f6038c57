// The measures of `evaluate`, on cases small enough to count by hand.
#include <gtest/gtest.h>

#include <fstream>

#include "dateline/eval/evaluate_attribution.h"
#include "dateline/eval/evaluate_factuality.h"
#include "dateline/eval/evaluate_geo.h"
#include "dateline/eval/evaluate_records.h"
#include "tests/articles.h"

namespace dateline {
namespace {

std::filesystem::path written(const std::string& name, const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / ("dateline_scorers_" + name);
  std::ofstream(file) << text;
  return file;
}

TEST(AttributionScores, OneGoldAnswersOnePrediction) {
  const std::vector<AttributionTokens> gold = {{{{{0, 1}, {2}, {4, 5, 6, 7}}}}};
  const std::vector<AttributionTokens> predicted = {{{{{1}, {2}, {4, 5, 6, 7}}}},
                                                    {{{{0}, {3}, {4}}}}};
  const AttributionScores scores = score_attributions(gold, predicted);
  EXPECT_EQ(scores.overlap[0].right, 1u);
  EXPECT_EQ(scores.overlap[0].predicted, 2u);
  EXPECT_EQ(scores.exact[0].right, 0u);
  EXPECT_EQ(scores.exact[2].right, 1u);
  EXPECT_EQ(scores.linked.right, 1u);
  EXPECT_DOUBLE_EQ(scores.linked.precision(), 0.5);
  EXPECT_DOUBLE_EQ(scores.linked.recall(), 1);
  EXPECT_EQ(scores.tokens[2].right, 4u);
}

TEST(FactualityScores, ReadsAndMeasures) {
  const auto read = read_factuality_line(
      R"({"text": "He fled .", "targets": [{"span1": [1, 1], "label": -2.5}]})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->targets[0].byte, 3u);
  EXPECT_DOUBLE_EQ(read->targets[0].label, -2.5);
  for (const char* bad :
       {"", "[]", R"({"text": "a"})", R"({"text": "a", "targets": [{"span1": [9], "label": 1}]})",
        R"({"text": "a", "targets": [{"span1": [0], "label": "x"}]})"})
    EXPECT_FALSE(read_factuality_line(bad)) << bad;

  FactualityScores scores;
  scores.gold = {3, -3, 1};
  scores.predicted = {2, -2, -1};
  EXPECT_NEAR(scores.mean_absolute_error(), 4.0 / 3, 1e-9);
  EXPECT_NEAR(scores.same_sign(), 2.0 / 3, 1e-9);
  EXPECT_GT(scores.pearson(), 0.8);
}

TEST(GeoScores, ReadsCodePointsOfBothFiles) {
  const auto file = written(
      "geo.xml",
      "<articles><article docid='a'><text>Żary, near Oslo</text><toponyms>"
      "<toponym><start>0</start><end>4</end><phrase>Żary</phrase><gaztag><lat>51.6</lat><lon>15.1</"
      "lon></gaztag></toponym>"
      "<toponym><start>11</start><end>15</end><phrase>Oslo</phrase></toponym></toponyms></article>"
      "<article><text>In "
      "Oslo</text><locations><location><name>Oslo</name><start>4</start><end>8</end>"
      "<lat>59.9</lat><lon>10.7</lon></location></locations></article></articles>");
  const auto gold = read_geo_gold(file);
  ASSERT_TRUE(gold);
  ASSERT_EQ(gold->size(), 2u);
  EXPECT_EQ((*gold)[0].document.at((*gold)[0].toponyms.at(0).span), "Żary");
  EXPECT_EQ((*gold)[0].unlocated, 1u);
  EXPECT_EQ((*gold)[1].document.at((*gold)[1].toponyms.at(0).span), "Oslo");
  EXPECT_EQ(read_geo_gold(written("foreign.xml", "<html/>")).error().kind, ErrorKind::bad_input);
  EXPECT_EQ(read_geo_gold(file / "nowhere").error().kind, ErrorKind::not_found);
}

TEST(RecordScores, ARecordAnswersOneLine) {
  const Reading reading = read_article("KYIV, March 4 (AFP) - Russia shelled Ukraine on Sunday.\n");
  ExpectedEvent line{"ASSAULT", "RUS", "UKR", "*", "*", "*"};
  const Reading dated = read_article(" date 2001-04-02 AFP, KYIV\n\nRussia shelled Ukraine on March 3.\n");
  const ArticleScore score = score_records(reading, {line, line});
  EXPECT_EQ(score.expected, 2u);
  EXPECT_EQ(score.found, 1u);
  ASSERT_EQ(score.missed.size(), 1u);
  for (const char* date : {"2001-03-04", "2001-03", "2001"}) {
    line.date = date;
    const bool same = std::string(date) != "2001-03-04";
    EXPECT_EQ(score_records(dated, {line}).found, same ? 1u : 0u) << date;
  }
  line.date = "2002";
  EXPECT_EQ(score_records(dated, {line}).found, 0u);
  line.date = "*";
  line.recipient = "POL";
  EXPECT_EQ(score_records(reading, {line}).found, 0u);
  line.recipient = "UKR";
  line.open = true;
  const ArticleScore open = score_records(reading, {line});
  EXPECT_EQ(open.expected, 0u);
  EXPECT_EQ(open.records, reading.events.events.size() - 1);
}

TEST(RecordScores, ArticlesOfOthersAreFoundById) {
  const auto folder = std::filesystem::temp_directory_path() / "dateline_scorers_records";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "a.expected.tsv")
      << "# article wire:7\nASSAULT\tRUS\tUKR\t2001-04-01\t-\t-\n";
  const auto articles = written(
      "articles.jsonl",
      R"({"id": "wire:7", "published": "2001-04-02", "text": "Russia shelled Ukraine on Sunday."})");
  const auto scores = evaluate_records(folder, resources(), articles.string());
  ASSERT_TRUE(scores) << scores.error().message();
  EXPECT_EQ(scores->total().found, 1u);
  const auto other = written("other.jsonl", R"({"id": "wire:8", "text": "Nothing happened."})");
  const auto none = evaluate_records(folder, resources(), other.string());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace dateline
