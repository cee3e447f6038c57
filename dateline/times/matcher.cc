#include "dateline/times/matcher.h"

#include <algorithm>

namespace dateline::timex {
namespace {

constexpr uint32_t kMostSteps = 20'000;  // for one start; no sane text comes near
constexpr size_t kElementKinds = static_cast<size_t>(ElementKind::holiday) + 1;
constexpr std::string_view kTop = "timex";

bool is_number_kind(ElementKind kind) {
  return kind != ElementKind::holiday && kind > ElementKind::phrase;
}

bool is_solid(const Atom& atom) { return atom.digits || (atom.letters && !atom.clitic); }

bool is_point(const Atom& atom) {
  return atom.sign == '.' || atom.sign == ',' || atom.sign == '/' || atom.sign == ':';
}

bool starts_clean(const std::vector<Atom>& atoms, uint32_t begin) {
  if (begin == 0) return true;
  const Atom& first = atoms[begin];
  const Atom& left = atoms[begin - 1];
  if (first.digits && (left.sign == '$' || left.sign == '#')) return false;
  if (!first.glued) return true;
  if (is_solid(left) || left.sign == '$') return false;
  return !(is_point(left) && first.digits && begin > 1 && atoms[begin - 2].digits && left.glued);
}

bool ends_clean(const std::vector<Atom>& atoms, uint32_t end) {
  if (end >= atoms.size()) return true;
  const Atom& last = atoms[end - 1];
  const Atom& right = atoms[end];
  if (last.digits && right.sign == '%') return false;
  if (!right.glued) return true;
  if (is_solid(right)) return !is_solid(last);
  return !(is_point(right) && last.digits && end + 1 < atoms.size() && atoms[end + 1].digits &&
           atoms[end + 1].glued);
}

}  // namespace

StartIndex::StartIndex(const Grammar& grammar, const Lexicon& lexicon, const Holidays& holidays)
    : words_(lexicon.words()) {
  const size_t phrases = grammar.phrases.size(), classes = lexicon.classes();
  const size_t kinds = phrases + classes;
  starts_.assign(kinds + kElementKinds, std::vector<uint8_t>(words_ + 2, 0));
  rows_.resize(words_ + 2);
  for (uint32_t word = 0; word < words_; ++word) {
    for (const Sense& sense : lexicon.senses(word)) starts_[phrases + sense.word_class][word] = 1;
    starts_[kinds + static_cast<size_t>(ElementKind::holiday)][word] = holidays.starts_with(word);
  }
  const auto& numbers = starts_[phrases + lexicon.class_named("number")];
  const auto& ordinals = starts_[phrases + lexicon.class_named("ordinal")];
  for (auto kind :
       {ElementKind::digits, ElementKind::hhmm, ElementKind::decade, ElementKind::number,
        ElementKind::ordinal, ElementKind::century, ElementKind::spoken}) {
    auto& set = starts_[kinds + static_cast<size_t>(kind)];
    set[words_] = kind != ElementKind::spoken;
    if (kind < ElementKind::number) continue;
    for (uint32_t word = 0; word < words_; ++word) set[word] = numbers[word] || ordinals[word];
  }
  // Phrases use only phrases of earlier lines, so one pass in file order is enough.
  const uint32_t top = grammar.phrase_named(kTop);
  for (uint32_t r = 0; r < grammar.rules.size(); ++r) {
    const Rule& rule = grammar.rules[r];
    for (uint32_t i = 0; i < rule.rows.size(); ++i) {
      const Element& first = rule.rows[i].front();
      for (uint32_t word = 0; word <= words_; ++word) {
        const bool starts = first.kind == ElementKind::word ? first.id == word
                                                            : starts_[first.start_set][word] != 0;
        if (!starts) continue;
        starts_[rule.phrase][word] = 1;
        if (rule.phrase == top) rows_[word].push_back({r, i});
      }
    }
  }
}

void Matcher::match(const std::vector<Atom>& atoms, const Syntax& syntax, std::vector<Match>& out) {
  atoms_ = &atoms;
  syntax_ = &syntax;
  before_ = &out;
  inner_.clear();
  readings_.clear();
  ranges_.clear();
  known_.assign(atoms.size() * grammar_.phrases.size(), 0);
  out.clear();
  for (uint32_t at = 0; at < atoms.size();) {
    Match best;
    if (!starts_.rows(atoms[at]).empty() && best_at(at, best)) {
      at = best.end;
      if (grammar_.rules[best.rule].chain) {
        const Meaning& before = out.back().meaning;
        best.meaning[Key::month] = before[Key::month];
        best.meaning[Key::year] = before[Key::year];
      }
      out.push_back(best);
    } else {
      ++at;
    }
  }
}

bool Matcher::best_at(uint32_t at, Match& best) {
  best.end = at;
  steps_ = 0;
  std::vector<Match> found;
  for (const auto& [rule, row] : starts_.rows((*atoms_)[at])) {
    found.clear();
    match_rows(rule, row, row + 1, at, found);
    for (const Match& match : found) {
      if (match.end > best.end && whole(at, match.end)) best = match;
    }
  }
  return best.end > at;
}

void Matcher::match_rows(uint32_t rule, size_t first, size_t last, uint32_t at,
                         std::vector<Match>& found) {
  std::vector<Match>* outer = std::exchange(found_, &found);
  const uint32_t outer_start = std::exchange(start_, at);
  const uint32_t outer_rule = std::exchange(rule_, rule);
  const auto& rows = grammar_.rules[rule].rows;
  for (size_t i = first; i < last; ++i) match_row(rows[i], 0, at, Meaning());
  found_ = outer;
  start_ = outer_start;
  rule_ = outer_rule;
}

void Matcher::match_row(const Row& row, size_t i, uint32_t at, const Meaning& so_far) {
  if (++steps_ > kMostSteps) return;
  if (i == row.size()) {
    const Rule& rule = grammar_.rules[rule_];
    if (!allowed(rule, start_, at)) return;
    for (const Match& other : *found_) {
      if (other.end == at && other.rule == rule_) return;
    }
    found_->push_back({start_, at, rule_, so_far});
    found_->back().meaning.override_with(rule.adds);
    return;
  }
  if (at >= atoms_->size()) return;
  const Atom& atom = (*atoms_)[at];
  const Element& element = row[i];
  if ((element.glued && !atom.glued) || !starts_.can_start(element, atom)) return;
  const bool one_atom =
      element.kind == ElementKind::word || element.kind == ElementKind::word_class;
  if (one_atom && i + 1 < row.size() &&
      (at + 1 >= atoms_->size() || !starts_.can_start(row[i + 1], (*atoms_)[at + 1]))) {
    return;
  }
  if (element.kind == ElementKind::word) {
    match_row(row, i + 1, at + 1, so_far);
  } else if (element.kind == ElementKind::word_class) {
    const Sense* sense = lexicon_.sense(atom.word, element.id);
    if (sense && (!sense->capital || atom.capital)) {
      go_on(row, i, at + 1, so_far, sense->meaning);
    }
  } else if (element.kind == ElementKind::phrase) {
    match_phrase(row, i, at, so_far);
  } else {
    match_number(row, i, at, so_far);
  }
}

void Matcher::go_on(const Row& row, size_t i, uint32_t at, Meaning so_far, const Meaning& part) {
  if (row[i].inner) {
    if (so_far.inner != kNoInner) return;
    so_far.inner = static_cast<uint32_t>(inner_.size());
    inner_.push_back(part);
  } else if (!so_far.join(part)) {
    return;
  }
  match_row(row, i + 1, at, so_far);
}

Matcher::Readings Matcher::readings_of(uint32_t phrase, uint32_t at) {
  uint32_t& known = known_[at * grammar_.phrases.size() + phrase];
  if (known > 0) return ranges_[known - 1];
  std::vector<Match> found;
  for (uint32_t rule : grammar_.by_phrase[phrase]) {
    match_rows(rule, 0, grammar_.rules[rule].rows.size(), at, found);
  }
  // One reading for each end: the first rule's.
  std::stable_sort(found.begin(), found.end(),
                   [](const Match& a, const Match& b) { return a.end < b.end; });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const Match& a, const Match& b) { return a.end == b.end; }),
              found.end());
  Readings readings{static_cast<uint32_t>(readings_.size()), 0};
  readings_.insert(readings_.end(), found.begin(), found.end());
  readings.end = static_cast<uint32_t>(readings_.size());
  ranges_.push_back(readings);
  known = static_cast<uint32_t>(ranges_.size());
  return readings;
}

