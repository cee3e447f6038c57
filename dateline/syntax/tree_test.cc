#include "dateline/syntax/tree.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace dateline {
namespace {

bool single_root_tree(const std::vector<uint32_t>& heads) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == 0) ++roots;
    uint32_t at = i + 1;
    for (size_t steps = 0; at != 0; at = heads[at - 1])
      if (++steps > heads.size()) return false;
  }
  return roots == 1;
}

double total(const std::vector<float>& score, const std::vector<uint32_t>& heads) {
  const size_t n = heads.size();
  double sum = 0;
  for (size_t i = 0; i < n; ++i) sum += score[i * (n + 1) + heads[i]];
  return sum;
}

// The slow reference: every assignment of heads.
double best_of_all(const std::vector<float>& score, uint32_t n) {
  std::vector<uint32_t> heads(n, 0);
  double best = -1e300;
  while (true) {
    if (single_root_tree(heads)) best = std::max(best, total(score, heads));
    uint32_t i = 0;
    while (i < n && ++heads[i] > n) heads[i++] = 0;
    if (i == n) return best;
  }
}

std::vector<uint32_t> solve(const std::vector<float>& score, uint32_t n) {
  std::vector<uint32_t> heads(n);
  TreeScratch scratch;
  best_tree(score.data(), n + 1, n, heads.data(), scratch);
  return heads;
}

TEST(TreeTest, IsTheBestOfAllTrees) {
  std::mt19937 engine(1);
  std::normal_distribution<float> normal(0, 3);
  for (uint32_t round = 0; round < 400; ++round) {
    const uint32_t n = 1 + round % 6;
    std::vector<float> score(n * (n + 1));
    for (float& s : score) s = normal(engine);
    // Some rounds pull every word to the root, some push it away.
    for (uint32_t i = 0; i < n; ++i) score[i * (n + 1)] += static_cast<float>(round % 3 * 8) - 8;
    const auto heads = solve(score, n);
    ASSERT_TRUE(single_root_tree(heads)) << "round " << round;
    EXPECT_NEAR(total(score, heads), best_of_all(score, n), 1e-4) << "round " << round;
  }
}

TEST(TreeTest, LongSentencesAreTreesToo) {
  std::mt19937 engine(2);
  std::normal_distribution<float> normal(0, 3);
  const uint32_t n = 400;
  std::vector<float> score(n * (n + 1));
  for (float& s : score) s = normal(engine);
  EXPECT_TRUE(single_root_tree(solve(score, n)));
}

TEST(TreeTest, OneLongCycle) {
  const uint32_t n = 300;
  std::vector<float> score(n * (n + 1), -5);
  for (uint32_t i = 0; i < n; ++i) score[i * (n + 1) + (i + 1) % n + 1] = 5;
  const auto heads = solve(score, n);
  EXPECT_TRUE(single_root_tree(heads));
}

TEST(TreeTest, NotNumbersGiveSomeTree) {
  for (const float value :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
        -std::numeric_limits<float>::infinity()}) {
    const std::vector<float> score(5 * 6, value);
    EXPECT_TRUE(single_root_tree(solve(score, 5)));
  }
}

}  // namespace
}  // namespace dateline
