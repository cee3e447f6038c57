// CAMEO actor codes in PLOVER terms: "IRQREB" → IRQ, REB; "~HLH" → MED.
//
// The map is data (data/actors/cameo_codes.tsv). Covered by import_test.cc.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "dateline/base/result.h"
#include "dateline/names/book.h"

namespace dateline::names {

struct PloverCode {
  std::string code;  // empty: none ("~GOV", regions)
  Sectors sectors;
};

class CameoCodes {
 public:
  // Reads data_dir/actors. Errors: not_found, bad_data.
  static Result<CameoCodes> load(const std::filesystem::path& data_dir);

  // Groups of three letters; the first is a country or a kind of actor. Groups
  // of ethnic and group codes that the map does not know are left out.
  // nullopt: not a CAMEO code, `why` says in what.
  std::optional<PloverCode> actor(std::string_view cameo, std::string& why) const;
  // What stands behind "~".
  std::optional<PloverCode> agent(std::string_view cameo, std::string& why) const;

 private:
  void add_sector(std::string_view group, Sectors& sectors) const;
  std::map<std::string, std::string, std::less<>> codes_, sectors_;
  std::set<std::string, std::less<>> countries_;
};

}  // namespace dateline::names
