// Who is meant by "he", "the president", "the country", "his key ally".
//
// Mentions are read from left to right; each that needs one takes the best
// mention before it. A noun resolves by its role: an office by the person of
// that office, "the country" by the most salient country, an ally by a country
// other than its owner's, bare "police" by the police that the article named.
// What finds nothing stays as it was: its own entity, or none. The searches are in
// antecedents.cc, whose a noun is in owners.cc. Covered by names_test.cc.
#include <algorithm>
#include <numeric>

#include "dateline/names/antecedent_signs.h"
#include "dateline/names/antecedents.h"
#include "dateline/names/owners.h"

namespace dateline::names {
namespace {

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

bool resolved(const Mention& m) { return m.entity != kNone || !m.members.empty(); }

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

// Who says the words at `token`, in a sentence of the quotation or the one before it: the mention,
// or kNone.
uint32_t quoted_speaker(const Scene& scene, uint32_t token) {
  constexpr uint32_t kBack = 3;  // sentences
  if (!scene.tokens[token].has(kInQuote)) return kNone;
  const uint32_t here = scene.sentence(token);
  for (uint32_t back = 0; back <= kBack && back <= here; ++back) {
    const Sentence& s = scene.tokens.sentences[here - back];
    if (const uint32_t speaker = speaker_in(scene, here - back); speaker != kNone) return speaker;
    const uint32_t word = std::min(s.first + 1, s.last - 1);  // behind a mark
    if (!scene.tokens[s.first].has(kInQuote) && !scene.tokens[word].has(kInQuote)) break;
  }
  return kNone;
}

void resolve_personal(Scene& scene, uint32_t at, const Pronoun& pronoun) {
  Mention& m = scene.out.mentions[at];
  const uint32_t speaker = pronoun.number == 's' && pronoun.gender != 'n'
                               ? entity_of(scene, quoted_speaker(scene, m.head))
                               : kNone;
  AntecedentCase asked{at, asking_whom(scene, pronoun, m.head), {}};
  for (uint32_t j = window_start(at); j < at; ++j) {
    const Mention& before = scene.out.mentions[j];
    if (!resolved(before) || (speaker != kNone && before.entity == speaker)) continue;
    std::vector<uint32_t> together;
    if (pronoun.number == 'p' && scene.sentence(m.head) - scene.sentence(before.head) <= 2)
      together = coordination(scene, before);
    if (together.empty() && !may_mean(scene, pronoun, m.head, j)) continue;
    Signs signs = antecedent_signs(scene, pronoun, at, j, !together.empty());
    asked.options.push_back({j, std::move(together), std::move(signs)});
  }
  if (asked.options.empty()) return;
  asked.options.back().signs.push_back("last");
  float best = -1e9f, second = -1e9f;
  const AntecedentCase::Option* found = nullptr;
  for (const AntecedentCase::Option& option : asked.options) {
    const float score = weigh(scene.book.antecedents, asked.asking, option.signs);
    second = std::max(second, std::min(score, best));
    if (score < best) continue;
    best = score;
    found = &option;
  }
  std::vector<uint32_t> members = found->members;
  refer(m, scene.out.mentions[found->mention],
        std::clamp(0.5f + 0.2f * (best - second), 0.4f, 0.9f));
  if (scene.cases != nullptr) scene.cases->antecedents.push_back(std::move(asked));
  // "Hatice Cengiz ... She": now it is known.
  if ((pronoun.gender == 'm' || pronoun.gender == 'f') && m.entity != kNone &&
      is_one_person(scene, m.entity) && scene.gender[m.entity] == '?')
    scene.gender[m.entity] = pronoun.gender;
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

void set_entity(Mention& m, uint32_t entity, float confidence) {
  if (entity == kNone) return;
  m.entity = entity;
  m.confidence = confidence;
}

// "the 55-year-old physician"
bool is_aged(const Scene& scene, uint32_t head) {
  return has_definite_article(scene, head) &&
         std::ranges::any_of(scene.syntax.children(head),
                             [&](uint32_t c) { return c < head && says_age(scene, c); });
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
    if (definite && own.code.empty() && scene.book.words.has("suspects", role.phrase))
      set_entity(m, entity_of(scene, suspect_before(scene, at)), 0.55f);
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

// "The 12 were let go", "the seven" after "seven soldiers": who were counted so before.
bool resolve_count(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  if (m.entity != kNone || !m.members.empty() || !is_count_alone(scene, m.head)) return false;
  const std::string count = lower_text(scene, m.head);
  for (uint32_t j = at; j-- > window_start(at);) {
    const Mention& before = scene.out.mentions[j];
    const uint32_t number = scene.syntax.child(before.head, Deprel::nummod);
    if (before.entity == kNone || number == kNone || lower_text(scene, number) != count) continue;
    refer(m, before, 0.7f);
    return true;
  }
  return false;
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

void resolve_anaphora(Scene& scene) {
  sort_by_head(scene);
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {
    const uint32_t head = scene.out.mentions[at].head;
    if (resolve_set(scene, at) || resolve_count(scene, at)) continue;
    if (const Pronoun* pronoun = pronoun_at(scene, head);
        pronoun && scene.out.mentions[at].kind == MentionKind::pronoun)
      resolve_pronoun(scene, at, *pronoun);
    else
      resolve_nominal(scene, at);
  }
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {  // whose phrase is behind them
    const uint32_t role = scene.role_index[at];
    if (role == kNone || scene.out.mentions[at].kind != MentionKind::nominal ||
        scene.out.mentions[at].entity == kNone || resolve_owned_by_set(scene, at))
      continue;
    if (!scene.book.roles[role].is(kRelational))
      take_owners_sector(scene, at, scene.book.roles[role]);
  }
}

}  // namespace dateline::names
