// Who is meant by "he", "the president", "the country", "his key ally".
//
// Mentions are read from left to right; each that needs one takes the best
// mention before it. A noun resolves by its role: an office by the person of
// that office, "the country" by the most salient country, an ally by a country
// other than its owner's, bare "police" by the police that the article named.
// What finds nothing stays as it was: its own entity, or none. Covered by
// names_test.cc.
#include <algorithm>
#include <numeric>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

constexpr uint32_t kWindow = 60;  // mentions looked back
constexpr uint32_t kClimb = 24;

void sort_by_head(Scene& scene) {
  std::vector<uint32_t> order(scene.out.mentions.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return scene.out.mentions[a].head < scene.out.mentions[b].head;
  });
  std::vector<Mention> mentions;
  std::vector<uint32_t> roles;
  mentions.reserve(order.size());
  for (uint32_t i : order) {
    scene.out.head_index[scene.out.mentions[i].head] = static_cast<uint32_t>(mentions.size());
    mentions.push_back(std::move(scene.out.mentions[i]));
    roles.push_back(scene.role_index[i]);
  }
  scene.out.mentions = std::move(mentions);
  scene.role_index = std::move(roles);
}

uint32_t window_start(uint32_t at) { return at > kWindow ? at - kWindow : 0; }

bool resolved(const Mention& m) { return m.entity != kNone || !m.members.empty(); }

bool is_one_person(const Scene& scene, uint32_t entity) {
  return scene.out.entities[entity].type == EntityType::person && scene.number[entity] == 's';
}

// The mentions coordinated with that of `at`: "Kim and Xi"; or "Kim discussed it with Xi".
std::vector<uint32_t> coordination(const Scene& scene, const Mention& first) {
  std::vector<uint32_t> members;
  if (first.entity == kNone) return members;
  members.push_back(first.entity);
  const auto add = [&](uint32_t token, bool only_person) {
    const uint32_t at = scene.out.head_index[token];
    const uint32_t entity = at == kNone ? kNone : scene.out.mentions[at].entity;
    if (entity == kNone || entity == first.entity) return;
    if (!only_person || is_one_person(scene, entity)) members.push_back(entity);
  };
  for (uint32_t c : scene.syntax.children(first.head))
    if (scene.syntax[c].rel == Deprel::conj) add(c, false);
  const uint32_t verb = scene.syntax[first.head].head;
  if (verb != kNone && is_subject(scene.syntax, first.head) && is_one_person(scene, first.entity))
    for (uint32_t c : scene.syntax.children(verb)) {
      std::string preposition;
      if (scene.syntax[c].rel == Deprel::obl && child_case(scene, c, preposition) &&
          scene.book.words.has("together", preposition))
        add(c, true);
    }
  if (members.size() < 2) members.clear();
  return members;
}

void refer(Mention& m, const Mention& to, float confidence) {
  m.entity = to.entity;
  m.members = to.members;
  m.confidence = confidence;
}

void resolve_personal(Scene& scene, uint32_t at, const Pronoun& pronoun) {
  Mention& m = scene.out.mentions[at];
  float best = 0, second = 0;
  uint32_t found = kNone;
  std::vector<uint32_t> members;
  for (uint32_t j = window_start(at); j < at; ++j) {
    if (!resolved(scene.out.mentions[j])) continue;
    float score = antecedent_score(scene, pronoun, m.head, j);
    std::vector<uint32_t> together;
    if (pronoun.number == 'p') together = coordination(scene, scene.out.mentions[j]);
    if (!together.empty() &&
        scene.sentence(m.head) - scene.sentence(scene.out.mentions[j].head) <= 2)
      score = salience(scene, m.head, j) + 0.4f;
    if (score <= best) {
      second = std::max(second, score);
      continue;
    }
    second = best;
    best = score;
    found = j;
    members = std::move(together);
  }
  if (found == kNone) return;
  refer(m, scene.out.mentions[found], std::clamp(0.5f + 0.2f * (best - second), 0.4f, 0.9f));
  if (members.empty()) return;
  m.entity = kNone;
  m.members = std::move(members);
}

