// Organisations, countries, governments and peoples.
//
// A country's name is the country, its capital where it acts is the
// government, an adjective acts only where it stands as a noun ("the
// Chinese") or before a noun that is no actor itself ("Russian airstrikes").
// An unknown organisation takes the code and sector that its own name or its
// owner gives ("China's Liaoning Academy": CHN, EDU). Covered by names_test.cc.
#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/names/dated.h"
#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

void mention(Scene& scene, Match& m, MentionKind kind, uint32_t entity, float confidence) {
  m.entity = entity;
  add_mention(scene, m.head, m.first, m.last, kind, entity, confidence);
}

bool is_actor_noun(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m && m->use != Use::none && m->use != Use::location;
}

// The government in other words: EU for "Brussels" is an organisation of the book.
uint32_t acting_organization(const Scene& scene, const Match& m) {
  for (uint32_t value : m.values)
    if (scene.book.meanings[value].kind == MeaningKind::organization)
      return scene.book.meanings[value].index;
  return kNone;
}

// "US" of "US officials": says whose, is no actor beside them.
bool only_modifies(const Scene& scene, const Match& m) {
  const bool adjective_too = std::any_of(m.values.begin(), m.values.end(), [&](uint32_t v) {
    return scene.book.meanings[v].kind == MeaningKind::adjective;
  });
  const Word& word = scene.syntax[m.head];
  const bool modifier = word.rel == Deprel::compound || word.rel == Deprel::amod;
  return adjective_too && modifier && is_actor_noun(scene, word.head);
}

void name_country(Scene& scene, Match& m) {
  const uint32_t country = scene.meaning(m)->index;
  if (only_modifies(scene, m)) return;
  const bool place = is_place_here(scene, m.head, false);
  mention(scene, m, place ? MentionKind::place : MentionKind::name, country_entity(scene, country),
          place ? 0.9f : 0.95f);
}

void name_capital(Scene& scene, Match& m) {
  const uint32_t country = scene.meaning(m)->index;
  if (is_place_here(scene, m.head, true))
    return mention(scene, m, MentionKind::place, country_entity(scene, country), 0.8f);
  const uint32_t other = acting_organization(scene, m);
  mention(scene, m, MentionKind::metonym,
          other == kNone ? government_entity(scene, country, {}, {})
                         : organization_entity(scene, other),
          0.8f);
}

void name_metonym(Scene& scene, Match& m) {
  const Meaning& meaning = *scene.meaning(m);
  std::string preposition;
  const bool place = child_case(scene, m.head, preposition) &&
                     scene.book.words.has("in", preposition) &&
                     scene.syntax[m.head].rel != Deprel::nmod;
  mention(scene, m, place ? MentionKind::place : MentionKind::metonym,
          government_entity(scene, meaning.index, meaning.sector, scene.text(m.first, m.last)),
          place ? 0.6f : 0.9f);
}

bool modifies(const Syntax& syntax, uint32_t token) {
  const Deprel rel = syntax[token].rel;
  return rel == Deprel::amod || rel == Deprel::compound || rel == Deprel::nmod_desc ||
         rel == Deprel::flat;
}

// The noun that a modifier, or the adjective it is coordinated with, belongs to.
uint32_t modified_noun(const Scene& scene, uint32_t token) {
  const uint32_t first = first_conjunct(scene.syntax, token);
  return modifies(scene.syntax, first) ? scene.syntax[first].head : kNone;
}

void name_adjective(Scene& scene, Match& m) {
  const uint32_t country = scene.meaning(m)->index;
  uint32_t noun = modified_noun(scene, m.head);
  if (noun != kNone && scene.syntax[noun].rel == Deprel::compound &&
      !is_actor_noun(scene, scene.syntax[noun].head))
    noun = scene.syntax[noun].head;  // "a Japanese patrol ship"
  if (noun == kNone) {
    const Upos tag = scene.syntax[m.head].upos;
    if (tag != Upos::propn && tag != Upos::noun && tag != Upos::adj) return;
    if (scene.syntax.has_child(m.head, Deprel::cop)) return;  // "he is Chinese"
    return mention(scene, m, MentionKind::name, country_entity(scene, country), 0.7f);
  }
  if (!is_actor_noun(scene, noun))
    mention(scene, m, MentionKind::name, country_entity(scene, country), 0.6f);
}

