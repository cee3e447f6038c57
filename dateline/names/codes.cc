// The PLOVER country and sectors that the words around a noun give it.
//
// Looked at in this order: owner, adjective or compound ("Turkish police",
// "Trump's envoy", "UN peacekeepers"); the "of", "in", "for", "at" phrase
// ("gunmen in Mali", "a spokesman for Hamas"); "Beijing-based"; the conjunct
// before, for a bare conjunct ("Turkish police and soldiers"). A country noun
// before an expert is a topic and gives nothing. Nothing found: nothing said.
// Covered by names_test.cc.
#include <algorithm>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

constexpr int kDepth = 4;

void add_sectors(Sectors& to, const Sectors& from) {
  for (const auto& sector : from)
    if (std::find(to.begin(), to.end(), sector) == to.end()) to.push_back(sector);
}

bool is_adjective_too(const Scene& scene, const Match& m) {
  return std::any_of(m.values.begin(), m.values.end(), [&](uint32_t v) {
    return scene.book.meanings[v].kind == MeaningKind::adjective;
  });
}

bool has_topic(const Scene& scene, uint32_t head) {
  const Role* role = scene.role(head);
  return role && role->is(kTopic);
}

// "Trump's ally" is not of Trump's country.
bool is_relational(const Scene& scene, uint32_t head) {
  const Role* role = scene.role(head);
  return role && role->is(kRelational);
}

bool is_country_noun(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m && (m->use == Use::country || m->use == Use::region || m->use == Use::capital) &&
         !is_adjective_too(scene, *m);
}

void take(Codes& codes, const Codes& from, bool with_sectors) {
  if (codes.code.empty()) {
    codes.code = from.code;
    codes.owner = from.owner;
  }
  if (with_sectors) add_sectors(codes.sectors, from.sectors);
}

bool is_premodifier(Deprel rel) {
  return rel == Deprel::nmod_poss || rel == Deprel::amod || rel == Deprel::compound ||
         rel == Deprel::nmod_desc || rel == Deprel::flat;
}

// Modifiers of the head, and of the other words of its phrase: "South Korean" of
// "South Korean defence ministry" may hang on "defence".
std::vector<uint32_t> modifiers_of(const Scene& scene, uint32_t head) {
  const auto children = scene.syntax.children(head);
  std::vector<uint32_t> out(children.begin(), children.end());
  const Match* own = scene.match(head);
  if (!own || own->head != head) return out;
  for (uint32_t t = own->first; t < own->last; ++t)
    if (t != head)
      for (uint32_t c : scene.syntax.children(t))
        if (c < own->first) out.push_back(c);
  return out;
}

// "The New York-based group": where a body sits, in a town, does not say whose it is.
bool is_seat_of_body(const Scene& scene, uint32_t town, uint32_t head) {
  const Match* m = scene.match(town);
  if (!m || m->use != Use::location) return false;
  const Role* role = scene.role(head);
  const auto based = [&](uint32_t t) {
    return t < scene.tokens.size() && scene.book.words.has("based", lower_text(scene, t));
  };
  return role && !role->is(kTitle) && (based(scene.syntax[town].head) || based(m->last + 1));
}

// Sectors pass only from roles and bodies, not from the person or country that owns.
void from_modifiers(Scene& scene, uint32_t head, int depth, Codes& codes) {
  for (uint32_t c : modifiers_of(scene, head)) {
    const Deprel rel = scene.syntax[c].rel;
    if (!is_premodifier(rel)) continue;
    if (c > 0 && scene.book.words.has("ethnic", lower_text(scene, c - 1)))
      continue;  // "the ethnic Hungarian party"
    if (c > 0 && rel == Deprel::compound && scene.syntax[c - 1].upos == Upos::adp &&
        scene.syntax[c - 1].head == c)
      continue;  // "Ambassador to Moscow Peter Ericson"
    if (rel == Deprel::nmod_poss && is_relational(scene, head)) continue;
    const bool topic = has_topic(scene, head) && rel == Deprel::compound;
    if (topic && is_country_noun(scene, c)) continue;
    const Match* m = scene.match(c);
    if (is_seat_of_body(scene, c, head)) continue;
    const bool body = m && (m->is_body() || m->use == Use::role || m->use == Use::metonym);
    const Codes of = codes_at(scene, c, depth + 1);
    take(codes, of, body);
    const Role* role = scene.role(head);  // "the union's president"
    codes.of_private |= rel == Deprel::nmod_poss && body && role && presides(*role) &&
                        !of.sectors.empty() && !of_state(of.sectors);
  }
}

