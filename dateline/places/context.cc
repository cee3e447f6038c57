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

bool names_division(const Toponym& t, const Gazetteer& gazetteer) {
  return std::ranges::any_of(t.meanings, [&gazetteer](Posting m) {
    return m.kind != NameKind::demonym && gazetteer.kind(m.row) <= RowKind::admin2;
  });
}

// Whether some meaning of `inner` lies in some meaning of `outer`.
bool could_hold(const Toponym& outer, const Toponym& inner, const Gazetteer& gazetteer) {
  for (const Posting in : inner.meanings)
    for (uint32_t up = gazetteer.parent(in.row); up != kNone; up = gazetteer.parent(up))
      for (const Posting out : outer.meanings)
        if (out.row == up) return true;
  return false;
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
  if (word > 0 && scan.word(word) == "of" && scan.words[word - 1].after == Gap::space) --word;
  if (scan.words[word].upper) return RowKind::site;
  return asked_by(gazetteer.word_class(scan.word(word)));
}

RowKind asked_after(const Scan& scan, uint32_t word, const Gazetteer& gazetteer) {
  if (word + 1 >= scan.words.size() || scan.words[word].after > Gap::hyphen) return RowKind::site;
  return asked_by(gazetteer.word_class(scan.word(word + 1)));
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
  for (uint32_t i = 0; i + 1 < toponyms.size(); ++i) {
    Toponym& t = toponyms[i];
    const Toponym& next = toponyms[i + 1];
    if (next.span.begin < t.span.end || t.meanings.empty()) continue;
    const std::string_view gap = text.substr(t.span.end, next.span.begin - t.span.end);
    const bool said = is_comma_gap(gap) || gap == " (";
    if (said && names_division(next, gazetteer) && could_hold(next, t, gazetteer)) t.holder = i + 1;
  }
  // "Trion, Chattooga County, Georgia": the outermost holds all.
  for (uint32_t i = static_cast<uint32_t>(toponyms.size()); i-- > 0;) {
    const uint32_t holder = toponyms[i].holder;
    if (holder != kNone && toponyms[holder].meanings.size() > 1 &&
        toponyms[holder].holder != kNone &&
        could_hold(toponyms[toponyms[holder].holder], toponyms[i], gazetteer))
      toponyms[i].holder = toponyms[holder].holder;
  }
}

void ask_kinds(std::string_view text, const Scan& scan, std::vector<Toponym>& toponyms,
               const Gazetteer& gazetteer) {
  for (size_t i = toponyms.size(); i-- > 0;) {
    Toponym& t = toponyms[i];
    if (t.span.empty()) continue;
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

std::vector<uint32_t> add_evidence(const Scan& scan, std::vector<Toponym>& toponyms,
                                   const Gazetteer& gazetteer) {
  const size_t wanted = toponyms.size();
  for (const Hit& hit : scan.hits) {
    if (!is_evidence(hit, gazetteer)) continue;
    const bool taken = std::any_of(toponyms.begin(), toponyms.begin() + wanted,
                                   [&hit](const Toponym& t) { return t.span.overlaps(hit.span); });
    if (taken) continue;
    Toponym t;
    t.span = hit.span;
    t.key = hit.key;
    t.meanings = hit.meanings;
    t.weight = kEvidenceWeight;
    toponyms.push_back(std::move(t));
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
