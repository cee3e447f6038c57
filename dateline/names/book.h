// The actor book: countries, office holders, organisations and roles of
// data/actors, looked up by phrase.
//
// Codes are PLOVER 1.3 (manual, chapter 5) and hold for a term of time: who
// was foreign minister on the article's date. Source of the data: the headers
// of its files. Covered by book_test.cc.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/civil.h"
#include "dateline/base/result.h"
#include "dateline/base/signs.h"
#include "dateline/names/phrases.h"
#include "dateline/names/table.h"

namespace dateline {

namespace names {

using Sectors = std::vector<std::string>;

// An office or a status, and from when to when (both ends included; nullopt: open).
struct Term {
  std::string office;  // "foreign minister"; empty where only the sectors matter
  Sectors sectors;
  std::string code;  // of this term alone ("UNO"); empty: the person's own
  std::optional<CivilDate> from, to;

  bool holds_on(CivilDate date) const { return (!from || *from <= date) && (!to || date <= *to); }
};

struct Country {
  std::string code, name, adjective, part_of;
};

struct Person {
  std::string id, name, surname, code;
  char gender = '?';  // m, f, ?
  std::vector<Term> terms;
};

struct Organization {
  std::string id, name, code, wiki;
  std::vector<Term> terms;
  bool group = false;  // its members act: "the Taliban"
};

enum RoleFlag : uint32_t {
  kTitle = 1,
  kAddress = 2,
  kGroup = 4,
  kBody = 8,
  kPlural = 16,
  kModifier = 32,
  kModifierOnly = 64,
  kFormer = 128,
  kWeak = 256,
  kTopic = 512,
  kNotAlone = 1024,
  kGeneric = 2048,
  kRelational = 4096,
  kStandsForCountry = 8192,
  kNamesOrganization = 16384,
};

struct Role {
  std::string phrase, office;
  Sectors sectors;
  uint32_t flags = 0;
  char gender = '?';

  bool is(RoleFlag flag) const { return (flags & flag) != 0; }
};

struct Region {
  std::string word, code;
  Sectors sectors;
};

struct CountrySet {
  std::string phrase;
  std::vector<std::string> codes;
};

enum class MeaningKind : uint8_t {
  country,    // "China"
  capital,    // "Beijing": a place, or the government
  metonym,    // "the Kremlin": the government, or with `sector` another body
  adjective,  // "Chinese"
  people,     // "Turks"
  person,     // a full name
  surname,    // "Putin", "López Obrador"
  organization,
  role,
  region,
  set,
};

struct Meaning {
  MeaningKind kind = MeaningKind::country;
  uint32_t index = 0;       // into the list of that kind
  bool plural = false;      // roles and peoples
  bool doubtful = false;    // needs other evidence in the article
  std::string_view sector;  // metonyms: "MIL"; empty: GOV
};

// Words that tell a place from a government, and pronouns: small lists by kind.
struct WordLists {
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  bool has(std::string_view list, std::string_view word) const;
};

struct Pronoun {
  char gender = '?';  // m, f, n (a thing), ?
  char number = 's';  // s, p
  char person = '3';  // 1, 3
  std::string kind;   // personal, possessive, reflexive, relative
};

// Who asks: a sign may weigh otherwise for officials than for gunmen, where the noun has an
// article, and where the story speaks of many countries or has no dateline. A row of the table has
// a weight for each.
inline constexpr std::array<std::string_view, 13> kAsking = {
    "all",   "state",   "law", "armed", "people", "other",   "definite",
    "plain", "counted", "one", "two",   "many",   "dateless"};

// The same for who is asked whom a pronoun means (antecedent_signs.h).
inline constexpr std::array<std::string_view, 7> kAskingWhom = {
    "all", "person", "thing", "many", "subject", "other", "possessive"};

}  // namespace names

// Const after load; shared between threads.
class ActorBook {
 public:
  // Reads data_dir/actors. Errors: not_found, bad_data with file and line.
  static Result<ActorBook> load(const std::filesystem::path& data_dir);

  ActorBook() = default;
  ActorBook(ActorBook&&) = default;
  ActorBook& operator=(ActorBook&&) = default;

  // Entries from elsewhere (import.h), after load and before sharing. The
  // aliases are phrases as in data/actors.
  void add(names::Person person, const std::vector<std::string>& aliases);
  void add(names::Organization organization, const std::vector<std::string>& aliases);
  void add(names::Role role, const std::string& plural);

  const names::Country* country(std::string_view code) const;

  std::vector<names::Country> countries;
  std::vector<names::Person> people;
  std::vector<names::Organization> organizations;
  std::vector<names::Role> roles;
  std::vector<names::Region> regions;
  std::vector<names::CountrySet> sets;
  std::unordered_map<std::string, names::Pronoun> pronouns;  // lower case
  std::unordered_map<std::string, char> given_names;         // folded → m, f
  names::WordLists words;
  SignWeights context;      // of whose country
  SignWeights antecedents;  // of whom a pronoun means
  names::PhraseTrie trie;  // values index `meanings`
  std::vector<names::Meaning> meanings;

 private:
  void mean(std::string_view phrase, names::Meaning meaning);
  Status load_countries(const std::filesystem::path& file);
  Status load_people(const std::filesystem::path& file);
  Status load_organizations(const std::filesystem::path& file);
  Status load_roles(const std::filesystem::path& file);
  Status load_regions(const std::filesystem::path& file);
  Status load_sets(const std::filesystem::path& file);
  Status load_pronouns(const std::filesystem::path& file);
  Status load_words(const std::filesystem::path& file);
  Status load_given_names(const std::filesystem::path& file);
  Status load_context(const std::filesystem::path& file);
  Status load_antecedents(const std::filesystem::path& file);
  std::unordered_map<std::string, uint32_t> country_index_;
  std::vector<std::unique_ptr<std::string>> kept_;  // what Meaning::sector views
};

}  // namespace dateline
