#include "dateline/store/exports.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "dateline/base/data_lines.h"
#include "dateline/render/record.h"
#include "dateline/store/annotations.h"
#include "dateline/store/testing.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
const fs::path kRoot = DATELINE_SOURCE_DIR;

class Exports : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(ingest_into(folder_.path, {(kRoot / "samples" / "01-diplomacy.txt").string(),
                                           (kRoot / "samples" / "03-fighting.txt").string()}));
  }

  std::string exported(const std::string& format, const Question& question = {}) {
    auto reader = StoreReader::open(folder_.path);
    std::string out;
    const Status done = export_events(*reader, question, format, kRoot / "data",
                                      [&](std::string_view bytes) -> Status {
                                        out += bytes;
                                        return Done{};
                                      });
    EXPECT_TRUE(done) << format << ": " << done.error().message();
    return out;
  }

  std::vector<std::vector<std::string>> rows(const std::string& format) {
    std::vector<std::vector<std::string>> list;
    std::istringstream lines(exported(format));
    for (std::string line; std::getline(lines, line);) {
      auto& row = list.emplace_back();
      for (std::string_view cell : split(line, '\t')) row.emplace_back(cell);
    }
    return list;
  }

  TestFolder folder_;
};

// What is null, or not there at all, is not given.
json without_nulls(const json& value) {
  if (value.is_object()) {
    json out = json::object();
    for (const auto& [key, item] : value.items())
      if (!item.is_null()) out[key] = without_nulls(item);
    return out;
  }
  if (!value.is_array()) return value;
  json out = json::array();
  for (const json& item : value) out.push_back(without_nulls(item));
  return out;
}

TEST_F(Exports, PloverIsWhatTheCoderGave) {
  std::map<std::string, json> coded;
  ParseScratch scratch;
  for (const char* name : {"01-diplomacy.txt", "03-fighting.txt"}) {
    auto reader = open_input((kRoot / "samples" / name).string(), {}, test_resources().marks);
    Reading reading;
    ASSERT_TRUE((*reader)->next(reading.doc));
    read_layers(test_resources(), scratch, reading);
    for (size_t i = 0; i < reading.events.events.size(); ++i) {
      const json record = json::parse(dump(to_record(reading, i)));
      coded[record["id"]] = without_nulls(record);
    }
  }
  std::istringstream lines(exported("plover"));
  size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    json record = json::parse(line);
    EXPECT_EQ(record["dateline"]["story"], record["dateline"]["document"]);  // each tells its own
    record["dateline"]["story"] = nullptr;                                   // the store's alone
    EXPECT_EQ(without_nulls(record), coded[record["id"]]);
  }
  auto reader = StoreReader::open(folder_.path);  // each event once, however often it is told
  ASSERT_TRUE(reader);
  EXPECT_EQ(std::to_string(count), *reader->table("SELECT count(*) FROM events")->rows[0][0]);
  EXPECT_LE(count, coded.size());
}

TEST_F(Exports, HaveTheColumnsOfTheirModels) {
  for (const auto& row : rows("gdelt")) EXPECT_EQ(row.size(), 61u);
  for (const auto& row : rows("gdelt-mentions")) EXPECT_EQ(row.size(), 16u);
  for (const auto& row : rows("icews")) EXPECT_EQ(row.size(), 20u);
  for (const auto& row : rows("polecat")) EXPECT_EQ(row.size(), 40u);
}

TEST_F(Exports, GdeltRowsSayWhoDidWhat) {
  const auto events = rows("gdelt");
  const auto found = std::find_if(events.begin(), events.end(), [](const auto& row) {
    return row[7] == "TUR" && row[28] == "04";  // Actor1CountryCode, EventRootCode
  });
  ASSERT_NE(found, events.end());
  const auto& row = *found;
  EXPECT_EQ(row[1].size(), 8u);  // SQLDATE
  EXPECT_EQ(row[3], row[1].substr(0, 4));
  EXPECT_EQ(row[29], "1");  // QuadClass
  const auto mentions = rows("gdelt-mentions");
  EXPECT_EQ(mentions.size(), events.size());
  EXPECT_EQ(mentions[0][0], events[0][0]);
}

TEST_F(Exports, GeoJsonDrawsNoPointForACountry) {
  const json collection = json::parse(exported("geojson"));
  EXPECT_EQ(collection["type"], "FeatureCollection");
  EXPECT_FALSE(collection["features"].empty());
  for (const json& feature : collection["features"]) {
    const json& resolution = feature["properties"]["resolution"];
    EXPECT_EQ(feature["geometry"].is_null(), resolution.is_null() || resolution == 1);
  }
}

TEST_F(Exports, AnnotationsQuoteTheirWords) {
  std::istringstream lines(exported("webannotation"));
  size_t targets = 0;
  for (std::string line; std::getline(lines, line);) {
    const json annotation = json::parse(line);
    for (const json& target : annotation["target"]) {
      const json& position = target["selector"][0];
      EXPECT_LT(position["start"], position["end"]);
      EXPECT_FALSE(target["selector"][1]["exact"].get<std::string>().empty());
      ++targets;
    }
  }
  EXPECT_GT(targets, 0u);
}

TEST_F(Exports, GexfIsXmlWithTheActors) {
  const std::string gexf = exported("gexf");
  EXPECT_NE(gexf.find("<node id=\"TURGOV\""), std::string::npos) << gexf;
  EXPECT_NE(gexf.find("</gexf>"), std::string::npos);
}

TEST(Annotations, CountCodePoints) {
  const json annotation =
      json::parse(web_annotation({"1", "CONSULT", "urn:x", {{"event", 8, 11}}}, "Zürich met Bern"));
  const json& selectors = annotation["target"][0]["selector"];
  EXPECT_EQ(selectors[0]["start"], 7);
  EXPECT_EQ(selectors[0]["end"], 10);
  EXPECT_EQ(selectors[1]["exact"], "met");
  EXPECT_EQ(selectors[1]["prefix"], "Zürich ");
}

}  // namespace
}  // namespace dateline
