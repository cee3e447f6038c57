// Names to places: GeoNames towns, all countries, first- and second-order
// divisions, regions, waters and sites, in one compiled, memory-mapped file.
//
// docs/gazetteer-format.md has the layout; tools/gazetteer compiles the file
// from the rows of GeoNames (geonames.org, CC BY 4.0) and data/places/*.tsv.
// A Gazetteer is checked whole when it is loaded, then const: share it between
// threads. Covered by gazetteer_test.cc and gazetteer_fuzz.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/doc/places.h"
#include "dateline/places/words.h"

namespace dateline {

// What a row is. On disk; append only.
enum class RowKind : uint8_t {
  country,
  admin1,
  admin2,
  town,
  capital,
  admin1_seat,
  seat,
  section,
  former_town,
  continent,
  region,
  area,
  water,
  stream,
  mountains,
  island,
  site,
};

// How a name belongs to its row. On disk; append only.
enum class NameKind : uint8_t {
  name,          // the name or its ASCII form
  other,         // an alternate name
  demonym,       // "Malian", "Malians"
  abbreviation,  // "Ala.", "DRC": written with its stops or in capitals
  postal,        // "AL": only after a comma
  bare,          // a division without its generic word: "Helmand" of Helmand Province
};

struct Row {
  uint32_t geonameid = 0;  // 0: not stated
  RowKind kind = RowKind::town;
  uint32_t parent = kNone;  // the row of the smallest division that holds it
  uint32_t population = 0;
  double lat = 0;
  double lon = 0;
  std::string_view name;
};

struct Posting {
  uint32_t row = 0;
  NameKind kind = NameKind::name;
};

class Gazetteer {
 public:
  // Errors: not_found, no_access, io; bad_model where the file is foreign, broken
  // or of another version.
  static Result<Gazetteer> load(const std::filesystem::path& file);
  static Result<Gazetteer> from_bytes(std::string_view bytes);

  // Appends what the folded name with this key (NameKey) may mean; true where anything.
  bool find(uint64_t key, std::vector<Posting>& out) const;
  bool knows(uint64_t key) const;

  // REQUIRES: index < size().
  Row row(uint32_t index) const;
  RowKind kind(uint32_t index) const;
  uint32_t parent(uint32_t index) const;
  uint32_t population(uint32_t index) const;
  // The country that holds the row, itself for a country; kNone for high seas and the like.
  uint32_t country_of(uint32_t index) const;
  // The first-order division that holds the row, itself for one; kNone where none.
  uint32_t admin1_of(uint32_t index) const;
  // "MLI"; empty for a row that lies in no country.
  std::string_view iso3(uint32_t index) const;

  uint32_t size() const { return static_cast<uint32_t>(rows_.size() / kRowBytes); }
  uint32_t divisions() const { return divisions_; }  // rows [0, divisions()) can be parents

  // The class of a common word, folded; none for any other.
  PlaceWord word_class(std::string_view folded) const;
  const PlaceWords& words() const { return words_; }

  PlaceCandidate candidate(uint32_t index, float score) const;

  static constexpr size_t kRowBytes = 20;

 private:
  explicit Gazetteer(BlobFile file) : file_(std::move(file)) {}
  static Result<Gazetteer> adopt(BlobFile file);
  Status bind();
  Status read_words();
  Status check_index() const;
  Status check_rows() const;
  const uint64_t* find_key(uint64_t key) const;

  BlobFile file_;
  std::span<const uint32_t> buckets_;  // kBuckets + 1 starts into keys_, by the key's top bits
  std::span<const uint64_t> keys_;     // sorted: 40 bits of key, 24 bits of value
  std::span<const uint32_t> postings_;
  std::span<const unsigned char> rows_;
  std::string_view strings_;
  std::string_view iso3_;  // three letters for each country row
  uint32_t divisions_ = 0;
  PlaceWords words_;
};

PlaceLevel level_of(RowKind kind, bool in_country);

}  // namespace dateline
