// Persons: full names first, then every shorter name of theirs in the article.
//
// A surname alone means the person of that name whom the article names in
// full (the latest one before it, else the first after: headlines come first).
// Where it names none in full, a surname of the book is taken with a title or
// country that fits one holder ("President Trump"), or if just one head of
// state or government, or foreign minister, of that name is in office on the
// article's date. Otherwise it stays an unknown person. Covered by
// names_test.cc.
#include <algorithm>
#include <set>

#include "dateline/base/utf8.h"
#include "dateline/names/dated.h"
#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

void know(Scene& scene, const std::string& name, uint32_t token, uint32_t entity) {
  if (name.size() < 2) return;
  auto& known = scene.people_by_name[name];
  const auto same = [&](const auto& k) { return k.second == entity; };
  if (std::none_of(known.begin(), known.end(), same)) known.emplace_back(token, entity);
}

// The names that a person may go by once named in full.
void know_person(Scene& scene, uint32_t token, uint32_t entity, std::string_view full,
                 std::string_view surname) {
  know(scene, folded(full), token, entity);
  if (!surname.empty()) {
    know(scene, folded(surname), token, entity);
    for (std::string_view article : {"al-", "Al-", "el-", "El-"})
      if (surname.starts_with(article)) know(scene, folded(surname.substr(4 - 1)), token, entity);
    return;
  }
  const std::string all = folded(full);
  know(scene, last_word(all), token, entity);
  const std::string first = all.substr(0, all.find(' '));
  if (!scene.book.given_names.count(first)) know(scene, first, token, entity);
}

// "Khan", who was called so twice before another of that name came in; or kNone.
uint32_t established(const Scene& scene, const std::string& name) {
  constexpr uint32_t kTwice = 2;
  const auto found = scene.called.find(name);
  return found != scene.called.end() && found->second.second >= kTwice ? found->second.first
                                                                       : kNone;
}

uint32_t known_as(const Scene& scene, const std::string& name, uint32_t token) {
  const auto found = scene.people_by_name.find(name);
  if (found == scene.people_by_name.end()) return kNone;
  const auto& known = found->second;
  size_t best = 0;
  for (size_t i = 0; i < known.size(); ++i)
    if (known[i].first <= token) best = i;
  // "Kim" is the leader of that name, but for the paragraph that names another.
  const auto paragraph = [&](uint32_t t) {
    return scene.tokens.sentences[scene.sentence(t)].paragraph;
  };
  if (!leads_a_state(scene, known[best].second) && paragraph(known[best].first) != paragraph(token))
    for (const auto& [at, entity] : known)
      if (at <= token && leads_a_state(scene, entity)) return entity;
  if (const uint32_t first = established(scene, name);
      first != kNone && paragraph(known[best].first) != paragraph(token) &&
      !leads_a_state(scene, known[best].second))
    return first;
  return known[best].second;
}

// "De Vargas" after "Francisco de Vargas".
uint32_t end_of_known(const Scene& scene, const std::string& name) {
  if (scene.book.given_names.count(name.substr(0, name.find(' ')))) return kNone;
  for (const auto& [full, known] : scene.people_by_name)
    if (full.ends_with(" " + name)) return known.front().second;
  return kNone;
}

bool in_office(const Scene& scene, const Person& person) {
  for (const Term& term : person.terms)
    if (scene.date ? term.holds_on(*scene.date) : !term.to) return true;
  return false;
}

bool is_initial(std::string_view word) {
  return word.size() == 1 || (word.size() == 2 && word[1] == '.');
}

// Of several persons of one full name, the one in office.
uint32_t pick_full(const Scene& scene, const Match& m) {
  uint32_t best = scene.meaning(m)->index;
  for (uint32_t value : m.values) {
    const Meaning& meaning = scene.book.meanings[value];
    if (meaning.kind == MeaningKind::person && in_office(scene, scene.book.people[meaning.index]))
      return meaning.index;
  }
  return best;
}