// "Kim — who ..." where the tree does not say so.
void person_just_before(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  const std::string word = lower_text(scene, m.head);
  if (at == 0 || !word.starts_with("who")) return;
  const Mention& before = scene.out.mentions[at - 1];
  if (before.last + 2 >= m.head && before.last <= m.head &&
      scene.sentence(before.head) == scene.sentence(m.head))
    refer(m, before, 0.6f);
}

// "Kim, who has pursued ...": the noun that the clause hangs on.
void resolve_relative(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  uint32_t t = m.head;
  for (uint32_t i = 0; i < kClimb && t != kNone; ++i, t = scene.syntax[t].head) {
    const Deprel rel = scene.syntax[t].rel;
    if (rel != Deprel::acl_relcl && rel != Deprel::acl) continue;
    const uint32_t noun = scene.syntax[t].head;
    const uint32_t there = noun == kNone ? kNone : scene.out.head_index[noun];
    if (there != kNone && there < at) refer(m, scene.out.mentions[there], 0.9f);
    break;
  }
  if (!resolved(m)) person_just_before(scene, at);
}

void resolve_reflexive(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  const uint32_t verb = scene.syntax[first_conjunct(scene.syntax, m.head)].head;
  if (verb == kNone) return;
  for (uint32_t c : scene.syntax.children(verb)) {
    const uint32_t there = is_subject(scene.syntax, c) ? scene.out.head_index[c] : kNone;
    if (there != kNone && there < at) return refer(m, scene.out.mentions[there], 0.9f);
  }
}

// The subject of a verb of speech outside the quotation, in that sentence.
uint32_t speaker_in(const Scene& scene, uint32_t sentence) {
  const Sentence& s = scene.tokens.sentences[sentence];
  for (uint32_t t = s.first; t < s.last; ++t) {
    if (scene.tokens[t].has(kInQuote) || scene.out.head_index[t] == kNone) continue;
    const uint32_t verb = is_subject(scene.syntax, t) ? scene.syntax[t].head : kNone;
    if (verb != kNone && scene.book.words.has("say", scene.syntax.lemma(verb)))
      return scene.out.head_index[t];
  }
  return kNone;
}

void resolve_first_person(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  if (!scene.tokens[m.head].has(kInQuote)) return;
  const uint32_t here = scene.sentence(m.head);
  uint32_t speaker = speaker_in(scene, here);
  if (speaker == kNone && here > 0) speaker = speaker_in(scene, here - 1);
  if (speaker != kNone && speaker != at && resolved(scene.out.mentions[speaker]))
    refer(m, scene.out.mentions[speaker], 0.6f);
}

// "The latter": who was named last before the sentence.
void resolve_latter(Scene& scene, uint32_t at) {
  const uint32_t here = scene.sentence(scene.out.mentions[at].head);
  for (uint32_t j = at; j-- > 0;) {
    const Mention& before = scene.out.mentions[j];
    const bool past = scene.sentence(before.head) < here;
    if (past && before.entity != kNone && before.kind != MentionKind::place)
      return refer(scene.out.mentions[at], before, 0.6f);
  }
}

void resolve_pronoun(Scene& scene, uint32_t at, const Pronoun& pronoun) {
  if (pronoun.kind == "latter") return resolve_latter(scene, at);
  if (pronoun.person == '1') return resolve_first_person(scene, at);
  if (pronoun.kind == "relative") return resolve_relative(scene, at);
  if (pronoun.kind == "reflexive") resolve_reflexive(scene, at);
  if (!resolved(scene.out.mentions[at])) resolve_personal(scene, at, pronoun);
}

bool is_bare(const Scene& scene, uint32_t head) {
  if (scene.syntax.has_child(head, Deprel::det) && !has_definite_article(scene, head)) return false;
  for (Deprel rel : {Deprel::nummod, Deprel::amod, Deprel::compound, Deprel::nmod_poss})
    if (scene.syntax.has_child(head, rel)) return false;
  return true;
}

// "The Muslim Clerics Association" has a name of its own.
bool has_own_name(const Scene& scene, uint32_t head) {
  const auto names = [&](uint32_t c) {
    return scene.syntax[c].rel == Deprel::compound && scene.syntax[c].upos == Upos::propn;
  };
  return scene.syntax[head].upos == Upos::propn &&
         std::ranges::any_of(scene.syntax.children(head), names);
}

