#include "dateline/places/choose.h"

#include <algorithm>
#include <unordered_set>

#include "dateline/places/fold.h"

namespace dateline {
namespace {

constexpr uint32_t kWellKnown = 100'000;  // people; a smaller town needs other signs
constexpr float kSureEntity = 0.5f;

// The tokens that share bytes with a span.
struct TokenRange {
  uint32_t first = 0;
  uint32_t last = 0;
  bool empty() const { return first >= last; }
};

TokenRange tokens_of(const Tokens& tokens, Span span) {
  const auto ends = [](const Token& t) { return t.span.end; };
  const auto begins = [](const Token& t) { return t.span.begin; };
  const auto first = std::ranges::upper_bound(tokens.tokens, span.begin, {}, ends);
  const auto last = std::ranges::lower_bound(tokens.tokens, span.end, {}, begins);
  return {static_cast<uint32_t>(first - tokens.tokens.begin()),
          static_cast<uint32_t>(last - tokens.tokens.begin())};
}

bool is_place_type(EntityType type) {
  return type == EntityType::location || type == EntityType::facility;
}

class Chooser {
 public:
  Chooser(const Layers& layers, const Scan& scan, const Gazetteer& gazetteer)
      : in_(layers),
        scan_(scan),
        gazetteer_(gazetteer),
        parsed_(in_.syntax.size() == in_.tokens.size()) {
    note_surnames();
  }

  std::vector<Chosen> run() {
    for (const Hit& hit : scan_.hits) consider(hit);
    if (parsed_) add_unknown();
    std::ranges::sort(out_, {}, [](const Chosen& c) { return c.span.begin; });
    return std::move(out_);
  }

 private:
  std::string_view token_text(uint32_t t) const {
    const Span span = in_.tokens[t].span;
    return in_.text.substr(span.begin, span.size());
  }

  // The last names of persons that the recognizer found anywhere in the article.
  void note_surnames() {
    if (!parsed_) return;
    for (const NamedEntity& e : in_.syntax.entities)
      if (e.type == EntityType::person && e.last > e.first + 1 && e.last <= in_.tokens.size())
        surnames_.insert(fold_name(token_text(e.last - 1)));
  }

  const NamedEntity* entity_at(TokenRange range) const {
    if (!parsed_) return nullptr;
    const auto& entities = in_.syntax.entities;
    const auto found = std::ranges::upper_bound(entities, range.first, {}, &NamedEntity::last);
    return found != entities.end() && found->first < range.last ? &*found : nullptr;
  }

  void consider(const Hit& hit) {
    TokenRange range = tokens_of(in_.tokens, hit.span);
    if (range.empty() || range.last > in_.tokens.size()) return;
    std::vector<Posting> meanings = hit.meanings;
    std::erase_if(meanings, [](Posting m) { return m.kind == NameKind::demonym; });
    if (meanings.empty() || !whole_words(hit.span, range)) return;
    if (person_before(hit) || part_of_unit(hit)) return;
    const NamedEntity* entity = entity_at(range);
    if (!accepts(entity, range, hit, meanings)) return;
    const Span span = cover(hit.span, in_.tokens.span(range.first, range.last));
    out_.push_back({span, range.first, range.last, hit.key, std::move(meanings),
                    acts(range, entity), metonym(range)});
  }

  // A hit must not cut a token: its tokens may add full stops, no letters.
  bool whole_words(Span hit, TokenRange range) const {
    const Span span = in_.tokens.span(range.first, range.last);
    const std::string_view before =
        in_.text.substr(span.begin, hit.begin - std::min(hit.begin, span.begin));
    if (span.begin < hit.begin && !fold_name(before).empty()) return false;
    return span.end <= hit.end || fold_name(in_.text.substr(hit.end, span.end - hit.end)).empty();
  }

  // "Mr Paris", "Senator Jackson".
  bool person_before(const Hit& hit) const {
    if (hit.first == 0 || scan_.words[hit.first - 1].after != Gap::space) return false;
    return gazetteer_.word_class(scan_.word(hit.first - 1)) == PlaceWord::person &&
           scan_.words[hit.first - 1].upper;
  }

  // "Boston Globe"-like: a capitalised unit word right after, in the same name. And the word
  // itself: "Police Prefecture" is not of Police, Poland.
  bool part_of_unit(const Hit& hit) const {
    if (hit.last == hit.first + 1 &&
        gazetteer_.word_class(scan_.word(hit.first)) == PlaceWord::unit)
      return true;
    if (hit.last >= scan_.words.size() || scan_.words[hit.last - 1].after != Gap::space)
      return false;
    const TextWord& next = scan_.words[hit.last];
    return next.upper && !next.capitals &&
           gazetteer_.word_class(scan_.word(hit.last)) == PlaceWord::unit;
  }