// "Antony J. Blinken", "Ali Hosseini Khamenei": the book's person without the initials, or without
// the name in the middle.
void drop_middle_names(const Scene& scene, Match& m) {
  if (m.use != Use::unknown_person || m.last - m.first < 3) return;
  std::string name;
  for (uint32_t t = m.first; t < m.last; ++t)
    if (!is_initial(scene.text(t))) (name += name.empty() ? "" : " ") += scene.text(t);
  const auto take = [&](std::string_view known) {
    for (uint32_t value : meanings_of(scene.book, known)) {
      if (scene.book.meanings[value].kind != MeaningKind::person) continue;
      m.values = {value};
      m.meaning = value;
      m.use = Use::person;
    }
  };
  take(name);
  if (m.use == Use::unknown_person && m.last - m.first == 3)
    take(std::string(scene.text(m.first)) + " " + std::string(scene.text(m.last - 1)));
}

void name_in_full(Scene& scene, Match& m) {
  drop_middle_names(scene, m);
  if (m.use == Use::person) {
    const uint32_t person = pick_full(scene, m);
    m.entity = person_entity(scene, person);
    const Person& p = scene.book.people[person];
    know_person(scene, m.first, m.entity, p.name, p.surname);
    know(scene, folded(scene.text(m.first, m.last)), m.first, m.entity);
    know(scene, folded(scene.text(m.last - 1)), m.first, m.entity);  // as this text spells it
    const std::string first = folded(scene.text(m.first));  // "Samak" after "Samak Sundaravej"
    if (m.last - m.first > 1 && !scene.book.given_names.count(first))
      know(scene, first, m.first, m.entity);
  } else if (m.use == Use::unknown_person && m.last - m.first > 1) {
    const std::string_view name = scene.text(m.first, m.last);
    Entity entity;
    entity.name = name;
    entity.type = EntityType::person;
    const std::string all = folded(name);
    m.entity = end_of_known(scene, all);
    if (m.entity != kNone) return;
    const auto given = scene.book.given_names.find(all.substr(0, all.find(' ')));
    const char gender = given == scene.book.given_names.end() ? '?' : given->second;
    m.entity = make_entity(scene, "name/" + all, std::move(entity), gender, 's');
    know_person(scene, m.first, m.entity, name, {});
  }
}

// Rank of an office that a bare surname may stand for; 0: none.
int rank_of(std::string_view office) {
  if (office == "president" || office == "supreme leader" || office == "leader" || office == "pope")
    return 3;
  if (office == "prime minister") return 2;
  return office == "foreign minister" || office == "secretary general" ? 1 : 0;
}

bool held(const Scene& scene, const Person& person, std::string_view office) {
  for (const Term& term : person.terms)
    if (term.office == office && (!scene.date || !term.from || *term.from <= *scene.date))
      return true;
  return false;
}

int rank(const Scene& scene, const Person& person) {
  int best = 0;
  for (const Term& term : person.terms)
    if (scene.date ? term.holds_on(*scene.date) : !term.to)
      best = std::max(best, rank_of(term.office));
  return best;
}

// The role that stands as a title before the name, or nullptr; its head token.
const Role* title_before(const Scene& scene, const Match& m, uint32_t& head) {
  if (m.first == 0) return nullptr;
  const Match* before = scene.match(m.first - 1);
  if (!before || before->use != Use::role || scene.sentence(m.first - 1) != scene.sentence(m.first))
    return nullptr;
  head = before->head;
  return &scene.book.roles[scene.meaning(*before)->index];
}

std::vector<uint32_t> candidates(const Scene& scene, const Match& m) {
  std::vector<uint32_t> people;
  for (uint32_t value : m.values)
    if (const Meaning& meaning = scene.book.meanings[value]; meaning.kind == MeaningKind::surname)
      people.push_back(meaning.index);
  return people;
}

template <class Test>
uint32_t only_one(const std::vector<uint32_t>& people, Test test) {
  uint32_t found = kNone;
  for (uint32_t person : people) {
    if (!test(person)) continue;
    if (found != kNone && found != person) return kNone;
    found = person;
  }
  return found;
}

uint32_t by_title(Scene& scene, const Match& m, const std::vector<uint32_t>& people) {
  uint32_t head = kNone;
  const Role* title = title_before(scene, m, head);
  if (!title) return kNone;
  std::string code = codes_around(scene, head).code;
  if (code.empty()) code = codes_around(scene, m.head).code;
  const auto& all = scene.book.people;
  const auto of_country = [&](uint32_t p) { return code.empty() || all[p].code == code; };
  const auto with_office = [&](uint32_t p) {
    return of_country(p) && !title->office.empty() && held(scene, all[p], title->office);
  };
  uint32_t found =
      only_one(people, [&](uint32_t p) { return with_office(p) && in_office(scene, all[p]); });
  if (found == kNone) found = only_one(people, with_office);
  if (found == kNone && !code.empty())
    found = only_one(people, [&](uint32_t p) { return of_country(p) && in_office(scene, all[p]); });
  return found;
}

