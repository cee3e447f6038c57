// The country that a story from one capital is about, for bodies and groups that
// the story does not need to name it for: "the government", "police", "unions", "Interior Minister
// Francisco de Vargas".
//
// The dateline's country is that country where the first sentences speak of it: a story from
// Khartoum about Sudanese protesters has Sudan. Where they speak of another too, it is not that of
// people who are counted. A story from Geneva that speaks of Mozambique more than of all others has
// Mozambique, as one that speaks of others too. Armed groups, other persons, and what hangs on
// another actor get nothing by it. Covered by names_test.cc.
#include <algorithm>
#include <map>
#include <set>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

constexpr uint32_t kLead = 3;      // sentences
constexpr uint32_t kOpening = 2;   // the same, where no other country may act
constexpr uint32_t kOften = 4;     // mentions of what a story is about, for each of the dateline's
constexpr float kInferred = 0.5f;  // confidence
constexpr size_t kShortestPlace = 3;

// The country of a phrase of the dateline: "KHARTOUM", "Kenya".
std::string country_of_phrase(const ActorBook& book, std::string_view phrase) {
  for (uint32_t value : meanings_of(book, phrase)) {
    const Meaning& meaning = book.meanings[value];
    if (meaning.kind == MeaningKind::capital || meaning.kind == MeaningKind::country)
      return book.countries[meaning.index].code;
  }
  return {};
}

