// What is known while one article is read: its layers, the phrases found in
// it, and the mentions and entities made so far.
//
// The stage is a row of small passes over one Scene, in the order of
// names.cc. Nothing here outlives find_mentions().
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/doc/document.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/names/book.h"

namespace dateline::names {

// What a phrase of the text was taken for.
enum class Use : uint8_t {
  none,
  country,
  capital,
  metonym,
  adjective,
  people,
  person,
  surname,
  organization,
  role,
  region,
  set,
  unknown_person,
  unknown_organization,
  unknown_people,
  location,
};

struct Match {
  uint32_t first = 0;  // tokens
  uint32_t last = 0;
  uint32_t head = 0;
  std::vector<uint32_t> values;  // into ActorBook::meanings
  EntityType ner = EntityType::none;
  Use use = Use::none;
  uint32_t meaning = kNone;  // the one chosen of `values`
  uint32_t entity = kNone;   // once known

  bool is_person() const {
    return use == Use::person || use == Use::surname || use == Use::unknown_person;
  }
  bool is_body() const { return use == Use::organization || use == Use::unknown_organization; }
};

// PLOVER codes as a phrase gives them.
struct Codes {
  std::string code;
  Sectors sectors;
  uint32_t owner = kNone;  // entity whose code was taken ("Trump's envoy")
  bool of_private = false;  // of a body that is no state's: "vice president of the union"
};

// Who may be meant by a pronoun, with the signs that speak for each.
struct AntecedentCase {
  struct Option {
    uint32_t mention = 0;
    std::vector<uint32_t> members;  // with those coordinated with it; empty: it alone
    Signs signs;
  };
  uint32_t mention = 0;
  std::vector<uint8_t> asking;  // columns of kAskingWhom
  std::vector<Option> options;
};

// One possible country, with the signs that speak for it. "" is none.
struct Candidate {
  std::string code;
  Signs signs;
};

// A mention whose country is asked for.
struct ContextCase {
  uint32_t mention = 0;
  std::vector<uint8_t> asking;  // columns of kAsking that it is in
  std::vector<Candidate> candidates;
};

struct Cases {
  std::vector<ContextCase> countries;
  std::vector<AntecedentCase> antecedents;
};

struct Scene {
  const Document& doc;
  const Tokens& tokens;
  const Syntax& syntax;
  const ActorBook& book;
  std::optional<CivilDate> date = {};

  std::vector<Match> matches = {};      // in text order, not overlapping
  std::vector<Match> inner = {};        // dictionary phrases inside unknown names
  std::vector<uint32_t> match_at = {};  // token → into matches, or kNone
  std::unordered_map<std::string, uint32_t> entity_by_key = {};
  std::unordered_map<std::string, std::vector<std::pair<uint32_t, uint32_t>>> people_by_name =
      {};  // folded → (token, entity)
  std::unordered_map<std::string, std::pair<uint32_t, uint32_t>> called =
      {};                         // folded short name → the entity first called so, and how often
  std::vector<char> gender = {};  // by entity: m, f, n, ?
  std::vector<char> number = {};  // by entity: s, p, b (either)
  std::vector<uint32_t> role_of = {};  // by entity: index of its last role in the book, or kNone
  std::set<std::string, std::less<>> countries_seen = {};  // codes that names of the article give
  std::string dateline_country = {};                       // code, or ""
  std::unordered_map<uint32_t, const PlaceCandidate*> place_at = {};  // by token of its name
  struct Town {
    uint32_t first = 0, last = 0;  // tokens
    const PlaceCandidate* place = nullptr;
  };
  std::vector<Town> towns = {};  // all places, in text order; those of place_at are surer
  Cases* cases = nullptr;        // where what is asked is to be kept
  Mentions out = {};
  std::vector<uint32_t> role_index = {};  // by mention: role in the book, or kNone

