#include "tools/gazetteer/sources.h"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "dateline/base/data_lines.h"

namespace dateline::compile {
namespace {

std::vector<std::string> list(std::string_view field, char mark = '|') {
  std::vector<std::string> out;
  for (const std::string_view part : split(field, mark))
    if (!trim(part).empty()) out.emplace_back(trim(part));
  return out;
}

double number(std::string_view field) { return std::strtod(std::string(field).c_str(), nullptr); }
uint32_t whole(std::string_view field) {
  return static_cast<uint32_t>(std::strtoul(std::string(field).c_str(), nullptr, 10));
}

Status good_point(double lat, double lon) {
  if (lat < -90 || lat > 90 || lon < -180 || lon > 180) return bad_line("no such point on Earth");
  return Done{};
}

Status read_countries(const std::filesystem::path& file, std::vector<Country>& out) {
  return each_row(file, 7, 9, [&out](const Fields& f) -> Status {
    if (f[0].size() != 2 || f[1].size() != 3) return bad_line("country codes of 2 and 3 letters");
    Country c;
    c.iso2 = f[0];
    c.iso3 = f[1];
    c.geonameid = whole(f[2]);
    c.lat = number(f[3]);
    c.lon = number(f[4]);
    c.population = whole(f[5]);
    c.name = f[6];
    c.others = list(f[7]);
    c.demonyms = list(f[8]);
    out.push_back(std::move(c));
    return good_point(out.back().lat, out.back().lon);
  });
}

Status read_names(const std::filesystem::path& file, std::vector<Division>& out) {
  std::ifstream in(file);
  if (!in) return Error{ErrorKind::not_found, "cannot open", kNoOffset, file.string()};
  const auto rows = nlohmann::json::parse(in, nullptr, false);
  if (!rows.is_array()) return Error{ErrorKind::bad_data, "not a list", kNoOffset, file.string()};
  for (const auto& row : rows) {
    Division d;
    d.code = row.value("code", "");
    d.name = row.value("name", "");
    out.push_back(std::move(d));
  }
  return Done{};
}

Status read_divisions(const std::filesystem::path& file, std::vector<Division>& admin1) {
  std::unordered_map<std::string, Division*> by_code;
  for (Division& d : admin1) by_code[d.code] = &d;
  return each_row(file, 3, 6, [&by_code](const Fields& f) -> Status {
    const auto found = by_code.find(std::string(f[0]));
    if (found == by_code.end()) return bad_line("no division has the code " + std::string(f[0]));
    Division& d = *found->second;
    d.placed = true;
    d.lat = number(f[1]);
    d.lon = number(f[2]);
    d.geonameid = whole(f[3]);
    d.others = list(f[4]);
    d.postal = f[5];
    return good_point(d.lat, d.lon);
  });
}

RowKind town_kind(std::string_view code) {
  if (code == "PPLC") return RowKind::capital;
  if (code == "PPLA") return RowKind::admin1_seat;
  if (code.starts_with("PPLA")) return RowKind::seat;
  if (code == "PPLX") return RowKind::section;
  if (code == "PPLQ" || code == "PPLH" || code == "PPLW" || code == "PPLCH")
    return RowKind::former_town;
  return RowKind::town;
}

Status read_towns(const std::filesystem::path& file, std::vector<Town>& out) {
  return each_row(file, 15, 19, [&out](const Fields& f) -> Status {
    Town t;
    t.geonameid = whole(f[0]);
    t.name = f[1];
    t.ascii = f[2];
    t.alternates = f[3];
    t.lat = number(f[4]);
    t.lon = number(f[5]);
    t.kind = town_kind(f[7]);
    t.country = f[8];
    t.admin1 = t.country + "." + std::string(f[10]);
    if (!f[11].empty()) t.admin2 = t.admin1 + "." + std::string(f[11]);
    t.population = whole(f[14]);
    out.push_back(std::move(t));
    return good_point(out.back().lat, out.back().lon);
  });
}

Result<RowKind> region_kind(std::string_view word) {
  static const std::map<std::string_view, RowKind> kinds = {
      {"continent", RowKind::continent}, {"region", RowKind::region},
      {"disputed", RowKind::region},     {"peninsula", RowKind::region},
      {"desert", RowKind::region},       {"area", RowKind::area},
      {"park", RowKind::area},           {"sea", RowKind::water},
      {"ocean", RowKind::water},         {"gulf", RowKind::water},
      {"strait", RowKind::water},        {"canal", RowKind::stream},
      {"lake", RowKind::water},          {"river", RowKind::stream},
      {"mountains", RowKind::mountains}, {"mountain", RowKind::mountains},
      {"island", RowKind::island},       {"islands", RowKind::island}};
  static const std::vector<std::string_view> sites = {"building", "square",   "street", "airport",
                                                      "base",     "plant",    "prison", "camp",
                                                      "port",     "crossing", "resort"};
  if (const auto found = kinds.find(word); found != kinds.end()) return found->second;
  for (const std::string_view site : sites)
    if (site == word) return RowKind::site;
  return bad_line("unknown kind of place: " + std::string(word));
}

Status read_regions(const std::filesystem::path& file, std::vector<Region>& out) {
  return each_row(file, 4, 6, [&out](const Fields& f) -> Status {
    const Result<RowKind> kind = region_kind(f[1]);
    if (!kind) return kind.error();
    out.push_back({std::string(f[0]),
                   std::string(f[4]),
                   kind.value(),
                   number(f[2]),
                   number(f[3]),
                   list(f[5]),
                   {}});
    return good_point(out.back().lat, out.back().lon);
  });
}

Status read_demonyms(const std::filesystem::path& file, Sources& out) {
  return each_row(file, 2, 2, [&out](const Fields& f) -> Status {
    for (Division& d : out.admin1)
      if (d.code == f[0]) return d.demonyms = list(f[1]), Done{};
    for (Region& r : out.regions)
      if (r.name == f[0]) return r.demonyms = list(f[1]), Done{};
    return bad_line("no division and no region is called " + std::string(f[0]));
  });
}

Result<PlaceWord> word_class(std::string_view name) {
  static const std::vector<std::string_view> names = {
      "direction", "article", "division", "county", "counties", "town",
      "water",     "inward",  "person",   "unit",   "particle", "locative"};
  for (size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<PlaceWord>(i + 1);
  return bad_line("unknown class of word: " + std::string(name));
}

Status read_common(const std::filesystem::path& data, Words& out) {
  return each_row(data / "words.tsv", 2, 2, [&out](const Fields& f) -> Status {
    const Result<PlaceWord> kind = word_class(f[0]);
    if (!kind) return kind.error();
    out.common.emplace_back(kind.value(), f[1]);
    return Done{};
  });
}

Status read_words(const std::filesystem::path& data, Words& out) {
  Status status = each_row(data / "generic.tsv", 2, 2, [&out](const Fields& f) -> Status {
    if (f[0] != "prefix" && f[0] != "suffix") return bad_line("prefix or suffix");
    (f[0] == "prefix" ? out.prefixes : out.suffixes).emplace_back(f[1]);
    return Done{};
  });
  if (!status) return status;
  status = each_row(data / "spellings.tsv", 2, 2, [&out](const Fields& f) -> Status {
    out.spellings.emplace_back(f[0], f[1]);
    return Done{};
  });
  if (!status) return status;
  return each_row(data / "aliases.tsv", 2, 3, [&out](const Fields& f) -> Status {
    out.aliases[std::string(f[0]) + "\t" + std::string(f[1])] = list(f[2]);
    return Done{};
  });
}

}  // namespace

Result<Sources> read_sources(const std::filesystem::path& cities,
                             const std::filesystem::path& names,
                             const std::filesystem::path& data) {
  Sources out;
  for (const Status& status :
       {read_countries(data / "countries.tsv", out.countries),
        read_names(names / "admin1.json", out.admin1),
        read_names(names / "admin2.json", out.admin2),
        read_divisions(data / "divisions.tsv", out.admin1),
        read_regions(data / "regions.tsv", out.regions),
        read_regions(data / "sites.tsv", out.regions), read_demonyms(data / "demonyms.tsv", out),
        read_words(data, out.words), read_common(data, out.words), read_towns(cities, out.towns)})
    if (!status) return status.error();
  return out;
}

}  // namespace dateline::compile