// "NAIROBI, Kenya": the last part that is a capital or a country; or "".
std::string country_told_by_dateline(const Scene& scene) {
  std::string_view place = scene.doc.at(scene.doc.dateline_place);
  while (place.size() >= kShortestPlace) {
    const size_t comma = place.rfind(',');
    std::string_view part = comma == place.npos ? place : place.substr(comma + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (std::string code = country_of_phrase(scene.book, part); !code.empty()) return code;
    if (comma == place.npos) return {};
    place = place.substr(0, comma);
  }
  return {};
}

// Not about a country; sent from elsewhere; about others too; about it alone.
enum class About : uint8_t { no, far, also, alone };

bool stands_in(const Scene& scene, uint32_t token) {
  std::string preposition;
  return child_case(scene, token, preposition) && scene.book.words.has("in", preposition);
}

// "in Nairobi", "in the Nigerian capital".
bool is_where(const Scene& scene, const Mention& m) {
  const uint32_t noun = scene.syntax[m.head].head;
  const Deprel rel = scene.syntax[m.head].rel;
  return m.kind == MentionKind::place || stands_in(scene, m.head) ||
         (rel == Deprel::amod && noun != kNone && stands_in(scene, noun));
}

// Whose country the lead does not speak of is only where the story was written. A story that opens
// with two countries is about both.
// A lead that names no country and no body between them is of where it was written.
About is_about(const Scene& scene, const std::string& code) {
  bool acts = false, named = false, another = false, foreign = false;
  std::map<std::string, uint32_t> acting;  // countries, in the whole story
  for (const Mention& m : scene.out.mentions) {
    const uint32_t sentence = scene.sentence(m.head);
    if (m.entity == kNone) continue;
    const Entity& entity = scene.out.entities[m.entity];
    const std::string& own = entity.code;
    const bool where = is_where(scene, m);
    if (scene.book.country(own) && !where && m.kind != MentionKind::pronoun) ++acting[own];
    if (sentence >= kLead) continue;
    named |= own == code;
    foreign |= own != code && (scene.book.country(own) || is_of_the_world(scene, entity));
    acts |= own == code && !where;
    if (own != code && scene.book.country(own) && m.kind != MentionKind::place &&
        sentence < kOpening)
      another = true;
  }
  if (!another && (named || !foreign)) return About::alone;
  const bool most = std::ranges::all_of(acting, [&](const auto& other) {
    return other.first == code || other.second < acting[code];
  });
  return acts || (most && acting[code] >= kOften) ? About::also : About::no;
}

// A sentence or two without a dateline are no story.
bool is_too_short(const Scene& scene) {
  return scene.doc.dateline_place.empty() && scene.tokens.sentences.size() < kLead;
}

// The one country that the mentions which fit are of; or "".
template <class Fits>
std::string one_country(const Scene& scene, const Fits& fits) {
  std::set<std::string> codes;
  for (const Mention& m : scene.out.mentions)
    if (m.entity != kNone && fits(m))
      if (const std::string& code = scene.out.entities[m.entity].code; scene.book.country(code))
        codes.insert(code);
  return codes.size() == 1 ? *codes.begin() : std::string{};
}

// Without a dateline, or with one that the book does not know, "BLANTYRE": the one country that the
// lead speaks of, but where bodies of the world sit; or "".
std::string country_of_lead(const Scene& scene) {
  if (is_too_short(scene)) return {};
  const std::string_view place = scene.doc.at(scene.doc.dateline_place);
  const std::string last = folded(place.substr(place.find_last_of(" ,") + 1));
  if (scene.book.words.has("seats", last)) return {};
  return one_country(scene, [&](const Mention& m) { return scene.sentence(m.head) < kLead; });
}

// Without a dateline: the one country that the lead says something happened in; or "".
std::string country_of_scene(const Scene& scene) {
  if (!scene.doc.dateline_place.empty() || is_too_short(scene)) return {};
  return one_country(scene, [&](const Mention& m) {
    return scene.sentence(m.head) < kOpening && is_where(scene, m);
  });
}

// "Thailand and separatists agreed, after talks in the Malaysian capital": the one country that acts
// in the first sentence, where that of the dateline does not and less is said of it; or "".
std::string actor_of_lead(const Scene& scene, const std::string& dateline) {
  std::set<std::string> acting;
  std::map<std::string, uint32_t> times;
  for (const Mention& m : scene.out.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const std::string& code = scene.out.entities[m.entity].code;
    if (!scene.book.country(code)) continue;
    ++times[code];
    if (scene.sentence(m.head) == 0 && !is_where(scene, m)) acting.insert(code);
  }
  if (acting.size() != 1 || acting.count(dateline)) return {};
  return times[*acting.begin()] > times[dateline] ? *acting.begin() : std::string{};
}

// A town, or a person of no office: nothing is said of his country where he is spoken of.
bool is_private(const Entity& entity) {
  const bool person = entity.type == EntityType::person && !entity.group && entity.sectors.empty();
  return person || is_town(entity);
}

// The country that more is said of than of all others, and far more than of that of the dateline,
// if the lead speaks of it: from Geneva about Mozambique.
std::string most_spoken_of(const Scene& scene, const std::string& dateline) {
  std::map<std::string, uint32_t> times;
  uint32_t all = 0;
  std::set<std::string> lead;
  for (const Mention& m : scene.out.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const std::string& code = scene.out.entities[m.entity].code;
    if (!scene.book.country(code) || is_private(scene.out.entities[m.entity])) continue;
    ++times[code], ++all;
    if (scene.sentence(m.head) < kLead) lead.insert(code);
  }
  const uint32_t of_dateline = times[dateline];
  for (const auto& [code, count] : times)
    if (count >= kOften && 2 * count > all && count >= kOften * of_dateline && lead.count(code))
      return code;
  return {};
}

bool has_sector(const Scene& scene, const Entity& entity, std::string_view list) {
  return std::any_of(entity.sectors.begin(), entity.sectors.end(),
                     [&](const std::string& s) { return scene.book.words.has(list, s); });
}

// Whether those whom a role names may be anybody's: gunmen, reporters, tourists, the judges of an
// international court. Where the story speaks of one country alone, civilians are that country's.
bool of_no_country(const Scene& scene, const Entity& entity, const Role& role, About about) {
  const bool rebels = about == About::alone && entity.sector() == "REB";  // "the guerrillas"
  if (entity.sectors.empty() || (has_sector(scene, entity, "stateless") && !rebels)) return true;
  if (about == About::far && entity.sector() == "JUD")
    return true;  // "THE HAGUE: ... Prosecutors said"
  return entity.sector() == "CVL" &&
         (about != About::alone || scene.book.words.has("strangers", role.phrase));
}

// "foreign tourists", but not "the Foreign Ministry"
bool is_from_abroad(const Scene& scene, uint32_t head) {
  return std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
    const Deprel rel = scene.syntax[c].rel;
    return scene.match(c) != scene.match(head) &&
           (rel == Deprel::amod || rel == Deprel::compound) &&
           scene.book.words.has("abroad", lower_text(scene, c));
  });
}