template <class Score>
uint32_t best_before(uint32_t at, Score score_of) {
  float best = 0;
  uint32_t found = kNone;
  for (uint32_t j = window_start(at); j < at; ++j) {
    const float score = score_of(j);
    if (score < best || score <= 0) continue;
    best = score;
    found = j;
  }
  return found;
}

bool same_office(const Scene& scene, uint32_t entity, const Role& role, uint32_t role_index) {
  if (scene.role_of[entity] == role_index) return true;
  if (scene.role_of[entity] != kNone &&
      role.is(kTitle) &&  // "the minister" is the interior minister
      scene.book.roles[scene.role_of[entity]].phrase.ends_with(" " + role.phrase))
    return true;
  const std::string& office = scene.out.entities[entity].office;
  if (role.office == "leader")
    return office == "president" || office == "prime minister" || office == "supreme leader" ||
           office == "leader";
  return !role.office.empty() && office == role.office;
}

bool shares_sector(const Entity& a, const Entity& b) {
  return std::any_of(a.sectors.begin(), a.sectors.end(), [&](const auto& sector) {
    return std::find(b.sectors.begin(), b.sectors.end(), sector) != b.sectors.end();
  });
}

// "The envoy" after "India's ambassador", "the clergyman" after "a Rwandan priest".
uint32_t alike_before(const Scene& scene, uint32_t at, const Role& role) {
  constexpr uint32_t kNear = 3;  // sentences
  const uint32_t head = scene.out.mentions[at].head;
  return best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    if (m.entity == kNone || m.kind == MentionKind::pronoun || scene.role_of[m.entity] == kNone ||
        scene.sentence(head) - scene.sentence(m.head) > kNear || !is_one_person(scene, m.entity))
      return -1;
    const std::string& other = scene.book.roles[scene.role_of[m.entity]].phrase;
    const std::string word = other.substr(other.rfind(' ') + 1);
    if (scene.out.entities[m.entity].code.empty() ||
        !scene.book.words.has("alike", role.phrase + "=" + word))
      return -1;
    return salience(scene, head, j) + 4;
  });
}

// "the president": the person of that office.
uint32_t office_holder(const Scene& scene, uint32_t at, const Role& role) {
  const uint32_t own = scene.out.mentions[at].entity;
  const std::string& code = scene.out.entities[own].code;
  return best_before(at, [&](uint32_t j) -> float {
    const uint32_t e = scene.out.mentions[j].entity;
    if (e == kNone || e == own || !is_one_person(scene, e)) return -1;
    const Entity& entity = scene.out.entities[e];
    if (scene.out.mentions[j].kind != MentionKind::name) return -1;
    if (!code.empty() && code != entity.code) return -1;
    if (role.gender != '?' && scene.gender[e] != '?' && scene.gender[e] != role.gender) return -1;
    if (!same_office(scene, e, role, scene.role_index[at])) return -1;
    if (!entity.sectors.empty() && !shares_sector(entity, scene.out.entities[own])) return -1;
    return salience(scene, scene.out.mentions[at].head, j) + 8;
  });
}

// How much a mention speaks of its country; persons less than their country.
float country_weight(const Scene& scene, const Mention& m) {
  if (m.entity == kNone || !scene.book.country(scene.out.entities[m.entity].code)) return -1;
  if (scene.out.entities[m.entity].type == EntityType::person && m.kind != MentionKind::nominal)
    return 0.4f;
  return m.kind == MentionKind::pronoun ? 0.3f : 1.0f;
}

// "Iraq could stop selling oil to the kingdom": which is not Iraq.
bool is_subject_above(const Scene& scene, uint32_t token, uint32_t candidate) {
  if (!is_subject(scene.syntax, candidate)) return false;
  for (uint32_t i = 0; i < kClimb && token != kNone; ++i) {
    const Deprel rel = scene.syntax[token].rel;
    token = scene.syntax[token].head;
    if (token == scene.syntax[candidate].head) return true;
    if (rel != Deprel::obl && rel != Deprel::obj && rel != Deprel::nmod && rel != Deprel::xcomp)
      return false;
  }
  return false;
}