// Beside another capitalised word that no match covers: part of a longer name.
bool part_of_longer_name(const Scene& scene, const Match& m) {
  const auto loose = [&](uint32_t t) {
    return scene.sentence(t) == scene.sentence(m.first) && !scene.match(t) &&
           scene.syntax[t].upos == Upos::propn;
  };
  if ((m.first > 0 && loose(m.first - 1)) || (m.last < scene.tokens.size() && loose(m.last)))
    return true;
  return std::ranges::any_of(scene.syntax.entities, [&](const NamedEntity& e) {
    const bool place = e.type == EntityType::location || e.type == EntityType::facility;
    return place && e.first <= m.first && m.last <= e.last && e.last - e.first > m.last - m.first;
  });
}

// "the village of Salim"
bool names_a_place(const Scene& scene, const Match& m) {
  const uint32_t noun = scene.syntax[m.head].head;
  std::string preposition;
  return noun != kNone && scene.syntax[m.head].rel == Deprel::nmod &&
         child_case(scene, m.head, preposition) && preposition == "of" &&
         scene.book.words.has("within", scene.syntax.lemma(noun));
}

uint32_t by_office(const Scene& scene, const Match& m, const std::vector<uint32_t>& people) {
  if (part_of_longer_name(scene, m) || names_a_place(scene, m)) return kNone;
  if (scene.syntax[m.head].upos != Upos::propn && m.ner != EntityType::person) return kNone;
  if (m.ner != EntityType::none && m.ner != EntityType::person) return kNone;
  const auto& all = scene.book.people;
  const auto seen = [&](uint32_t p) { return scene.countries_seen.count(all[p].code) > 0; };
  const auto in_top_office = [&](uint32_t p) { return rank(scene, all[p]) > 0; };
  uint32_t found = only_one(people, in_top_office);
  for (int at_least = 1; found == kNone && at_least <= 3; ++at_least)
    found =
        only_one(people, [&](uint32_t p) { return seen(p) && rank(scene, all[p]) >= at_least; });
  return found;
}

// "Khaleda" after "Khaleda Zia", "Rosselló" after "Ricardo Rosselló Nevares": the one person named
// in full before of whose name it is a part, or kNone.
uint32_t by_part_of_name(const Scene& scene, const std::string& name, uint32_t token) {
  uint32_t found = kNone;
  for (const auto& [full, known] : scene.people_by_name)
    for (const auto& [at, entity] : known) {
      const bool part =
          full.starts_with(name + " ") || full.find(" " + name + " ") != std::string::npos;
      if (at >= token || !part) continue;
      if (found != kNone && found != entity) return kNone;
      found = entity;
    }
  return found;
}

// "Ford" after "Ford Motor Company".
bool begins_a_body(const Scene& scene, const Match& m) {
  return std::ranges::any_of(scene.matches, [&](const Match& body) {
    return body.first < m.first && begins_body(scene, m, body);
  });
}

void unknown_by_one_name(Scene& scene, Match& m) {
  if (m.ner != EntityType::person) {
    m.use = Use::none;
    return;
  }
  m.entity = by_part_of_name(scene, folded(scene.text(m.first, m.last)), m.first);
  if (m.entity != kNone) {
    m.use = Use::unknown_person;
    return;
  }
  if (begins_a_body(scene, m)) {
    m.use = Use::unknown_organization;
    return;
  }
  Entity entity;
  entity.name = scene.text(m.first, m.last);
  entity.type = EntityType::person;
  const std::string name = folded(entity.name);
  m.use = Use::unknown_person;
  m.entity = make_entity(scene, "name/" + name, std::move(entity), '?', 's');
  know(scene, name, m.first, m.entity);
}