// A phrase of another phrase belongs to whom that names: "foreign ministers" of "a
// meeting of foreign ministers"; but "a rally against the government", "talks with the government".
bool stands_alone(const Scene& scene, uint32_t head, bool may_be_new) {
  std::string preposition;
  const uint32_t above = scene.syntax[head].head;
  const bool in_front_of = above != kNone && scene.syntax[above].rel == Deprel::obl &&
                           !scene.syntax.has_child(above, Deprel::det) &&
                           child_case(scene, above, preposition);
  if (scene.syntax[head].rel == Deprel::nmod && !in_front_of &&
      (!child_case(scene, head, preposition) ||
       (scene.book.words.has("belongs", preposition) && !has_definite_article(scene, head))))
    return false;
  if (scene.syntax.has_child(head, Deprel::nmod_poss) || is_from_abroad(scene, head)) return false;
  const Role* role = scene.role(head);  // "a court in Trujillo"
  if (role && !role->sectors.empty() && role->sectors.front() == "JUD") return true;
  return may_be_new || !scene.syntax.has_child(head, Deprel::det) ||
         has_definite_article(scene, head);
}

// "Soldiers" in a story from Nablus: who else's army the country has, where the article speaks of
// it.
std::string army_of(const Scene& scene, const std::string& code) {
  for (const std::string& other : scene.countries_seen)
    if (scene.book.words.has("armies", code + "=" + other)) return other;
  return code;
}

void take_code(Scene& scene, Mention& m, const Role& role, std::string code) {
  const uint32_t own = m.entity;
  Entity entity = scene.out.entities[own];
  if (entity.sector() == "MIL") code = army_of(scene, code);
  entity.code = code;
  const bool counted = scene.syntax.has_child(m.head, Deprel::nummod);
  const std::string key =
      counted ? "" : "role/" + role.phrase + "/" + code + (scene.number[own] == 'p' ? "/p" : "/s");
  m.entity = make_entity(scene, key, std::move(entity), scene.gender[own], scene.number[own]);
  m.confidence = kInferred;
}

// "it", "its": mentions of the entity that a noun has left go where the noun went.
void point_pronouns_again(Scene& scene, const std::vector<uint32_t>& before) {
  for (uint32_t at = 0; at < before.size(); ++at) {
    Mention& m = scene.out.mentions[at];
    if (m.kind != MentionKind::pronoun || m.entity == kNone) continue;
    for (uint32_t j = at; j-- > 0;)
      if (before[j] == m.entity && scene.out.mentions[j].entity != before[j]) {
        m.entity = scene.out.mentions[j].entity;
        break;
      }
  }
}

// "federal officials", "a presidential adviser", "a government spokesman", "an army patrol"
bool is_inland(const Scene& scene, uint32_t head) {
  return std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
    const Deprel rel = scene.syntax[c].rel;
    const Role* body = rel == Deprel::compound ? scene.role(c) : nullptr;  // "a ministry delegation"
    return ((rel == Deprel::amod || rel == Deprel::compound) &&
            scene.book.words.has("inland", lower_text(scene, c))) ||
           (body && body->is(kBody) && of_state(body->sectors));
  });
}

// "a jury in New York", "residents of Goma": of where they are, which the event's place tells.
bool is_placed(const Scene& scene, const Entity& entity, uint32_t head) {
  const auto is_named_place = [&](uint32_t noun) {
    return scene.book.words.has("within", scene.syntax.lemma(noun)) &&
           std::ranges::any_of(scene.syntax.children(noun), [&](uint32_t c) {
             return scene.syntax[c].rel == Deprel::compound && scene.syntax[c].upos == Upos::propn;
           });
  };
  return has_sector(scene, entity, "natives") &&
         std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
           return c > head && scene.syntax[c].rel == Deprel::nmod && stands_in(scene, c) &&
                  (scene.syntax[c].upos == Upos::propn || is_named_place(c));  // "Yunnan province"
         });
}