  std::string_view text(uint32_t token) const { return doc.at(tokens[token].span); }
  std::string_view text(uint32_t first, uint32_t last) const {
    return doc.at(tokens.span(first, last));
  }
  const Match* match(uint32_t token) const {
    const uint32_t at = match_at[token];
    return at == kNone ? nullptr : &matches[at];
  }
  const Meaning* meaning(const Match& m) const {
    return m.meaning == kNone ? nullptr : &book.meanings[m.meaning];
  }
  // The role that heads at `token`, or nullptr.
  const Role* role(uint32_t token) const;
  uint32_t sentence(uint32_t token) const { return tokens.sentence_of[token]; }
};

// The token of [first, last) that hangs on a token outside.
uint32_t head_of_range(const Syntax& syntax, uint32_t first, uint32_t last);

// Makes an entity, or finds the one made under that key; an empty key always makes one.
uint32_t make_entity(Scene& scene, const std::string& key, Entity entity, char gender, char number);

// Adds a mention of [first, last) headed by `head`, if none is headed there yet.
// Returns its index, or that of the one that stood there.
uint32_t add_mention(Scene& scene, uint32_t head, uint32_t first, uint32_t last, MentionKind kind,
                     uint32_t entity, float confidence);

// The entity of a country, its government, a person or an organisation of the book.
uint32_t country_entity(Scene& scene, uint32_t country);
uint32_t government_entity(Scene& scene, uint32_t country, std::string_view sector,
                           std::string_view name);
uint32_t person_entity(Scene& scene, uint32_t person);
uint32_t organization_entity(Scene& scene, uint32_t organization);

// The passes, in order.
void find_matches(Scene& scene);       // match.cc
// home.cc: Scene::dateline_country
void place_dateline(Scene& scene, std::span<const std::string> candidates);
bool is_from_seat(const Scene& scene);  // written where bodies of the world sit: "GENEVA" (home.cc)
void choose_meanings(Scene& scene);    // choose.cc
// place_or_actor.cc: Scene::place_at, of places that are large or whose country the article names,
// and Scene::towns
void note_places(Scene& scene, const Places& places);
void name_people(Scene& scene);        // people.cc
void name_bodies(Scene& scene);        // bodies.cc: organisations, countries, governments
void find_nominals(Scene& scene);      // nominals.cc
void link_names(Scene& scene);         // links.cc: appositions, "X is the minister", acronyms
void find_pronouns(Scene& scene);      // pronouns.cc: pronouns and "the two", not yet resolved
void resolve_anaphora(Scene& scene);   // anaphora.cc: with antecedents.cc, owners.cc
void infer_countries(Scene& scene);    // context.cc: codes of those who have none
void find_home(Scene& scene);          // home.cc: Mentions::home, Entity::local
void finish(Scene& scene);             // names.cc: entities that nothing mentions go

// codes.cc: the codes that the modifiers of the noun at `head` give.
Codes codes_around(Scene& scene, uint32_t head, int depth = 0);
// The country-like code of the phrase at a token, "" where it gives none.
Codes codes_at(Scene& scene, uint32_t token, int depth = 0);
// Is the mention's token a place here rather than a government? (place_or_actor.cc)
bool is_place_here(const Scene& scene, uint32_t head, bool is_capital);
bool stands_in(const Scene& scene, uint32_t token);   // "in" and the like before it
bool is_where(const Scene& scene, const Mention& m);  // "in Nairobi", "in the Nigerian capital"
// The town or division that a location names, "Bradford" of "Bradford, England"; or nullptr.
const PlaceCandidate* place_named(const Scene& scene, const Match& m);
// The phrase around a head without clauses: (first, last) tokens. (phrase_range.cc)
Span phrase_range(const Scene& scene, uint32_t head);
// A role's sectors with those of its modifiers (nominals.cc).
Sectors role_sectors(const Role& role, const Codes& modifiers, bool former);
bool of_state(const Sectors& sectors);
bool is_town(const Entity& entity);  // or a division: a place that is no country
// Of no country, and no group of people: a body of states.
bool is_of_the_world(const Scene& scene, const Entity& entity);
// "president", "vice president": of a state, a union, a company.
bool presides(const Role& role);
bool is_former(const Scene& scene, uint32_t head);  // "former", "ex-" hangs on it

// What the book has for the words of `phrase`, into ActorBook::meanings; empty where it has not all
// of them as one phrase. (match.cc)
std::vector<uint32_t> meanings_of(const ActorBook& book, std::string_view phrase);

// What a set mention asks for (sets.cc).
enum class SetOf : uint8_t { none, persons, nations, either };
// "both leaders": 2 and persons. A count of 0: no set.
uint32_t set_size(const Scene& scene, uint32_t head, SetOf& of);
std::vector<uint32_t> set_before(Scene& scene, uint32_t token, uint32_t size, SetOf of);
uint32_t country_of_code(Scene& scene, std::string_view code);  // entity, or kNone

bool has_definite_article(const Scene& scene, uint32_t head);  // "the police" (anaphora.cc)
// The code of the owner of "his ally", "Pyongyang's friend", or "". (owners.cc)
std::string owner_code(const Scene& scene, uint32_t head);

// bodies.cc: whether `m` is the first word of the body's longer name: "Ford" of "Ford Motor
// Company"
bool begins_body(const Scene& scene, const Match& m, const Match& body);

// people.cc: heads of state and government, by the office; a person of the book
bool leads_by_office(std::string_view office);
bool leads_a_state(const Scene& scene, uint32_t entity);

// pronouns.cc
const Pronoun* pronoun_at(const Scene& scene, uint32_t token);
bool is_count_alone(const Scene& scene, uint32_t token);  // "the 12"
bool says_age(const Scene& scene, uint32_t token);  // "33-year-old", or its last word
// Whether agreement and binding let the pronoun at `token` mean mention `before`.
bool may_mean(const Scene& scene, const Pronoun& pronoun, uint32_t token, uint32_t before);
bool is_subject(const Syntax& syntax, uint32_t token);
float salience(const Scene& scene, uint32_t token, uint32_t before);

std::string lower_text(const Scene& scene, uint32_t token);
std::string last_word(const std::string& phrase);
bool child_case(const Scene& scene, uint32_t token, std::string& preposition);
// The first conjunct that `token` is coordinated with, itself where there is none.
uint32_t first_conjunct(const Syntax& syntax, uint32_t token);
// `token` and all that is coordinated with it; the parser may chain them.
std::vector<uint32_t> with_conjuncts(const Syntax& syntax, uint32_t token);

}  // namespace dateline::names
