#include "dateline/places/context.h"

#include <algorithm>
#include <numeric>

#include "dateline/places/fold.h"

namespace dateline {
namespace {

constexpr float kEvidenceWeight = 0.7f;
constexpr uint32_t kLongestGap = 3;  // ", " and "., " between a place and what holds it

bool is_comma_gap(std::string_view gap) {
  if (gap.size() > kLongestGap || gap.find(',') == std::string_view::npos) return false;
  return std::ranges::all_of(gap,
                             [](char c) { return c == ',' || c == ' ' || c == '.' || c == '\n'; });
}

using Meanings = std::vector<Posting>;

bool names_division(const Meanings& meanings, const Gazetteer& gazetteer) {
  return std::ranges::any_of(meanings, [&gazetteer](Posting m) {
    return m.kind != NameKind::demonym && gazetteer.kind(m.row) <= RowKind::admin2;
  });
}

// Whether some meaning of `inner` lies in some meaning of `outer`.
bool could_hold(const Meanings& outer, const Meanings& inner, const Gazetteer& gazetteer) {
  for (const Posting in : inner)
    for (uint32_t up = gazetteer.parent(in.row); up != kNone; up = gazetteer.parent(up))
      for (const Posting out : outer)
        if (out.row == up) return true;
  return false;
}

// "Paris, Texas", "Paris (France": the text says that `next` holds `named`.
template <class Named>
bool says_held(std::string_view text, const Named& named, const Named& next,
               const Gazetteer& gazetteer) {
  if (next.span.begin < named.span.end || next.span.end > text.size()) return false;
  const std::string_view gap = text.substr(named.span.end, next.span.begin - named.span.end);
  return (is_comma_gap(gap) || gap == " (") && names_division(next.meanings, gazetteer) &&
         could_hold(next.meanings, named.meanings, gazetteer);
}

// What the word asks for of the name beside it.
RowKind asked_by(PlaceWord word) {
  switch (word) {
    case PlaceWord::division:
      return RowKind::admin1;
    case PlaceWord::county:
    case PlaceWord::counties:
      return RowKind::admin2;
    case PlaceWord::town:
      return RowKind::town;
    case PlaceWord::water:
      return RowKind::stream;
    default:
      return RowKind::site;
  }
}

// "province of X", "city X".
RowKind asked_before(const Scan& scan, uint32_t word, const Gazetteer& gazetteer) {
  if (word == 0 || scan.words[word - 1].after > Gap::hyphen) return RowKind::site;
  --word;
  if (word > 0 && gazetteer.word_class(scan.word(word)) == PlaceWord::inward &&
      scan.words[word - 1].after == Gap::space)
    --word;
  if (scan.words[word].upper) return RowKind::site;
  return asked_by(gazetteer.word_class(scan.word(word)));
}

RowKind asked_after(const Scan& scan, uint32_t word, const Gazetteer& gazetteer) {
  if (word + 1 >= scan.words.size() || scan.words[word].after > Gap::hyphen) return RowKind::site;
  return asked_by(gazetteer.word_class(scan.word(word + 1)));
}

std::vector<Span> spans_by_end(const std::vector<Toponym>& toponyms) {
  std::vector<Span> out;
  for (const Toponym& t : toponyms) out.push_back(t.span);
  std::ranges::sort(out, {}, &Span::end);
  return out;
}

// REQUIRES: spans sorted by end.
bool overlaps_any(const std::vector<Span>& spans, Span span) {
  const auto found = std::ranges::upper_bound(spans, span.begin, {}, &Span::end);
  return found != spans.end() && found->begin < span.end;
}

Toponym evidence(const Hit& hit) {
  Toponym out;
  out.span = hit.span;
  out.key = hit.key;
  out.meanings = hit.meanings;
  out.weight = kEvidenceWeight;
  return out;
}

bool is_list_gap(std::string_view gap) {
  return gap == ", " || gap == " and " || gap == ", and " || gap == " or ";
}

// "Walker and Catoosa counties": what the word after the list asks for.
RowKind asked_by_list(std::string_view text, const Toponym& t, const Toponym* next) {
  if (next == nullptr || next->asked != RowKind::admin2 || next->span.begin < t.span.end)
    return RowKind::site;
  const bool list = is_list_gap(text.substr(t.span.end, next->span.begin - t.span.end));
  return list ? RowKind::admin2 : RowKind::site;
}

bool has_kind(const Toponym& t, RowKind kind, const Gazetteer& gazetteer) {
  return std::ranges::any_of(t.meanings, [&](Posting m) { return gazetteer.kind(m.row) == kind; });
}

// "Walker" may mean the counties of that name.
void add_counties(std::string_view name, Toponym& t, const Gazetteer& gazetteer) {
  for (const auto& [word, kind] : gazetteer.words())
    if (kind == PlaceWord::county)
      gazetteer.find(NameKey::of(fold_name(name) + " " + word), t.meanings);
}

}  // namespace

void link_holders(std::string_view text, std::vector<Toponym>& toponyms,
                  const Gazetteer& gazetteer) {
  for (uint32_t i = 0; i + 1 < toponyms.size(); ++i)
    if (says_held(text, toponyms[i], toponyms[i + 1], gazetteer)) toponyms[i].holder = i + 1;
  // "Trion, Chattooga County, Georgia": the outermost holds all.
  for (uint32_t i = static_cast<uint32_t>(toponyms.size()); i-- > 0;) {
    const uint32_t holder = toponyms[i].holder;
    if (holder == kNone || toponyms[holder].holder == kNone) continue;
    if (toponyms[holder].meanings.size() > 1 &&
        could_hold(toponyms[toponyms[holder].holder].meanings, toponyms[i].meanings, gazetteer))
      toponyms[i].holder = toponyms[holder].holder;
  }
}

void ask_kinds(std::string_view text, const Scan& scan, std::vector<Toponym>& toponyms,
               const Gazetteer& gazetteer) {
  for (size_t i = toponyms.size(); i-- > 0;) {
    Toponym& t = toponyms[i];
    if (t.span.empty() || t.asked != RowKind::site) continue;
    const uint32_t first = scan.word_at(t.span.begin);
    const uint32_t last = scan.word_at(t.span.end - 1);
    if (last >= scan.words.size()) continue;
    t.asked = asked_after(scan, last, gazetteer);
    if (t.asked == RowKind::site) t.asked = asked_before(scan, first, gazetteer);
    if (t.asked == RowKind::site)
      t.asked = asked_by_list(text, t, i + 1 < toponyms.size() ? &toponyms[i + 1] : nullptr);
    if (t.asked == RowKind::admin2 && !has_kind(t, RowKind::admin2, gazetteer))
      add_counties(text.substr(t.span.begin, t.span.size()), t, gazetteer);
  }
}

bool is_evidence(const Hit& hit, const Gazetteer& gazetteer) {
  return std::ranges::any_of(hit.meanings, [&gazetteer](Posting m) {
    const RowKind kind = gazetteer.kind(m.row);
    return kind == RowKind::country || (kind == RowKind::admin1 && m.kind != NameKind::bare) ||
           (kind == RowKind::admin2 && m.kind == NameKind::name);
  });
}

std::vector<uint32_t> add_evidence(std::string_view text, const Scan& scan,
                                   std::vector<Toponym>& toponyms, const Gazetteer& gazetteer) {
  const size_t wanted = toponyms.size();
  const std::vector<Span> taken = spans_by_end(toponyms);
  for (size_t i = 0; i < scan.hits.size(); ++i) {
    const Hit& hit = scan.hits[i];
    const bool held = i + 1 < scan.hits.size() && says_held(text, hit, scan.hits[i + 1], gazetteer);
    if ((held || is_evidence(hit, gazetteer)) && !overlaps_any(taken, hit.span))
      toponyms.push_back(evidence(hit));
  }
  std::vector<uint32_t> order(toponyms.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&toponyms](uint32_t i) { return toponyms[i].span.begin; });
  std::vector<Toponym> sorted;
  std::vector<uint32_t> where(toponyms.size());
  for (const uint32_t i : order) {
    where[i] = static_cast<uint32_t>(sorted.size());
    sorted.push_back(std::move(toponyms[i]));
  }
  toponyms = std::move(sorted);
  where.resize(wanted);
  return where;
}

}  // namespace dateline