// In a story of two countries "police" are the one's where it was written, "12 soldiers" may be the
// other's.
bool is_domestic(const Scene& scene, uint32_t at, About about) {
  const Mention& m = scene.out.mentions[at];
  if (m.kind != MentionKind::nominal || m.entity == kNone || scene.role_index[at] == kNone)
    return false;
  const Entity& entity = scene.out.entities[m.entity];
  const Role& role = scene.book.roles[scene.role_index[at]];
  if (!entity.code.empty() || !entity.id.empty() || of_no_country(scene, entity, role, about) ||
      is_placed(scene, entity, m.head))
    return false;
  // "Prison officials", "a government spokesman", "federal officials"
  const bool inland = is_inland(scene, m.head);
  const bool of_body = role.is(kBody) || scene.syntax.has_child(m.head, Deprel::compound);
  const bool weak = role.is(kWeak) && !(of_body && about == About::alone) && !inland;
  if (weak || role.is(kGeneric) || role.is(kRelational) || role.is(kTopic)) return false;
  if (about != About::alone && scene.syntax.has_child(m.head, Deprel::nummod)) return false;
  const bool many = role.is(kBody) || role.is(kGroup) || scene.number[m.entity] == 'p';
  const bool office = about == About::alone && role.is(kTitle);
  // "A state commission", "a junior minister" in a story of one country.
  const bool may_be_new = (about == About::alone || inland || role.is(kBody)) &&
                          about != About::far && of_state(entity.sectors) && !role.is(kTopic);
  if (office && !may_be_new && !has_definite_article(scene, m.head)) return false;
  return (many || office || inland) && stands_alone(scene, m.head, may_be_new);
}

bool is_state(const Match& m) {
  return m.use == Use::country || m.use == Use::adjective || m.use == Use::capital ||
         m.use == Use::metonym;
}

// The country that the words just before a name, or of it, tell: "US Under Secretary of State
// David Hale", but not "Ambassador to Moscow"; or kNone.
uint32_t country_told(const Scene& scene, const Mention& m) {
  constexpr uint32_t kTitle = 6;  // words
  const uint32_t start = scene.tokens.sentences[scene.sentence(m.head)].first;
  for (uint32_t t = m.last; t-- > start && t + kTitle >= m.first;) {
    const Upos tag = scene.syntax[t].upos;
    const bool title =
        tag == Upos::noun || tag == Upos::propn || tag == Upos::adj || tag == Upos::adp;
    const Match* match = scene.match(t);
    if (t < m.first && (!title || (match && match->is_person()))) return kNone;
    if (!match || !is_state(*match)) continue;
    if (t > start && scene.book.words.has("toward", lower_text(scene, t - 1))) continue;
    return scene.meaning(*match)->index;
  }
  return kNone;
}

// "In neighbouring Albania, ...": the country that opens the sentence, or "".
std::string country_of_opening(const Scene& scene, const Sentence& s, uint32_t head) {
  uint32_t first = s.first;  // "Also in Suva"
  if (first + 1 < s.last && scene.syntax[first].upos == Upos::adv) ++first;
  if (!scene.book.words.has("in", lower_text(scene, first))) return {};
  for (uint32_t t = first + 1; t < s.last && t < head && scene.syntax[t].upos != Upos::punct;
       ++t) {
    const uint32_t at = scene.out.head_index[t];
    const uint32_t entity = at == kNone ? kNone : scene.out.mentions[at].entity;
    if (entity != kNone && scene.book.country(scene.out.entities[entity].code))
      return scene.out.entities[entity].code;
  }
  return {};
}

// "trouble has hit Chile, where workers struck": the country that a clause of place hangs on, or "".
std::string country_of_where(const Scene& scene, uint32_t token) {
  constexpr uint32_t kClimb = 12;
  for (uint32_t i = 0; i < kClimb && token != kNone; ++i, token = scene.syntax[token].head) {
    const Deprel rel = scene.syntax[token].rel;
    if (rel != Deprel::acl_relcl && rel != Deprel::advcl_relcl && rel != Deprel::advcl) continue;
    const auto children = scene.syntax.children(token);
    const auto where = std::ranges::find_if(
        children, [&](uint32_t c) { return scene.syntax.lemma(c) == "where"; });
    if (where == children.end() || *where < 2) continue;
    const bool comma = scene.syntax[*where - 1].upos == Upos::punct;
    const uint32_t at = scene.out.head_index[*where - (comma ? 2 : 1)];
    const uint32_t entity = at == kNone ? kNone : scene.out.mentions[at].entity;
    if (entity != kNone && scene.book.country(scene.out.entities[entity].code))
      return scene.out.entities[entity].code;
  }
  return {};
}

