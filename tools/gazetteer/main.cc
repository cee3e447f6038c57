// gazetteer_compile: GeoNames rows and data/places/*.tsv to one gazetteer file.
//
//   gazetteer_compile CITIES500 NAMES_DIR DATA_PLACES OUT.dlg
//
// docs/places.md says where the inputs come from. A division without a point of
// its own gets the middle of the half-degree cells that hold its towns: a stand-in
// for its area that large towns do not pull aside.
#include <cstdio>
#include <fstream>
#include <set>

#include "dateline/base/data_lines.h"
#include "dateline/places/fold.h"
#include "dateline/places/gazetteer_writer.h"
#include "tools/gazetteer/naming.h"
#include "tools/gazetteer/sources.h"

namespace dateline::compile {
namespace {

using Index = std::unordered_map<std::string, uint32_t>;  // code → row

struct Middle {
  std::set<std::pair<int, int>> cells;
  double lat = 0, lon = 0;
  uint64_t population = 0;

  void add(const Town& town) {
    const std::pair<int, int> cell = {static_cast<int>((town.lat + 90) * 2),
                                      static_cast<int>((town.lon + 180) * 2)};
    if (town.kind != RowKind::section) population += town.population;
    if (!cells.insert(cell).second) return;
    lat += town.lat;
    lon += town.lon;
  }
};

using Middles = std::unordered_map<std::string, Middle>;

Middles find_middles(const std::vector<Town>& towns) {
  Middles out;
  for (const Town& town : towns) {
    out[town.admin1].add(town);
    if (!town.admin2.empty()) out[town.admin2].add(town);
  }
  return out;
}

uint32_t row_of(const Index& index, const std::string& code) {
  const auto found = index.find(code);
  return found == index.end() ? kNone : found->second;
}

void add_countries(const Sources& in, Index& index, GazetteerWriter& out) {
  for (const Country& c : in.countries) {
    const uint32_t row =
        out.add({c.geonameid, RowKind::country, kNone, c.population, c.lat, c.lon, c.name}, c.iso3);
    index[c.iso2] = row;
    name_place(out, row, c.name, in.words);
    for (const std::string& other : c.others) name_other(out, row, other, in.words);
    for (const std::string& demonym : c.demonyms) out.name(row, demonym, NameKind::demonym);
  }
}

void add_divisions(const std::vector<Division>& divisions, RowKind kind, const Middles& middles,
                   const Words& words, Index& index, GazetteerWriter& out) {
  for (const Division& d : divisions) {
    const auto middle = middles.find(d.code);
    if (middle == middles.end() && !d.placed) continue;
    Row row{d.geonameid, kind,  row_of(index, d.code.substr(0, d.code.rfind('.'))), 0, d.lat,
            d.lon,       d.name};
    if (middle != middles.end()) {
      const auto cells = static_cast<double>(middle->second.cells.size());
      row.population = static_cast<uint32_t>(middle->second.population);
      if (!d.placed) row.lat = middle->second.lat / cells;
      if (!d.placed) row.lon = middle->second.lon / cells;
    }
    const uint32_t at = out.add(row);
    index[d.code] = at;
    name_division(out, at, d.name, kind == RowKind::admin1 || !d.code.starts_with("US."), words);
    for (const std::string& other : d.others) name_other(out, at, other, words);
    for (const std::string& demonym : d.demonyms) out.name(at, demonym, NameKind::demonym);
    if (!d.postal.empty()) out.name(at, d.postal, NameKind::postal);
  }
}

void add_regions(const Sources& in, const Index& index, GazetteerWriter& out) {
  for (const Region& r : in.regions) {
    const uint32_t row =
        out.add({0, r.kind, row_of(index, r.country), 0, r.lat, r.lon, r.name}, {});
    name_place(out, row, r.name, in.words);
    for (const std::string& other : r.others) name_other(out, row, other, in.words);
    for (const std::string& demonym : r.demonyms) out.name(row, demonym, NameKind::demonym);
  }
}

uint32_t parent_of(const Town& town, const Index& index) {
  for (const std::string* code : {&town.admin2, &town.admin1, &town.country})
    if (const uint32_t row = row_of(index, *code); row != kNone) return row;
  return kNone;
}

// The most populous town of each name and country, for aliases.tsv.
std::unordered_map<std::string, uint32_t> largest_bearers(const std::vector<Town>& towns) {
  std::unordered_map<std::string, uint32_t> out;
  const auto bear = [&](std::string_view name, uint32_t i) {
    const auto [found, fresh] = out.try_emplace(towns[i].country + "\t" + fold_name(name), i);
    if (!fresh && towns[found->second].population < towns[i].population) found->second = i;
  };
  for (uint32_t i = 0; i < towns.size(); ++i) {
    bear(towns[i].name, i);
    for (const std::string_view name : split(towns[i].alternates, ',')) bear(name, i);
  }
  return out;
}

void add_towns(const Sources& in, const Index& index, GazetteerWriter& out) {
  const uint32_t first = out.size();
  for (const Town& t : in.towns) {
    const uint32_t row =
        out.add({t.geonameid, t.kind, parent_of(t, index), t.population, t.lat, t.lon, t.name}, {});
    name_town(out, row, t, in.words);
  }
  const auto bearers = largest_bearers(in.towns);
  for (const auto& [town, names] : in.words.aliases) {
    const auto bearer = bearers.find(town.substr(0, 3) + fold_name(town.substr(3)));
    if (bearer == bearers.end()) {
      std::fprintf(stderr, "aliases.tsv: no town %s\n", town.c_str());
      continue;
    }
    for (const std::string& name : names) out.name(first + bearer->second, name, NameKind::name);
  }
}

Result<std::string> compile(const Sources& in) {
  GazetteerWriter out;
  Index index;
  const Middles middles = find_middles(in.towns);
  add_countries(in, index, out);
  add_divisions(in.admin1, RowKind::admin1, middles, in.words, index, out);
  add_divisions(in.admin2, RowKind::admin2, middles, in.words, index, out);
  add_regions(in, index, out);
  add_towns(in, index, out);
  for (const auto& [kind, word] : in.words.common) out.word(word, kind);
  std::printf("%u places\n", out.size());
  return out.bytes();
}

int run(char** paths) {
  const Result<Sources> sources = read_sources(paths[0], paths[1], paths[2]);
  if (!sources) return std::fprintf(stderr, "%s\n", sources.error().message().c_str()), 1;
  const Result<std::string> bytes = compile(sources.value());
  if (!bytes) return std::fprintf(stderr, "%s\n", bytes.error().message().c_str()), 1;
  std::ofstream file(paths[3], std::ios::binary);
  file << bytes.value();
  if (!file.flush()) return std::fprintf(stderr, "%s: cannot write\n", paths[3]), 1;
  std::printf("%zu bytes\n", bytes.value().size());
  return 0;
}

}  // namespace
}  // namespace dateline::compile

int main(int argc, char** argv) {
  if (argc == 5) return dateline::compile::run(argv + 1);
  std::fprintf(stderr, "usage: gazetteer_compile CITIES500 NAMES_DIR DATA_PLACES OUT.dlg\n");
  return 2;
}
