#include "dateline/names/cameo.h"

#include <algorithm>

#include "dateline/names/table.h"

namespace dateline::names {
namespace {

// Capitals in threes; CAMEO's last group may be a number or hold digits.
bool well_formed(std::string_view cameo) {
  return !cameo.empty() && cameo.size() % 3 == 0 &&
         std::all_of(cameo.begin(), cameo.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

Result<CameoCodes> CameoCodes::load(const std::filesystem::path& data_dir) {
  CameoCodes codes;
  auto map = read_table(data_dir / "actors" / "cameo_codes.tsv", 3);
  if (!map) return map.error();
  for (const Row& row : map->rows) {
    const bool sector = row.fields[0] == "sector";
    if (!sector && row.fields[0] != "code") return map->error_at(row, "the kind is code or sector");
    (sector ? codes.sectors_ : codes.codes_)[std::string(row.fields[1])] = row.fields[2];
  }
  auto countries = read_table(data_dir / "actors" / "countries.tsv", 8);
  if (!countries) return countries.error();
  for (const Row& row : countries->rows) codes.countries_.emplace(row.fields[0]);
  return codes;
}

void CameoCodes::add_sector(std::string_view group, Sectors& sectors) const {
  const auto found = sectors_.find(group);
  if (found == sectors_.end() || found->second.empty()) return;
  if (std::find(sectors.begin(), sectors.end(), found->second) == sectors.end())
    sectors.push_back(found->second);
}

std::optional<PloverCode> CameoCodes::actor(std::string_view cameo, std::string& why) const {
  if (!well_formed(cameo)) {
    why = "\"" + std::string(cameo) + "\" is not made of groups of three capitals";
    return std::nullopt;
  }
  PloverCode plover;
  const std::string_view first = cameo.substr(0, 3);
  const auto known = codes_.find(first);
  if (known != codes_.end()) {
    plover.code = known->second;
  } else if (countries_.count(first)) {
    plover.code = first;
  } else if (sectors_.count(first)) {
    add_sector(first, plover.sectors);
  } else {
    why = "\"" + std::string(first) + "\" is no country or kind of actor that we know";
    return std::nullopt;
  }
  if (cameo.substr(3, 3) == "UNO" && plover.code == "IGO") plover.code = "UNO";
  for (size_t at = 3; at < cameo.size(); at += 3) add_sector(cameo.substr(at, 3), plover.sectors);
  return plover;
}

std::optional<PloverCode> CameoCodes::agent(std::string_view cameo, std::string& why) const {
  PloverCode plover;
  if (!well_formed(cameo) || !sectors_.count(cameo.substr(0, 3))) {
    why = "\"~" + std::string(cameo) + "\" is no agent code that we know";
    return std::nullopt;
  }
  for (size_t at = 0; at < cameo.size(); at += 3) add_sector(cameo.substr(at, 3), plover.sectors);
  return plover;
}

}  // namespace dateline::names