// Named by a common noun, and of no country so far.
bool is_lawmaker(const Scene& scene, uint32_t at) {
  const Mention& m = scene.out.mentions[at];
  if (m.kind != MentionKind::nominal || m.entity == kNone || scene.role_index[at] == kNone)
    return false;
  const Entity& entity = scene.out.entities[m.entity];
  return entity.code.empty() && entity.id.empty() && entity.sector() == "LEG";
}

// "14 senators asked President Barack Obama": of whose leader they address, or "".
std::string country_addressed(const Scene& scene, uint32_t head) {
  const uint32_t verb = scene.syntax[head].head;
  if (verb == kNone || !is_subject(scene.syntax, head)) return {};
  for (const uint32_t c : scene.syntax.children(verb)) {
    const Deprel rel = scene.syntax[c].rel;
    const bool object = rel == Deprel::obj || rel == Deprel::iobj;
    const uint32_t at = object ? scene.out.head_index[c] : kNone;
    const uint32_t entity = at == kNone ? kNone : scene.out.mentions[at].entity;
    if (entity != kNone && leads_a_state(scene, entity)) return scene.out.entities[entity].code;
  }
  return {};
}

// "In neighbouring Albania, protesters marched. Police fired": the country that the sentence, or
// one before it in the paragraph, opens with, or `home`.
std::string country_here(const Scene& scene, uint32_t head, const std::string& home) {
  if (std::string code = country_of_where(scene, head); !code.empty()) return code;
  const auto& sentences = scene.tokens.sentences;
  const uint32_t own = scene.sentence(head);
  for (uint32_t s = own + 1; s-- > 0 && sentences[s].paragraph == sentences[own].paragraph;)
    if (std::string code = country_of_opening(scene, sentences[s], head); !code.empty())
      return code;
  return home;
}

// "Interior minister Francisco de Vargas", "the Liberal Party", whom the dictionary does not know.
bool is_official(const Scene& scene, const Mention& m, About about) {
  if (m.kind != MentionKind::name || m.entity == kNone) return false;
  const Entity& entity = scene.out.entities[m.entity];
  const bool person = entity.type == EntityType::person && !entity.group;
  const bool body = entity.type == EntityType::organization &&
                    (about == About::alone || entity.sector() == "PTY" ||
                     entity.sector() == "OPP" || entity.sector() == "GOV");
  if ((!person && !body) || !entity.code.empty() || !entity.id.empty()) return false;
  return has_sector(scene, entity, person ? "official" : "national") ||
         (person && about != About::far && has_sector(scene, entity, "residents")) ||
         (person && about != About::far && entity.sectors.empty()) ||
         (person && about == About::alone && entity.sector() == "REB");
}

// The country that the story speaks of most besides its own, where it does so often; or "".
std::string country_beside(const Scene& scene, const std::string& home) {
  std::map<std::string, uint32_t> times;
  for (const Mention& m : scene.out.mentions)
    if (m.entity != kNone && scene.book.country(scene.out.entities[m.entity].code))
      ++times[scene.out.entities[m.entity].code];
  times.erase(home);
  const auto most =
      std::ranges::max_element(times, {}, &std::pair<const std::string, uint32_t>::second);
  return most != times.end() && most->second >= kOften ? most->first : std::string{};
}

// Of an official: the country that his title tells, that of whose he is ("the bloc's adviser"), or
// that of the story.
std::string country_of_official(const Scene& scene, const Mention& m, const std::string& home) {
  const uint32_t told = country_told(scene, m);
  if (told != kNone) return scene.book.countries[told].code;
  const bool owned = scene.syntax.has_child(m.head, Deprel::nmod_poss);
  const std::string code = owned ? owner_code(scene, m.head) : country_here(scene, m.head, home);
  const uint32_t role = scene.role_of[m.entity];
  const bool envoy =
      role != kNone && scene.book.words.has("envoys", last_word(scene.book.roles[role].phrase));
  return envoy && code == scene.dateline_country ? country_beside(scene, code) : code;
}