uint32_t salient_country(Scene& scene, uint32_t at, const std::string& not_code) {
  constexpr float kAnyDistance = 70;  // few countries are islands
  const bool island = scene.syntax.lemma(scene.out.mentions[at].head) == "island";
  const uint32_t found = best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    if (is_subject_above(scene, scene.out.mentions[at].head, m.head)) return -1;
    const float weight = country_weight(scene, m);
    if (weight < 0 || scene.out.entities[m.entity].code == not_code) return -1;
    if (island && !scene.book.words.has("islands", scene.out.entities[m.entity].code)) return -1;
    return salience(scene, scene.out.mentions[at].head, j) + weight + (island ? kAnyDistance : 0);
  });
  if (found == kNone) return kNone;
  const std::string code = scene.out.entities[scene.out.mentions[found].entity].code;
  return country_of_code(scene, code);
}

void set_entity(Mention& m, uint32_t entity, float confidence) {
  if (entity == kNone) return;
  m.entity = entity;
  m.confidence = confidence;
}

// "the ministry" after "the interior ministry"; "the government" is no ministry.
bool named_in_full(const Scene& scene, uint32_t before, const Role& role) {
  const uint32_t index = scene.role_index[before];
  return index != kNone && scene.book.roles[index].phrase.ends_with(role.phrase);
}

// "the consulate" is no ministry, "the Foreign Ministry" no Kremlin: a body of a state is called by
// its own word.
bool is_other_state_body(const Entity& entity, const Role& role) {
  const std::string word = role.phrase.substr(role.phrase.rfind(' ') + 1);
  return entity.sector() == "GOV" && !role.is(kWeak) &&
         folded(entity.name).find(word) == std::string::npos;
}

// "Railway unions threatened to strike unless the government ...": whose they are is whose it is.
bool is_told_by_natives(const Scene& scene, uint32_t at) {
  const uint32_t sentence = scene.sentence(scene.out.mentions[at].head);
  for (uint32_t j = at; j-- > 0 && scene.sentence(scene.out.mentions[j].head) == sentence;) {
    const Mention& m = scene.out.mentions[j];
    if (m.kind == MentionKind::pronoun || m.entity == kNone || !is_subject(scene.syntax, m.head))
      continue;
    const Entity& entity = scene.out.entities[m.entity];
    if (entity.code.empty() && scene.book.words.has("national", entity.sector())) return true;
  }
  return false;
}

uint32_t paragraph(const Scene& scene, uint32_t token) {
  return scene.tokens.sentences[scene.sentence(token)].paragraph;
}

// "the Commission", "the council": of a body that is named so.
bool ends_in(const Entity& entity, const Role& role) {
  return folded(entity.name).ends_with(" " + role.phrase);
}

// "the ministry", "the group": the organisation of that kind named last.
uint32_t body_before(const Scene& scene, uint32_t at) {
  const uint32_t own = scene.out.mentions[at].entity;
  const Role& role = scene.book.roles[scene.role_index[at]];
  const bool natives = is_told_by_natives(scene, at);
  return best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    if (m.entity == kNone || m.entity == own || m.kind == MentionKind::place) return -1;
    const Entity& entity = scene.out.entities[m.entity];
    if (entity.type != EntityType::organization) return -1;
    const bool same_word = scene.role_index[j] == scene.role_index[at];
    if (m.kind == MentionKind::name && ends_in(entity, role))
      return salience(scene, scene.out.mentions[at].head, j) + 20;  // "the council" of the UN
    // "The rights group" after "Amnesty International".
    if (m.kind == MentionKind::name && entity.code == "NGO" && !entity.id.empty() &&
        scene.out.entities[own].sector() == "SOC")
      return salience(scene, scene.out.mentions[at].head, j) + 4;
    // "The bloc" is one of states before it is a coalition of parties.
    if (m.kind == MentionKind::name && scene.book.words.has("blocs", role.phrase) &&
        is_of_the_world(scene, entity))
      return salience(scene, scene.out.mentions[at].head, j) + 12;
    const bool any_body = role.is(kWeak) && m.kind == MentionKind::name;
    if (any_body && of_state(role.sectors) &&
        (entity.code == "NGO" || (!entity.sectors.empty() && !of_state(entity.sectors))))
      return -1;  // "the Commission" is no "Amnesty International"
    const bool party = scene.out.entities[own].sector() == "PTY" && entity.sector() == "OPP";
    const bool firm = scene.out.entities[own].sector() == "BUS" && entity.code == "MNC" &&
                      m.kind == MentionKind::name;  // "the carmaker" after "Hyundai"
    if (!same_word && !any_body && !party && !firm && !shares_sector(entity, scene.out.entities[own]))
      return -1;
    if (!same_word && m.kind == MentionKind::nominal && !named_in_full(scene, j, role)) return -1;
    const bool named = m.kind == MentionKind::name || m.kind == MentionKind::pronoun;
    if (!same_word && named && is_other_state_body(entity, role)) return -1;
    // "World Bank officials met the government", a paragraph after "Washington".
    if ((m.kind == MentionKind::metonym || m.kind == MentionKind::pronoun) &&
        role.phrase == "government" &&
        paragraph(scene, m.head) != paragraph(scene, scene.out.mentions[at].head))
      return -1;
    // "He said the group had fired": not the United Nations.
    if (!same_word && role.phrase == "group" && is_of_the_world(scene, entity)) return -1;
    if (m.kind == MentionKind::metonym &&
        (natives || !shares_sector(entity, scene.out.entities[own]) ||
         role.phrase.find(' ') != std::string::npos))
      return -1;  // "the home ministry" is no "Kabul"
    return salience(scene, scene.out.mentions[at].head, j) + 4;
  });
}

