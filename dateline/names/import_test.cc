#include "dateline/names/import.h"

#include <gtest/gtest.h>

#include <fstream>

#include "dateline/names/dated.h"

namespace dateline::names {
namespace {

class Import : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = CameoCodes::load("data");
    ASSERT_TRUE(loaded.ok()) << loaded.error().message();
    codes = std::move(*loaded);
  }
  std::filesystem::path file(const std::string& text) {
    const auto path = std::filesystem::path(testing::TempDir()) /
                      testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ofstream(path) << text;
    return path;
  }
  CameoCodes codes;
};

TEST_F(Import, CodesBecomePlover) {
  std::string why;
  EXPECT_EQ(codes.actor("IRQREB", why)->sectors, Sectors{"REB"});
  EXPECT_EQ(codes.actor("IGOUNO", why)->code, "UNO");
  EXPECT_EQ(codes.actor("TURINS", why)->sectors, Sectors{"REB"}) << "insurgents are rebels";
  EXPECT_EQ(codes.agent("MED", why)->sectors, Sectors{"JRN"}) << "CAMEO's MED was the media";
  EXPECT_FALSE(codes.actor("QQQ", why));
  EXPECT_NE(why.find("QQQ"), std::string::npos);
}

TEST_F(Import, ActorsHaveSynonymsAndDates) {
  ActorBook book;
  const auto path = file(
      "; a comment\n"
      "OLD_CHIEF_ [AFGGOV 20020101-20141231] ; till the vote\n"
      "+THE_CHIEF_\n"
      "  [AFGELI >20141231]\n");
  const auto imported = import_dictionary(path, codes, book);
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(imported->actors, 1u);
  EXPECT_TRUE(imported->errors.empty());
  const Organization& chief = book.organizations.at(0);
  EXPECT_EQ(chief.name, "Old Chief");
  EXPECT_EQ(chief.code, "AFG");
  const auto on = [&](const char* day) {
    return standing_on(chief.terms, parse_iso_date(day)).sectors;
  };
  EXPECT_EQ(on("2010-05-05"), Sectors{"GOV"});
  EXPECT_EQ(on("2016-05-05"), Sectors{"ELI"});
}

TEST_F(Import, AgentsHavePluralsAndSets) {
  ActorBook book;
  const auto path = file(
      "!MINIST! = MINISTER, MINISTRY\n"
      "WATER_!MINIST! [~GOV]\n"
      "RIVER_GUARD {RIVER_GUARDS} [~COP]\n");
  const auto imported = import_dictionary(path, codes, book);
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(imported->agents, 2u);
  ASSERT_EQ(book.roles.size(), 3u);
  EXPECT_EQ(book.roles[1].phrase, "water ministry");
  EXPECT_EQ(book.roles[2].sectors, Sectors{"COP"});
}

TEST_F(Import, LintNamesEachBadLine) {
  const auto path = file(
      "GOOD_ONE [FRA]\n"
      "BAD_CODE [Fra]\n"
      "OPEN_CODE [FRA\n"
      "BAD_DATE [FRAGOV 20100101-20090101]\n"
      "NO_LAND [QQQGOV]\n");
  const std::vector<Error> errors = lint(path, codes);
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_TRUE(errors[0].what.starts_with("line 2: "));
  EXPECT_EQ(errors[0].offset, 15u);
  EXPECT_TRUE(errors[1].what.starts_with("line 3: "));
  EXPECT_TRUE(errors[2].what.starts_with("line 4: "));
  EXPECT_TRUE(errors[3].what.starts_with("line 5: "));
}

TEST_F(Import, AMissingFileIsNamed) {
  const std::vector<Error> errors = lint("/no/such.actors", codes);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace dateline::names
