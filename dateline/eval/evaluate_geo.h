// Geocoding against LGL (Lieberman et al. 2010) and GeoVirus (Gritta et al. 2018).
//
// Toponyms given: each gold toponym with coordinates is resolved in its article;
// accuracy within 161 km, one that is not resolved counted wrong; mean and median
// error in km over those resolved; the area under the curve of logarithmic error
// (Gritta et al. 2018), 0 best, an unresolved one at the largest error on Earth.
// End to end: found spans that overlap a gold toponym, one to one (precision is
// low by construction on LGL, whose gold skips many names).
// Covered by tests/scorers_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/places/places.h"

namespace dateline {

struct GoldToponym {
  Span span;  // bytes of GoldArticle::document.text
  double lat = 0;
  double lon = 0;
};

struct GoldArticle {
  Document document;
  std::vector<GoldToponym> toponyms;  // those with coordinates
  uint32_t unlocated = 0;             // gold toponyms without coordinates, not scored
};

// Reads either file by its elements. Errors: not_found, bad_input.
Result<std::vector<GoldArticle>> read_geo_gold(const std::filesystem::path& file);

struct GeoMiss {
  std::string article, name;
  double gold_lat = 0, gold_lon = 0;
  std::string resolved;  // "Paris, Texas, USA"; empty where unresolved
  double km = 0;         // kNoDistance where unresolved
};

inline constexpr double kNoDistance = -1;
inline constexpr double kFarthestKm = 20039;  // half a great circle

struct GeoScores {
  uint64_t articles = 0;
  uint64_t toponyms = 0;
  uint64_t resolved = 0;
  uint64_t within_161km = 0;
  double mean_km = 0, median_km = 0, auc = 0;
  std::vector<GeoMiss> misses;  // in file order
  // End to end; all 0 where no finder was given.
  uint64_t found = 0, matched = 0, gold_spans = 0;

  double accuracy() const;
  double precision() const;
  double recall() const;
  // A few lines for a person; with `details` the misses too.
  std::string table(bool details) const;
};

struct GeoOptions {
  ResolveWeights weights;
  // Finds the places of a document for the end-to-end figures; may be empty.
  std::function<Places(const Document&)> find;
};

Result<GeoScores> evaluate_geo(const std::filesystem::path& file, const Gazetteer& gazetteer,
                               const GeoOptions& options = {});

}  // namespace dateline
