// What the text says of a named person: title, apposition, "X is the minister".
//
// The book's office stands where it holds on the article's date; the text's
// word stands for persons of no office then, and for all that the book does
// not know. "The president, Xi Jinping," is two mentions of one entity.
// Covered by names_test.cc.
#include <algorithm>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

bool hangs_as_title(Deprel rel) {
  return rel == Deprel::nmod_desc || rel == Deprel::compound || rel == Deprel::appos ||
         rel == Deprel::flat || rel == Deprel::amod || rel == Deprel::nmod_unmarked;
}

const Match* role_match(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m && m->use == Use::role && m->head == token ? m : nullptr;
}

// "President of Ukraine Volodymyr Zelensky": the role whose "of" phrase ends
// right before the name, or nullptr.
const Match* title_with_of(const Scene& scene, const Match& name) {
  const Match* before = scene.match(name.first - 1);
  if (!before || before->last != name.first) return nullptr;
  const uint32_t head = scene.syntax[before->head].head;
  std::string preposition;
  if (head == kNone || !child_case(scene, before->head, preposition)) return nullptr;
  const Match* role = preposition == "of" ? role_match(scene, head) : nullptr;
  return role && scene.book.roles[scene.meaning(*role)->index].is(kTitle) ? role : nullptr;
}

bool is_plural(const Scene& scene, const Match& role) { return scene.meaning(role)->plural; }

// "Two lawmakers, Jane Roe and John Doe": the plural role behind which the first name of the list
// stands, or that stands before it.
const Match* role_of_list(const Scene& scene, uint32_t first) {
  const uint32_t head = scene.syntax[first].head;
  const Match* above =
      scene.syntax[first].rel == Deprel::appos && head != kNone ? role_match(scene, head) : nullptr;
  if (above && is_plural(scene, *above)) return above;
  for (const uint32_t c : scene.syntax.children(first))
    if (const Match* m = hangs_as_title(scene.syntax[c].rel) ? role_match(scene, c) : nullptr;
        m && is_plural(scene, *m))
      return m;
  return nullptr;
}

// "Politicians and the archbishop, Jan Nowak": of the people before the comma, the last who is one.
const Match* role_of_one(const Scene& scene, uint32_t head, const Match& name) {
  const Match* role = role_match(scene, head);
  if (!role || !is_plural(scene, *role) || scene.syntax.has_child(name.head, Deprel::conj))
    return role;
  for (const uint32_t c : scene.syntax.children(head))
    if (const Match* m =
            scene.syntax[c].rel == Deprel::conj && c < name.first ? role_match(scene, c) : nullptr;
        m && !is_plural(scene, *m))
      role = m;
  return role;
}

// Roles that the syntax ties to the name, and the one that stands right before it.
std::vector<const Match*> roles_of_name(const Scene& scene, const Match& name) {
  std::vector<const Match*> roles;
  const auto add = [&](const Match* m) {
    if (m && std::find(roles.begin(), roles.end(), m) == roles.end()) roles.push_back(m);
  };
  for (uint32_t c : scene.syntax.children(name.head)) {
    if (!hangs_as_title(scene.syntax[c].rel)) continue;
    add(role_match(scene, c));
    const uint32_t one_of = scene.syntax[c].rel == Deprel::appos && scene.syntax[c].upos == Upos::num
                                ? scene.syntax.child(c, Deprel::nmod)
                                : kNone;
    if (one_of != kNone) add(role_match(scene, one_of));  // "one of its main unions"
  }
  const uint32_t head = scene.syntax[name.head].head;
  if (head != kNone) {
    const Deprel rel = scene.syntax[name.head].rel;
    const bool title = rel == Deprel::appos || rel == Deprel::flat || rel == Deprel::nmod_desc;
    if (title) add(role_of_one(scene, head, name));
    if (rel == Deprel::conj) add(role_of_list(scene, first_conjunct(scene.syntax, name.head)));
    if (rel == Deprel::nsubj && scene.syntax.has_child(head, Deprel::cop))
      add(role_match(scene, head));
  }
  const bool has_before =
      name.first > 0 && scene.sentence(name.first - 1) == scene.sentence(name.first);
  if (!has_before) return roles;
  const Match* before = scene.match(name.first - 1);
  if (before && before->use == Use::role) add(before);
  add(title_with_of(scene, name));
  return roles;
}

void merge_roles(Scene& scene, const Match& role, Codes& said, bool former) {
  const Role& r = scene.book.roles[scene.meaning(role)->index];
  const Codes around = codes_around(scene, role.head);
  if (said.code.empty()) said.code = around.code;
  for (const auto& sector : role_sectors(r, around, former || is_former(scene, role.head)))
    if (std::find(said.sectors.begin(), said.sectors.end(), sector) == said.sectors.end())
      said.sectors.push_back(sector);
}

// A role mention that only names the person again.
void same_entity(Scene& scene, const Match& role, uint32_t entity) {
  const uint32_t at = scene.out.head_index[role.head];
  if (at != kNone && scene.out.mentions[at].kind == MentionKind::nominal &&
      scene.out.mentions[at].members.empty())
    scene.out.mentions[at].entity = entity;
}