// "Turks", "three Palestinians": people of a country, not the country itself.
void name_people_of(Scene& scene, Match& m) {
  const Country& country = scene.book.countries[scene.meaning(m)->index];
  const uint32_t noun = modified_noun(scene, m.head);
  if (noun != kNone && is_actor_noun(scene, noun)) return;
  Entity entity;
  entity.name = scene.text(m.first, m.last);
  entity.type = EntityType::norp;
  const std::string& home = scene.dateline_country;
  const bool minority = scene.book.words.has("minorities", country.code + "=" + home);
  entity.code = minority ? home : country.code;  // "Serbs" in a story from Bosnia
  entity.sectors = {"CVL"};
  const std::string_view word = scene.text(m.head);
  entity.group = word.ends_with("s") || word.ends_with("men");
  const bool counted = scene.syntax.has_child(m.head, Deprel::nummod) || !entity.group;
  const std::string key = counted ? std::string{} : "people/" + entity.code + country.code;
  const bool group = entity.group;
  const uint32_t index = make_entity(scene, key, std::move(entity), '?', group ? 'p' : 's');
  const Span range = phrase_range(scene, m.head);
  m.entity = index;
  add_mention(scene, m.head, range.begin, range.end, MentionKind::name, index, 0.8f);
}

void name_region(Scene& scene, Match& m) {
  const Region& region = scene.book.regions[scene.meaning(m)->index];
  if (scene.meaning(m)->doubtful)  // a place
    return mention(scene, m, MentionKind::place, kNone, 0.8f);
  if (modified_noun(scene, m.head) != kNone) return;
  Entity entity;
  entity.name = scene.text(m.first, m.last);
  entity.type = EntityType::norp;
  entity.code = region.code;
  entity.sectors = region.sectors;
  entity.group = scene.meaning(m)->plural;
  const char number = entity.group ? 'p' : 's';
  mention(scene, m, MentionKind::name,
          make_entity(scene, "region/" + region.word + number, std::move(entity), '?', number),
          0.7f);
}

void name_location(Scene& scene, Match& m) {
  const PlaceCandidate* place = place_named(scene, m);
  if (place == nullptr) return mention(scene, m, MentionKind::place, kNone, 0.8f);
  Entity entity;
  entity.name = place->name;
  entity.type = EntityType::location;
  entity.code = place->country;
  const std::string key = "place/" + std::to_string(place->geonameid) + place->name;
  mention(scene, m, MentionKind::place, make_entity(scene, key, std::move(entity), '?', 's'), 0.8f);
}

void name_set(Scene& scene, Match& m) {
  const Span range = phrase_range(scene, m.head);
  const uint32_t index =
      add_mention(scene, m.head, range.begin, range.end, MentionKind::nominal, kNone, 0.9f);
  if (!scene.out.mentions[index].members.empty()) return;
  for (const std::string& code : scene.book.sets[scene.meaning(m)->index].codes) {
    const Country* country = scene.book.country(code);
    const auto at = static_cast<uint32_t>(country - scene.book.countries.data());
    const uint32_t entity = country_entity(scene, at);
    scene.out.mentions[index].members.push_back(entity);
  }
}

// "(PKK)" right behind a name: another name for it.
bool in_own_brackets(const Scene& scene, const Match& m) {
  return m.first > 1 && m.last < scene.tokens.size() && scene.text(m.first - 1) == "(" &&
         scene.text(m.last) == ")" && scene.match_at[m.first - 2] != kNone;
}

uint32_t entity_before_brackets(const Scene& scene, const Match& m) {
  if (!in_own_brackets(scene, m)) return kNone;
  const Match* before = scene.match(m.first - 2);
  if (!before->is_body()) return kNone;
  return before->entity;
}

