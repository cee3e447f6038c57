// Which of its meanings a phrase has here, by the recogniser's type, the tags
// and the rest of the article.
//
// A doubtful name ("Georgia", "Victoria") counts only where another name,
// adjective, capital or person of its country stands in the article. A
// surname stays a surname until people.cc knows whose. Covered by names_test.cc.
#include <algorithm>
#include <array>
#include <set>

#include "dateline/base/utf8.h"
#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

Use use_of(MeaningKind kind) {
  constexpr std::array<Use, 11> kUses = {
      Use::country, Use::capital,      Use::metonym, Use::adjective, Use::people, Use::person,
      Use::surname, Use::organization, Use::role,    Use::region,    Use::set};
  return kUses[static_cast<size_t>(kind)];
}

Use use_of(EntityType type) {
  switch (type) {
    case EntityType::person:
      return Use::unknown_person;
    case EntityType::organization:
      return Use::unknown_organization;
    case EntityType::norp:
      return Use::unknown_people;
    case EntityType::location:
    case EntityType::facility:
      return Use::location;
    default:
      return Use::none;
  }
}

bool is_person_kind(MeaningKind kind) {
  return kind == MeaningKind::person || kind == MeaningKind::surname;
}

bool is_noun(const Scene& scene, uint32_t token) {
  const Upos tag = scene.syntax[token].upos;
  return tag == Upos::propn || tag == Upos::noun || tag == Upos::x;
}

// An adjective or a noun before a noun: "US officials", "the Chinese side".
bool before_noun(const Scene& scene, const Match& m) {
  const Deprel rel = scene.syntax[m.head].rel;
  return (rel == Deprel::amod || rel == Deprel::compound || rel == Deprel::nmod_desc) &&
         scene.syntax[m.head].head >= m.last;
}

bool fits_type(MeaningKind kind, EntityType type) {
  switch (type) {
    case EntityType::person:
      return is_person_kind(kind);
    case EntityType::organization:
      return kind == MeaningKind::organization || kind == MeaningKind::metonym;
    case EntityType::location:
    case EntityType::facility:
      return kind == MeaningKind::country || kind == MeaningKind::capital;
    case EntityType::norp:
      return kind == MeaningKind::adjective || kind == MeaningKind::people;
    default:
      return false;
  }
}

// "Friday", "in May", where nobody is called so.
bool is_time(const Scene& scene, const Match& m) {
  return m.ner == EntityType::date || (m.ner != EntityType::person &&
                                       scene.book.words.has("calendar", lower_text(scene, m.head)));
}

// Higher is likelier; negative: not here.
int likelihood(const Scene& scene, const Match& m, const Meaning& meaning) {
  const Upos tag = scene.syntax[m.head].upos;
  int score = fits_type(meaning.kind, m.ner) ? 4 : 0;
  switch (meaning.kind) {
    case MeaningKind::person:
      return m.last == m.first + 1 && is_time(scene, m) ? -1 : score + 6;
    case MeaningKind::surname:
      if (is_time(scene, m)) return -1;
      return m.ner == EntityType::person ? score + 3 : 0;
    case MeaningKind::organization:
      return score + 3;
    case MeaningKind::metonym:
      return score + 4;
    case MeaningKind::country:
      return score + (before_noun(scene, m) ? 1 : 3);
    case MeaningKind::adjective:
      return score + (tag == Upos::adj || before_noun(scene, m) ? 3 : 1);
    case MeaningKind::people:
      return score + (is_noun(scene, m.head) ? 4 : 0);
    case MeaningKind::capital:
      return score + 4;
    case MeaningKind::role:
      return score + 2;
    case MeaningKind::region:
      return score + 1;
    case MeaningKind::set:
      return score + 5;
  }
  return -1;
}

