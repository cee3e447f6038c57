// Pronouns: where they stand, and which mentions before them agreement and binding let them mean;
// antecedent_signs.cc has what speaks for each. `salience` is for nouns (Lappin and Leass 1994).
// Covered by names_test.cc.
#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

constexpr uint32_t kSentencesBack = 3;
constexpr uint32_t kClimb = 24;

bool is_personal(const Pronoun& p) { return p.kind == "personal"; }

// "Police detained eleven of them", "several of them": the count, else the token itself.
uint32_t counted(const Scene& scene, uint32_t token) {
  const uint32_t count = scene.syntax[token].head;
  if (count == kNone || scene.syntax[token].rel != Deprel::nmod) return token;
  const Upos tag = scene.syntax[count].upos;
  const bool counts = tag == Upos::num || tag == Upos::adj || tag == Upos::det || tag == Upos::pron;
  return counts ? count : token;
}

// Two arguments of one verb, or of two conjoined phrases, are not the same.
bool bound_together(const Scene& scene, uint32_t a, uint32_t b) {
  const auto governor = [&](uint32_t t) {
    return scene.syntax[counted(scene, first_conjunct(scene.syntax, t))].head;
  };
  return governor(a) != kNone && governor(a) == governor(b);
}

// "Blinken spoke with Abiy and urged him": nor are the subject and the object of his second verb.
bool is_subject_of_second_verb(const Scene& scene, uint32_t token, uint32_t candidate) {
  const Syntax& syntax = scene.syntax;
  if (!is_subject(syntax, candidate)) return false;
  const auto has_subject = [&](uint32_t verb) {
    return std::ranges::any_of(syntax.children(verb),
                               [&](uint32_t c) { return is_subject(syntax, c); });
  };
  const auto shares_subject = [&](uint32_t verb) {
    const Deprel rel = syntax[verb].rel;
    const bool aim = rel == Deprel::advcl && syntax.xpos(verb) == "VB";  // "fired to disperse them"
    return (rel == Deprel::conj || aim) && !has_subject(verb);
  };
  if (syntax[token].rel == Deprel::nmod_poss) return false;
  uint32_t verb = syntax[counted(scene, token)].head;
  for (uint32_t i = 0; i < kClimb && verb != kNone && shares_subject(verb); ++i)
    verb = syntax[verb].head;
  return verb != kNone && verb == syntax[candidate].head;
}

bool hangs_below(const Syntax& syntax, uint32_t token, uint32_t above) {
  for (uint32_t i = 0; i < kClimb && token != kNone; ++i, token = syntax[token].head)
    if (token == above) return true;
  return false;
}

// The speaker of a direct quotation is "I" in it, not "he".
bool speaks_around(const Scene& scene, uint32_t token, uint32_t candidate) {
  if (!scene.tokens[token].has(kInQuote) || scene.tokens[candidate].has(kInQuote)) return false;
  if (!is_subject(scene.syntax, candidate)) return false;
  const uint32_t verb = scene.syntax[candidate].head;
  return verb != kNone && scene.book.words.has("say", scene.syntax.lemma(verb)) &&
         scene.sentence(verb) == scene.sentence(token);
}

bool is_state(const Scene& scene, uint32_t entity) {
  const Entity& e = scene.out.entities[entity];
  return (e.type == EntityType::location && !is_town(e)) || e.sector() == "GOV";
}

bool plural_fits(const Scene& scene, const Mention& before) {
  if (!before.members.empty()) return true;
  const uint32_t e = before.entity;
  if (e == kNone || scene.number[e] == 's') return e != kNone && scene.out.entities[e].group;
  // A country or a government is "it", not "they".
  return scene.number[e] == 'p' || scene.out.entities[e].group || !is_state(scene, e);
}

