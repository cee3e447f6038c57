// The files of data/actors, read into the ActorBook.
#include <algorithm>

#include "dateline/names/book.h"
#include "dateline/names/dated.h"

namespace dateline {

using names::Meaning;
using names::MeaningKind;
using names::split;
using names::Table;

namespace {

std::vector<std::string> strings(std::string_view list, char separator = ';') {
  std::vector<std::string> all;
  for (auto item : split(list, separator)) all.emplace_back(item);
  return all;
}

bool is_code(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool are_codes(const names::Sectors& sectors) {
  return std::all_of(sectors.begin(), sectors.end(), [](const auto& s) { return is_code(s); });
}

const std::pair<std::string_view, uint32_t> kFlagNames[] = {
    {"title", names::kTitle},
    {"addr", names::kAddress},
    {"group", names::kGroup},
    {"body", names::kBody},
    {"plural", names::kPlural},
    {"mod", names::kModifier},
    {"mod-only", names::kModifierOnly},
    {"ex", names::kFormer},
    {"weak", names::kWeak},
    {"topic", names::kTopic},
    {"nosolo", names::kNotAlone},
    {"generic", names::kGeneric},
    {"rel", names::kRelational},
    {"country", names::kStandsForCountry},
    {"org", names::kNamesOrganization},
    {"m", 0},
    {"f", 0},
};

bool read_flag(std::string_view word, names::Role& role) {
  if (word.starts_with("office=")) {
    role.office = word.substr(7);
    std::replace(role.office.begin(), role.office.end(), '_', ' ');
    return true;
  }
  for (const auto& [name, flag] : kFlagNames) {
    if (name != word) continue;
    role.flags |= flag;
    if (flag == 0) role.gender = word[0];
    return true;
  }
  return false;
}

template <class OnRow>
Status each_row(const std::filesystem::path& file, size_t columns, OnRow on_row) {
  auto table = names::read_table(file, columns);
  if (!table) return table.error();
  for (const names::Row& row : table->rows)
    if (std::string why = on_row(row.fields); !why.empty()) return table->error_at(row, why);
  return Done{};
}

using Fields = std::vector<std::string_view>;

}  // namespace

Status ActorBook::load_countries(const std::filesystem::path& file) {
  return each_row(file, 8, [&](const Fields& f) -> std::string {
    if (!is_code(f[0])) return "not an ISO 3166 alpha-3 code: \"" + std::string(f[0]) + "\"";
    if (f[1].empty()) return "a country without a name";
    const auto index = static_cast<uint32_t>(countries.size());
    if (!country_index_.emplace(f[0], index).second) return std::string(f[0]) + " stands twice";
    const auto mean_all = [&](std::string_view list, MeaningKind kind) {
      for (auto phrase : split(list, ';')) mean(phrase, {kind, index, false, false, {}});
    };
    mean_all(f[1], MeaningKind::country);
    mean_all(f[2], MeaningKind::country);
    mean_all(f[3], MeaningKind::capital);
    mean_all(f[4], MeaningKind::adjective);
    for (auto adjective : split(f[4], ';'))
      mean(std::string(adjective) + "s", {MeaningKind::people, index, true, false, {}});
    mean_all(f[5], MeaningKind::people);
    for (auto metonym : split(f[6], ';')) {
      const size_t equals = metonym.find('=');
      Meaning meaning{MeaningKind::metonym, index, false, false, {}};
      if (equals != std::string_view::npos) {
        kept_.push_back(std::make_unique<std::string>(metonym.substr(equals + 1)));
        meaning.sector = *kept_.back();
      }
      mean(metonym.substr(0, equals), meaning);
    }
    std::string name(f[1]);
    std::erase(name, '?');
    const auto adjectives = split(f[4], ';');
    countries.push_back({std::string(f[0]), name,
                         std::string(adjectives.empty() ? "" : adjectives[0]), std::string(f[7])});
    return {};
  });
}

Status ActorBook::load_people(const std::filesystem::path& file) {
  return each_row(file, 5, [&](const Fields& f) -> std::string {
    if (!is_code(f[0])) return "not a code: \"" + std::string(f[0]) + "\"";
    if (f[2] != "m" && f[2] != "f") return "gender is m or f, not \"" + std::string(f[2]) + "\"";
    std::string why;
    auto terms = names::read_terms(f[4], {"GOV"}, why);
    if (!terms) return why;
    names::Person person;
    person.code = f[0];
    person.name = f[1];
    person.gender = f[2][0];
    person.terms = std::move(*terms);
    add(std::move(person), strings(f[3]));
    return {};
  });
}

Status ActorBook::load_organizations(const std::filesystem::path& file) {
  return each_row(file, 6, [&](const Fields& f) -> std::string {
    if (!f[1].empty() && !is_code(f[1])) return "not a code: \"" + std::string(f[1]) + "\"";
    if (f[0].empty()) return "an organisation without a name";
    names::Organization organization;
    std::string why;
    auto terms = names::read_statuses(f[2], why);
    if (!terms) return why;
    for (const auto& term : *terms)
      if (!are_codes(term.sectors)) return "not a sector in \"" + std::string(f[2]) + "\"";
    organization.name = f[0];
    organization.code = f[1];
    organization.terms = std::move(*terms);
    organization.group = f[4] == "group";
    organization.wiki = f[5];
    if (!f[4].empty() && f[4] != "group") return "unknown flag \"" + std::string(f[4]) + "\"";
    add(std::move(organization), strings(f[3]));
    return {};
  });
}

Status ActorBook::load_roles(const std::filesystem::path& file) {
  return each_row(file, 4, [&](const Fields& f) -> std::string {
    names::Role role;
    role.phrase = f[0];
    role.sectors = strings(f[2], ',');
    if (f[0].empty()) return "a role without a phrase";
    if (!are_codes(role.sectors)) return "not a sector in \"" + std::string(f[2]) + "\"";
    for (auto flag : split(f[3], ' '))
      if (!read_flag(flag, role)) return "unknown flag \"" + std::string(flag) + "\"";
    add(std::move(role), std::string(f[1]));
    return {};
  });
}

Status ActorBook::load_regions(const std::filesystem::path& file) {
  return each_row(file, 4, [&](const Fields& f) -> std::string {
    const bool adjective = f[1] == "adjective";
    if (!adjective && f[1] != "place") return "unknown kind \"" + std::string(f[1]) + "\"";
    const auto index = static_cast<uint32_t>(regions.size());
    mean(f[0], {MeaningKind::region, index, false, !adjective, {}});
    if (adjective) mean(std::string(f[0]) + "s", {MeaningKind::region, index, true, false, {}});
    regions.push_back({std::string(f[0]), std::string(f[2]), strings(f[3], ',')});
    return {};
  });
}

Status ActorBook::load_sets(const std::filesystem::path& file) {
  return each_row(file, 2, [&](const Fields& f) -> std::string {
    names::CountrySet set{std::string(f[0]), strings(f[1], ',')};
    for (const auto& code : set.codes)
      if (!country(code)) return "unknown country " + code;
    mean(set.phrase, {MeaningKind::set, static_cast<uint32_t>(sets.size()), true, false, {}});
    sets.push_back(std::move(set));
    return {};
  });
}

Status ActorBook::load_pronouns(const std::filesystem::path& file) {
  return each_row(file, 5, [&](const Fields& f) -> std::string {
    if (f[1].size() != 1 || f[2].size() != 1 || f[3].size() != 1)
      return "gender, number and person are one letter each";
    pronouns[std::string(f[0])] = {f[1][0], f[2][0], f[3][0], std::string(f[4])};
    return {};
  });
}

Status ActorBook::load_words(const std::filesystem::path& file) {
  Status read = each_row(file, 2, [&](const Fields& f) -> std::string {
    auto& list = words.lists[std::string(f[0])];
    for (auto word : split(f[1], ' ')) list.emplace_back(word);
    return {};
  });
  for (auto& [name, list] : words.lists) std::sort(list.begin(), list.end());
  return read;
}

Status ActorBook::load_given_names(const std::filesystem::path& file) {
  return each_row(file, 2, [&](const Fields& f) -> std::string {
    if (f[0] != "m" && f[0] != "f") return "gender is m or f, not \"" + std::string(f[0]) + "\"";
    for (auto name : split(f[1], ' ')) given_names[names::folded(name)] = f[0][0];
    return {};
  });
}

Status ActorBook::load_context(const std::filesystem::path& file) {
  return read_weights(file, names::kAsking.size(), context);
}

Status ActorBook::load_antecedents(const std::filesystem::path& file) {
  return read_weights(file, names::kAskingWhom.size(), antecedents);
}

Result<ActorBook> ActorBook::load(const std::filesystem::path& data_dir) {
  using Loader = Status (ActorBook::*)(const std::filesystem::path&);
  const auto dir = data_dir / "actors";
  ActorBook book;
  const std::pair<const char*, Loader> files[] = {
      {"countries.tsv", &ActorBook::load_countries},
      {"regions.tsv", &ActorBook::load_regions},
      {"sets.tsv", &ActorBook::load_sets},
      {"pronouns.tsv", &ActorBook::load_pronouns},
      {"words.tsv", &ActorBook::load_words},
      {"given_names.tsv", &ActorBook::load_given_names},
      {"context.tsv", &ActorBook::load_context},
      {"antecedents.tsv", &ActorBook::load_antecedents},
  };
  for (const auto& [file, loader] : files)
    if (auto read = (book.*loader)(dir / file); !read) return read.error();
  const std::pair<const char*, Loader> folders[] = {
      {"leaders", &ActorBook::load_people},
      {"organizations", &ActorBook::load_organizations},
      {"roles", &ActorBook::load_roles},
  };
  for (const auto& [folder, loader] : folders) {
    auto tables = names::tables_in(dir / folder);
    if (!tables) return tables.error();
    for (const auto& file : *tables)
      if (auto read = (book.*loader)(file); !read) return read.error();
  }
  return book;
}

}  // namespace dateline
