// Nominal actors: nouns of data/actors/roles with the codes that their words
// give ("Turkish police": TUR COP; "gunmen in Mali": MLI UAF; "protesters").
//
// Nouns of the same role and country are one entity of the article, unless
// they are counted or new ("three soldiers", "a soldier"). Sectors: OPP and REB
// of a modifier come first; a weak noun ("leader", "official") takes those of
// its modifiers; "former" makes an office holder ELI. Covered by names_test.cc.
#include <algorithm>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

void add_sectors(Sectors& to, const Sectors& from) {
  for (const auto& sector : from)
    if (std::find(to.begin(), to.end(), sector) == to.end()) to.push_back(sector);
}

bool leads(const std::string& sector) {
  return sector == "OPP" || sector == "REB" || sector == "CRM";
}

}  // namespace

bool of_state(const Sectors& sectors) {
  return std::any_of(sectors.begin(), sectors.end(), [](const std::string& s) {
    return s == "GOV" || s == "MIL" || s == "LEG" || s == "SPY" || s == "JUD" || s == "COP";
  });
}

bool is_of_the_world(const Scene& scene, const Entity& entity) {
  return !entity.code.empty() && !scene.book.country(entity.code) && entity.code != "NGO" &&
         entity.code != "MNC" && entity.code != "IMG";
}

Sectors role_sectors(const Role& role, const Codes& around, bool former) {
  const Sectors& modifiers = around.sectors;
  if (around.of_private) return modifiers;
  if (former && (of_state(role.sectors) || of_state(modifiers) || role.is(kWeak))) return {"ELI"};
  Sectors sectors;
  for (const auto& sector : modifiers)
    if (leads(sector)) sectors.push_back(sector);
  if (role.is(kWeak)) {
    add_sectors(sectors, modifiers);
    if (sectors.empty()) sectors = role.sectors;
  } else {
    add_sectors(sectors, role.sectors);
    add_sectors(sectors, modifiers);
  }
  return sectors;
}

namespace {

bool is_actor_noun(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m && m->use != Use::none && m->use != Use::location && m->use != Use::adjective;
}

// A title, or a modifier of another actor: no mention of its own.
bool belongs_to_another(const Scene& scene, uint32_t token, const Role& role) {
  switch (scene.syntax[token].rel) {
    case Deprel::nmod_desc:
    case Deprel::flat:
      return is_actor_noun(scene, scene.syntax[token].head);
    case Deprel::amod:  // but "rebel positions"
      return is_actor_noun(scene, scene.syntax[token].head) || role.sectors.empty() ||
             role.sectors.front() != "REB";
    case Deprel::compound:
      return is_actor_noun(scene, scene.syntax[token].head) || role.is(kWeak) || role.is(kGeneric);
    default:
      return false;
  }
}

bool indefinite(const Scene& scene, uint32_t token, bool plural) {
  if (scene.syntax.has_child(token, Deprel::nummod)) return true;
  const uint32_t det = scene.syntax.child(token, Deprel::det);
  if (det == kNone) return false;
  return !plural && !scene.book.words.has("definite", lower_text(scene, det));
}

// Without the determiner: PLOVER identifier_text.
std::string name_of(const Scene& scene, Span range) {
  uint32_t first = range.begin;
  if (first + 1 < range.end && scene.syntax[first].upos == Upos::det) ++first;
  return std::string(scene.text(first, range.end));
}

char gender_of(const Role& role) {
  if (role.is(kBody) || role.is(kStandsForCountry)) return 'n';
  return role.gender;
}

char number_of(const Role& role, bool plural) {
  if (plural || role.is(kPlural)) return 'p';
  return role.is(kBody) || role.is(kGroup) ? 'b' : 's';
}

std::string key_of(const Scene& scene, const Match& m, const std::string& code, bool plural) {
  const Role& role = scene.book.roles[scene.meaning(m)->index];
  if (role.is(kGeneric) || indefinite(scene, m.head, plural)) return {};
  if (code.empty() && scene.syntax.has_child(m.head, Deprel::nmod))
    return {};  // "leaders of the seven parties"
  return "role/" + role.phrase + "/" + code + (plural ? "/p" : "/s");
}

// "Turkish and Russian officials", "police in Mali and Niger": a country for each.
std::vector<std::string> shared_countries(Scene& scene, uint32_t head, bool plural) {
  const Role* role = scene.role(head);
  if (role && role->is(kTopic) && !plural) return {};
  std::vector<std::string> before, behind;
  const auto add = [](std::vector<std::string>& codes, const std::string& code) {
    if (!code.empty() && std::ranges::count(codes, code) == 0) codes.push_back(code);
  };
  for (uint32_t c : scene.syntax.children(head)) {
    const Match* m = scene.match(c);
    if (!m || m->head != c || (m->use != Use::adjective && m->use != Use::country)) continue;
    const Deprel rel = scene.syntax[c].rel;
    std::string preposition;
    const bool of = rel == Deprel::nmod && child_case(scene, c, preposition) &&
                    scene.book.words.has("nation_of", preposition);
    if (rel != Deprel::amod && rel != Deprel::compound && !of) continue;
    for (const uint32_t one : with_conjuncts(scene.syntax, c))
      add(of ? behind : before, codes_at(scene, one).code);
  }
  if (before.size() > 1) return before;
  return behind.size() > 1 ? behind : std::vector<std::string>{};
}

Entity entity_of(const Scene& scene, const Match& m, Span range, const Codes& codes, bool plural) {
  const Role& role = scene.book.roles[scene.meaning(m)->index];
  Entity entity;
  entity.name = name_of(scene, range);
  entity.type = role.is(kBody) ? EntityType::organization : EntityType::person;
  entity.code = codes.code;
  entity.sectors = role_sectors(role, codes, is_former(scene, m.head));
  // "Albanian parties" in a story from Macedonia
  const std::string& home = scene.dateline_country;
  if (!of_state(entity.sectors) && scene.book.words.has("minorities", codes.code + "=" + home))
    entity.code = home;
  entity.office = role.office;
  entity.group = plural || role.is(kGroup);
  return entity;
}

// "the 15-nation body", "the 10-member group"
bool is_of_nations(const Scene& scene, uint32_t head) {
  return has_definite_article(scene, head) &&
         std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
           return scene.syntax[c].rel == Deprel::compound &&
                  scene.book.words.has("member_states", scene.syntax.lemma(c)) &&
                  scene.syntax.has_child(c, Deprel::nummod);
         });
}

