#include "dateline/base/signs.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dateline {
namespace {

class Table : public ::testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::path(::testing::TempDir()) /
            (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".tsv");
  }
  Status read(const std::string& lines) {
    std::ofstream(file_) << lines;
    return read_weights(file_, 2, weights_);
  }
  std::filesystem::path file_;
  SignWeights weights_;
};

TEST_F(Table, AddsUpTheColumnsThatAsk) {
  ASSERT_TRUE(read("# sign, all, some\nnear\t1.5\t-0.25\nfar\t-1\t0\n"));
  const std::vector<uint8_t> all{0}, some{0, 1};
  EXPECT_FLOAT_EQ(weigh(weights_, all, {"near", "far"}), 0.5f);
  EXPECT_FLOAT_EQ(weigh(weights_, some, {"near", "unheard of"}), 1.25f);
}

TEST_F(Table, NamesTheLineThatBreaksTheFormat) {
  for (const char* line :
       {"near\t1\n", "near\t1\tx\n", "near\t1\t\n", "near\t1\t2\nnear\t1\t2\n"}) {
    const Status status = read(std::string("# sign\nfirst\t1\t2\n") + line);
    ASSERT_FALSE(status) << line;
    EXPECT_EQ(status.error().kind, ErrorKind::bad_data) << line;
    weights_.clear();
  }
}

}  // namespace
}  // namespace dateline