bool agrees(const Scene& scene, const Pronoun& pronoun, const Mention& before) {
  if (pronoun.number == 'p') return plural_fits(scene, before);
  const uint32_t e = before.entity;
  if (e == kNone || scene.number[e] == 'p') return false;
  if (pronoun.gender == 'n') return scene.gender[e] == 'n';
  const bool person = scene.out.entities[e].type == EntityType::person;
  return person && scene.number[e] == 's' &&
         (pronoun.gender == '?' || scene.gender[e] == pronoun.gender || scene.gender[e] == '?');
}

// "It is a rifle": no actor.
bool is_of_copula(const Scene& scene, const Pronoun& pronoun, uint32_t token) {
  const uint32_t head = scene.syntax[token].head;
  return pronoun.gender == 'n' && is_subject(scene.syntax, token) && head != kNone &&
         scene.syntax.has_child(head, Deprel::cop);
}

// "The 33-year-old told reporters".
bool is_aged_person(const Scene& scene, uint32_t token) {
  return says_age(scene, token) && scene.syntax[token].rel != Deprel::amod &&
         has_definite_article(scene, token);
}

// A pronoun that stands for an actor, or a head of "the two".
void add_stub(Scene& scene, uint32_t token) {
  SetOf of;
  const Pronoun* pronoun = pronoun_at(scene, token);
  if (!pronoun && set_size(scene, token, of) == 0 && !is_count_alone(scene, token)) return;
  const bool one_word = pronoun && scene.syntax[token].upos != Upos::adj &&
                        scene.syntax[token].upos != Upos::noun;
  const Span range = one_word ? Span{token, token + 1} : phrase_range(scene, token);
  add_mention(scene, token, range.begin, range.end, MentionKind::pronoun, kNone, 0.5f);
}

}  // namespace

bool is_count_alone(const Scene& scene, uint32_t token) {
  const Deprel rel = scene.syntax[token].rel;
  return scene.syntax[token].upos == Upos::num && rel != Deprel::nummod && rel != Deprel::compound &&
         has_definite_article(scene, token);
}

bool says_age(const Scene& scene, uint32_t token) {
  constexpr uint32_t kWords = 4;  // "33", "-", "year", "-"
  const std::string word = lower_text(scene, token);
  if (word.ends_with("year-old")) return true;
  return word == "old" && token >= kWords && lower_text(scene, token - 2) == "year" &&
         scene.syntax[token - kWords].upos == Upos::num;
}

bool is_subject(const Syntax& syntax, uint32_t token) {
  const Deprel rel = syntax[token].rel;
  return rel == Deprel::nsubj || rel == Deprel::nsubj_pass || rel == Deprel::nsubj_outer;
}

const Pronoun* pronoun_at(const Scene& scene, uint32_t token) {
  static const Pronoun kAged{'?', 's', '3', "personal"}, kLatter{'?', 's', '3', "latter"};
  const Upos tag = scene.syntax[token].upos;
  if (tag == Upos::adj || tag == Upos::noun) {
    if (is_aged_person(scene, token)) return &kAged;
    const bool latter = lower_text(scene, token) == "latter" && has_definite_article(scene, token) &&
                        scene.syntax[token].rel != Deprel::amod;
    return latter ? &kLatter : nullptr;
  }
  if (tag != Upos::pron && tag != Upos::det) return nullptr;
  const auto found = scene.book.pronouns.find(lower_text(scene, token));
  if (found == scene.book.pronouns.end()) return nullptr;
  const Deprel rel = scene.syntax[token].rel;
  const bool determiner = rel == Deprel::det || rel == Deprel::det_predet || rel == Deprel::expl ||
                          rel == Deprel::cc_preconj || rel == Deprel::mark;
  return determiner ? nullptr : &found->second;
}