void take_gender(Scene& scene, const Match& role, uint32_t entity) {
  const Role& r = scene.book.roles[scene.meaning(role)->index];
  if (scene.gender[entity] == '?' && r.gender != '?') scene.gender[entity] = r.gender;
}

// A person of no office then is of the country that the text says, not of the body that the book
// knows him from; and of the body whose title the text gives him, not of his country.
void apply(const Scene& scene, Entity& entity, const Codes& said, std::string_view office) {
  const bool no_office = entity.sectors.empty() || entity.sector() == "ELI";
  const auto is_body = [&](const std::string& code) {
    return !code.empty() && !scene.book.country(code);
  };
  const bool told = no_office && !said.code.empty();
  if (entity.code.empty() || (told && (is_body(entity.code) || is_body(said.code))))
    entity.code = said.code;
  if (no_office && !said.sectors.empty()) entity.sectors = said.sectors;
  if (entity.office.empty()) entity.office = office;
  // "Opposition senator Panfilo Lacson"
  const bool lawmaker = entity.sector() == "LEG" || entity.sector() == "PTY";
  if (lawmaker && std::ranges::count(said.sectors, "OPP") > 0)
    entity.sectors.insert(entity.sectors.begin(), "OPP");
}

// The name's phrase with its titles, for the mention's span.
void widen(Scene& scene, const Match& name) {
  const uint32_t at = scene.out.head_index[name.head];
  if (at == kNone) return;
  Mention& mention = scene.out.mentions[at];
  const Span range = phrase_range(scene, name.head);
  mention.first = std::min(mention.first, range.begin);
  mention.last = std::max(mention.last, range.end);
  mention.span = scene.tokens.span(mention.first, mention.last);
}

// "al-Khalifa, who heads the government delegation"
Codes codes_of_what_he_leads(Scene& scene, uint32_t head) {
  for (const uint32_t verb : scene.syntax.children(head)) {
    if (scene.syntax[verb].rel != Deprel::acl_relcl) continue;
    if (!scene.book.words.has("leads", scene.syntax.lemma(verb))) continue;
    const uint32_t led = scene.syntax.child(verb, Deprel::obj);
    if (led == kNone) continue;
    const Codes codes = codes_at(scene, led, 0);
    return codes.code.empty() ? codes_around(scene, led) : codes;  // "leads the U.S. team"
  }
  return {};
}

// "Giulia Conti, of the Union of University Students": the body he belongs to, or kNone.
uint32_t body_behind_comma(const Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    const Match* m = scene.match(c);
    const bool body = m && m->entity != kNone && m->is_body();
    std::string preposition;
    if (!body || scene.syntax[c].rel != Deprel::nmod || !child_case(scene, c, preposition) ||
        !scene.book.words.has("speaks", preposition))
      continue;
    const uint32_t word = scene.syntax.child(c, Deprel::case_);
    if (word > 0 && scene.text(word - 1) == ",") return m->entity;
  }
  return kNone;
}

bool is_opposition(const Sectors& sectors) {
  return std::find(sectors.begin(), sectors.end(), "OPP") != sectors.end();
}

// "David Davis of the opposition Conservatives", "Senator Jane Roe of the opposition
// Conservatives": what his party is.
Sectors sectors_of_party(const Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    const Match* m = scene.match(c);
    std::string preposition;
    const bool of = m && m->use == Use::organization && m->entity != kNone &&
                    scene.syntax[c].rel == Deprel::nmod && child_case(scene, c, preposition) &&
                    preposition == "of";
    if (!of) continue;
    const Entity& party = scene.out.entities[m->entity];
    if (party.sector() == "OPP" || party.sector() == "PTY") return party.sectors;
  }
  return {};
}

// "Mary Robinson, the UN High Commissioner for Human Rights", what the recogniser takes for a body;
// "Ali Demir, a Turkish florist", by a noun that is no role.
std::string code_of_apposition(Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    if (scene.syntax[c].rel != Deprel::appos) continue;
    const Match* m = scene.match(c);
    if (m && m->is_body() && m->entity != kNone) return scene.out.entities[m->entity].code;
    if (!m && scene.syntax[c].upos == Upos::noun)
      if (const Codes around = codes_around(scene, c); !around.code.empty()) return around.code;
  }
  return {};
}

// "An Australian, John Doe", "John Doe, an Australian": a noun for one of a people, or kNone.
uint32_t one_of_people(const Scene& scene, const Match& name) {
  const auto is_one = [&](uint32_t token) {
    const Match* m = scene.match(token);
    const uint32_t article = scene.syntax.child(token, Deprel::det);
    return m && (m->use == Use::people || m->use == Use::adjective) && m->entity != kNone &&
           article != kNone && !scene.book.words.has("definite", lower_text(scene, article)) &&
           !scene.out.entities[m->entity].group;
  };
  const uint32_t head = scene.syntax[name.head].head;
  const Deprel rel = scene.syntax[name.head].rel;
  const bool listed = rel == Deprel::conj && name.first > 0 && scene.text(name.first - 1) == "," &&
                      !scene.syntax.has_child(name.head, Deprel::cc);  // as the parser may have it
  if ((rel == Deprel::appos || listed) && head != kNone && is_one(head)) return head;
  for (const uint32_t c : scene.syntax.children(name.head))
    if (scene.syntax[c].rel == Deprel::appos && is_one(c)) return c;
  return kNone;
}

