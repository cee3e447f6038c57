#include "dateline/names/antecedents.h"

#include "dateline/names/owners.h"

namespace dateline::names {
namespace {

constexpr uint32_t kClimb = 24;

bool same_office(const Scene& scene, uint32_t entity, const Role& role, uint32_t role_index) {
  if (scene.role_of[entity] == role_index) return true;
  const uint32_t known = scene.role_of[entity];
  const std::string_view held =
      known == kNone ? std::string_view{} : scene.book.roles[known].phrase;
  if (role.is(kTitle) &&
      held.ends_with(" " + role.phrase) &&  // "the minister": the interior minister,
      !scene.book.words.has("deputies",
                            held.substr(0, held.find_first_of(" -"))))  // not his deputy
    return true;
  const std::string& office = scene.out.entities[entity].office;
  if (role.office == "leader") return leads_by_office(office);
  return !role.office.empty() && office == role.office;
}

bool shares_sector(const Entity& a, const Entity& b) {
  return std::any_of(a.sectors.begin(), a.sectors.end(), [&](const auto& sector) {
    return std::find(b.sectors.begin(), b.sectors.end(), sector) != b.sectors.end();
  });
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

// "the ministry" after "the interior ministry"; "the government" is no ministry.
bool named_in_full(const Scene& scene, uint32_t before, const Role& role) {
  const uint32_t index = scene.role_index[before];
  return index != kNone && scene.book.roles[index].phrase.ends_with(role.phrase);
}

// "the consulate" is no ministry, "the Foreign Ministry" no Kremlin: a body of a state is called by
// its own word.
bool is_other_state_body(const Entity& entity, const Role& role) {
  const std::string word = last_word(role.phrase);
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

}  // namespace

bool is_one_person(const Scene& scene, uint32_t entity) {
  return scene.out.entities[entity].type == EntityType::person && scene.number[entity] == 's';
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
    if (scene.out.entities[m.entity].code.empty() ||
        !scene.book.words.has("alike", role.phrase + "=" + last_word(other)))
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

uint32_t salient_country(Scene& scene, uint32_t at, const std::string& not_code) {
  constexpr float kAnyDistance = 70;  // few countries are islands
  const uint32_t head = scene.out.mentions[at].head;  // "the island", "the island nation"
  const uint32_t within = scene.syntax.child(head, Deprel::compound);
  const bool island = scene.syntax.lemma(head) == "island" ||
                      (within != kNone && scene.syntax.lemma(within) == "island");
  const uint32_t found = best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    if (is_subject_above(scene, head, m.head)) return -1;
    const float weight = country_weight(scene, m);
    if (weight < 0 || scene.out.entities[m.entity].code == not_code) return -1;
    if (island && !scene.book.words.has("islands", scene.out.entities[m.entity].code)) return -1;
    return salience(scene, head, j) + weight + (island ? kAnyDistance : 0);
  });
  if (found == kNone) return kNone;
  const std::string code = scene.out.entities[scene.out.mentions[found].entity].code;
  return country_of_code(scene, code);
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
    const bool of_others = of_state(role.sectors) && !entity.sectors.empty() &&
                           !of_state(entity.sectors);  // "the army" is no "Liberation Army"
    if (m.kind == MentionKind::name && ends_in(entity, role) && !of_others)
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
    if (any_body && (of_others || (of_state(role.sectors) && entity.code == "NGO")))
      return -1;  // "the Commission" is no "Amnesty International"
    const bool party = scene.out.entities[own].sector() == "PTY" && entity.sector() == "OPP";
    const bool firm = scene.out.entities[own].sector() == "BUS" && entity.code == "MNC" &&
                      m.kind == MentionKind::name;  // "the carmaker" after "Hyundai"
    if (!same_word && !any_body && !party && !firm &&
        !shares_sector(entity, scene.out.entities[own]))
      return -1;
    if (!same_word && m.kind == MentionKind::nominal && !named_in_full(scene, j, role)) return -1;
    const bool named = m.kind == MentionKind::name || m.kind == MentionKind::pronoun;
    if (!same_word && named && is_other_state_body(entity, role)) return -1;
    // "The military" is a state's, not NATO.
    if (!same_word && !role.is(kWeak) && of_state(role.sectors) && is_of_the_world(scene, entity))
      return -1;
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

// "In neighbouring Albania, ...": the country that opens the sentence, or "".
std::string country_of_opening(const Scene& scene, uint32_t sentence, uint32_t head) {
  const Sentence& s = scene.tokens.sentences[sentence];
  uint32_t first = s.first;  // "Also in Suva"
  if (first + 1 < s.last && scene.syntax[first].upos == Upos::adv) ++first;
  if (!scene.book.words.has("in", lower_text(scene, first))) return {};
  const uint32_t place =
      scene.syntax[first].head;  // "In neighbouring Albania", "In the Thai capital"
  for (uint32_t t = first + 1; place != kNone && t < s.last && t < head; ++t) {
    if (t != place && scene.syntax[t].head != place) continue;
    const uint32_t entity = entity_of(scene, scene.out.head_index[t]);
    if (entity != kNone && scene.book.country(scene.out.entities[entity].code))
      return scene.out.entities[entity].code;
  }
  return {};
}

// Bare "police" after "Turkish police", but not in "In Honduras, police arrested".
uint32_t same_role_before(const Scene& scene, uint32_t at) {
  const uint32_t own = scene.out.mentions[at].entity;
  const uint32_t head = scene.out.mentions[at].head;
  const std::string opening = country_of_opening(scene, scene.sentence(head), head);
  for (uint32_t j = at; j-- > 0;) {
    const uint32_t e = scene.out.mentions[j].entity;
    if (scene.role_index[j] != scene.role_index[at] || e == kNone || e == own ||
        scene.number[e] != scene.number[own])
      continue;
    const std::string& code = scene.out.entities[e].code;
    if (!code.empty() && (opening.empty() || code == opening)) return e;
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

// Whether a mention tells that he is charged with a crime, held for it, or said to have done it:
// "Ali Hassan was arrested", "gunman Ali Hassan", "the attacker, identified as Ali Hassan".
bool is_told_as_suspect(const Scene& scene, const Mention& m) {
  const auto& words = scene.book.words;
  const uint32_t role = scene.role_of[m.entity];
  if (role != kNone && words.has("suspects", last_word(scene.book.roles[role].phrase))) return true;
  const uint32_t verb = scene.syntax[m.head].head;
  if (verb == kNone) return false;
  const std::string_view lemma = scene.syntax.lemma(verb);
  const Deprel rel = scene.syntax[m.head].rel;
  std::string preposition;
  if (rel == Deprel::obj || rel == Deprel::nsubj_pass) return words.has("prosecutes", lemma);
  if (rel == Deprel::nsubj) return words.has("pleads", lemma);
  return rel == Deprel::obl && words.has("identifies", lemma) &&
         child_case(scene, m.head, preposition) && preposition == "as";
}

// "The suspect", "the attacker", where a person charged is named: he; or kNone.
uint32_t suspect_before(const Scene& scene, uint32_t at) {
  return best_before(at, [&](uint32_t j) -> float {
    const Mention& m = scene.out.mentions[j];
    const bool named = m.entity != kNone && is_one_person(scene, m.entity) &&
                       (m.kind == MentionKind::name || m.kind == MentionKind::pronoun);
    if (!named || scene.out.entities[m.entity].name.empty() || !is_told_as_suspect(scene, m))
      return -1;
    return std::max(salience(scene, scene.out.mentions[at].head, j) + 60, 0.1f);
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

bool speaks_of(const Scene& scene, uint32_t at, std::string_view code) {
  return std::any_of(scene.out.mentions.begin(), scene.out.mentions.begin() + at,
                     [&](const Mention& m) {
                       return m.entity != kNone && scene.out.entities[m.entity].code == code;
                     });
}

}  // namespace dateline::names