// Bare "police" after "Turkish police".
uint32_t same_role_before(const Scene& scene, uint32_t at) {
  const uint32_t own = scene.out.mentions[at].entity;
  for (uint32_t j = at; j-- > 0;) {
    const uint32_t e = scene.out.mentions[j].entity;
    if (scene.role_index[j] == scene.role_index[at] && e != kNone && e != own &&
        scene.number[e] == scene.number[own] && !scene.out.entities[e].code.empty())
      return e;
  }
  return kNone;
}

// "soldiers" after "Nigerian troops": forces of the kind that was told of last.
uint32_t forces_before(const Scene& scene, uint32_t at) {
  constexpr uint32_t kNear = 2;  // sentences
  const uint32_t head = scene.out.mentions[at].head;
  const Entity& own = scene.out.entities[scene.out.mentions[at].entity];
  for (uint32_t j = at; j-- > 0;) {
    const Mention& m = scene.out.mentions[j];
    if (scene.sentence(head) - scene.sentence(m.head) > kNear ||
        paragraph(scene, head) != paragraph(scene, m.head))
      return kNone;
    if (m.entity == kNone || m.kind != MentionKind::nominal) continue;
    const Entity& entity = scene.out.entities[m.entity];
    if (entity.group && entity.sector() == own.sector() && !entity.code.empty()) return m.entity;
  }
  return kNone;
}

// "the men" after "four Serbian fishermen": the people who were counted last.
uint32_t people_before(const Scene& scene, uint32_t at) {
  constexpr uint32_t kNear = 3;  // sentences
  return best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    const uint32_t head = scene.out.mentions[at].head;
    if (m.entity == kNone || m.kind != MentionKind::nominal ||
        m.entity == scene.out.mentions[at].entity ||
        scene.sentence(head) - scene.sentence(m.head) > kNear ||
        !scene.syntax.has_child(m.head, Deprel::nummod))
      return -1;
    const Entity& entity = scene.out.entities[m.entity];
    const bool force = of_state(entity.sectors) && entity.sector() != "MIL";  // "seven sailors"
    if (entity.code.empty() || !entity.group || force) return -1;
    return salience(scene, head, j) + 4;
  });
}

// "The attackers" after "suspected jihadists", "the hijackers" after "three Ethiopian gunmen".
uint32_t armed_people_before(const Scene& scene, uint32_t at) {
  constexpr uint32_t kNear = 4;  // sentences
  const uint32_t head = scene.out.mentions[at].head;
  return best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    if (m.entity == kNone || m.kind == MentionKind::pronoun || m.kind == MentionKind::place ||
        scene.sentence(head) - scene.sentence(m.head) > kNear)
      return -1;
    const Entity& entity = scene.out.entities[m.entity];
    const bool armed = entity.group && scene.book.words.has("armed", entity.sector());
    const bool bare = entity.code.empty() && entity.sector() == "UAF";
    return armed && !bare ? salience(scene, head, j) + 4 : -1;
  });
}