void link_person(Scene& scene, const Match& name) {
  Codes said;
  const Role* first_role = nullptr;
  const bool former = is_former(scene, name.head);
  for (const Match* role : roles_of_name(scene, name)) {
    merge_roles(scene, *role, said, former);
    take_gender(scene, *role, name.entity);
    same_entity(scene, *role, name.entity);
    const Role& r = scene.book.roles[scene.meaning(*role)->index];
    if (r.is(kAddress) || r.is(kModifierOnly)) continue;
    if (!first_role) first_role = &r;
    scene.role_of[name.entity] = scene.meaning(*role)->index;
  }
  if (said.code.empty()) said.code = codes_around(scene, name.head).code;
  if (said.code.empty()) {
    const Codes led = codes_of_what_he_leads(scene, name.head);
    said.code = led.code;
    if (said.sectors.empty()) said.sectors = led.sectors;
  }
  const Sectors party = sectors_of_party(scene, name.head);
  if (said.sectors.empty() || (is_opposition(party) && said.sectors.front() == "LEG"))
    said.sectors = party;
  if (said.code.empty()) said.code = code_of_apposition(scene, name.head);
  if (const uint32_t people = one_of_people(scene, name); people != kNone) {
    const uint32_t at = scene.out.head_index[people];
    if (said.code.empty() && at != kNone)
      said.code = scene.out.entities[scene.out.mentions[at].entity].code;
    if (at != kNone) scene.out.mentions[at].entity = name.entity;
  }
  if (const uint32_t body = body_behind_comma(scene, name.head); body != kNone) {
    if (said.code.empty()) said.code = scene.out.entities[body].code;
    if (said.sectors.empty()) said.sectors = scene.out.entities[body].sectors;
  }
  apply(scene, scene.out.entities[name.entity], said, first_role ? first_role->office : "");
  widen(scene, name);
}

// "the opposition Democrat Party", "the Nationalist Party of opposition leader Ollanta Humala"
// "the main opposition party, Islah"
bool is_called_opposition(Scene& scene, const Match& name) {
  for (const Match* role : roles_of_name(scene, name)) {
    Codes said;
    merge_roles(scene, *role, said, false);
    if (is_opposition(said.sectors)) return true;
  }
  for (const uint32_t c : scene.syntax.children(name.head)) {
    const Deprel rel = scene.syntax[c].rel;
    const Match* m = scene.match(c);
    if (m == nullptr) continue;
    if (m->use == Use::role && (rel == Deprel::amod || rel == Deprel::compound) &&
        is_opposition(scene.book.roles[scene.meaning(*m)->index].sectors))
      return true;
    std::string preposition;
    if (!m->is_person() || rel != Deprel::nmod || !child_case(scene, c, preposition)) continue;
    for (const Match* role : roles_of_name(scene, *m)) {
      Codes said;
      merge_roles(scene, *role, said, false);
      if (is_opposition(said.sectors)) return true;
    }
  }
  return false;
}

// "Tongrentang, a medicine firm": the noun gives the unknown body its sector.
void link_body(Scene& scene, const Match& name) {
  Entity& entity = scene.out.entities[name.entity];
  for (const Match* role : roles_of_name(scene, name)) {
    const Role& r = scene.book.roles[scene.meaning(*role)->index];
    Codes said;
    merge_roles(scene, *role, said, false);
    if (entity.code.empty()) entity.code = said.code;
    if (entity.sectors.empty() && r.is(kBody)) entity.sectors = said.sectors;
    if (r.is(kBody) || r.is(kGroup)) same_entity(scene, *role, name.entity);
  }
  if (entity.sector() == "PTY" && is_called_opposition(scene, name)) entity.sectors = {"OPP"};
}

// What the text says of a body that the book knows: "The New York-based group Human Rights Watch"
// is one body; a party is in opposition where it is called so.
void link_known_body(Scene& scene, const Match& name) {
  for (const Match* role : roles_of_name(scene, name)) {
    const Role& r = scene.book.roles[scene.meaning(*role)->index];
    if (r.is(kBody) || r.is(kRelational)) same_entity(scene, *role, name.entity);  // "its rival"
  }
  Entity& entity = scene.out.entities[name.entity];
  const bool party = entity.sectors.empty() || entity.sector() == "PTY" || entity.sector() == "GOV";
  if (party && is_called_opposition(scene, name)) entity.sectors = {"OPP"};
}

}  // namespace

void link_names(Scene& scene) {
  for (const Match& m : scene.matches) {
    if (m.entity == kNone) continue;
    if (m.use == Use::unknown_organization) link_body(scene, m);
    if (m.use == Use::organization) link_known_body(scene, m);
  }
  for (const Match& m : scene.matches)  // who may be of one of them
    if (m.entity != kNone && m.is_person()) link_person(scene, m);
}

}  // namespace dateline::names
