#include "dateline/read/wire_marks.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "dateline/read/testing.h"

namespace dateline {
namespace {

using read_testing::marks;

TEST(WireMarks, Agencies) {
  EXPECT_EQ(marks().agency("AFP"), "AFP");
  EXPECT_EQ(marks().agency("Agence France-Presse"), "AFP");
  EXPECT_EQ(marks().agency("agence france-presse"), "AFP");
  EXPECT_EQ(marks().agency("ap"), "");  // short forms keep their case
  EXPECT_EQ(marks().agency("Nobody"), "");
  EXPECT_EQ(marks().agency_prefix("AFP, BEIJING"), 3u);
  EXPECT_EQ(marks().agency_prefix("Xinhua News Agency)"), 18u);
  EXPECT_EQ(marks().agency_prefix("APPEAL"), 0u);
}

TEST(WireMarks, HasManyAgencies) {
  std::ifstream in(DATELINE_SOURCE_DIR "/data/read/agencies.tsv");
  std::string line;
  std::set<std::string> names;
  while (std::getline(in, line))
    if (!line.empty() && line[0] != '#') names.insert(line.substr(line.find('\t') + 1));
  EXPECT_GE(names.size(), 150u);
}

TEST(WireMarks, NoticesLongestFirst) {
  const auto mark = marks().notice("2nd lead-Envoys");
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->length, 8u);
  EXPECT_FALSE(marks().notice("Updatesque"));
}

TEST(WireMarks, ErrorsNameFileAndLine) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "marks_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "read");
  const auto missing = WireMarks::load(folder);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  std::ofstream(folder / "read/agencies.tsv") << "# form\nAFP\tAFP\nAP\n";
  const auto broken = WireMarks::load(folder);
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().kind, ErrorKind::bad_data);
  EXPECT_NE(broken.error().message().find("agencies.tsv"), std::string::npos);
  EXPECT_NE(broken.error().what.find("3"), std::string::npos) << broken.error().what;
}

}  // namespace
}  // namespace dateline