// "Rebels attacked. ... The rebels": by the same word, and no group that was named.
bool is_told_before(const Scene& scene, uint32_t at) {
  for (uint32_t j = window_start(at); j < at; ++j) {
    const Mention& m = scene.out.mentions[j];
    if (m.kind == MentionKind::nominal && scene.role_index[j] == scene.role_index[at] &&
        !has_definite_article(scene, m.head) && !scene.syntax.has_child(m.head, Deprel::nmod))
      return true;
  }
  return false;
}

// "The guerrillas", "the rebels" after "the FARC": the armed group named last.
uint32_t armed_group_before(const Scene& scene, uint32_t at) {
  return best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    if (m.entity == kNone || m.kind == MentionKind::place) return -1;
    const Entity& entity = scene.out.entities[m.entity];
    if (entity.type != EntityType::organization || entity.id.empty() || entity.sector() != "REB")
      return -1;
    return salience(scene, scene.out.mentions[at].head, j) + 4;
  });
}

// "The minister said that the government was investigating", "Greek unions urged the government":
// that of whose official speaks, or whom it governs.
std::string code_of_speaker(const Scene& scene, uint32_t at) {
  const uint32_t head = scene.out.mentions[at].head;
  for (uint32_t j = at;
       j-- > 0 && scene.sentence(scene.out.mentions[j].head) == scene.sentence(head);) {
    const Mention& m = scene.out.mentions[j];
    if (m.entity == kNone || !is_subject(scene.syntax, m.head)) continue;
    const Entity& entity = scene.out.entities[m.entity];
    if (!scene.book.country(entity.code)) continue;
    const bool speaks = scene.book.words.has("say", scene.syntax.lemma(scene.syntax[m.head].head));
    if ((speaks && entity.sector() == "GOV") || scene.book.words.has("addresses", entity.sector()))
      return entity.code;
  }
  return {};
}

uint32_t entity_of(const Scene& scene, uint32_t mention) {
  return mention == kNone ? kNone : scene.out.mentions[mention].entity;
}

// Of "his ally", "the coalition's coordinator": whose.
uint32_t owner_entity(const Scene& scene, uint32_t head) {
  const uint32_t owner = scene.syntax.child(head, Deprel::nmod_poss);
  return owner == kNone ? kNone : entity_of(scene, scene.out.head_index[owner]);
}

// Of "two leaders of the alliance": the body, where it was named before; or kNone.
uint32_t body_of_phrase(const Scene& scene, uint32_t head) {
  for (const uint32_t c : scene.syntax.children(head)) {
    std::string preposition;
    const uint32_t at = scene.out.head_index[c];
    if (scene.syntax[c].rel != Deprel::nmod || at == kNone || !has_definite_article(scene, c) ||
        !child_case(scene, c, preposition) || preposition != "of")
      continue;
    const uint32_t entity = scene.out.mentions[at].entity;
    if (entity == kNone) continue;
    const Entity& body = scene.out.entities[entity];
    if (body.type == EntityType::organization && !of_state(body.sectors)) return entity;
  }
  return kNone;
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

void give_code(Scene& scene, uint32_t at, const Role& role, const std::string& code) {
  if (code.empty()) return;
  const uint32_t own = scene.out.mentions[at].entity;
  Entity entity = scene.out.entities[own];
  entity.code = code;
  const std::string key = "owned/" + role.phrase + "/" + code + scene.number[own];
  scene.out.mentions[at].entity =
      make_entity(scene, key, std::move(entity), scene.gender[own], scene.number[own]);
}

// "His envoy, Ann Holm": an apposition's name and the noun are one entity.
bool is_named(const Scene& scene, uint32_t entity) {
  return std::ranges::any_of(scene.out.mentions, [&](const Mention& m) {
    return m.kind == MentionKind::name && m.entity == entity;
  });
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

// "The coalition's coordinator, Yawovi Agboyibo": he is of what the coalition is.
void take_owners_sector(Scene& scene, uint32_t at, const Role& role) {
  const Mention& m = scene.out.mentions[at];
  Entity& person = scene.out.entities[m.entity];
  uint32_t body = owner_entity(scene, m.head);
  if (body == kNone) body = body_of_phrase(scene, m.head);
  if (body == kNone || body == m.entity || person.sectors != role.sectors) return;
  const Entity& of = scene.out.entities[body];
  if (!person.id.empty() && of_state(of.sectors)) return;
  const bool may_be = role.is(kWeak) || (presides(role) && !of_state(of.sectors));
  const bool many = of.type == EntityType::organization || of.group;
  if (!many || of.sectors.empty() || !may_be) return;
  person.sectors = of.sectors;
  if (person.code.empty()) person.code = of.code;
}

bool speaks_of(const Scene& scene, uint32_t at, std::string_view code) {
  return std::any_of(scene.out.mentions.begin(), scene.out.mentions.begin() + at,
                     [&](const Mention& m) {
                       return m.entity != kNone && scene.out.entities[m.entity].code == code;
                     });
}

// "the 55-year-old physician"
bool is_aged(const Scene& scene, uint32_t head) {
  if (!has_definite_article(scene, head)) return false;
  return std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
    const std::string word = lower_text(scene, c);
    return c < head &&
           (scene.syntax[c].rel == Deprel::amod || scene.syntax[c].rel == Deprel::compound) &&
           (word.ends_with("year-old") ||
            (word == "old" && c > 1 && lower_text(scene, c - 2) == "year"));
  });
}