// Of two organisations of one name ("PLA", "Democratic Party"), the one whose
// country the article has named; so of two countries ("Congo").
bool better_known(const Scene& scene, const Match& m, uint32_t value) {
  const Meaning& other = scene.book.meanings[value];
  if (m.meaning == kNone) return true;
  const Meaning& held = scene.book.meanings[m.meaning];
  if (held.kind != other.kind) return false;
  const bool countries = other.kind <= MeaningKind::people;
  if (!countries && other.kind != MeaningKind::organization) return false;
  const std::string home = countries ? std::string{} : scene.dateline_country;
  const auto code_of = [&](const Meaning& x) {
    return scene.book.organizations[x.index].code;
  };
  if (!countries && !home.empty() && (code_of(held) == home) != (code_of(other) == home))
    return code_of(other) == home;
  const auto seen = [&](const Meaning& x) {
    return scene.countries_seen.count(countries ? scene.book.countries[x.index].code
                                                : scene.book.organizations[x.index].code) > 0;
  };
  return seen(other) && !seen(held);
}

void choose(const Scene& scene, Match& m) {
  int best = 0;
  for (uint32_t value : m.values) {
    const int score = likelihood(scene, m, scene.book.meanings[value]);
    if (score < best || (score == best && !better_known(scene, m, value))) continue;
    best = score;
    m.meaning = value;
  }
  m.use = m.meaning == kNone ? use_of(m.ner) : use_of(scene.book.meanings[m.meaning].kind);
  // One capitalised word that the recogniser calls a person is no country here
  // if it is part of a longer name or has a form of address.
  const bool place_word = m.use == Use::country || m.use == Use::capital || m.use == Use::region;
  const bool in_name = scene.syntax[m.head].rel == Deprel::flat ||
                       scene.syntax.has_child(m.head, Deprel::flat) ||
                       scene.syntax.has_child(m.head, Deprel::nmod_desc);
  if (m.ner == EntityType::person && place_word && m.last - m.first == 1 && in_name)
    m.use = Use::unknown_person;
}

// The country that a phrase is evidence for, or kNone.
uint32_t country_of_meaning(const Scene& scene, const Match& m) {
  const Meaning* meaning = scene.meaning(m);
  if (!meaning) return kNone;
  switch (m.use) {
    case Use::country:
    case Use::capital:
    case Use::metonym:
    case Use::adjective:
    case Use::people:
      return meaning->index;
    default:
      return kNone;
  }
}

bool is_doubtful(const Scene& scene, const Match& m) {
  const Meaning* meaning = scene.meaning(m);
  return meaning && meaning->doubtful && m.use != Use::region;
}

// "Congo", "North": the name of two countries.
bool of_two_countries(const Scene& scene, const Match& m) {
  std::set<uint32_t> countries;
  for (const uint32_t value : m.values)
    if (const Meaning& meaning = scene.book.meanings[value]; meaning.kind <= MeaningKind::people)
      countries.insert(meaning.index);
  return countries.size() > 1;
}

// The countries that sure names, adjectives, capitals and persons speak of.
void see_countries(Scene& scene) {
  for (const Match& m : scene.matches) {
    const bool money =  // "U.S. dollars"
        m.last < scene.tokens.size() && scene.book.words.has("money", lower_text(scene, m.last));
    if (money) continue;
    for (uint32_t value : m.values) {
      const Meaning& meaning = scene.book.meanings[value];
      if (meaning.doubtful || (meaning.kind <= MeaningKind::people && of_two_countries(scene, m)))
        continue;
      if (meaning.kind <= MeaningKind::people)
        scene.countries_seen.insert(scene.book.countries[meaning.index].code);
      if (meaning.kind == MeaningKind::person)
        scene.countries_seen.insert(scene.book.people[meaning.index].code);
    }
  }
}

// "North", "South".
bool is_half(const Scene& scene, const Match& m) {
  return m.last - m.first == 1 && scene.book.words.has("side", lower_text(scene, m.head));
}