void Matcher::match_phrase(const Row& row, size_t i, uint32_t at, const Meaning& so_far) {
  const Readings readings = readings_of(row[i].id, at);
  for (uint32_t r = readings.begin; r < readings.end; ++r) {
    const uint32_t end = readings_[r].end;
    const Meaning meaning = readings_[r].meaning;  // a copy: readings_ may grow below
    go_on(row, i, end, so_far, meaning);
  }
}

void Matcher::match_number(const Row& row, size_t i, uint32_t at, const Meaning& so_far) {
  const Element& element = row[i];
  const std::vector<Atom>& atoms = *atoms_;
  const Atom& atom = atoms[at];
  std::optional<Amount> amount;
  switch (element.kind) {
    case ElementKind::digits:
      if (atom.number >= 0 && (element.digits == 0 || element.digits == atom.digits)) {
        amount = Amount{at + 1, atom.number, 0};
      }
      break;
    case ElementKind::hhmm:
      if (atom.digits == 4 && atom.number % 100 < 60 && atom.number < 2400) {
        amount = Amount{at + 1, atom.number / 100, 0};
      }
      break;
    case ElementKind::decade:
      if ((atom.digits == 4 || atom.digits == 2) && atom.number % 10 == 0) {
        amount = Amount{at + 1, atom.number / 10, 0};
      }
      break;
    case ElementKind::century:
      amount = numbers_.ordinal(atoms, at, lexicon_);
      if (amount) --amount->whole;
      break;
    case ElementKind::number:
      amount = numbers_.amount(atoms, at, lexicon_);
      break;
    case ElementKind::ordinal:
      amount = numbers_.ordinal(atoms, at, lexicon_);
      break;
    case ElementKind::spoken:
      amount = numbers_.spoken_year(atoms, at, lexicon_);
      break;
    default: {
      const auto holiday = holidays_.name_at(atoms, at);
      if (holiday) amount = Amount{holiday->end, static_cast<int32_t>(holiday->holiday), 0};
    }
  }
  if (!amount) return;
  if (is_number_kind(element.kind) &&
      (amount->whole < element.low || amount->whole > element.high)) {
    return;
  }
  Meaning part;
  part[element.key] = static_cast<int16_t>(amount->whole);
  if (element.kind == ElementKind::hhmm)
    part[Key::minute] = static_cast<int16_t>(atom.number % 100);
  if (amount->hundredths > 0) {
    if (element.key != Key::n) return;
    part[Key::frac] = amount->hundredths;
  }
  go_on(row, i, amount->end, so_far, part);
}

