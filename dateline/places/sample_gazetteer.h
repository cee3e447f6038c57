// A small invented-by-hand gazetteer for the tests of this stage: real places,
// rounded numbers.
#pragma once

#include "dateline/places/gazetteer.h"
#include "dateline/places/gazetteer_writer.h"

namespace dateline {

// The file's bytes.
inline std::string sample_gazetteer_bytes() {
  GazetteerWriter out;
  const auto add = [&out](RowKind kind, uint32_t parent, uint32_t people, double lat, double lon,
                          std::string_view name, std::string_view iso3 = {}) {
    const uint32_t row = out.add({1000 + out.size(), kind, parent, people, lat, lon, name}, iso3);
    out.name(row, name, NameKind::name);
    return row;
  };
  const uint32_t usa =
      add(RowKind::country, kNone, 327'000'000, 39.76, -98.5, "United States", "USA");
  const uint32_t france = add(RowKind::country, kNone, 67'000'000, 46, 2, "France", "FRA");
  const uint32_t mali = add(RowKind::country, kNone, 19'000'000, 18, -2, "Mali", "MLI");
  const uint32_t georgia = add(RowKind::country, kNone, 3'700'000, 42, 43.5, "Georgia", "GEO");
  out.name(usa, "US", NameKind::abbreviation);
  out.name(usa, "American", NameKind::demonym);
  out.name(mali, "Malian", NameKind::demonym);
  out.name(georgia, "Georgian", NameKind::demonym);
  const uint32_t texas = add(RowKind::admin1, usa, 28'000'000, 31.25, -99.25, "Texas");
  const uint32_t state = add(RowKind::admin1, usa, 10'000'000, 32.75, -83.5, "Georgia");
  const uint32_t ile = add(RowKind::admin1, france, 12'000'000, 48.5, 2.5, "Île-de-France");
  const uint32_t gao_region = add(RowKind::admin1, mali, 540'000, 18, 0.5, "Gao Region");
  out.name(gao_region, "Gao", NameKind::bare);
  out.name(texas, "TX", NameKind::postal);
  out.name(texas, "Tex.", NameKind::abbreviation);
  const uint32_t lamar = add(RowKind::admin2, texas, 50'000, 33.67, -95.57, "Lamar County");
  const uint32_t walker = add(RowKind::admin2, state, 68'000, 34.74, -85.3, "Walker County");
  add(RowKind::town, lamar, 25'000, 33.66, -95.56, "Paris");
  add(RowKind::capital, ile, 2'100'000, 48.85, 2.35, "Paris");
  add(RowKind::admin1_seat, gao_region, 87'000, 16.27, -0.04, "Gao");
  add(RowKind::capital, mali, 1'300'000, 12.65, -8.0, "Bamako");
  add(RowKind::capital, georgia, 1'050'000, 41.69, 44.83, "Tbilisi");
  add(RowKind::admin1_seat, state, 420'000, 33.75, -84.39, "Atlanta");
  add(RowKind::town, walker, 3'600, 34.87, -85.29, "Walker");
  add(RowKind::town, state, 900, 33.1, -84.0, "Hilton");
  add(RowKind::region, kNone, 0, 15, 5, "Sahel");
  add(RowKind::site, france, 0, 48.87, 2.32, "Élysée Palace");
  const uint32_t rio = add(RowKind::town, kNone, 6'000'000, -22.9, -43.2, "Rio de Janeiro");
  out.name(rio, "Rio", NameKind::other);
  for (const char* word : {"northern", "downtown"}) out.word(word, PlaceWord::direction);
  for (const char* word : {"province", "region"}) out.word(word, PlaceWord::division);
  out.word("the", PlaceWord::article);
  out.word("county", PlaceWord::county);
  out.word("counties", PlaceWord::counties);
  out.word("city", PlaceWord::town);
  out.word("of", PlaceWord::inward);
  out.word("in", PlaceWord::locative);
  out.word("president", PlaceWord::person);
  out.word("university", PlaceWord::unit);
  out.word("al", PlaceWord::particle);
  return std::move(out.bytes()).value();
}

inline Gazetteer sample_gazetteer() {
  return std::move(Gazetteer::from_bytes(sample_gazetteer_bytes())).value();
}

}  // namespace dateline
