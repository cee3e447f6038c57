// What gazetteer_compile reads: GeoNames rows and division names from two
// registry packages, and the hand-written tables of data/places.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/places/gazetteer.h"

namespace dateline::compile {

struct Country {
  std::string iso2, iso3, name;
  uint32_t geonameid = 0, population = 0;
  double lat = 0, lon = 0;
  std::vector<std::string> others, demonyms;
};

struct Division {
  std::string code;  // "US.KY", "US.KY.125"
  std::string name;
  uint32_t geonameid = 0;
  bool placed = false;  // lat and lon are stated by hand
  double lat = 0, lon = 0;
  uint64_t population = 0;
  std::vector<std::string> others, demonyms;
  std::string postal;
};

struct Town {
  uint32_t geonameid = 0, population = 0;
  std::string name, ascii, alternates;
  double lat = 0, lon = 0;
  RowKind kind = RowKind::town;
  std::string country, admin1, admin2;  // "US", "US.KY", "US.KY.125"
};

struct Region {
  std::string name, country;
  RowKind kind = RowKind::region;
  double lat = 0, lon = 0;
  std::vector<std::string> others, demonyms;
};

struct Words {
  std::vector<std::string> prefixes, suffixes;                 // generic words of divisions
  std::vector<std::pair<std::string, std::string>> spellings;  // "Saint", "St"
  std::vector<std::pair<PlaceWord, std::string>> common;       // words.tsv
  std::map<std::string, std::vector<std::string>> aliases;     // "UA\tKyiv" → "Kiev"
};

struct Sources {
  std::vector<Country> countries;
  std::vector<Division> admin1, admin2;
  std::vector<Town> towns;
  std::vector<Region> regions;
  Words words;
};

// `cities`: cities500.txt; `names`: the folder of admin1.json and admin2.json.
Result<Sources> read_sources(const std::filesystem::path& cities,
                             const std::filesystem::path& names, const std::filesystem::path& data);

}  // namespace dateline::compile