void mention_of_many(Scene& scene, const Match& m, Span range, const Codes& codes, bool plural,
                     const std::vector<std::string>& countries) {
  const uint32_t at =
      add_mention(scene, m.head, range.begin, range.end, MentionKind::nominal, kNone, 0.8f);
  scene.role_index[at] = scene.meaning(m)->index;
  for (const std::string& code : countries) {
    Codes own = codes;
    own.code = code;
    Entity entity = entity_of(scene, m, range, own, plural);
    if (const Country* country = scene.book.country(code))  // "leaders of China"
      entity.name = std::string(scene.text(m.first, m.last)) + " of " + country->name;
    const Role& role = scene.book.roles[scene.meaning(m)->index];
    scene.out.mentions[at].members.push_back(make_entity(scene, key_of(scene, m, code, plural),
                                                         std::move(entity), gender_of(role),
                                                         number_of(role, plural)));
  }
}

void find_nominal(Scene& scene, const Match& m) {
  const Role& role = scene.book.roles[scene.meaning(m)->index];
  if (role.is(kModifierOnly) || role.is(kAddress)) return;
  if (scene.out.head_index[m.head] != kNone || belongs_to_another(scene, m.head, role)) return;
  const Codes codes = codes_around(scene, m.head);
  if (role.is(kNotAlone) && codes.code.empty() && codes.sectors.empty() &&
      !is_of_nations(scene, m.head))
    return;
  const bool plural = scene.meaning(m)->plural || role.is(kPlural);
  const Span range = phrase_range(scene, m.head);
  if (const auto countries = shared_countries(scene, m.head, plural); !countries.empty())
    return mention_of_many(scene, m, range, codes, plural, countries);
  Entity entity = entity_of(scene, m, range, codes, plural);
  const uint32_t index = make_entity(scene, key_of(scene, m, codes.code, plural), std::move(entity),
                                     gender_of(role), number_of(role, plural));
  const bool coded = !codes.code.empty();
  const uint32_t at = add_mention(scene, m.head, range.begin, range.end, MentionKind::nominal,
                                  index, coded ? 0.9f : 0.7f);
  scene.role_index[at] = scene.meaning(m)->index;
  scene.role_of[index] = scene.meaning(m)->index;
}

}  // namespace

void find_nominals(Scene& scene) {
  for (const Match& m : scene.matches)
    if (m.use == Use::role) find_nominal(scene, m);
}

}  // namespace dateline::names
