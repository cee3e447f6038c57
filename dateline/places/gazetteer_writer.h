// Builds the bytes of a gazetteer file, for tools/gazetteer and for tests.
//
// Divisions are added before what lies in them, countries first. Covered by
// gazetteer_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/places/gazetteer.h"

namespace dateline {

class GazetteerWriter {
 public:
  // REQUIRES: countries come first, then the other divisions, then the rest; a
  // parent was added before. `iso3` is for countries. Gives the row's index.
  uint32_t add(const Row& row, std::string_view iso3 = {});
  // A name that folds to nothing is left out. The same name and row twice: the
  // NameKind that comes first in the enum stays.
  void name(uint32_t row, std::string_view name, NameKind kind);
  void word(std::string_view word, PlaceWord kind);
  uint32_t size() const { return static_cast<uint32_t>(rows_.size() / Gazetteer::kRowBytes); }

  // Error: too_large where a table of the format is full; bad_data where two names
  // have one key.
  Result<std::string> bytes() const;

 private:
  using Meanings = std::map<uint32_t, NameKind>;  // row → kind
  uint32_t intern(std::string_view name);

  std::string rows_;
  std::string strings_ = std::string(1, '\0');
  std::string iso3_;
  std::string words_;
  uint32_t divisions_ = 0;
  std::unordered_map<std::string, uint32_t> interned_;
  std::map<std::string, Meanings> names_;  // by folded name
};

}  // namespace dateline
