#include "dateline/times/pattern.h"

#include <algorithm>
#include <charconv>

#include "dateline/base/utf8.h"
#include "dateline/doc/syntax.h"
#include "fmt/core.h"

namespace dateline::timex {
namespace {

constexpr size_t kMostRows = 256;  // ways to write one rule
constexpr size_t kDeepest = 8;     // nested brackets

using Row = std::vector<Element>;
using Rows = std::vector<Row>;

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(by, at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Reads one pattern into its rows.
class PatternReader {
 public:
  PatternReader(std::string_view text, const Grammar& grammar, Lexicon& lexicon)
      : text_(text), grammar_(grammar), lexicon_(lexicon) {}

  Result<Rows> read() {
    auto rows = alternatives(0);
    if (rows && at_ < text_.size()) return bad_data("a \")\" too many");
    return rows;
  }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  Result<Rows> alternatives(size_t depth) {
    if (depth > kDeepest) return bad_data("brackets nested too deep");
    Rows all;
    for (;;) {
      auto rows = sequence(depth);
      if (!rows) return rows;
      all.insert(all.end(), rows->begin(), rows->end());
      if (at_ >= text_.size() || text_[at_] != '|') return all;
      ++at_;
    }
  }

  Result<Rows> sequence(size_t depth) {
    Rows rows{{}};
    for (skip_spaces(); at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')';
         skip_spaces()) {
      auto item = unit(depth);
      if (!item) return item;
      if (at_ < text_.size() && text_[at_] == '?') {
        ++at_;
        item->insert(item->begin(), Row{});
      }
      Status status = multiply(rows, *item);
      if (!status) return std::move(status.error());
    }
    return rows;
  }

  static Status multiply(Rows& rows, const Rows& item) {
    Rows out;
    if (rows.size() * item.size() > kMostRows)
      return bad_data("too many ways to read this pattern");
    for (const Row& row : rows) {
      for (const Row& tail : item) {
        out.push_back(row);
        out.back().insert(out.back().end(), tail.begin(), tail.end());
      }
    }
    rows = std::move(out);
    return Done{};
  }

  Result<Rows> group(size_t depth, bool glued) {
    ++at_;
    auto rows = alternatives(depth + 1);
    if (!rows) return rows;
    if (at_ >= text_.size() || text_[at_] != ')') return bad_data("a \"(\" is not closed");
    ++at_;
    for (Row& row : *rows) {
      if (glued && !row.empty()) row.front().glued = true;
    }
    return rows;
  }

  Result<Rows> unit(size_t depth) {
    const bool glued = text_.substr(at_).starts_with("~(");
    if (glued) ++at_;
    if (text_[at_] == '(') return group(depth, glued);
    auto element = single();
    if (!element) return std::move(element.error());
    return Rows{{*element}};
  }

  Result<Element> single() {
    Element element;
    for (; at_ + 1 < text_.size() && (text_[at_] == '~' || text_[at_] == '@'); ++at_) {
      (text_[at_] == '~' ? element.glued : element.inner) = true;
    }
    if (text_[at_] == '<') return named(element);
    if (text_[at_] == '[') return number(element);
    const size_t end = std::min(text_.find_first_of(" ?|()", at_ + 1), text_.size());
    if (text_[at_] >= '0' && text_[at_] <= '9') {
      return bad_data("a number is written with its feature: [day digits 11-11]");
    }
    element.id = lexicon_.intern(lower(text_.substr(at_, end - at_)));
    at_ = end;
    return element;
  }

  Result<std::string_view> bracketed(char close) {
    const size_t end = text_.find(close, at_);
    if (end == std::string_view::npos) return bad_data(fmt::format("no \"{}\"", close));
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return inside;
  }

  Result<Element> named(Element element) {
    auto name = bracketed('>');
    if (!name) return std::move(name.error());
    element.kind = ElementKind::phrase;
    element.id = grammar_.phrase_named(*name);
    if (element.id != kNoWord) return element;
    element.kind = ElementKind::word_class;
    element.id = lexicon_.class_named(*name);
    if (element.id == kNoWord) return bad_data(fmt::format("no such class or phrase: <{}>", *name));
    return element;
  }

  Result<Element> number(Element element) {
    auto inside = bracketed(']');
    if (!inside) return std::move(inside.error());
    const auto parts = split(*inside, ' ');
    if (parts.size() < 2) return bad_data("a number needs a feature and a kind: [day digits 1-31]");
    const auto key = key_named(parts[0]);
    if (!key) return bad_data(fmt::format("no such feature: {}", parts[0]));
    element.key = *key;
    if (!kind_of(parts[1], element)) return bad_data(fmt::format("no such kind: {}", parts[1]));
    if ((*key == Key::holiday) != (element.kind == ElementKind::holiday)) {
      return bad_data("a holiday is written [holiday name]");
    }
    element.high = INT16_MAX;
    if (parts.size() > 2 && !range(parts[2], element)) {
      return bad_data(fmt::format("no range of numbers: {}", parts[2]));
    }
    element.low = std::max(element.low, range_of(*key).low);
    element.high = std::min(element.high, range_of(*key).high);
    return element;
  }

  static bool kind_of(std::string_view name, Element& element) {
    static constexpr std::pair<std::string_view, ElementKind> kKinds[] = {
        {"digits", ElementKind::digits}, {"dd", ElementKind::digits},
        {"yyyy", ElementKind::digits},   {"hhmm", ElementKind::hhmm},
        {"decade", ElementKind::decade}, {"century", ElementKind::century},
        {"number", ElementKind::number}, {"ordinal", ElementKind::ordinal},
        {"spoken", ElementKind::spoken}, {"name", ElementKind::holiday}};
    for (const auto& [kind_name, kind] : kKinds) {
      if (kind_name != name) continue;
      element.kind = kind;
      element.digits = name == "dd" ? 2 : name == "yyyy" ? 4 : 0;
      return true;
    }
    return false;
  }

  static bool range(std::string_view text, Element& element) {
    const char* end = text.data() + text.size();
    auto low = std::from_chars(text.data(), end, element.low);
    if (low.ec != std::errc() || low.ptr == end || *low.ptr != '-') return false;
    auto high = std::from_chars(low.ptr + 1, end, element.high);
    return high.ec == std::errc() && high.ptr == end && element.high <= INT16_MAX;
  }

  std::string_view text_;
  const Grammar& grammar_;
  Lexicon& lexicon_;
  size_t at_ = 0;
};

Status read_neighbour(std::string_view list, Neighbour neighbour, Lexicon& lexicon, Rule& rule) {
  for (std::string_view name : split(list, '|')) {
    if (name == "#") {
      neighbour.number = true;
    } else if (name == "^") {
      neighbour.edge = true;
    } else if (name.size() > 2 && name.front() == '<' && name.back() == '>') {
      const uint32_t id = lexicon.class_named(name.substr(1, name.size() - 2));
      if (id == kNoWord) return bad_data(fmt::format("no such class: {}", name));
      neighbour.classes.push_back(id);
    } else {
      neighbour.words.push_back(lexicon.intern(lower(name)));
    }
  }
  rule.neighbours.push_back(std::move(neighbour));
  return Done{};
}

Status read_tags(std::string_view list, uint32_t& bits) {
  for (std::string_view name : split(list, '|')) {
    Upos tag;
    if (!from_string(name, tag)) return bad_data(fmt::format("no such tag: {}", name));
    bits |= 1u << static_cast<uint32_t>(tag);
  }
  return Done{};
}

Status read_condition(std::string_view text, Lexicon& lexicon, Rule& rule) {
  if (text == "cap" || text == "chain") {
    (text == "cap" ? rule.capital : rule.chain) = true;
    return Done{};
  }
  const bool forbidden = text.starts_with('!');
  const size_t colon = text.find(':');
  const std::string_view name = text.substr(forbidden, colon - forbidden);
  if (colon == std::string_view::npos) return bad_data(fmt::format("no such condition: {}", text));
  const std::string_view list = text.substr(colon + 1);
  if (name == "before" || name == "after") {
    Neighbour neighbour;
    neighbour.side = name == "before" ? Side::before : Side::after;
    neighbour.forbidden = forbidden;
    return read_neighbour(list, std::move(neighbour), lexicon, rule);
  }
  if (name == "upos") return read_tags(list, forbidden ? rule.forbidden_tags : rule.allowed_tags);
  return bad_data(fmt::format("no such condition: {}", text));
}

}  // namespace

uint32_t Grammar::phrase_named(std::string_view name) const {
  const auto it = std::find(phrases.begin(), phrases.end(), name);
  return it == phrases.end() ? kNoWord : static_cast<uint32_t>(it - phrases.begin());
}

void Grammar::number_start_sets(size_t classes) {
  for (Rule& rule : rules) {
    for (auto& row : rule.rows) {
      for (Element& element : row) {
        const auto after = static_cast<uint32_t>(phrases.size());
        if (element.kind == ElementKind::phrase) {
          element.start_set = element.id;
        } else if (element.kind == ElementKind::word_class) {
          element.start_set = after + element.id;
        } else {
          element.start_set =
              after + static_cast<uint32_t>(classes) + static_cast<uint32_t>(element.kind);
        }
      }
    }
  }
}

Result<Rule> Grammar::read_rule(const std::vector<std::string_view>& fields,
                                Lexicon& lexicon) const {
  Rule rule;
  auto rows = PatternReader(fields[1], *this, lexicon).read();
  if (!rows) return std::move(rows.error());
  for (const Row& row : *rows) {
    if (row.empty()) return bad_data("a pattern must not match nothing");
  }
  rule.rows = std::move(*rows);
  auto adds = parse_features(fields.size() > 2 ? fields[2] : "");
  if (!adds) return std::move(adds.error());
  rule.adds = *adds;
  for (std::string_view condition : split(fields.size() > 3 ? fields[3] : "", ' ')) {
    Status status = read_condition(condition, lexicon, rule);
    if (!status) return std::move(status.error());
  }
  return rule;
}

Status Grammar::take_line(const std::vector<std::string_view>& fields, Lexicon& lexicon) {
  if (fields.size() < 2) {
    return bad_data("a rule needs a phrase and a pattern, parted by a tab");
  }
  const bool goes_on = !phrases.empty() && phrases.back() == fields[0];
  if (!goes_on && phrase_named(fields[0]) != kNoWord) {
    return bad_data(fmt::format("the rules of {} must stand together", fields[0]));
  }
  // The phrase in hand has no name while its rule is read: it cannot use itself.
  std::string hidden;
  if (goes_on) hidden.swap(phrases.back());
  auto rule = read_rule(fields, lexicon);
  if (goes_on) hidden.swap(phrases.back());
  if (!rule) return std::move(rule.error());
  if (!goes_on) {
    phrases.emplace_back(fields[0]);
    by_phrase.emplace_back();
  }
  rule->phrase = static_cast<uint32_t>(phrases.size() - 1);
  by_phrase.back().push_back(static_cast<uint32_t>(rules.size()));
  rules.push_back(std::move(*rule));
  return Done{};
}

Status Grammar::read(std::string_view text, const std::string& file, Lexicon& lexicon) {
  return each_line(text, file, [&](std::string_view line) -> Status {
    const auto fields = data_fields(line);
    return fields.empty() ? Status(Done{}) : take_line(fields, lexicon);
  });
}

}  // namespace dateline::timex
