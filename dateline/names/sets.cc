// "The two", "both leaders", "the two countries": which ones.
//
// The nearest sentence before (or this one up to the words) that speaks of as
// many persons or countries gives them; where it speaks of more, its subject
// and what follows it. Persons stand for their countries where countries are
// asked for; a country that is hardly spoken of is none of "the two" where others are spoken of
// often. Covered by names_test.cc.
#include <algorithm>
#include <map>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

constexpr uint32_t kSentencesBack = 4;
constexpr uint32_t kNearSentences = 2;  // farther back "the two countries" are those of the story
constexpr uint32_t kStoryBack = 12;  // "both sides" are those of the whole story

uint32_t count_of(const Scene& scene, uint32_t token) {
  const std::string word = lower_text(scene, token);
  const std::string_view lists[] = {"two", "three", "four", "five"};
  for (uint32_t i = 0; i < 4; ++i)
    if (scene.book.words.has(lists[i], word)) return i + 2;
  return 0;
}

bool is_definite(const Scene& scene, uint32_t head) {
  for (uint32_t c : scene.syntax.children(head)) {
    const Deprel rel = scene.syntax[c].rel;
    if (rel != Deprel::det && rel != Deprel::det_predet && rel != Deprel::nmod_poss) continue;
    const std::string word = lower_text(scene, c);
    if (rel == Deprel::nmod_poss || scene.book.words.has("every", word) ||
        scene.book.words.has("definite", word))
      return true;
  }
  return false;
}

SetOf kind_of(const Scene& scene, uint32_t head) {
  const auto lemma = scene.syntax.lemma(head);
  if (scene.book.words.has("nations", lemma)) return SetOf::nations;
  if (scene.book.words.has("persons", lemma)) return SetOf::persons;
  return scene.book.words.has("either", lemma) ? SetOf::either : SetOf::none;
}

uint32_t count_among_children(const Scene& scene, uint32_t head) {
  for (uint32_t c : scene.syntax.children(head)) {
    const Deprel rel = scene.syntax[c].rel;
    if (rel != Deprel::nummod && rel != Deprel::det && rel != Deprel::det_predet) continue;
    if (const uint32_t count = count_of(scene, c)) return count;
  }
  return 0;
}

void add_once(std::vector<uint32_t>& list, uint32_t entity) {
  if (entity != kNone && std::find(list.begin(), list.end(), entity) == list.end())
    list.push_back(entity);
}

bool is_one_person(const Scene& scene, uint32_t entity) {
  return scene.out.entities[entity].type == EntityType::person && scene.number[entity] == 's' &&
         !scene.out.entities[entity].group;
}

// The entity as a member of a set of that kind, or kNone.
uint32_t as_member(Scene& scene, uint32_t entity, SetOf of) {
  if (of == SetOf::persons) return is_one_person(scene, entity) ? entity : kNone;
  const std::string code = scene.out.entities[entity].code;
  if (is_town(scene.out.entities[entity])) return kNone;
  const auto& sectors = scene.out.entities[entity].sectors;
  const bool state = sectors.empty() || scene.book.words.has("official", sectors.front());
  if (!state && of == SetOf::nations) return kNone;
  const Entity& own = scene.out.entities[entity];
  if (of == SetOf::either && own.type == EntityType::organization && !own.id.empty() && !state)
    return entity;  // "the two groups"
  if (const uint32_t country = country_of_code(scene, code); country != kNone) return country;
  const Entity& e = scene.out.entities[entity];
  const bool body = e.type == EntityType::organization && (!e.id.empty() || !e.code.empty());
  return of == SetOf::either && body ? entity : kNone;
}

// "The group, led by France and Russia, urged both armies": within the phrase of who acts on them.
bool is_in_subject(const Scene& scene, uint32_t token, uint32_t candidate) {
  constexpr int kClimb = 12;
  const uint32_t verb = scene.syntax[token].head;
  for (int i = 0; i < kClimb && candidate != kNone; ++i, candidate = scene.syntax[candidate].head)
    if (is_subject(scene.syntax, candidate) && scene.syntax[candidate].head == verb) return true;
  return false;
}

