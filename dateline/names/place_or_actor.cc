// A country or a capital: is it spoken of as a place, or does it act?
//
// "in Washington" is a place, "Washington persists with sanctions" a
// government; the syntax decides: case marker, relation, governor. The words
// are data (data/actors/words.tsv). After Markert and Nissim 2007 (SemEval task
// 8, metonymy resolution), whose strongest features are the same. Covered by
// names_test.cc.
#include <set>
#include <string>

#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

bool governed_by(const Scene& scene, uint32_t token, std::string_view list) {
  const uint32_t head = scene.syntax[token].head;
  return head != kNone && scene.book.words.has(list, scene.syntax.lemma(head));
}

bool is_place_like(const Scene& scene, uint32_t token) {
  const Match* m = scene.match(token);
  return m && (m->use == Use::country || m->use == Use::capital || m->use == Use::location);
}

// Hyphenated or coordinated with another government: "Beijing-Tokyo ties".
bool beside_another(const Scene& scene, uint32_t token) {
  for (uint32_t c : scene.syntax.children(token))
    if ((scene.syntax[c].rel == Deprel::compound || scene.syntax[c].rel == Deprel::conj) &&
        is_place_like(scene, c))
      return true;
  const uint32_t head = scene.syntax[token].head;
  if (head == kNone) return false;
  if (is_place_like(scene, head)) return true;
  for (uint32_t c : scene.syntax.children(head))
    if (c != token && scene.syntax[c].rel == Deprel::compound && is_place_like(scene, c))
      return true;
  return false;
}

bool compound_is_place(const Scene& scene, uint32_t token, bool is_capital) {
  const uint32_t head = scene.syntax[token].head;
  if (scene.book.words.has("based", scene.syntax.lemma(head))) return true;
  if (!is_capital) return false;
  if (scene.role(head) || scene.book.words.has("dyadic", scene.syntax.lemma(head)))
    return !scene.role(head) && !beside_another(scene, token);
  return true;
}

bool case_is_place(const Scene& scene, uint32_t token, const std::string& preposition) {
  if (scene.book.words.has("in", preposition)) return true;
  return scene.book.words.has("toward", preposition) && governed_by(scene, token, "moves");
}

bool possessor_is_place(const Scene& scene, uint32_t token, bool is_capital) {
  const uint32_t owned = scene.syntax[token].head;
  if (!is_capital) return false;
  const Match* m = scene.match(owned);
  if (m && (m->use == Use::location || m->use == Use::capital)) return true;
  return scene.syntax[owned].upos == Upos::propn || governed_by(scene, token, "within");
}

bool object_is_place(const Scene& scene, uint32_t token, bool is_capital) {
  return governed_by(scene, token, "leaves") || (is_capital && governed_by(scene, token, "visits"));
}

// "Bradford, England", "Mesquite, Texas": the place is told with what holds it.
bool is_told_with(const Document& doc, const Place& place, const Place& holder) {
  return place.resolved() && holder.resolved() && place.span.end < holder.span.begin &&
         doc.at(Span{place.span.end, holder.span.begin}) == ", " &&
         place.candidates.front().country == holder.candidates.front().country &&
         holder.candidates.front().level < place.candidates.front().level;
}

// Whether the place is in the country that it seems to be in: no larger namesake is elsewhere, and
// none in another country that the article names; a small town or a division in one that it does.
bool is_sure(const Place& place, const std::set<std::string, std::less<>>& named) {
  constexpr uint64_t kWellKnown = 100'000;  // inhabitants: not one of a village's many namesakes
  constexpr float kSure = 0.6f;
  const PlaceCandidate& best = place.candidates.front();
  float score = 0;
  for (const PlaceCandidate& other : place.candidates)
    if (other.country == best.country)
      score += other.score;
    else if (other.population > best.population || named.count(other.country))
      return false;
  if (best.country.empty() || score < kSure) return false;
  return named.count(best.country) ||
         (best.level >= PlaceLevel::city && best.population >= kWellKnown);
}

}  // namespace

bool is_place_here(const Scene& scene, uint32_t head, bool is_capital) {
  const Syntax& syntax = scene.syntax;
  if (scene.tokens[head].span.begin < scene.doc.body.begin) return true;
  std::string preposition;
  const bool has_case = child_case(scene, head, preposition);
  const uint32_t first = first_conjunct(syntax, head);
  if (first != head) {  // "in Beijing and Seoul"
    if (has_case) return case_is_place(scene, first, preposition);
    if (is_place_like(scene, first)) return is_place_here(scene, first, is_capital);
  }
  switch (syntax[head].rel) {
    case Deprel::compound:
      return compound_is_place(scene, head, is_capital);
    case Deprel::nmod_poss:
      return possessor_is_place(scene, head, is_capital);
    case Deprel::obj:
      return object_is_place(scene, head, is_capital);
    case Deprel::appos:
    case Deprel::nmod_unmarked:
    case Deprel::list:
    case Deprel::dep:
      return syntax[head].head != kNone && is_place_like(scene, syntax[head].head);
    case Deprel::obl_unmarked:
      return true;
    case Deprel::obl:
    case Deprel::nmod:
      if (!has_case) return governed_by(scene, head, "based");
      if (preposition == "of" && is_capital) return governed_by(scene, head, "within");
      return case_is_place(scene, head, preposition);
    default:
      return false;
  }
}

bool stands_in(const Scene& scene, uint32_t token) {
  std::string preposition;
  return child_case(scene, token, preposition) && scene.book.words.has("in", preposition);
}

bool is_where(const Scene& scene, const Mention& m) {
  const uint32_t noun = scene.syntax[m.head].head;
  const Deprel rel = scene.syntax[m.head].rel;
  return m.kind == MentionKind::place || stands_in(scene, m.head) ||
         (rel == Deprel::amod && noun != kNone && stands_in(scene, noun));
}

bool is_town(const Entity& entity) {
  return entity.type == EntityType::location && entity.id.empty();
}

void note_places(Scene& scene, const Places& places) {
  std::set<std::string, std::less<>> named = scene.countries_seen;
  named.insert(scene.dateline_country);
  std::vector<bool> told(places.places.size());
  for (size_t i = 0; i + 1 < told.size(); ++i) {
    if (!is_told_with(scene.doc, places.places[i], places.places[i + 1])) continue;
    told[i] = told[i + 1] = true;
    named.insert(places.places[i].candidates.front().country);
  }
  for (size_t i = 0; i < told.size(); ++i) {
    const Place& place = places.places[i];
    if (place.is_dateline || !place.resolved()) continue;
    scene.towns.push_back({place.first, place.last, &place.candidates.front()});
    if (!told[i] && !is_sure(place, named)) continue;
    for (uint32_t t = place.first; t < place.last; ++t)
      scene.place_at.emplace(t, &place.candidates.front());
  }
}

const PlaceCandidate* place_named(const Scene& scene, const Match& m) {
  for (uint32_t t = m.first; t < m.last; ++t)
    if (const auto found = scene.place_at.find(t); found != scene.place_at.end())
      return found->second;
  return nullptr;
}

}  // namespace dateline::names