// The recogniser's other types give way to a person that the article has named; so does a capital's
// name ("Sudesh Amman", "Amman") where nothing is said to be in it or to come from it.
void known_person_under_other_type(const Scene& scene, Match& m) {
  const bool capital = m.use == Use::capital || m.use == Use::metonym;
  const bool other = m.use == Use::unknown_organization || m.use == Use::location ||
                     m.use == Use::none ||
                     (capital && !scene.syntax.has_child(m.head, Deprel::case_));
  if (!other || m.last - m.first > 2 || scene.syntax[m.head].upos != Upos::propn) return;
  const uint32_t known = known_as(scene, folded(scene.text(m.first, m.last)), m.first);
  if (known == kNone) return;
  m.use = Use::unknown_person;
  m.entity = known;
}

// "in May 2010", "since May": a month, whoever is called so.
bool is_month_here(const Scene& scene, const Match& m) {
  if (m.last - m.first != 1 || !scene.book.words.has("months", lower_text(scene, m.first)))
    return false;
  if (m.last < scene.tokens.size() && scene.syntax[m.last].upos == Upos::num) return true;
  return m.first > 0 && scene.book.words.has("before_months", lower_text(scene, m.first - 1));
}

void name_in_short(Scene& scene, Match& m) {
  if (is_month_here(scene, m)) {
    m.use = Use::none;
    return;
  }
  known_person_under_other_type(scene, m);
  if (m.use != Use::surname && !(m.use == Use::unknown_person && m.entity == kNone)) return;
  const std::string name = folded(scene.text(m.first, m.last));
  m.entity = known_as(scene, name, m.first);
  if (m.entity != kNone) {
    auto& [entity, times] = scene.called.try_emplace(name, m.entity, 0).first->second;
    if (entity == m.entity) ++times;
    return;
  }
  // "Vázquez" after "Wanda Vázquez Garced" is no other.
  if (m.use == Use::surname) m.entity = by_part_of_name(scene, name, m.first);
  if (m.entity != kNone) return;
  const std::vector<uint32_t> people = candidates(scene, m);
  uint32_t person = by_title(scene, m, people);
  if (person == kNone) person = by_office(scene, m, people);
  if (person == kNone) return unknown_by_one_name(scene, m);
  m.entity = person_entity(scene, person);
  const Person& p = scene.book.people[person];
  know_person(scene, m.first, m.entity, p.name, p.surname);
}

// A capital makes a name, but where it opens the sentence: "Rice exports", "Soreide is due".
bool may_be_name(const Scene& scene, uint32_t token) {
  const Syntax& syntax = scene.syntax;
  if (syntax[token].upos == Upos::propn) return true;
  if (!is_upper(decode_utf8(scene.text(token), 0).value)) return false;
  if (token != scene.tokens.sentences[scene.sentence(token)].first)
    return syntax[token].upos == Upos::noun;
  return is_subject(syntax, token) && syntax.children(token).empty();
}

// Names of the article that neither the dictionary nor the recogniser marked again.
void name_the_rest(Scene& scene) {
  for (uint32_t t = 0; t < scene.tokens.size(); ++t) {
    if (scene.match_at[t] != kNone || !may_be_name(scene, t)) continue;
    Match m;
    m.first = m.head = t;
    m.last = t + 1;
    m.entity = known_as(scene, folded(scene.text(t)), t);
    if (m.entity == kNone || part_of_longer_name(scene, m)) continue;
    m.use = Use::unknown_person;
    scene.match_at[t] = static_cast<uint32_t>(scene.matches.size());
    scene.matches.push_back(std::move(m));
  }
}

}  // namespace

bool leads_by_office(std::string_view office) {
  return office == "president" || office == "prime minister" || office == "supreme leader" ||
         office == "leader";
}

bool leads_a_state(const Scene& scene, uint32_t entity) {
  const Entity& e = scene.out.entities[entity];
  return !e.id.empty() && leads_by_office(e.office);
}

void name_people(Scene& scene) {
  for (Match& m : scene.matches) name_in_full(scene, m);
  for (Match& m : scene.matches) name_in_short(scene, m);
  name_the_rest(scene);
  for (const Match& m : scene.matches) {
    if (m.is_person() && m.entity != kNone)
      add_mention(scene, m.head, m.first, m.last, MentionKind::name, m.entity, 1.0f);
  }
}

}  // namespace dateline::names