// "The North" is the one of North Korea, South Sudan and the like that the article speaks of.
void choose_half(const Scene& scene, Match& m) {
  const uint32_t before = m.first == 0 ? kNone : m.first - 1;
  // "North and South Korea"
  const bool of_two = m.last + 1 < scene.tokens.size() && scene.match(m.last + 1) &&
                      (scene.match(m.last + 1)->use == Use::country ||
                       scene.match(m.last + 1)->use == Use::adjective) &&
                      scene.book.words.has("side", lower_text(scene, m.last + 1));
  // "between North and South"
  const auto half_at = [&](uint32_t t) {
    return t < scene.tokens.size() && scene.book.words.has("side", lower_text(scene, t));
  };
  const bool joined = (half_at(m.last + 1) && lower_text(scene, m.last) == "and") ||
                      (m.first > 1 && half_at(m.first - 2) && lower_text(scene, m.first - 1) == "and");
  const bool definite =
      of_two || joined || (before != kNone && scene.book.words.has("definite", lower_text(scene, before)));
  for (const uint32_t value : m.values) {
    const Meaning& meaning = scene.book.meanings[value];
    if (!definite || meaning.kind != MeaningKind::country) continue;
    if (!scene.countries_seen.count(scene.book.countries[meaning.index].code)) continue;
    m.meaning = value;
    m.use = Use::country;
    return;
  }
  m.use = Use::location;
  m.meaning = kNone;
}

// The role right behind, or nullptr.
const Match* role_behind(const Scene& scene, const Match& m) {
  const Match* next = m.last < scene.tokens.size() ? scene.match(m.last) : nullptr;
  return next && next->use == Use::role ? next : nullptr;
}

// "Labour adviser Asif Mahmud": a word of a title.
bool is_in_title(const Scene& scene, const Match& m) {
  return role_behind(scene, m) && before_noun(scene, m);
}

// "Commonwealth ministers": those of its states.
bool is_of_many_states(const Scene& scene, const Match& m, const Organization& o) {
  const Match* role = role_behind(scene, m);
  return o.code == "IGO" && role && scene.meaning(*role)->plural;
}

void drop_unsupported(Scene& scene) {
  const auto& seen = scene.countries_seen;
  for (Match& m : scene.matches) {
    if (!is_doubtful(scene, m)) continue;
    if (m.use == Use::organization) {
      const Organization& o = scene.book.organizations[scene.meaning(m)->index];
      const bool named = m.ner == EntityType::organization && !is_in_title(scene, m);
      if (!named && !seen.count(o.code) && !is_of_many_states(scene, m, o)) m.use = Use::none;
      continue;
    }
    if (is_half(scene, m)) {
      choose_half(scene, m);
      continue;
    }
    const uint32_t country = country_of_meaning(scene, m);
    if (country == kNone || seen.count(scene.book.countries[country].code)) continue;
    m.use = m.ner == EntityType::person ? Use::unknown_person : Use::location;
    m.meaning = kNone;
  }
}

bool is_of_sector(const Organization& o, std::string_view wanted) {
  return std::ranges::any_of(o.terms, [&](const Term& term) {
    return std::ranges::any_of(term.sectors, [&](const auto& sector) { return sector == wanted; });
  });
}