// "gunmen in Mali", "its embassy in Mali"; but "his representative in Cyprus" is of whose he is.
bool gives_country(const Scene& scene, uint32_t head, const std::string& preposition) {
  return scene.book.words.has("nation_of", preposition) && !has_topic(scene, head) &&
         (preposition == "of" || !scene.syntax.has_child(head, Deprel::nmod_poss) ||
          scene.book.words.has("missions", lower_text(scene, head)));
}

bool gives_body(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m &&
         (m->is_body() || m->use == Use::role || m->use == Use::metonym || m->use == Use::person);
}

void from_phrases(Scene& scene, uint32_t head, int depth, Codes& codes) {
  const Role* role = scene.role(head);
  if (is_relational(scene, head)) return;
  for (uint32_t c : scene.syntax.children(head)) {
    std::string preposition;
    if (scene.syntax[c].rel != Deprel::nmod || !child_case(scene, c, preposition)) continue;
    const bool speaks = scene.book.words.has("speaks", preposition) && gives_body(scene, c);
    if (!speaks && !gives_country(scene, head, preposition)) continue;
    const bool with_sectors =
        speaks && role && (role->is(kWeak) || role->sectors.empty() || role->is(kTopic));
    Codes body = codes_at(scene, c, depth + 1);
    if (scene.match(c) == nullptr && depth < kDepth) {
      body.code = codes_around(scene, c, depth + 1).code;  // "the head of Russia's atomic energy agency"
      const bool part = scene.book.words.has("counters", lower_text(scene, c));
      const uint32_t whole = part ? scene.syntax.child(c, Deprel::nmod) : kNone;
      if (whole != kNone && role && role->is(kWeak)) {  // "the head of the political wing of the rebels"
        take(codes, codes_at(scene, whole, depth + 1), true);
        continue;
      }
    }
    codes.of_private |= speaks && role && presides(*role) && !body.sectors.empty() &&
                        scene.match(c) && !scene.match(c)->is_person() && !of_state(body.sectors);
    take(codes, body, with_sectors || codes.of_private);
    // "lawmakers of the opposition Nepali Congress"
    if (speaks && !codes.of_private && std::ranges::count(body.sectors, "OPP") > 0)
      add_sectors(codes.sectors, {"OPP"});
  }
}

// "hackers linked to North Korea", "militias backed by Iran"
void from_ties(Scene& scene, uint32_t head, int depth, Codes& codes) {
  if (!codes.code.empty()) return;
  for (uint32_t c : scene.syntax.children(head)) {
    if (scene.syntax[c].rel != Deprel::acl && scene.syntax[c].rel != Deprel::amod) continue;
    if (!scene.book.words.has("tied", lower_text(scene, c))) continue;
    for (uint32_t to : scene.syntax.children(c))
      if (to > c) take(codes, codes_at(scene, to, depth + 1), false);
  }
}

// "accused the government in Belgrade of", where the tree hangs the place on the verb.
void from_place_behind(Scene& scene, uint32_t head, int depth, Codes& codes) {
  const Role* role = scene.role(head);
  if (!codes.code.empty() || !role || !scene.book.words.has("seated", role->phrase)) return;
  if (head + 2 >= scene.tokens.size() || scene.syntax[head + 1].head != head + 2 ||
      !scene.book.words.has("in", lower_text(scene, head + 1)))
    return;
  const Match* m = scene.match(head + 2);
  if (m && (m->use == Use::capital || m->use == Use::country))
    take(codes, codes_at(scene, head + 2, depth + 1), false);
}

// "NATO-led troops": led ← NATO.
void from_leader(Scene& scene, uint32_t head, int depth, Codes& codes) {
  if (!codes.code.empty()) return;
  for (uint32_t c : scene.syntax.children(head)) {
    if (!scene.book.words.has("led", lower_text(scene, c))) continue;
    for (uint32_t leader : scene.syntax.children(c))
      if (const Match* m = scene.match(leader); m && m->use == Use::organization)
        take(codes, codes_at(scene, leader, depth + 1), false);
  }
}

// "Beijing-based commentator": based ← Beijing.
void from_seat(Scene& scene, uint32_t head, int depth, Codes& codes) {
  if (!codes.code.empty()) return;
  const Role* role = scene.role(head);  // "the Vienna-based agency" was told of before
  if (role && role->is(kBody) && has_definite_article(scene, head)) return;
  for (uint32_t c : scene.syntax.children(head)) {
    if (!scene.book.words.has("based", lower_text(scene, c))) continue;
    for (uint32_t seat : scene.syntax.children(c))
      if (!is_seat_of_body(scene, seat, head)) take(codes, codes_at(scene, seat, depth + 1), false);
  }
}