// By another word than before; where nobody fits, he is somebody of his own.
bool resolve_aged(Scene& scene, uint32_t at) {
  static const Pronoun kPerson{'?', 's', '3', "personal"};
  Mention& m = scene.out.mentions[at];
  if (m.entity == kNone || scene.number[m.entity] == 'p' || !is_aged(scene, m.head)) return false;
  const Mention before = m;
  m.entity = kNone;
  resolve_personal(scene, at, kPerson);
  if (resolved(m)) return true;
  m = before;
  return false;
}

// "their energy ministers", "the two countries' armies": those of each.
bool resolve_owned_by_set(Scene& scene, uint32_t at) {
  const Mention& m = scene.out.mentions[at];
  const uint32_t owner = scene.syntax.child(m.head, Deprel::nmod_poss);
  const uint32_t set = owner == kNone ? kNone : scene.out.head_index[owner];
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

void resolve_nominal(Scene& scene, uint32_t at) {
  if (resolve_owned_by_set(scene, at)) return;
  if (scene.out.mentions[at].kind == MentionKind::nominal && resolve_aged(scene, at)) return;
  Mention& m = scene.out.mentions[at];
  if (scene.role_index[at] == kNone || m.entity == kNone || m.kind != MentionKind::nominal) return;
  const Role& role = scene.book.roles[scene.role_index[at]];
  const Entity own = scene.out.entities[m.entity];
  const bool definite = has_definite_article(scene, m.head);
  const bool plural = scene.number[m.entity] == 'p';
  if (role.is(kRelational)) {
    const bool owned = scene.syntax.has_child(m.head, Deprel::nmod_poss);
    const uint32_t owner = owned ? owner_entity(scene, m.head) : kNone;
    const bool of_state_owner =  // "Tashkent halted gas for its neighbor"
        owner != kNone && scene.book.words.has("neighbors", role.phrase) &&
        scene.out.entities[owner].type != EntityType::person;
    if ((role.is(kStandsForCountry) || of_state_owner) && owned && own.code.empty() && !plural)
      set_entity(scene.out.mentions[at], salient_country(scene, at, owner_code(scene, m.head)),
                 0.5f);
    take_others_code(scene, at, role);
    return;
  }
  if (role.is(kStandsForCountry)) {
    if (definite && !plural && own.code.empty() && !role.is(kGroup))
      set_entity(scene.out.mentions[at], salient_country(scene, at, {}), 0.55f);
    return;
  }
  take_owners_code(scene, at, role);
  take_owners_sector(scene, at, role);
  take_commanders_sector(scene, at, role);
  // "the secretary-general's special representative", where the article speaks of the UN
  if (definite && !plural && role.phrase.starts_with("secretary") && own.code.empty() &&
      office_holder(scene, at, role) == kNone && speaks_of(scene, at, "UNO"))
    give_code(scene, at, role, "UNO");
  if (role.is(kBody)) {
    if (definite && role.phrase == "government" && own.code.empty())
      give_code(scene, at, role, code_of_speaker(scene, at));
    const bool open = definite && scene.out.entities[m.entity].code.empty() &&
                      !has_own_name(scene, m.head);
    const uint32_t body = open ? entity_of(scene, body_before(scene, at)) : kNone;
    // "the security committee of the lower house" is none that was named.
    const bool told_whose = role.is(kWeak) && scene.syntax.has_child(m.head, Deprel::nmod);
    if (body != kNone && (!told_whose || ends_in(scene.out.entities[body], role)))
      set_entity(m, body, 0.6f);
  } else if (!plural && own.type == EntityType::person && !role.is(kGroup)) {
    if (definite || !own.code.empty())
      set_entity(m, entity_of(scene, office_holder(scene, at, role)), 0.75f);
    if (definite && scene.out.entities[m.entity].code.empty())
      set_entity(m, entity_of(scene, alike_before(scene, at, role)), 0.55f);
  }
  const Entity now = scene.out.entities[m.entity];
  if (definite && now.code.empty() && plural && now.sector() == "REB" && is_bare(scene, m.head) &&
      !is_told_before(scene, at))
    set_entity(m, entity_of(scene, armed_group_before(scene, at)), 0.55f);
  if (definite && plural && now.code.empty() && now.sector() == "CVL" && is_bare(scene, m.head))
    set_entity(m, entity_of(scene, people_before(scene, at)), 0.5f);
  if (definite && plural && now.code.empty() && scene.book.words.has("assailants", role.phrase))
    set_entity(m, entity_of(scene, armed_people_before(scene, at)), 0.55f);
  const bool may_repeat = is_bare(scene, m.head);
  if (m.kind == MentionKind::nominal && scene.out.entities[m.entity].code.empty() && may_repeat &&
      !role.is(kGeneric))
    set_entity(m, same_role_before(scene, at), 0.6f);
  const Entity& last = scene.out.entities[m.entity];
  if (last.code.empty() && may_repeat && plural && last.sector() == "MIL")
    set_entity(m, forces_before(scene, at), 0.5f);
}

bool resolve_set(Scene& scene, uint32_t at) {
  const uint32_t head = scene.out.mentions[at].head;
  SetOf of;
  const uint32_t size = set_size(scene, head, of);
  if (size == 0 || !scene.out.mentions[at].members.empty()) return false;
  if (scene.out.mentions[at].kind == MentionKind::name) return false;
  const uint32_t own = scene.out.mentions[at].entity;
  if (own != kNone && !scene.out.entities[own].code.empty()) return false;
  std::vector<uint32_t> members = set_before(scene, head, size, of);
  if (members.empty()) return false;
  Mention& m = scene.out.mentions[at];
  m.members = std::move(members);
  m.entity = kNone;
  m.confidence = 0.65f;
  return true;
}

}  // namespace

bool has_definite_article(const Scene& scene, uint32_t head) {
  uint32_t det = scene.syntax.child(head, Deprel::det);
  const uint32_t owned = scene.syntax[head].head;
  if (det == kNone && owned != kNone && scene.syntax[head].rel == Deprel::nmod_poss) {
    det = scene.syntax.child(owned, Deprel::det);  // "the nation's record"
    if (det > head) det = kNone;
  }
  return det != kNone && scene.book.words.has("definite", lower_text(scene, det));
}

std::string owner_code(const Scene& scene, uint32_t head) {
  const uint32_t owner = owner_entity(scene, head);
  return owner == kNone ? std::string{} : scene.out.entities[owner].code;
}

void resolve_anaphora(Scene& scene) {
  sort_by_head(scene);
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {
    const uint32_t head = scene.out.mentions[at].head;
    if (resolve_set(scene, at)) continue;
    if (const Pronoun* pronoun = pronoun_at(scene, head);
        pronoun && scene.out.mentions[at].kind == MentionKind::pronoun)
      resolve_pronoun(scene, at, *pronoun);
    else
      resolve_nominal(scene, at);
  }
}

}  // namespace dateline::names