// Members mentioned in `sentence` before `token`: subjects first.
std::vector<uint32_t> members_in(Scene& scene, uint32_t sentence, uint32_t token, SetOf of) {
  std::vector<uint32_t> subjects, others;
  const Sentence& s = scene.tokens.sentences[sentence];
  for (uint32_t t = s.first; t < s.last && t < token; ++t) {
    const uint32_t at = scene.out.head_index[t];
    const Deprel rel = scene.syntax[t].rel;  // "European Council" of its president
    if (rel == Deprel::compound || rel == Deprel::nmod_desc || rel == Deprel::flat) continue;
    if (at == kNone || (!is_subject(scene.syntax, token) && is_in_subject(scene, token, t)))
      continue;  // "France urged both countries"
    const Mention mention = scene.out.mentions[at];
    auto& list = is_subject(scene.syntax, t) ? subjects : others;
    for (uint32_t member : mention.members) add_once(list, as_member(scene, member, of));
    if (mention.entity != kNone) add_once(list, as_member(scene, mention.entity, of));
  }
  for (uint32_t entity : others) add_once(subjects, entity);
  return subjects;
}

// "Sudan's government and two rebel groups", "Israeli and Lebanese delegates": two coordinated
// parties of the sentence, before `token`.
std::vector<uint32_t> parties_in(const Scene& scene, uint32_t sentence, uint32_t token) {
  const auto party = [&](uint32_t t) {
    const uint32_t at = scene.out.head_index[t];
    if (at == kNone || scene.out.mentions[at].kind == MentionKind::place) return kNone;
    const uint32_t entity = scene.out.mentions[at].entity;
    return entity == kNone || is_one_person(scene, entity) ? kNone : entity;
  };
  const Sentence& s = scene.tokens.sentences[sentence];
  for (uint32_t t = s.first; t < s.last && t < token; ++t) {
    if (!is_subject(scene.syntax, token) && is_in_subject(scene, token, t)) continue;
    if (const uint32_t at = scene.out.head_index[t]; at != kNone)
      if (const auto& members = scene.out.mentions[at].members; members.size() == 2) return members;
    const uint32_t one = party(t);
    if (one == kNone) continue;
    for (const uint32_t c : scene.syntax.children(t)) {
      const uint32_t other = c < token && scene.syntax[c].rel == Deprel::conj ? party(c) : kNone;
      if (other != kNone && other != one) return {one, other};
    }
  }
  return {};
}

// The members of a phrase of the sentence, before `token`, that lists so many people of a country
// each, or so many countries; or none.
std::vector<uint32_t> listed_in(Scene& scene, uint32_t sentence, uint32_t token, uint32_t size,
                                SetOf of) {
  const Sentence& s = scene.tokens.sentences[sentence];
  for (uint32_t t = s.first; size > 2 && t < s.last && t < token; ++t) {
    const uint32_t at = scene.out.head_index[t];
    if (at == kNone) continue;
    if (const auto& members = scene.out.mentions[at].members; members.size() == size)
      return members;
    if (scene.syntax[t].rel == Deprel::conj) continue;
    std::vector<uint32_t> list;
    for (const uint32_t one : with_conjuncts(scene.syntax, t))
      if (const uint32_t named = scene.out.head_index[one];
          named != kNone && scene.out.mentions[named].entity != kNone)
        add_once(list, as_member(scene, scene.out.mentions[named].entity, of));
    if (list.size() == size) return list;
  }
  return {};
}

// How often the text before `token` speaks of each country, by whatever stands for it.
std::map<uint32_t, uint32_t> times_spoken_of(Scene& scene, uint32_t token, SetOf of) {
  std::map<uint32_t, uint32_t> times;
  const size_t count = scene.out.mentions.size();  // a country may become an entity on the way
  for (size_t at = 0; at < count; ++at) {
    const Mention& m = scene.out.mentions[at];
    if (m.head >= token || m.entity == kNone) continue;
    if (const uint32_t country = as_member(scene, m.entity, of); country != kNone)
      ++times[country];
  }
  return times;
}

// The countries that the article is about: as many as are asked for, each spoken of often and
// oftener than any other. Empty where there are none such.
std::vector<uint32_t> main_countries(const std::map<uint32_t, uint32_t>& times, uint32_t size) {
  constexpr uint32_t kOften = 3;
  std::vector<std::pair<uint32_t, uint32_t>> order;  // times, entity
  for (const auto& [country, count] : times) order.emplace_back(count, country);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (order.size() < size || order[size - 1].first < kOften) return {};
  if (order.size() > size && order[size].first == order[size - 1].first) return {};
  std::vector<uint32_t> countries;
  for (uint32_t i = 0; i < size; ++i) countries.push_back(order[i].second);
  return countries;
}

// Whose the subject of the verb above is, as a country; or kNone.
uint32_t subject_country(Scene& scene, uint32_t token) {
  const uint32_t verb = scene.syntax[token].head;
  if (verb == kNone) return kNone;
  for (uint32_t c : scene.syntax.children(verb)) {
    const uint32_t at = is_subject(scene.syntax, c) ? scene.out.head_index[c] : kNone;
    const uint32_t entity = at == kNone ? kNone : scene.out.mentions[at].entity;
    if (entity != kNone) return country_of_code(scene, scene.out.entities[entity].code);
  }
  return kNone;
}

