#include "dateline/names/scene.h"

#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/names/dated.h"

namespace dateline::names {

const Role* Scene::role(uint32_t token) const {
  const Match* m = match(token);
  if (!m || m->use != Use::role || m->head != token) return nullptr;
  return &book.roles[meaning(*m)->index];
}

uint32_t head_of_range(const Syntax& syntax, uint32_t first, uint32_t last) {
  uint32_t best = last - 1;
  bool found = false;
  for (uint32_t t = first; t < last; ++t) {
    const uint32_t head = syntax[t].head;
    const bool outside = head == kNone || head < first || head >= last;
    if (!outside || syntax[t].upos == Upos::punct) continue;
    const bool function_word = syntax[t].rel == Deprel::case_ || syntax[t].rel == Deprel::det;
    if (!found || !function_word) {
      best = t;
      if (found && function_word) continue;
      found = true;
      if (!function_word) return best;
    }
  }
  return best;
}

uint32_t make_entity(Scene& scene, const std::string& key, Entity entity, char gender,
                     char number) {
  const auto index = static_cast<uint32_t>(scene.out.entities.size());
  if (!key.empty()) {
    const auto [at, made] = scene.entity_by_key.try_emplace(key, index);
    if (!made) return at->second;
  }
  scene.out.entities.push_back(std::move(entity));
  scene.gender.push_back(gender);
  scene.number.push_back(number);
  scene.role_of.push_back(kNone);
  return index;
}

uint32_t add_mention(Scene& scene, uint32_t head, uint32_t first, uint32_t last, MentionKind kind,
                     uint32_t entity, float confidence) {
  if (const uint32_t there = scene.out.head_index[head]; there != kNone) return there;
  const auto index = static_cast<uint32_t>(scene.out.mentions.size());
  Mention mention;
  mention.first = first;
  mention.last = last;
  mention.head = head;
  mention.span = scene.tokens.span(first, last);
  mention.kind = kind;
  mention.entity = entity;
  mention.confidence = confidence;
  scene.out.mentions.push_back(std::move(mention));
  scene.out.head_index[head] = index;
  scene.role_index.push_back(kNone);
  return index;
}

uint32_t country_entity(Scene& scene, uint32_t country) {
  const Country& c = scene.book.countries[country];
  Entity entity;
  entity.id = c.code;
  entity.name = c.name;
  entity.type = EntityType::location;
  entity.code = c.code;
  return make_entity(scene, "country/" + c.code, std::move(entity), 'n', 'b');
}

uint32_t government_entity(Scene& scene, uint32_t country, std::string_view sector,
                           std::string_view name) {
  const Country& c = scene.book.countries[country];
  Entity entity;
  entity.sectors = {std::string(sector.empty() ? "GOV" : sector)};
  entity.name = name.empty() ? "Government of " + c.name : std::string(name);
  entity.id = c.code + "-" + folded(name.empty() ? "government" : name);
  std::replace(entity.id.begin(), entity.id.end(), ' ', '-');
  entity.type = EntityType::organization;
  entity.code = c.code;
  const std::string key = "body/" + entity.id;
  return make_entity(scene, key, std::move(entity), 'n', 'b');
}

uint32_t person_entity(Scene& scene, uint32_t person) {
  const Person& p = scene.book.people[person];
  const Standing standing = standing_on(p.terms, scene.date);
  Entity entity;
  entity.id = p.id;
  entity.name = p.name;
  entity.type = EntityType::person;
  entity.code = standing.code.empty() ? p.code : standing.code;
  entity.sectors = standing.sectors;
  entity.office = standing.office;
  return make_entity(scene, "person/" + std::to_string(person), std::move(entity), p.gender, 's');
}

uint32_t organization_entity(Scene& scene, uint32_t organization) {
  const Organization& o = scene.book.organizations[organization];
  const Standing standing = standing_on(o.terms, scene.date);
  Entity entity;
  entity.id = o.id;
  entity.name = o.name;
  entity.type = EntityType::organization;
  entity.code = o.code;
  if (!standing.former) entity.sectors = standing.sectors;
  entity.wiki = o.wiki;
  entity.group = o.group;
  return make_entity(scene, "org/" + std::to_string(organization), std::move(entity), 'n', 'b');
}

std::string last_word(const std::string& phrase) { return phrase.substr(phrase.rfind(' ') + 1); }

std::string lower_text(const Scene& scene, uint32_t token) { return lower(scene.text(token)); }

bool child_case(const Scene& scene, uint32_t token, std::string& preposition) {
  uint32_t c = scene.syntax.child(token, Deprel::case_);
  for (const uint32_t title : scene.syntax.children(token))  // "for President Ashraf Ghani"
    if (c == kNone && scene.syntax[title].rel == Deprel::nmod_desc)
      c = scene.syntax.child(title, Deprel::case_);
  if (c == kNone) return false;
  preposition = lower_text(scene, c);
  return true;
}

uint32_t first_conjunct(const Syntax& syntax, uint32_t token) {
  for (int steps = 0; steps < 64 && syntax[token].rel == Deprel::conj; ++steps)
    token = syntax[token].head;
  return token;
}

std::vector<uint32_t> with_conjuncts(const Syntax& syntax, uint32_t token) {
  std::vector<uint32_t> out = {token};
  for (size_t i = 0; i < out.size(); ++i)
    for (const uint32_t c : syntax.children(out[i]))
      if (syntax[c].rel == Deprel::conj) out.push_back(c);
  return out;
}

}  // namespace dateline::names