// The last body before `token` of a name of several words that fits, or kNone.
template <class Fits>
uint32_t last_body(const Scene& scene, uint32_t token, const Fits& fits) {
  uint32_t found = kNone;
  for (const Match& body : scene.matches) {
    if (body.first >= token) break;
    if (body.is_body() && body.entity != kNone && body.last - body.first > 1 && fits(body))
      found = body.entity;
  }
  return found;
}

// "RSF" behind "the Rapid Support Forces": the last body of those initials, or kNone.
uint32_t spelled_out(const Scene& scene, const Match& m) {
  const std::string_view letters = scene.text(m.first);
  if (m.last - m.first != 1 || letters.size() < 2 || !is_upper(letters.back())) return kNone;
  return last_body(scene, m.first, [&](const Match& body) {
    std::string initials;
    for (uint32_t t = body.first; t < body.last; ++t)
      if (const char first = scene.text(t).front(); first >= 'A' && first <= 'Z') initials += first;
    return initials == letters;
  });
}

// "Forum" of "the Pacific Islands Forum", "Confederation" of "the Confederation of Trade Unions".
uint32_t kind_word(const Scene& scene, const Match& m) {
  for (uint32_t t = m.first + 1; t < m.last; ++t)
    if (scene.syntax[t].upos == Upos::adp) return t - 1;
  return m.last - 1;
}

// "The Commission", "the forum" behind "the European Commission", "the Pacific Islands Forum": the
// last body whose name says that it is one.
uint32_t body_in_short(const Scene& scene, uint32_t word) {
  const std::string text = lower_text(scene, word);
  return last_body(scene, word, [&](const Match& body) {
    return lower_text(scene, body.last - 1) == text ||
           lower_text(scene, kind_word(scene, body)) == text;
  });
}

// "Ford", "Mahan" after "Ford Motor Company", "Mahan Air": the last body whose name begins so, or
// kNone.
uint32_t begun_so(const Scene& scene, const Match& m) {
  return last_body(scene, m.first, [&](const Match& body) { return begins_body(scene, m, body); });
}

// Whether a phrase in the name of a body says whose it is: not "National Conference" of "the
// National Conference of State Legislatures", "South" of "the University of South Carolina", nor
// "Georgia" or "MRC" where the article does not speak of that country.
bool tells_whose(const Scene& scene, const Match& i) {
  const Meaning& meaning = *scene.meaning(i);
  const bool body = i.use == Use::organization;
  const std::string& code = body ? scene.book.organizations[meaning.index].code
                                 : scene.book.countries[meaning.index].code;
  const std::string_view text = scene.text(i.first, i.last);
  const std::string next = i.last < scene.tokens.size() ? lower_text(scene, i.last) : "";
  if (scene.book.words.has("side", folded(text))) return false;
  if (body && (scene.book.words.has("belongs", next) || scene.book.words.has("name_joints", next)))
    return false;
  const bool letters = body && scene.book.country(code) != nullptr &&
                       std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  return (!meaning.doubtful && !letters) || scene.countries_seen.count(code) > 0;
}

// What the words of an organisation's own name say of its code.
void read_own_name(const Scene& scene, const Match& m, Entity& entity) {
  for (const Match& i : scene.inner) {
    if (i.first < m.first || i.last > m.last || !scene.meaning(i)) continue;
    const Meaning& meaning = *scene.meaning(i);
    const bool national = i.use == Use::country || i.use == Use::adjective ||
                          i.use == Use::capital || i.use == Use::metonym;
    if (national && entity.code.empty() && tells_whose(scene, i))
      entity.code = scene.book.countries[meaning.index].code;
    if (i.use == Use::organization &&
        tells_whose(scene, i)) {  // "African Union observers", "U.S. Department of Justice"
      const Organization& known = scene.book.organizations[meaning.index];
      if (entity.code.empty()) entity.code = known.code;
      if (i.last == m.last && entity.sectors.empty() && !known.terms.empty())
        entity.sectors = known.terms.front().sectors;
    }
    if (i.use != Use::role || !entity.sectors.empty()) continue;
    const Role& role = scene.book.roles[meaning.index];
    if (role.is(kNamesOrganization) || role.is(kBody)) entity.sectors = role.sectors;
  }
  if (!entity.sectors.empty() && entity.sector() != "SOC") return;
  for (uint32_t t = m.first; t < m.last; ++t)  // "Christian Association of Nigeria"
    if (scene.book.words.has("religious", lower_text(scene, t))) entity.sectors = {"REL"};
}