std::vector<uint32_t> search(Scene& scene, uint32_t token, uint32_t size, SetOf of) {
  constexpr uint32_t kFar = 3;  // times less than the main countries
  const uint32_t here = scene.sentence(token);
  const auto times =
      of != SetOf::persons ? times_spoken_of(scene, token, of) : std::map<uint32_t, uint32_t>{};
  const std::vector<uint32_t> main = main_countries(times, size);
  const bool neighbors = scene.book.words.has("neighbors", scene.syntax.lemma(token));
  const uint32_t own = neighbors ? subject_country(scene, token) : kNone;
  const bool others = own != kNone;
  const auto seldom = [&](uint32_t entity) {
    const auto at = times.find(entity);
    return at == times.end() || kFar * at->second <= times.at(main.back());
  };
  if (!main.empty() && neighbors && !others) return main;
  // "The four heads of state" after "the presidents of Tanzania, Kenya, Uganda and Rwanda".
  for (uint32_t back = 0; back <= kSentencesBack && back <= here; ++back)
    if (const auto listed = listed_in(scene, here - back, token, size, of); !listed.empty())
      return listed;
  std::vector<uint32_t> gathered;
  for (uint32_t back = 0; back <= kSentencesBack && back <= here; ++back) {
    if (!main.empty() && of == SetOf::nations && !others && back > kNearSentences) break;
    std::vector<uint32_t> members = members_in(scene, here - back, token, of);
    std::erase(members, own);  // "North Korea thanked both neighbours"
    if (!main.empty() && of == SetOf::nations && !others) std::erase_if(members, seldom);
    if (members.size() >= size) {
      members.resize(size);
      return members;
    }
    if (!main.empty() && !others) continue;
    for (uint32_t entity : members) add_once(gathered, entity);
    if (gathered.size() == size && back <= 2) return gathered;
  }
  return main;
}

}  // namespace

uint32_t country_of_code(Scene& scene, std::string_view code) {
  const Country* country = code.empty() ? nullptr : scene.book.country(code);
  if (!country) return kNone;
  return country_entity(scene, static_cast<uint32_t>(country - scene.book.countries.data()));
}

uint32_t set_size(const Scene& scene, uint32_t head, SetOf& of) {
  const Upos tag = scene.syntax[head].upos;
  of = SetOf::either;
  const uint32_t own = count_of(scene, head);
  if (own != 0 && scene.syntax[head].rel != Deprel::nummod &&
      scene.syntax[head].rel != Deprel::det && scene.syntax[head].rel != Deprel::cc_preconj) {
    const bool both = tag == Upos::pron || lower_text(scene, head) == "both";
    if (tag == Upos::noun) of = SetOf::persons;  // "the couple"
    if (both || is_definite(scene, head)) return own;
  }
  of = kind_of(scene, head);
  if (of == SetOf::none) return 0;
  uint32_t count = count_among_children(scene, head);
  // "relations between the neighbours, which signed a treaty"
  if (count == 0 && scene.book.words.has("neighbors", scene.syntax.lemma(head)) &&
      scene.syntax.xpos(head) == "NNS" && !scene.syntax.has_child(head, Deprel::nmod_poss) &&
      !scene.syntax.has_child(head, Deprel::amod))
    count = 2;
  // "the countries signed agreements"
  if (count == 0 && of == SetOf::nations && scene.syntax.xpos(head) == "NNS" &&
      is_subject(scene.syntax, head) && scene.syntax.children(head).size() == 1)
    count = 2;
  if (count == 0 || (!is_definite(scene, head))) return 0;
  return count;
}

std::vector<uint32_t> set_before(Scene& scene, uint32_t token, uint32_t size, SetOf of) {
  if (of != SetOf::either) return search(scene, token, size, of);
  // "The two": persons if the nearest sentence has them, else countries.
  const uint32_t here = scene.sentence(token);
  if (members_in(scene, here, token, SetOf::persons).size() == size)
    return search(scene, token, size, SetOf::persons);
  const bool sides = scene.syntax[token].upos == Upos::noun;  // not "the two"
  for (uint32_t back = 0; sides && size == 2 && back <= kStoryBack && back <= here; ++back)
    if (const auto parties = parties_in(scene, here - back, token); !parties.empty())
      return parties;
  std::vector<uint32_t> members = search(scene, token, size, SetOf::either);
  return members.empty() ? search(scene, token, size, SetOf::persons) : members;
}

}  // namespace dateline::names
