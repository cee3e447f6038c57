#include <algorithm>
#include <map>
#include <set>

#include "dateline/places/choose.h"
#include "dateline/places/context.h"
#include "dateline/places/fold.h"
#include "dateline/places/places.h"

namespace dateline {
namespace {

constexpr size_t kKeptCandidates = 5;
constexpr float kDatelineWeight = 1.5f;

std::vector<PlaceCandidate> kept(const std::vector<Ranked>& ranked, const Gazetteer& gazetteer) {
  std::vector<PlaceCandidate> out;
  for (size_t i = 0; i < std::min(ranked.size(), kKeptCandidates); ++i)
    out.push_back(gazetteer.candidate(ranked[i].row, ranked[i].score));
  return out;
}

// "BEIJING", "GENEVA/LONDON": the whole, else the first name in it.
// "GEORGE TOWN, Malaysia": leaves the meanings in a country that `holder` names; where none is, the
// place is the country.
void keep_within(const Hit& holder, const Gazetteer& gazetteer, Toponym& place) {
  const auto is_country = [&](const Posting& p) {
    return gazetteer.row(p.row).kind == RowKind::country;
  };
  if (std::ranges::none_of(holder.meanings, is_country)) return;
  std::vector<Posting> within;
  for (const Posting& meaning : place.meanings)
    if (std::ranges::any_of(holder.meanings, [&](const Posting& p) {
          return is_country(p) && gazetteer.country_of(meaning.row) == p.row;
        }))
      within.push_back(meaning);
  if (within.empty()) place.key = holder.key;
  place.meanings = within.empty() ? holder.meanings : std::move(within);
}

Toponym dateline_toponym(const Document& document, const Gazetteer& gazetteer) {
  Toponym out;
  out.span = document.dateline_place;
  out.weight = kDatelineWeight;
  const std::string_view name = document.at(out.span);
  // What a dateline names without its state or country is the capital: "VIENNA (AFP)".
  if (name.find(',') == name.npos) out.asked = RowKind::capital;
  out.key = NameKey::of(fold_name(name));
  if (look_up(name, gazetteer, out.meanings)) return out;
  const Scan scan = scan_names(document.text, out.span, gazetteer);
  if (scan.hits.empty()) return out;
  out.key = scan.hits.front().key;
  out.meanings = scan.hits.front().meanings;
  if (scan.hits.size() > 1) keep_within(scan.hits.back(), gazetteer, out);
  return out;
}

// All of the text that may hold names: the header's place names are evidence too.
Span scanned(const Document& document) {
  const auto size = static_cast<uint32_t>(document.text.size());
  const Span body = document.body.empty() ? Span{0, size} : document.body;
  return {std::min(body.begin, size), std::min(body.end, size)};
}

Toponym toponym(const Chosen& chosen) {
  Toponym out;
  out.span = chosen.span;
  out.key = chosen.key;
  out.meanings = chosen.meanings;
  if (chosen.is_metonym) out.asked = RowKind::capital;
  return out;
}

bool has_dateline(const Document& document) {
  const Span span = document.dateline_place;
  return span.begin < span.end && span.end <= document.text.size();
}

}  // namespace

std::vector<std::string> countries_of_dateline(const Document& document,
                                               const Gazetteer& gazetteer) {
  std::vector<std::string> out;
  if (!has_dateline(document)) return out;
  const auto ranked =
      rank_meanings({dateline_toponym(document, gazetteer)}, gazetteer, ResolveWeights::of_wire());
  for (const PlaceCandidate& place : kept(ranked.front(), gazetteer))
    if (!place.country.empty() && std::ranges::find(out, place.country) == out.end())
      out.emplace_back(place.country);
  return out;
}

Places find_places(const Document& document, const Tokens& tokens, const Syntax& syntax,
                   const Mentions& mentions, const Gazetteer& gazetteer) {
  const Scan scan = scan_names(document.text, scanned(document), gazetteer);
  std::vector<Chosen> chosen =
      choose_places({document.text, tokens, syntax, mentions}, scan, gazetteer);
  const bool dateline = has_dateline(document);
  if (dateline)
    std::erase_if(chosen,
                  [&](const Chosen& c) { return c.span.overlaps(document.dateline_place); });
  std::vector<Toponym> toponyms;
  if (dateline) toponyms.push_back(dateline_toponym(document, gazetteer));
  for (const Chosen& c : chosen) toponyms.push_back(toponym(c));
  const std::vector<uint32_t> where = add_evidence(document.text, scan, toponyms, gazetteer);
  link_holders(document.text, toponyms, gazetteer);
  ask_kinds(document.text, scan, toponyms, gazetteer);
  const bool wire = dateline || !document.publication.empty();
  const auto ranks =
      rank_meanings(toponyms, gazetteer, wire ? ResolveWeights::of_wire() : ResolveWeights{});
  Places out;
  for (size_t i = 0; i < where.size(); ++i) {
    Place place;
    place.is_dateline = dateline && i == 0;
    place.span = place.is_dateline ? document.dateline_place : chosen[i - dateline].span;
    place.candidates = kept(ranks[where[i]], gazetteer);
    if (!place.is_dateline) {
      place.first = chosen[i - dateline].first;
      place.last = chosen[i - dateline].last;
      place.is_actor = chosen[i - dateline].is_actor;
    }
    out.places.push_back(std::move(place));
  }
  return out;
}

void name_places(const Places& places, Mentions& mentions) {
  constexpr uint64_t kWellKnown = 100'000;  // inhabitants: not one of a village's many namesakes
  std::set<std::string> spoken_of;
  for (const Entity& entity : mentions.entities) spoken_of.insert(entity.code);
  std::map<uint32_t, uint32_t> entity_of;  // geonameid → entity
  for (const Place& place : places.places) {
    if (!place.resolved()) continue;
    const PlaceCandidate& best = place.candidates.front();
    if (best.population < kWellKnown && !spoken_of.count(best.country)) continue;
    for (uint32_t t = place.first; t < place.last; ++t) {
      const uint32_t at = mentions.headed_by(t);
      if (at == kNone) continue;
      Mention& m = mentions.mentions[at];
      if (m.kind != MentionKind::place || m.entity != kNone || !m.members.empty()) continue;
      const auto [known, fresh] =
          entity_of.emplace(best.geonameid, static_cast<uint32_t>(mentions.entities.size()));
      if (fresh) {
        Entity& entity = mentions.entities.emplace_back();
        entity.name = best.name;
        entity.type = EntityType::location;
        entity.code = best.country;
      }
      m.entity = known->second;
      mentions.entities[m.entity].mentions.push_back(at);
    }
  }
}

}  // namespace dateline