void name_unknown_organization(Scene& scene, Match& m) {
  const std::string_view name = scene.text(m.first, m.last);
  const std::string key = "name/" + folded(name);
  if (const uint32_t before = entity_before_brackets(scene, m); before != kNone) {
    scene.entity_by_key.emplace(key, before);
    return mention(scene, m, MentionKind::name, before, 0.9f);
  }
  if (const uint32_t before = spelled_out(scene, m); before != kNone)
    return mention(scene, m, MentionKind::name, before, 0.8f);
  const uint32_t word = m.first + (scene.syntax[m.first].upos == Upos::det);
  if (const uint32_t before = body_in_short(scene, word); m.last - word == 1 && before != kNone)
    return mention(scene, m, MentionKind::name, before, 0.7f);
  if (const uint32_t before = begun_so(scene, m); before != kNone)
    return mention(scene, m, MentionKind::name, before, 0.8f);
  Entity entity;
  entity.name = name;
  entity.type = EntityType::organization;
  read_own_name(scene, m, entity);
  const Codes around = codes_around(scene, m.head);
  if (entity.code.empty()) entity.code = around.code;
  mention(scene, m, MentionKind::name, make_entity(scene, key, std::move(entity), 'n', 'b'), 0.8f);
}

// "national_guard"
std::string folded_with(std::string_view name, char joint) {
  std::string out = folded(name);
  std::ranges::replace(out, ' ', joint);
  return out;
}

// "Venezuela's National Guard", where the book has another country's: a body of that kind.
uint32_t namesake(Scene& scene, const Match& m, uint32_t known) {
  const std::string& code = scene.out.entities[known].code;
  std::string owner;
  for (const uint32_t c : scene.syntax.children(m.head))
    if (const Deprel rel = scene.syntax[c].rel;
        c < m.first && (rel == Deprel::nmod_poss || rel == Deprel::amod) && owner.empty())
      owner = codes_at(scene, c).code;
  // "the Indonesian Red Cross"
  const bool society = code == "NGO" && scene.out.entities[known].sector() == "MED";
  // "Soldiers of the National Guard" in a story from Caracas
  const std::string& home = scene.dateline_country;
  if (owner.empty() && scene.book.country(code) && !home.empty() &&
      scene.book.words.has("common_bodies", folded_with(scene.text(m.first, m.last), '_')))
    owner = home;
  if (owner.empty() || owner == code || !scene.book.country(owner) ||
      (!scene.book.country(code) && !society))
    return known;
  Entity entity;
  entity.name = scene.text(m.first, m.last);
  entity.type = EntityType::organization;
  entity.code = owner;
  entity.sectors = scene.out.entities[known].sectors;
  if (society) entity.sectors.insert(entity.sectors.begin(), "NGO");
  return make_entity(scene, "name/" + folded(entity.name) + "/" + owner, std::move(entity), 'n', 'b');
}

void name_organization(Scene& scene, Match& m) {
  uint32_t entity = spelled_out(scene, m);
  if (entity == kNone || scene.out.entities[entity].id.empty())
    entity = namesake(scene, m, organization_entity(scene, scene.meaning(m)->index));
  if (const uint32_t before = entity_before_brackets(scene, m); before != kNone && before != entity)
    if (Entity& unknown = scene.out.entities[before]; unknown.id.empty()) {
      // The name before the brackets is the organisation of the book.
      const Entity known = scene.out.entities[entity];
      unknown.code = known.code;
      unknown.sectors = known.sectors;
    }
  mention(scene, m, MentionKind::name, entity, 0.95f);
}

