#include <algorithm>

#include "dateline/places/context.h"
#include "dateline/places/fold.h"
#include "dateline/places/places.h"

namespace dateline {
namespace {

constexpr size_t kKeptCandidates = 10;

Toponym given_toponym(const Document& document, Span span, const Gazetteer& gazetteer) {
  Toponym out;
  out.span = span;
  if (span.begin >= span.end || span.end > document.text.size()) return out;
  const std::string_view name = document.at(span);
  out.key = NameKey::of(fold_name(name));
  look_up(name, gazetteer, out.meanings);
  return out;
}

}  // namespace

Places resolve_places(const Document& document, std::span<const Span> spans,
                      const Gazetteer& gazetteer, const ResolveWeights& weights) {
  const auto size = static_cast<uint32_t>(document.text.size());
  const Scan scan = scan_names(document.text, {0, size}, gazetteer);
  std::vector<Toponym> toponyms;
  for (const Span span : spans) toponyms.push_back(given_toponym(document, span, gazetteer));
  const std::vector<uint32_t> where = add_evidence(document.text, scan, toponyms, gazetteer);
  link_holders(document.text, toponyms, gazetteer);
  ask_kinds(document.text, scan, toponyms, gazetteer);
  const auto ranks = rank_meanings(toponyms, gazetteer, weights);
  Places out;
  for (size_t i = 0; i < spans.size(); ++i) {
    Place place;
    place.span = spans[i];
    const auto& ranked = ranks[where[i]];
    for (size_t k = 0; k < std::min(ranked.size(), kKeptCandidates); ++k)
      place.candidates.push_back(gazetteer.candidate(ranked[k].row, ranked[k].score));
    out.places.push_back(std::move(place));
  }
  return out;
}

}  // namespace dateline
