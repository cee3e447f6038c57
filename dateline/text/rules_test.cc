#include "dateline/text/rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace dateline {
namespace {

const std::filesystem::path kData = DATELINE_SOURCE_DIR "/data";

TEST(TextRules, AbbreviationsKeepTheirCase) {
  const auto rules = TextRules::load(kData);
  ASSERT_TRUE(rules.ok()) << rules.error().message();
  EXPECT_EQ(rules.value().abbreviation("Mr"), Abbreviation::title);
  EXPECT_EQ(rules.value().abbreviation("MR"), Abbreviation::title);
  EXPECT_EQ(rules.value().abbreviation("mr"), Abbreviation::none);
  EXPECT_EQ(rules.value().abbreviation("Jan"), Abbreviation::month);
  EXPECT_EQ(rules.value().abbreviation(std::string(1000, 'M')), Abbreviation::none);
}

TEST(TextRules, Classes) {
  const auto rules = TextRules::load(kData);
  ASSERT_TRUE(rules.ok());
  EXPECT_TRUE(rules.value().is("Non", kPrefix));
  EXPECT_FALSE(rules.value().is("five", kPrefix));
  EXPECT_TRUE(rules.value().is("’S", kClitic));
  EXPECT_TRUE(rules.value().currency("US"));
  EXPECT_FALSE(rules.value().currency("us"));
  const Parts* parts = rules.value().split("Cannot");
  ASSERT_NE(parts, nullptr);
  EXPECT_EQ((*parts)[0], 3);
  EXPECT_EQ((*parts)[1], 3);
  EXPECT_EQ((*parts)[2], 0);
}

TEST(TextRules, ErrorsNameFileAndLine) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "text_rules_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  EXPECT_EQ(TextRules::load(folder).error().kind, ErrorKind::not_found);
  std::filesystem::copy(kData / "text", folder / "text");
  std::ofstream(folder / "text/splits.tsv") << "# comment\ncannot\tcan|nut\n";
  const auto broken = TextRules::load(folder);
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().kind, ErrorKind::bad_data);
  EXPECT_NE(broken.error().message().find("splits.tsv"), std::string::npos);
  EXPECT_NE(broken.error().what.find("2"), std::string::npos) << broken.error().what;
}

}  // namespace
}  // namespace dateline