  bool accepts(const NamedEntity* entity, TokenRange range, const Hit& hit,
               const std::vector<Posting>& meanings) const {
    if (parsed_ && named_person(range)) return false;
    if (entity != nullptr && entity->score >= kSureEntity) {
      if (is_place_type(entity->type)) return fits(*entity, range, meanings);
      const bool whole = range.first <= entity->first && entity->last <= range.last;
      if (entity->type == EntityType::organization)
        return whole && (well_known(meanings) || located(hit));
      // The recognizer may be wrong of a country or a capital.
      return whole && located(hit) && well_known(meanings);
    }
    if (surnames_.contains(fold_name(in_.text.substr(hit.span.begin, hit.span.size()))) &&
        !located(hit))
      return false;
    return proper(range) && !in_longer_name(hit) &&
           (well_known(meanings) || (located(hit) && plainly_named(meanings)));
  }

  // A location entity that is longer than the name is another place ("Lake Tana"),
  // unless only common words are added, or what holds it behind a comma ("Bradford, England").
  bool fits(const NamedEntity& entity, TokenRange range,
            const std::vector<Posting>& meanings) const {
    if (entity.type == EntityType::facility) return well_known(meanings) || site(meanings);
    uint32_t first = std::max(range.first, entity.first);
    uint32_t last = std::min(range.last, entity.last);
    while (first > entity.first && token_text(first - 1) != ",") --first;
    while (last < entity.last && token_text(last) != ",") ++last;
    for (uint32_t t = first; t < last; ++t)
      if ((t < range.first || t >= range.last) && !common(t)) return false;
    return true;
  }

  bool common(uint32_t t) const {
    const std::string word = fold_name(token_text(t));
    if (word.empty() || word == "s") return true;
    const PlaceWord kind = gazetteer_.word_class(word);
    if (kind == PlaceWord::water) return false;
    return kind != PlaceWord::none || in_.syntax[t].upos != Upos::propn;
  }

  // "New Vegas", "France-Presse": capitals beside it that are no name of a place.
  bool in_longer_name(const Hit& hit) const {
    const bool before = hit.first > 0 && joined(scan_.words[hit.first - 1].after) &&
                        stray(hit.first - 1) && !begins_sentence(hit.first - 1);
    return before || (hit.last < scan_.words.size() && joined(scan_.words[hit.last - 1].after) &&
                      stray(hit.last));
  }

  static bool joined(Gap gap) { return gap == Gap::space || gap == Gap::hyphen; }

  // A capitalised word that neither is common beside places nor belongs to a hit.
  bool stray(uint32_t word) const {
    if (!scan_.words[word].upper || scan_.words[word].capitals) return false;
    if (gazetteer_.word_class(scan_.word(word)) != PlaceWord::none) return false;
    const auto found = std::ranges::upper_bound(scan_.hits, word, {}, &Hit::last);
    return found == scan_.hits.end() || found->first > word;
  }

  bool begins_sentence(uint32_t word) const {
    const TokenRange range = tokens_of(in_.tokens, scan_.words[word].span);
    if (range.empty() || range.first >= in_.tokens.sentence_of.size()) return true;
    return in_.tokens.sentences[in_.tokens.sentence_of[range.first]].first == range.first;
  }

  bool named_person(TokenRange range) const {
    for (uint32_t t = range.first; t < range.last; ++t) {
      const uint32_t m = in_.mentions.headed_by(t);
      if (m == kNone || in_.mentions.mentions[m].kind != MentionKind::name) continue;
      const uint32_t e = in_.mentions.mentions[m].entity;
      if (e != kNone && in_.mentions.entities[e].type == EntityType::person) return true;
    }
    return false;
  }

  bool proper(TokenRange range) const {
    if (!parsed_) return true;
    for (uint32_t t = range.first; t < range.last; ++t)
      if (in_.syntax[t].upos == Upos::propn) return true;
    return false;
  }

  // Known to most readers: a country, a first-order division, a capital, a region, a
  // large town, under a name of its own.
  bool well_known(const std::vector<Posting>& meanings) const {
    return std::ranges::any_of(meanings, [this](Posting m) {
      const RowKind kind = gazetteer_.kind(m.row);
      if (kind == RowKind::country || kind == RowKind::capital || kind >= RowKind::continent)
        return true;
      if (m.kind == NameKind::other) return false;
      if (kind == RowKind::admin1) return gazetteer_.population(m.row) >= kWellKnown;
      return kind != RowKind::admin2 && gazetteer_.population(m.row) >= kWellKnown;
    });
  }

  bool site(const std::vector<Posting>& meanings) const {
    return std::ranges::any_of(
        meanings, [this](Posting m) { return gazetteer_.kind(m.row) == RowKind::site; });
  }