void from_conjunct(Scene& scene, uint32_t head, int depth, Codes& codes) {
  if (!codes.code.empty() || scene.syntax[head].rel != Deprel::conj) return;
  if (scene.syntax.has_child(head, Deprel::det) || !scene.role(head)) return;
  const uint32_t first = scene.syntax[head].head;
  if (!scene.role(first)) return;
  Codes shared;
  from_modifiers(scene, first, depth + 1, shared);
  take(codes, shared, false);
}

Codes of_country(const Scene& scene, const Match& m) {
  const Meaning& meaning = *scene.meaning(m);
  Codes codes;
  codes.code = scene.book.countries[meaning.index].code;
  codes.owner = m.entity;
  if (m.use == Use::metonym)
    codes.sectors = {std::string(meaning.sector.empty() ? "GOV" : meaning.sector)};
  return codes;
}

Codes of_entity(const Scene& scene, uint32_t entity) {
  if (entity == kNone) return {};
  const Entity& e = scene.out.entities[entity];
  return {e.code, e.sectors, entity};
}

// "the Palestinian movement Hamas", "a guerrilla group, the ELN": the body that a name behind the
// noun names, or kNone.
uint32_t body_named_behind(const Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    const Deprel rel = scene.syntax[c].rel;
    const Match* m = scene.match(c);
    if (c > head && m && m->is_body() && (rel == Deprel::appos || rel == Deprel::flat)) return c;
  }
  return kNone;
}

Codes of_role(Scene& scene, const Match& m, int depth) {
  const Role& role = scene.book.roles[scene.meaning(m)->index];
  if (role.is(kBody) || role.is(kGroup))
    if (const uint32_t name = body_named_behind(scene, m.head); name != kNone)
      if (const Codes named = codes_at(scene, name, depth + 1); !named.sectors.empty())
        return named;
  Codes codes = codes_around(scene, m.head, depth + 1);
  if (!role.is(kWeak) || codes.sectors.empty()) add_sectors(codes.sectors, role.sectors);
  return codes;
}

}  // namespace

Codes codes_at(Scene& scene, uint32_t token, int depth) {
  const Match* m = scene.match(token);
  if (!m || depth > kDepth) return {};
  switch (m->use) {
    case Use::country:
    case Use::capital:
    case Use::metonym:
    case Use::adjective:
    case Use::people:
      return of_country(scene, *m);
    case Use::organization:
      return of_entity(scene, m->entity != kNone
                                  ? m->entity  // which may be a namesake of the book's
                                  : organization_entity(scene, scene.meaning(*m)->index));
    case Use::person:
    case Use::surname:
    case Use::unknown_person:
    case Use::unknown_organization:
      return of_entity(scene, m->entity);
    case Use::region: {
      const Region& region = scene.book.regions[scene.meaning(*m)->index];
      return {region.code, region.sectors, kNone};
    }
    case Use::location: {  // "the mayor of Gdansk"
      const PlaceCandidate* place = place_named(scene, *m);
      return place ? Codes{place->country, {}, kNone} : Codes{};
    }
    case Use::role:
      return m->head == token ? of_role(scene, *m, depth) : Codes{};
    default:
      return {};
  }
}

Codes codes_around(Scene& scene, uint32_t head, int depth) {
  Codes codes;
  if (depth > kDepth) return codes;
  from_modifiers(scene, head, depth, codes);
  from_phrases(scene, head, depth, codes);
  from_place_behind(scene, head, depth, codes);
  from_seat(scene, head, depth, codes);
  from_leader(scene, head, depth, codes);
  from_ties(scene, head, depth, codes);
  from_conjunct(scene, head, depth, codes);
  const Role* role = scene.role(head);  // "Hyundai workers" are of where they work
  if (role && codes.code == "MNC" && !role->sectors.empty() && role->sectors.front() == "LAB")
    codes = {};
  return codes;
}

bool presides(const Role& role) {
  return role.office == "president" || role.office == "vice president";
}

bool is_former(const Scene& scene, uint32_t head) {
  for (uint32_t c : scene.syntax.children(head)) {
    const Match* m = scene.match(c);
    if (m && m->use == Use::role && scene.book.roles[scene.meaning(*m)->index].is(kFormer))
      return true;
  }
  const Match* own = scene.match(head);
  return own && own->use == Use::role && scene.book.roles[scene.meaning(*own)->index].is(kFormer);
}

}  // namespace dateline::names
