// Place names resolved to GeoNames (geonames.org, CC BY 4.0).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dateline/base/span.h"

namespace dateline {

// How exact a resolved place is. The numbers are PLOVER's `resolution`. Append only.
enum class PlaceLevel : uint8_t { unknown = 0, country = 1, admin1 = 2, admin2 = 3, city = 4, site = 5 };

struct PlaceCandidate {
  uint32_t geonameid = 0;
  std::string name;     // GeoNames name
  std::string country;  // ISO 3166-1 alpha-3
  std::string admin1;   // name of the first-order division, where known
  double lat = 0;       // WGS84 degrees
  double lon = 0;
  uint64_t population = 0;
  PlaceLevel level = PlaceLevel::unknown;
  float score = 0;  // 0 to 1, over the candidates of one place
};

struct Place {
  Span span;
  uint32_t first = 0;  // tokens; first == last for a place of the dateline header
  uint32_t last = 0;
  std::vector<PlaceCandidate> candidates;  // best first; empty: not resolved
  bool is_dateline = false;                // the article's dateline place
  bool is_actor = false;                   // stands for a government or a team here

  bool resolved() const { return !candidates.empty(); }
};

struct Places {
  std::vector<Place> places;  // in text order
};

}  // namespace dateline