// "CGTP": short for bodies of several countries.
bool is_acronym(const Scene& scene, const Match& m) {
  return m.last - m.first == 1 &&
         std::ranges::all_of(scene.text(m.first), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "The main opposition Democratic Party": of the country that the story is about.
bool has_role_before(const Scene& scene, const Match& m) {
  return std::ranges::any_of(scene.syntax.children(m.head), [&](uint32_t c) {
    const Match* role = c < m.first ? scene.match(c) : nullptr;
    return role != nullptr && role->use == Use::role;
  });
}

// "Serbian Progressive Party": its own name says whose it is.
bool names_its_country(const Scene& scene, const Match& m, const Organization& o) {
  for (uint32_t t = m.first; t < m.last; ++t)
    for (const uint32_t value : meanings_of(scene.book, scene.text(t)))
      if (const Meaning& meaning = scene.book.meanings[value];
          meaning.kind <= MeaningKind::people &&
          scene.book.countries[meaning.index].code == o.code)
        return true;
  return false;
}

void use_unknown(Match& m) {
  m.use = Use::unknown_organization;
  m.meaning = kNone;
}

// "National Alliance": a name that parties of many countries have.
bool is_of_common_words(const Scene& scene, const Match& m) {
  for (uint32_t t = m.first; t < m.last; ++t)
    if (!scene.book.words.has("party_words", lower_text(scene, t))) return false;
  return m.last - m.first > 1;
}

// "the Burundian rebel movement CNDD": letters of a body of elsewhere, where the words before them
// say another country and the article none of the book's.
bool is_of_another_country(const Scene& scene, const Match& m, const Organization& o) {
  constexpr uint32_t kNear = 4;  // words
  if (!is_acronym(scene, m) || !scene.book.country(o.code) || scene.countries_seen.count(o.code))
    return false;
  const uint32_t first = scene.tokens.sentences[scene.sentence(m.first)].first;
  for (uint32_t t = m.first; t-- > first && t + kNear >= m.first;) {
    const Match* before = scene.match(t);
    if (before && before->use == Use::adjective && country_of_meaning(scene, *before) != kNone)
      return true;
  }
  return false;
}

// "National Front" of "the National Front for the Defence of Democracy".
bool goes_on_as_name(const Scene& scene, const Match& m) {
  uint32_t t = m.last;
  const auto word = [&](uint32_t at) {
    return at < scene.tokens.size() && scene.sentence(at) == scene.sentence(m.first);
  };
  if (!word(t) || !scene.book.words.has("name_joints", lower_text(scene, t))) return false;
  ++t;
  if (word(t) && scene.syntax[t].upos == Upos::det) ++t;
  return word(t) && scene.syntax[t].upos == Upos::propn && scene.match_at[t] == kNone &&
         is_upper(decode_utf8(scene.text(t), 0).value);
}

// "The Democratic Party" in a story from Bucharest that speaks of no America: a party, but not that
// of the book. Only where its last word says that it is one; nor is a union of those letters.
void drop_parties_of_elsewhere(Scene& scene) {
  const std::string& home = scene.dateline_country;
  const auto times = [&](const std::string& code) {
    return std::ranges::count_if(scene.matches, [&](const Match& m) {
      const uint32_t country = country_of_meaning(scene, m);
      return country != kNone && scene.book.countries[country].code == code;
    });
  };
  for (Match& m : scene.matches) {
    if (m.use != Use::organization) continue;
    const Organization& o = scene.book.organizations[scene.meaning(m)->index];
    if (is_of_another_country(scene, m, o) ||
        (scene.book.country(o.code) && goes_on_as_name(scene, m))) {
      use_unknown(m);
      continue;
    }
    const bool party = is_of_sector(o, "PTY") || is_of_sector(o, "OPP");
    if ((!party && !is_of_sector(o, "LAB")) || !scene.book.country(o.code) || o.code == home ||
        (scene.countries_seen.count(o.code) &&
         (home.empty() || !has_role_before(scene, m) || times(o.code) > times(home))) ||
        names_its_country(scene, m, o))
      continue;
    if (is_acronym(scene, m)) {
      use_unknown(m);
      continue;
    }
    Match word;
    word.first = word.head = m.last - 1;
    word.last = m.last;
    word.values = meanings_of(scene.book, lower_text(scene, word.first));
    for (const uint32_t value : word.values) {
      const Meaning& meaning = scene.book.meanings[value];
      if (meaning.kind == MeaningKind::role && scene.book.roles[meaning.index].is(kBody))
        word.meaning = value;
    }
    if (word.meaning != kNone) {
      word.use = Use::role;
      scene.inner.push_back(std::move(word));
    } else if (!party || scene.countries_seen.count(o.code) || !is_of_common_words(scene, m)) {
      continue;
    }
    use_unknown(m);
  }
}

// "a state of emergency"
bool is_condition(const Scene& scene, uint32_t head, const Role& role) {
  return role.is(kStandsForCountry) &&
         std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
           return scene.syntax[c].rel == Deprel::nmod &&
                  scene.book.words.has("conditions", scene.syntax.lemma(c));
         });
}