float salience(const Scene& scene, uint32_t token, uint32_t before) {
  const Mention& m = scene.out.mentions[before];
  const uint32_t apart = scene.sentence(token) - scene.sentence(m.head);
  float score = 4.0f - 1.1f * static_cast<float>(apart);
  score -= 0.01f * static_cast<float>(std::min<uint32_t>(token - m.head, 60));
  if (is_subject(scene.syntax, m.head)) score += 1.0f;
  if (is_subject(scene.syntax, m.head) && scene.syntax[m.head].head != kNone &&
      scene.syntax[scene.syntax[m.head].head].rel == Deprel::root)
    score += 0.3f;  // of the main clause
  if (scene.syntax[m.head].rel == Deprel::obj) score += 0.3f;
  if (scene.syntax[m.head].rel == Deprel::nmod) score -= 0.3f;
  if (scene.syntax[m.head].rel == Deprel::compound) score -= 0.8f;  // "the IMF mission chief"
  return score;
}

// "it had kidnapped them", "it condemned Amman": who acts on somebody is somebody else, whatever
// stood for him before.
bool acts_on_itself(const Scene& scene, uint32_t token, const Mention& m) {
  const uint32_t verb = scene.syntax[token].head;
  if (verb == kNone || m.entity == kNone || scene.syntax[verb].upos != Upos::verb) return false;
  const bool subject = is_subject(scene.syntax, token);
  const Deprel rel = scene.syntax[token].rel;
  if (!subject && rel != Deprel::obj && rel != Deprel::iobj) return false;
  for (const uint32_t c : scene.syntax.children(verb)) {
    const bool other = subject ? scene.syntax[c].rel == Deprel::obj : is_subject(scene.syntax, c);
    const uint32_t at = c != token && other ? scene.out.head_index[c] : kNone;
    const uint32_t entity = at == kNone ? kNone : scene.out.mentions[at].entity;
    if (entity == kNone) continue;
    const bool state = is_state(scene, entity) && is_state(scene, m.entity);
    if (entity == m.entity || (state && !scene.out.entities[entity].code.empty() &&
                               scene.out.entities[entity].code == scene.out.entities[m.entity].code))
      return true;
  }
  return false;
}

bool may_mean(const Scene& scene, const Pronoun& pronoun, uint32_t token, uint32_t before) {
  const Mention& m = scene.out.mentions[before];
  if (m.head >= token || scene.sentence(token) - scene.sentence(m.head) > kSentencesBack)
    return false;
  if (!agrees(scene, pronoun, m) || is_of_copula(scene, pronoun, token)) return false;
  if (is_personal(pronoun) && bound_together(scene, token, m.head)) return false;
  if (is_personal(pronoun) && is_subject_of_second_verb(scene, token, m.head)) return false;
  if (is_personal(pronoun) && hangs_below(scene.syntax, token, m.head)) return false;
  if (speaks_around(scene, token, m.head)) return false;
  if (is_personal(pronoun) && acts_on_itself(scene, token, m)) return false;
  // "The Council imposed an embargo after its troops invaded": whose army it is.
  const Role* owned =
      scene.syntax[token].rel == Deprel::nmod_poss && scene.syntax[token].head != kNone
          ? scene.role(scene.syntax[token].head)
          : nullptr;
  if (owned && owned->is(kGroup) && !owned->sectors.empty() && owned->sectors.front() == "MIL" &&
      m.entity != kNone && is_of_the_world(scene, scene.out.entities[m.entity]) &&
      scene.out.entities[m.entity].sectors.empty())
    return false;
  // "two of them were shot": people, not a company
  const uint32_t count = scene.syntax[token].head;
  if (count != kNone && scene.syntax[token].rel == Deprel::nmod &&
      scene.syntax[count].upos == Upos::num && m.entity != kNone &&
      scene.out.entities[m.entity].type == EntityType::organization)
    return false;
  return true;
}

void find_pronouns(Scene& scene) {
  for (uint32_t t = 0; t < scene.tokens.size(); ++t) {
    const Upos tag = scene.syntax[t].upos;
    if (tag == Upos::pron || tag == Upos::det || tag == Upos::num || tag == Upos::noun ||
        tag == Upos::adj)
      if (scene.out.head_index[t] == kNone) add_stub(scene, t);
  }
}

}  // namespace dateline::names
