#include "dateline/names/antecedent_signs.h"

#include <algorithm>

namespace dateline::names {
namespace {

uint8_t column(std::string_view name) { return column_of(kAskingWhom, name); }

void where(const Scene& scene, uint32_t token, const Mention& m, Signs& out) {
  constexpr std::array<std::string_view, 4> kApart = {"same sentence", "sentence before",
                                                      "two sentences before", "further"};
  const uint32_t apart = scene.sentence(token) - scene.sentence(m.head);
  out.push_back(kApart[std::min<uint32_t>(apart, 3)]);
  const auto& sentences = scene.tokens.sentences;
  if (sentences[scene.sentence(token)].paragraph != sentences[scene.sentence(m.head)].paragraph)
    out.push_back("another paragraph");
  if (scene.sentence(m.head) == 0) out.push_back("first sentence");
  if (scene.tokens[m.head].has(kInQuote) && !scene.tokens[token].has(kInQuote))
    out.push_back("quoted");
}

void in_its_clause(const Scene& scene, uint32_t token, const Mention& m, Signs& out) {
  const Syntax& syntax = scene.syntax;
  const uint32_t top = first_conjunct(syntax, m.head);
  const Deprel rel = syntax[top].rel;
  const uint32_t verb = syntax[top].head;
  const bool subject = is_subject(syntax, top);
  if (subject) {
    out.push_back("subject");
    if (verb != kNone && syntax[verb].rel == Deprel::root) out.push_back("main subject");
    if (verb != kNone && scene.book.words.has("say", syntax.lemma(verb))) out.push_back("speaker");
    if (rel == Deprel::nsubj_pass) out.push_back("passive subject");
  } else if (rel == Deprel::obj || rel == Deprel::iobj) {
    out.push_back("object");
  } else if (rel == Deprel::obl || rel == Deprel::obl_agent) {
    out.push_back("oblique");
  } else if (rel == Deprel::nmod || rel == Deprel::nmod_poss) {
    out.push_back(rel == Deprel::nmod ? "behind a noun" : "owner");
  } else if (rel == Deprel::compound || rel == Deprel::amod || rel == Deprel::nmod_desc) {
    out.push_back("before a noun");
  } else if (rel == Deprel::appos) {
    out.push_back("apposition");
  } else if (rel == Deprel::root) {
    out.push_back("root");
  }
  const bool own_subject = is_subject(syntax, token);
  if (own_subject && subject) out.push_back("both subjects");
  if (!own_subject && !subject && rel == syntax[token].rel) out.push_back("alike");
  constexpr uint32_t kClimb = 6;  // "The minister paid tribute to him"
  uint32_t above = syntax[token].head;
  for (uint32_t i = 0; i < kClimb && above != kNone; ++i, above = syntax[above].head)
    if (above == verb) {
      out.push_back(subject ? "acts above" : "stands above");
      break;
    }
}

void what_it_is(const Scene& scene, const Pronoun& pronoun, const Mention& m, Signs& out) {
  constexpr std::array<std::string_view, 5> kKinds = {"name", "metonym", "noun", "pronoun", "place"};
  out.push_back(kKinds[static_cast<size_t>(m.kind)]);
  if (scene.syntax.has_child(m.head, Deprel::nummod)) out.push_back("counted");
  if (m.kind == MentionKind::nominal)
    out.push_back(has_definite_article(scene, m.head) ? "definite" : "indefinite");
  if (m.entity == kNone) return out.push_back("set");
  const Entity& entity = scene.out.entities[m.entity];
  const bool person = entity.type == EntityType::person;
  if (person) out.push_back(entity.group ? "people" : "person");
  if (entity.type == EntityType::organization) out.push_back("body");
  if (entity.type == EntityType::location) out.push_back(is_town(entity) ? "town" : "country");
  if (person && !entity.name.empty() && m.kind == MentionKind::name) out.push_back("named person");
  if (scene.number[m.entity] == 'b') out.push_back("one or many");
  if (pronoun.gender != 'n' && scene.gender[m.entity] == '?') out.push_back("gender unknown");
  if (entity.sector() == "JRN") out.push_back("media");
  if (of_state(entity.sectors)) out.push_back("of the state");
  if (scene.book.words.has("armed", entity.sector())) out.push_back("armed");
}

// How often he was spoken of, and whether the last pronoun of the kind meant him.
void history(const Scene& scene, const Pronoun& pronoun, uint32_t at, const Mention& m,
             Signs& out) {
  if (m.entity == kNone) return;
  uint32_t times = 0;
  bool pronoun_before = false, found = false;
  for (uint32_t j = at; j-- > 0;) {
    const Mention& other = scene.out.mentions[j];
    times += other.entity == m.entity;
    const Pronoun* same = other.kind == MentionKind::pronoun && !found ? pronoun_at(scene, other.head) : nullptr;
    if (same == nullptr || same->number != pronoun.number || same->gender != pronoun.gender) continue;
    found = true;
    pronoun_before = other.entity == m.entity;
  }
  out.push_back(times == 1 ? "told once" : times == 2 ? "told twice" : "told often");
  if (found) out.push_back(pronoun_before ? "meant before" : "another meant before");
}

}  // namespace

std::vector<uint8_t> asking_whom(const Scene& scene, const Pronoun& pronoun, uint32_t token) {
  const bool possessive = pronoun.kind == "possessive";
  return {column("all"),
          column(pronoun.number == 'p'   ? "many"
                 : pronoun.gender == 'n' ? "thing"
                                         : "person"),
          column(possessive                         ? "possessive"
                 : is_subject(scene.syntax, token) ? "subject"
                                                    : "other")};
}

Signs antecedent_signs(const Scene& scene, const Pronoun& pronoun, uint32_t at, uint32_t before,
                       bool as_set) {
  const uint32_t token = scene.out.mentions[at].head;
  const Mention& m = scene.out.mentions[before];
  Signs out;
  where(scene, token, m, out);
  in_its_clause(scene, token, m, out);
  what_it_is(scene, pronoun, m, out);
  history(scene, pronoun, at, m, out);
  if (as_set) out.push_back("together");
  return out;
}

}  // namespace dateline::names