// "5 pm": no prime minister.
bool is_hour(const Scene& scene, const Match& m, const Role& role) {
  return role.is(kTitle) && !scene.meaning(m)->plural && m.last - m.first == 1 && m.first > 0 &&
         scene.syntax[m.first - 1].upos == Upos::num &&
         !is_upper(decode_utf8(scene.text(m.first), 0).value);
}

// A lower-case word that is a verb or an adverb here is no role: "they guard it".
bool is_role_here(const Scene& scene, const Match& m) {
  const Upos tag = scene.syntax[m.head].upos;
  const Role& role = scene.book.roles[scene.meaning(m)->index];
  if (is_condition(scene, m.head, role) || is_hour(scene, m, role)) return false;
  if (tag == Upos::noun || tag == Upos::propn || tag == Upos::x) return true;
  if (tag == Upos::adj)
    return role.is(kModifier) || role.is(kModifierOnly) || scene.meaning(m)->plural ||
           scene.syntax[m.head].rel != Deprel::amod;
  return tag == Upos::verb && role.is(kModifierOnly);
}

bool is_date(const Scene& scene, uint32_t token) {
  return std::any_of(scene.syntax.entities.begin(), scene.syntax.entities.end(),
                     [&](const NamedEntity& e) {
                       return e.type == EntityType::date && e.first <= token && token < e.last;
                     });
}

// "medicine firm Tongrentang", "Gen. Tun Tun": a capitalised name that the
// recogniser missed, behind a title or a noun for a body.
void add_named_by_role(Scene& scene) {
  const size_t known = scene.matches.size();
  for (size_t i = 0; i < known; ++i) {
    const Match role_match = scene.matches[i];
    if (role_match.use != Use::role) continue;
    const Role& role = scene.book.roles[scene.meaning(role_match)->index];
    if (!role.is(kTitle) && !role.is(kBody)) continue;
    if (scene.meaning(role_match)->plural || role.is(kModifierOnly)) continue;
    Match name;
    name.first = name.last = role_match.last;
    const auto goes_on = [&](uint32_t t) {
      return t < scene.tokens.size() && scene.match_at[t] == kNone &&
             scene.sentence(t) == scene.sentence(role_match.first) &&
             scene.syntax[t].upos == Upos::propn && !is_date(scene, t);
    };
    while (goes_on(name.last) && name.last - name.first < 5) ++name.last;
    if (name.first == name.last) continue;
    name.head = head_of_range(scene.syntax, name.first, name.last);
    name.ner = role.is(kTitle) ? EntityType::person : EntityType::organization;
    name.use = use_of(name.ner);
    for (uint32_t t = name.first; t < name.last; ++t)
      scene.match_at[t] = static_cast<uint32_t>(scene.matches.size());
    scene.matches.push_back(std::move(name));
  }
}

}  // namespace

void choose_meanings(Scene& scene) {
  see_countries(scene);
  for (Match& m : scene.matches) choose(scene, m);
  for (Match& m : scene.inner) choose(scene, m);
  drop_unsupported(scene);
  drop_parties_of_elsewhere(scene);
  for (Match& m : scene.matches)
    if (m.use == Use::role && !is_role_here(scene, m)) m.use = Use::none;
  add_named_by_role(scene);
}

}  // namespace dateline::names