bool Matcher::allowed(const Rule& rule, uint32_t begin, uint32_t end) const {
  const Atom& first = (*atoms_)[begin];
  if (rule.capital && !first.capital) return false;
  if (rule.chain && !chained(begin)) return false;
  if (first.token < syntax_->size()) {
    const uint32_t tag = 1u << static_cast<uint32_t>((*syntax_)[first.token].upos);
    if (rule.allowed_tags && !(rule.allowed_tags & tag)) return false;
    if (rule.forbidden_tags & tag) return false;
  }
  for (const Neighbour& neighbour : rule.neighbours) {
    if (stands(neighbour, begin, end) == neighbour.forbidden) return false;
  }
  return true;
}

bool Matcher::chained(uint32_t begin) const {
  if (before_->empty() || before_->back().end + 1 != begin) return false;
  const Meaning& before = before_->back().meaning;
  return before.has(Key::month) && before.has(Key::day) && !before.has(Key::op);
}

bool Matcher::stands(const Neighbour& neighbour, uint32_t begin, uint32_t end) const {
  const bool before = neighbour.side == Side::before;
  if (before ? begin == 0 : end >= atoms_->size()) return neighbour.edge;
  const Atom& atom = (*atoms_)[before ? begin - 1 : end];
  if (atom.digits) return neighbour.number;
  if (atom.word == kNoWord) return false;
  if (std::find(neighbour.words.begin(), neighbour.words.end(), atom.word) !=
      neighbour.words.end()) {
    return true;
  }
  return std::any_of(neighbour.classes.begin(), neighbour.classes.end(),
                     [&](uint32_t id) { return lexicon_.sense(atom.word, id) != nullptr; });
}

// Not a part of a longer number or word: "1.1999", "$1990", "1990%", "x1990".
bool Matcher::whole(uint32_t begin, uint32_t end) const {
  return starts_clean(*atoms_, begin) && ends_clean(*atoms_, end);
}

}  // namespace dateline::timex