// "The army said its soldiers": the owner has a country now.
void pass_to_owned(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  if (m.kind != MentionKind::nominal || m.entity == kNone || scene.role_index[at] == kNone) return;
  const Role& role = scene.book.roles[scene.role_index[at]];
  if (!scene.out.entities[m.entity].code.empty() || role.is(kRelational) || role.is(kGeneric))
    return;
  if (const std::string code = owner_code(scene, m.head); !code.empty())
    take_code(scene, m, role, code);
}

// People of a common noun who may be of where they act.
void mark_locals(Scene& scene) {
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {
    const Mention& m = scene.out.mentions[at];
    if (m.kind != MentionKind::nominal || m.entity == kNone || scene.role_index[at] == kNone)
      continue;
    Entity& entity = scene.out.entities[m.entity];
    const Role& role = scene.book.roles[scene.role_index[at]];
    if (!entity.code.empty() || !entity.id.empty() ||
        scene.book.words.has("strangers", role.phrase) || is_from_abroad(scene, m.head))
      continue;
    const auto is_body = [&](uint32_t c) {  // "coalition warplanes"
      const Role* body = scene.syntax[c].rel == Deprel::compound ? scene.role(c) : nullptr;
      return body && body->is(kBody) && !of_state(body->sectors);
    };
    if (std::ranges::any_of(scene.syntax.children(m.head), is_body)) continue;
    const bool suspect = entity.sectors.empty() && scene.book.words.has("suspects", role.phrase);
    if (suspect || has_sector(scene, entity, "natives") ||
        scene.book.words.has("displaced", role.phrase.substr(0, role.phrase.find(' '))))
      entity.local = Local::native;
    if (scene.book.words.has("armed", entity.sector()))  // a lone gunman is of where he acts
      entity.local = entity.sector() == "UAF" && !entity.group ? Local::native : Local::placed;
  }
}

}  // namespace

void place_dateline(Scene& scene, std::span<const std::string> candidates) {
  scene.dateline_country = country_told_by_dateline(scene);
  if (!scene.dateline_country.empty()) return;
  std::map<std::string, uint32_t> times;
  for (const Match& m : scene.matches)
    for (uint32_t value : m.values)
      if (const Meaning& meaning = scene.book.meanings[value]; meaning.kind <= MeaningKind::people)
        ++times[scene.book.countries[meaning.index].code];
  for (const std::string& code : candidates)
    if (scene.dateline_country.empty() || times[code] > times[scene.dateline_country])
      scene.dateline_country = code;
}

void give_home_country(Scene& scene) {
  std::string home = scene.dateline_country;
  if (home.empty()) home = country_of_lead(scene);
  About about = home.empty() ? About::no : is_about(scene, home);
  if (about != About::alone)
    if (std::string code = most_spoken_of(scene, home); !code.empty() && code != home) {
      home = std::move(code);
      about = scene.doc.dateline_place.empty() ? About::also : About::far;
    }
  if (about == About::also || (about == About::no && !home.empty()))
    if (std::string code = actor_of_lead(scene, home); !code.empty()) {
      home = std::move(code);
      about = About::also;
    }
  if (home.empty())
    if (std::string code = country_of_scene(scene); !code.empty()) {
      home = std::move(code);
      about = About::also;
    }
  mark_locals(scene);
  if (about == About::no) return;
  if (about != About::far) scene.out.home = home;  // "THE HAGUE: ... Prosecutors said"
  std::vector<uint32_t> before;
  for (const Mention& m : scene.out.mentions) before.push_back(m.entity);
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {
    Mention& m = scene.out.mentions[at];
    if (is_lawmaker(scene, at))
      if (std::string code = country_addressed(scene, m.head); !code.empty()) {
        take_code(scene, m, scene.book.roles[scene.role_index[at]], std::move(code));
        continue;
      }
    if (!is_domestic(scene, at, about)) continue;
    take_code(scene, m, scene.book.roles[scene.role_index[at]], country_here(scene, m.head, home));
  }
  for (const Mention& m : scene.out.mentions)
    if (is_official(scene, m, about))
      scene.out.entities[m.entity].code = country_of_official(scene, m, home);
  point_pronouns_again(scene, before);
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) pass_to_owned(scene, at);
}

}  // namespace dateline::names
