#include "dateline/places/gazetteer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "dateline/places/fold.h"
#include "dateline/places/sample_gazetteer.h"

namespace dateline {
namespace {

const std::filesystem::path kRoot = DATELINE_SOURCE_DIR;

std::vector<Posting> meanings(const Gazetteer& gazetteer, std::string_view name) {
  std::vector<Posting> out;
  gazetteer.find(NameKey::of(fold_name(name)), out);
  return out;
}

TEST(Gazetteer, GivesAllMeaningsOfAName) {
  const Gazetteer gazetteer = sample_gazetteer();
  EXPECT_EQ(meanings(gazetteer, "Paris").size(), 2u);
  EXPECT_EQ(meanings(gazetteer, "PARIS").size(), 2u);
  EXPECT_EQ(meanings(gazetteer, "Bamako").size(), 1u);
  EXPECT_TRUE(meanings(gazetteer, "Nowhere").empty());
}

TEST(Gazetteer, KeepsTheKindOfAName) {
  const Gazetteer gazetteer = sample_gazetteer();
  EXPECT_EQ(meanings(gazetteer, "Malian").at(0).kind, NameKind::demonym);
  EXPECT_EQ(meanings(gazetteer, "TX").at(0).kind, NameKind::postal);
  EXPECT_EQ(meanings(gazetteer, "Rio").at(0).kind, NameKind::other);
}

TEST(Gazetteer, ClimbsToDivisionsAndCountry) {
  const Gazetteer gazetteer = sample_gazetteer();
  const uint32_t lamar = meanings(gazetteer, "Lamar County").at(0).row;
  EXPECT_EQ(gazetteer.row(gazetteer.admin1_of(lamar)).name, "Texas");
  EXPECT_EQ(gazetteer.row(gazetteer.country_of(lamar)).name, "United States");
  EXPECT_EQ(gazetteer.iso3(lamar), "USA");
  const uint32_t sahel = meanings(gazetteer, "Sahel").at(0).row;
  EXPECT_EQ(gazetteer.country_of(sahel), kNone);
  EXPECT_EQ(gazetteer.iso3(sahel), "");
}

TEST(Gazetteer, FillsACandidate) {
  const Gazetteer gazetteer = sample_gazetteer();
  const PlaceCandidate gao = gazetteer.candidate(meanings(gazetteer, "Bamako").at(0).row, 0.5f);
  EXPECT_EQ(gao.name, "Bamako");
  EXPECT_EQ(gao.country, "MLI");
  EXPECT_EQ(gao.admin1, "");
  EXPECT_NEAR(gao.lat, 12.65, 1e-4);
  EXPECT_NEAR(gao.lon, -8.0, 1e-4);
  EXPECT_EQ(gao.population, 1'300'000u);
  EXPECT_EQ(gao.level, PlaceLevel::city);
  EXPECT_EQ(gao.score, 0.5f);
}

TEST(Gazetteer, NamesTheFileThatIsMissing) {
  const auto result = Gazetteer::load("no/such/gazetteer.dlg");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::not_found);
  EXPECT_EQ(result.error().file, "no/such/gazetteer.dlg");
}

TEST(Gazetteer, RefusesAForeignFile) {
  const auto result =
      Gazetteer::from_bytes("PK\x03\x04 this is no gazetteer at all, but long enough");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::bad_model);
}

TEST(Gazetteer, RefusesABlobFileOfAnotherKind) {
  const auto result = Gazetteer::from_bytes(blob_file_bytes({}));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().what, "not a gazetteer");
}

TEST(Gazetteer, RefusesEveryCutFile) {
  const std::string bytes = sample_gazetteer_bytes();
  for (size_t size = 0; size < bytes.size(); size += 997)
    EXPECT_FALSE(Gazetteer::from_bytes(std::string_view(bytes).substr(0, size)).ok()) << size;
}

TEST(Gazetteer, RefusesAChangedByte) {
  std::string bytes = sample_gazetteer_bytes();
  for (size_t at = 64; at < bytes.size(); at += 4099) {
    bytes[at] ^= 0x20;
    EXPECT_FALSE(Gazetteer::from_bytes(bytes).ok()) << at;
    bytes[at] ^= 0x20;
  }
}

class Committed : public testing::Test {
 protected:
  static const Gazetteer& gazetteer() {
    static const Gazetteer loaded =
        std::move(Gazetteer::load(kRoot / "data/places/gazetteer.dlg")).value();
    return loaded;
  }
};

TEST_F(Committed, HoldsAtLeast190000Places) {
  EXPECT_GE(gazetteer().size() - gazetteer().divisions(), 190'000u);
}

TEST_F(Committed, LoadsInTheTimeOfAnEyeBlink) {
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(Gazetteer::load(kRoot / "data/places/gazetteer.dlg").ok());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(1000));
}

TEST_F(Committed, HoldsSoundRowsOnly) {
  for (uint32_t i = gazetteer().divisions(); i < gazetteer().size(); i += 17) {
    const Row row = gazetteer().row(i);
    EXPECT_GE(row.lat, -90);
    EXPECT_LE(row.lat, 90);
    EXPECT_GE(row.lon, -180);
    EXPECT_LE(row.lon, 180);
    EXPECT_FALSE(row.name.empty()) << i;
    EXPECT_TRUE(row.parent == kNone || row.parent < gazetteer().divisions());
  }
}

TEST_F(Committed, EveryTownIsFoundByItsOwnName) {
  for (uint32_t i = gazetteer().divisions(); i < gazetteer().size(); i += 101) {
    const Row row = gazetteer().row(i);
    if (fold_name(row.name).empty()) continue;
    const auto found = meanings(gazetteer(), row.name);
    EXPECT_TRUE(std::ranges::any_of(found, [i](Posting m) { return m.row == i; })) << row.name;
  }
}

TEST_F(Committed, KnowsWhatTheNewsNames) {
  for (const char* name :
       {"Beijing",          "Pyongyang",   "West Bank",     "Gaza Strip",
        "Crimea",           "Kashmir",     "Darfur",        "Donbas",
        "Korean Peninsula", "Middle East", "Sahel",         "Great Hall of the People",
        "Tahrir Square",    "the Kremlin", "Ariz.",         "Mass.",
        "South China Sea",  "Helmand",     "Rakhine",       "Kiev",
        "Kobani",           "Hodeidah",    "Laurel County", "NSW",
        "St. Louis",        "Ft. Worth"})
    EXPECT_FALSE(meanings(gazetteer(), name).empty()) << name;
}

}  // namespace
}  // namespace dateline