  static bool plainly_named(const std::vector<Posting>& meanings) {
    return std::ranges::any_of(meanings, [](Posting m) { return m.kind != NameKind::other; });
  }

  // A preposition of place or a direction before; a comma and a division, or a word
  // such as "province", after.
  bool located(const Hit& hit) const {
    if (hit.first > 0 && scan_.words[hit.first - 1].after <= Gap::hyphen) {
      const PlaceWord before = gazetteer_.word_class(scan_.word(hit.first - 1));
      if (before == PlaceWord::locative || before == PlaceWord::direction) return true;
      if (before == PlaceWord::inward && hit.first > 1 &&
          gazetteer_.word_class(scan_.word(hit.first - 2)) == PlaceWord::town)
        return true;
    }
    if (hit.last >= scan_.words.size()) return false;
    const Gap after = scan_.words[hit.last - 1].after;
    const PlaceWord next = gazetteer_.word_class(scan_.word(hit.last));
    if (after == Gap::space && (next == PlaceWord::division || next == PlaceWord::county))
      return true;
    return after == Gap::comma && division_at(hit.last);
  }

  bool division_at(uint32_t word) const {
    const auto found = std::ranges::lower_bound(scan_.hits, word, {}, &Hit::first);
    if (found == scan_.hits.end() || found->first != word) return false;
    return std::ranges::any_of(found->meanings, [this](Posting m) {
      return gazetteer_.kind(m.row) <= RowKind::admin1 && m.kind != NameKind::demonym;
    });
  }

  // A name that stands for a government, an army or a team here.
  bool acts(TokenRange range, const NamedEntity* entity) const {
    if (!parsed_) return false;
    if (entity != nullptr && entity->type == EntityType::organization) return true;
    for (uint32_t t = range.first; t < range.last; ++t) {
      const uint32_t m = in_.mentions.headed_by(t);
      if (m == kNone) continue;
      const MentionKind kind = in_.mentions.mentions[m].kind;
      if (kind == MentionKind::metonym) return true;
      if (kind == MentionKind::name) return !after_locative(t);
    }
    return false;
  }

  bool metonym(TokenRange range) const {
    for (uint32_t t = range.first; t < range.last; ++t) {
      const uint32_t m = in_.mentions.headed_by(t);
      if (m != kNone && in_.mentions.mentions[m].kind == MentionKind::metonym) return true;
    }
    return false;
  }

  bool after_locative(uint32_t token) const {
    const uint32_t preposition = in_.syntax.child(token, Deprel::case_);
    return preposition != kNone &&
           gazetteer_.word_class(fold_name(token_text(preposition))) == PlaceWord::locative;
  }

  // Location entities that no chosen name overlaps. Both lists are in text order.
  void add_unknown() {
    const size_t known = out_.size();
    size_t at = 0;
    for (const NamedEntity& e : in_.syntax.entities) {
      if (e.type != EntityType::location || e.score < kSureEntity || e.first >= e.last ||
          e.last > in_.tokens.size())
        continue;
      if (no_name_of_its_own(e) || named_person({e.first, e.last})) continue;
      const Span span = in_.tokens.span(e.first, e.last);
      while (at < known && out_[at].span.end <= span.begin) ++at;
      if (at == known || !out_[at].span.overlaps(span)) out_.push_back(unknown(span, e));
    }
  }

  // "the South", "City", or the surname of somebody in the article.
  bool no_name_of_its_own(const NamedEntity& e) const {
    if (e.last == e.first + 1 && surnames_.contains(fold_name(token_text(e.first)))) return true;
    for (uint32_t t = e.first; t < e.last; ++t)
      if (gazetteer_.word_class(fold_name(token_text(t))) == PlaceWord::none) return false;
    return true;
  }

  Chosen unknown(Span span, const NamedEntity& e) const {
    Chosen out;
    const std::string_view name = in_.text.substr(span.begin, span.size());
    out.span = span;
    out.first = e.first;
    out.last = e.last;
    out.key = NameKey::of(fold_name(name));
    look_up(name, gazetteer_, out.meanings);
    std::erase_if(out.meanings, [](Posting m) { return m.kind == NameKind::demonym; });
    out.is_actor = acts({e.first, e.last}, &e);
    out.is_metonym = metonym({e.first, e.last});
    return out;
  }

  const Layers& in_;
  const Scan& scan_;
  const Gazetteer& gazetteer_;
  const bool parsed_;
  std::unordered_set<std::string> surnames_;
  std::vector<Chosen> out_;
};

}  // namespace

std::vector<Chosen> choose_places(const Layers& layers, const Scan& scan,
                                  const Gazetteer& gazetteer) {
  return Chooser(layers, scan, gazetteer).run();
}

}  // namespace dateline
