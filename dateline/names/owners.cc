#include "dateline/names/owners.h"

#include <algorithm>

#include "dateline/names/antecedents.h"

namespace dateline::names {
namespace {

// Of "two leaders of the alliance": the mention of the body, where it was named before; or kNone.
uint32_t body_of_phrase(const Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    std::string preposition;
    const uint32_t at = scene.out.head_index[c];
    if (scene.syntax[c].rel != Deprel::nmod || at == kNone || !has_definite_article(scene, c) ||
        !child_case(scene, c, preposition) || !scene.book.words.has("speaks", preposition))
      continue;
    const uint32_t entity = scene.out.mentions[at].entity;
    if (entity == kNone) continue;
    const Entity& body = scene.out.entities[entity];
    if (body.type == EntityType::organization && !of_state(body.sectors)) return at;
  }
  return kNone;
}

// "His envoy, Ann Holm": an apposition's name and the noun are one entity.
bool is_named(const Scene& scene, uint32_t entity) {
  return std::ranges::any_of(scene.out.mentions, [&](const Mention& m) {
    return m.kind == MentionKind::name && m.entity == entity;
  });
}

}  // namespace

uint32_t entity_of(const Scene& scene, uint32_t mention) {
  return mention == kNone ? kNone : scene.out.mentions[mention].entity;
}

// Of "his ally", "the coalition's coordinator": the mention of whose he is, or kNone.
uint32_t owner_of(const Scene& scene, uint32_t head) {
  const uint32_t owner = scene.syntax.child(head, Deprel::nmod_poss);
  return owner == kNone ? kNone : scene.out.head_index[owner];
}

uint32_t owner_entity(const Scene& scene, uint32_t head) {
  return entity_of(scene, owner_of(scene, head));
}

void give_code(Scene& scene, uint32_t at, const Role& role, const std::string& code) {
  if (code.empty()) return;
  const uint32_t own = scene.out.mentions[at].entity;
  Entity entity = scene.out.entities[own];
  entity.code = code;
  const std::string key = "owned/" + role.phrase + "/" + code + scene.number[own];
  scene.out.mentions[at].entity =
      make_entity(scene, key, std::move(entity), scene.gender[own], scene.number[own]);
}

// "their government", "his envoy": the owner's country, once the pronoun is known.
void take_owners_code(Scene& scene, uint32_t at, const Role& role) {
  const uint32_t own = scene.out.mentions[at].entity;
  if (!scene.out.entities[own].code.empty() || role.is(kRelational) || role.is(kGeneric)) return;
  const std::string code = owner_code(scene, scene.out.mentions[at].head);
  if (is_named(scene, own))
    scene.out.entities[own].code = code;
  else
    give_code(scene, at, role, code);
}

// "His counterpart, Song Il Ho": of the other country.
void take_others_code(Scene& scene, uint32_t at, const Role& role) {
  const uint32_t own = scene.out.mentions[at].entity;
  const std::string owner = owner_code(scene, scene.out.mentions[at].head);
  if (role.is(kStandsForCountry) || owner.empty() || !scene.out.entities[own].code.empty() ||
      !scene.book.words.has("opposite", role.phrase) || !is_named(scene, own))
    return;
  const uint32_t other = best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    const float weight = m.kind == MentionKind::place ? -1 : country_weight(scene, m);
    if (weight < 0 || scene.out.entities[m.entity].code == owner) return -1;
    return salience(scene, scene.out.mentions[at].head, j) + weight;
  });
  if (other != kNone)
    scene.out.entities[own].code = scene.out.entities[scene.out.mentions[other].entity].code;
}

// "The coalition's coordinator, Yawovi Agboyibo", "two members of the group": he is of what the
// coalition is, once that is known; what its noun alone says ("the party": PTY) he may have
// already.
void take_owners_sector(Scene& scene, uint32_t at, const Role& role) {
  const Mention& m = scene.out.mentions[at];
  uint32_t owner = owner_of(scene, m.head);
  if (entity_of(scene, owner) == kNone) owner = body_of_phrase(scene, m.head);
  const uint32_t body = entity_of(scene, owner);
  if (body == kNone || body == m.entity) return;
  Entity& person = scene.out.entities[m.entity];
  const Entity& of = scene.out.entities[body];
  const uint32_t noun = scene.role_index[owner];
  const bool open = person.sectors == role.sectors ||
                    (noun != kNone && person.sectors == scene.book.roles[noun].sectors);
  if (!open || (!person.id.empty() && of_state(of.sectors))) return;
  const bool may_be = role.is(kWeak) || (presides(role) && !of_state(of.sectors));
  const bool many = of.type == EntityType::organization || of.group;
  if (!many || of.sectors.empty() || !may_be) return;
  person.sectors = of.sectors;
  if (person.code.empty()) person.code = of.code;
}

// "The commissioner said his men had picked up 31 suspects": police, soldiers or fighters as he is.
void take_commanders_sector(Scene& scene, uint32_t at, const Role& role) {
  const Mention& m = scene.out.mentions[at];
  const uint32_t owner =
      scene.syntax.has_child(m.head, Deprel::nmod_poss) ? owner_entity(scene, m.head) : kNone;
  if (owner == kNone || !scene.book.words.has("troops_of", role.phrase) || owner == m.entity)
    return;
  const Entity& of = scene.out.entities[owner];
  if (of.type != EntityType::person || !scene.book.words.has("commands", of.sector())) return;
  scene.out.entities[m.entity].sectors = of.sectors;
}

// "their energy ministers", "the two countries' armies", "officials of the three countries": the
// mention of those whose they are, or kNone.
uint32_t owners_of(const Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    std::string preposition;
    const bool of = scene.syntax[c].rel == Deprel::nmod && child_case(scene, c, preposition) &&
                    preposition == "of";
    if ((of || scene.syntax[c].rel == Deprel::nmod_poss) && scene.out.head_index[c] != kNone)
      return scene.out.head_index[c];
  }
  return kNone;
}

// Those of each.
bool resolve_owned_by_set(Scene& scene, uint32_t at) {
  const Mention& m = scene.out.mentions[at];
  const uint32_t set = owners_of(scene, m.head);
  if (m.kind != MentionKind::nominal || m.entity == kNone || set == kNone ||
      scene.role_index[at] == kNone || scene.number[m.entity] != 'p')
    return false;
  const Role& role = scene.book.roles[scene.role_index[at]];
  const Entity own = scene.out.entities[m.entity];
  const std::vector<uint32_t> owners = scene.out.mentions[set].members;
  if (owners.size() < 2 || !own.code.empty() || !of_state(own.sectors)) return false;
  std::vector<uint32_t> members;
  for (const uint32_t of : owners) {
    Entity one = own;
    one.code = scene.out.entities[of].code;
    if (!scene.book.country(one.code)) return false;
    const std::string key = "owned/" + role.phrase + "/" + one.code + "p";
    members.push_back(make_entity(scene, key, std::move(one), '?', 'p'));
  }
  scene.out.mentions[at].members = std::move(members);
  scene.out.mentions[at].entity = kNone;
  return true;
}

std::string owner_code(const Scene& scene, uint32_t head) {
  const uint32_t owner = owner_entity(scene, head);
  return owner == kNone ? std::string{} : scene.out.entities[owner].code;
}

}  // namespace dateline::names