void name_unknown_people(Scene& scene, Match& m) {
  if (modified_noun(scene, m.head) != kNone) return;
  Entity entity;
  entity.name = scene.text(m.first, m.last);
  entity.type = EntityType::norp;
  entity.group = true;
  const std::string key = "name/" + folded(entity.name);
  mention(scene, m, MentionKind::name, make_entity(scene, key, std::move(entity), '?', 'p'), 0.5f);
}

// Later acronyms that only brackets introduced.
void name_acronyms(Scene& scene) {
  for (uint32_t t = 0; t < scene.tokens.size(); ++t) {
    if (scene.match_at[t] != kNone || scene.syntax[t].upos != Upos::propn) continue;
    Match m;
    m.first = m.head = t;
    m.last = t + 1;
    const std::string key = "name/" + folded(scene.text(t));
    const uint32_t before = entity_before_brackets(scene, m);
    if (before != kNone) scene.entity_by_key.emplace(key, before);
    const auto found = scene.entity_by_key.find(key);
    m.entity = found == scene.entity_by_key.end() ? spelled_out(scene, m) : found->second;
    if (m.entity == kNone) continue;
    m.use = Use::unknown_organization;
    scene.match_at[t] = static_cast<uint32_t>(scene.matches.size());
    scene.matches.push_back(m);
    add_mention(scene, t, t, t + 1, MentionKind::name, m.entity, 0.8f);
  }
}

// "the Union" after "the European Union": a name for all that it is a role too.
bool is_capitalised_role(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  if (!m || m->use != Use::role || m->last - m->first != 1) return false;
  const Role& role = scene.book.roles[scene.meaning(*m)->index];
  return role.is(kBody) && !of_state(role.sectors) && is_upper(decode_utf8(scene.text(token), 0).value);
}

// "the forum", "The Fund's board", which no role and no recogniser names.
void name_bodies_in_short(Scene& scene) {
  for (uint32_t t = 0; t < scene.tokens.size(); ++t) {
    const Upos tag = scene.syntax[t].upos;
    const bool free = scene.match_at[t] == kNone || is_capitalised_role(scene, t);
    if (!free || scene.out.head_index[t] != kNone || (tag != Upos::noun && tag != Upos::propn) ||
        !has_definite_article(scene, t) || scene.syntax.has_child(t, Deprel::amod) ||
        scene.syntax.has_child(t, Deprel::compound))
      continue;
    if (const uint32_t before = body_in_short(scene, t); before != kNone)
      add_mention(scene, t, t, t + 1, MentionKind::nominal, before, 0.6f);
  }
}

void name_one(Scene& scene, Match& m) {
  switch (m.use) {
    case Use::country:
      return name_country(scene, m);
    case Use::capital:
      return name_capital(scene, m);
    case Use::metonym:
      return name_metonym(scene, m);
    case Use::adjective:
      return name_adjective(scene, m);
    case Use::people:
      return name_people_of(scene, m);
    case Use::organization:
      return name_organization(scene, m);
    case Use::region:
      return name_region(scene, m);
    case Use::set:
      return name_set(scene, m);
    case Use::unknown_organization:
      return name_unknown_organization(scene, m);
    case Use::unknown_people:
      return name_unknown_people(scene, m);
    case Use::location:
      return name_location(scene, m);
    default:
      return;
  }
}

}  // namespace

bool begins_body(const Scene& scene, const Match& m, const Match& body) {
  return body.is_body() && m.last - m.first == 1 && body.last - body.first > 1 &&
         scene.text(body.first) == scene.text(m.first);
}

void name_bodies(Scene& scene) {
  for (Match& m : scene.matches) name_one(scene, m);
  name_acronyms(scene);
  name_bodies_in_short(scene);
}

}  // namespace dateline::names
