#include "dateline/eval/evaluate_plover.h"

#include <gtest/gtest.h>

#include <fstream>

#include "dateline/eval/plover_labels.h"

namespace dateline {
namespace {

std::filesystem::path file_with(std::string_view text) {
  const auto file = std::filesystem::path(testing::TempDir()) /
                    testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

TEST(PloverTable, FindsColumnsByNameAndTakesTheMarksOut) {
  const auto rows = read_plover_table(
      file_with("gold_root\tmarked_sentence\tsentence\r\n"
                "AID\t<s>Norway</s> fed <t>Chad</t>.\tNorway fed Chad.\r\n"
                "\t\"<s>Chad</s> said \"\"no\"\" to <t>Mali</t>\"\tx\r\n"));
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].sentence, "Norway fed Chad.");
  EXPECT_EQ((*rows)[0].source, (Span{0, 6}));
  EXPECT_EQ((*rows)[0].target, (Span{11, 15}));
  EXPECT_EQ((*rows)[0].gold, "AID");
  EXPECT_EQ((*rows)[1].sentence, "Chad said \"no\" to Mali");
}

TEST(PloverTable, RefusesATableWithoutSentences) {
  EXPECT_FALSE(read_plover_table(file_with("a\tb\n1\t2\n")));
}

TEST(PloverLabels, NameOurCategoriesAsTheSetDoes) {
  const auto labels =
      PloverLabels::load(std::string(DATELINE_SOURCE_DIR) + "/data/eval/plover_labels.tsv");
  ASSERT_TRUE(labels) << labels.error().message();
  EXPECT_EQ(labels->label(EventType::retreat, "retreat/release"), "YIELD");
  EXPECT_EQ(labels->label(EventType::concede, "agree/promise>promise"), "AGREE");
  EXPECT_EQ(labels->label(EventType::aid, "aid/give"), "AID");
  EXPECT_EQ(labels->quad("YIELD"), 2);
  EXPECT_EQ(labels->quad("SANCTION"), 4);
}

TEST(PloverScores, CountMacroF1OverGoldCategories) {
  PloverScores scores;
  scores.scored = 4;
  scores.right = 3;
  scores.confusion["AID"]["AID"] = 2;
  scores.confusion["REJECT"]["REJECT"] = 1;
  scores.confusion["REJECT"]["AID"] = 1;
  EXPECT_DOUBLE_EQ(scores.accuracy(), 0.75);
  EXPECT_NEAR(scores.macro_f1(), (0.8 + 2.0 / 3) / 2, 1e-9);
}

}  // namespace
}  // namespace dateline
