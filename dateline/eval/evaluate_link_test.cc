#include "dateline/eval/evaluate_link.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

using Labels = std::vector<uint32_t>;
const Labels kGold = {0, 0, 0, 1, 1, 1, 1};
const Labels kFound = {0, 0, 1, 1, 1, 2, 2};

// By hand, from the definitions in Pradhan et al. (2014).
TEST(EvaluateLink, CountsAsTheDefinitionsSay) {
  EXPECT_NEAR(muc(kGold, kFound).recall, 3 / 5.0, 1e-9);
  EXPECT_NEAR(muc(kGold, kFound).precision, 3 / 4.0, 1e-9);
  EXPECT_NEAR(b_cubed(kGold, kFound).recall, (5 / 3.0 + 2) / 7, 1e-9);
  EXPECT_NEAR(b_cubed(kGold, kFound).precision, (4 + 5 / 3.0) / 7, 1e-9);
  EXPECT_NEAR(ceaf_e(kGold, kFound).recall, (4 / 5.0 + 2 / 3.0) / 2, 1e-9);
  EXPECT_NEAR(ceaf_e(kGold, kFound).precision, (4 / 5.0 + 2 / 3.0) / 3, 1e-9);
}

TEST(EvaluateLink, TheSameIsWholeAndNothingIsNothing) {
  for (const auto& measure : {muc, b_cubed, ceaf_e}) {
    EXPECT_NEAR(measure(kGold, kGold).f1(), 1, 1e-9);
    EXPECT_EQ(measure({}, {}).f1(), 0);
  }
}

// Below what has been reached on our own stories (docs/evaluate.md): the coder moves.
TEST(EvaluateLink, LinksOurStories) {
  const std::filesystem::path root = DATELINE_SOURCE_DIR;
  const auto resources = Resources::load(ResourcePaths::under(root));
  ASSERT_TRUE(resources) << resources.error().message();
  const auto scores = evaluate_link(root / "samples" / "stories", *resources);
  ASSERT_TRUE(scores) << scores.error().message();
  EXPECT_GE(scores->articles, 40u);
  EXPECT_GE(scores->told, 45u) << scores->table(true);
  EXPECT_GE(scores->conll_f1(), 0.83) << scores->table(true);
}

TEST(EvaluateLink, SaysWhereThereIsNoGold) {
  const std::filesystem::path root = DATELINE_SOURCE_DIR;
  const auto resources = Resources::load(ResourcePaths::under(root));
  ASSERT_TRUE(resources);
  EXPECT_FALSE(evaluate_link(root / "docs", *resources));
}

}  // namespace
}  // namespace dateline
