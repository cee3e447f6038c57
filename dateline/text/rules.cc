#include "dateline/text/rules.h"

#include <algorithm>
#include <optional>

#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

constexpr size_t kLongestKey = 40;

template <class T>
struct Named {
  std::string_view name;
  T value;
};

constexpr Named<Abbreviation> kKinds[] = {
    {"title", Abbreviation::title},   {"company", Abbreviation::company},
    {"suffix", Abbreviation::suffix}, {"month", Abbreviation::month},
    {"number", Abbreviation::number}, {"place", Abbreviation::place},
    {"clock", Abbreviation::clock},   {"latin", Abbreviation::latin},
    {"other", Abbreviation::other},
};

constexpr Named<WordClass> kClasses[] = {
    {"prefix", kPrefix},     {"ending", kEnding}, {"clitic", kClitic}, {"unit", kUnit},
    {"currency", kCurrency}, {"domain", kDomain}, {"speech", kSpeech}, {"starter", kStarter},
};

template <class T, size_t N>
std::optional<T> find_named(const Named<T> (&table)[N], std::string_view name) {
  for (const Named<T>& entry : table)
    if (entry.name == name) return entry.value;
  return std::nullopt;
}

// Lower case with straight apostrophes, in a buffer of the caller: no allocation
// for each word of a text. Empty where the word is too long for any table.
std::string_view key_of(std::string_view word, char (&buffer)[kLongestKey]) {
  if (word.size() > kLongestKey) return {};
  size_t size = 0;
  for (size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    if (word.substr(at, 3) == "’") {
      buffer[size++] = '\'';
      at += 2;
    } else {
      buffer[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return {buffer, size};
}

bool lower_ascii(char c) { return c >= 'a' && c <= 'z'; }
bool upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }

std::string capitalised(std::string_view form) {
  std::string out(form);
  for (size_t i = 1; i < out.size(); ++i)
    if (upper_ascii(out[i])) out[i] = static_cast<char>(out[i] + 32);
  return out;
}

}  // namespace

Abbreviation TextRules::abbreviation(std::string_view form) const {
  if (form.size() > kLongestKey) return Abbreviation::none;
  if (const auto found = abbreviations_.find(form); found != abbreviations_.end())
    return found->second;
  if (form.size() < 2 || std::any_of(form.begin(), form.end(), lower_ascii))
    return Abbreviation::none;
  const auto found = abbreviations_.find(capitalised(form));
  return found == abbreviations_.end() ? Abbreviation::none : found->second;
}

bool TextRules::is(std::string_view word, WordClass wanted) const {
  char buffer[kLongestKey];
  const auto found = classes_.find(key_of(word, buffer));
  return found != classes_.end() && (found->second & wanted) != 0;
}

bool TextRules::currency(std::string_view letters) const { return currencies_.contains(letters); }

const Parts* TextRules::split(std::string_view word) const {
  char buffer[kLongestKey];
  const auto found = splits_.find(key_of(word, buffer));
  return found == splits_.end() ? nullptr : &found->second;
}

Status TextRules::read_abbreviations(const std::filesystem::path& file) {
  return each_row(file, 2, 2, [&](const Fields& row) -> Status {
    const auto kind = find_named(kKinds, row[1]);
    if (!kind) return bad_line("no such kind of abbreviation: " + std::string(row[1]));
    abbreviations_[std::string(row[0])] = *kind;
    return Done{};
  });
}

Status TextRules::read_affixes(const std::filesystem::path& file) {
  return each_row(file, 2, 2, [&](const Fields& row) -> Status {
    const auto kind = find_named(kClasses, row[0]);
    if (!kind) return bad_line("no such kind of affix: " + std::string(row[0]));
    if (*kind == kCurrency)
      currencies_[std::string(row[1])] = true;
    else
      classes_[std::string(row[1])] |= *kind;
    return Done{};
  });
}

Status TextRules::read_splits(const std::filesystem::path& file) {
  return each_row(file, 2, 2, [&](const Fields& row) -> Status {
    Parts parts{};
    std::string joined;
    const Fields pieces = dateline::split(row[1], '|');
    if (pieces.size() > parts.size()) return bad_line("more than four parts");
    for (size_t i = 0; i < pieces.size(); ++i) {
      joined += pieces[i];
      parts[i] = static_cast<uint8_t>(pieces[i].size());
    }
    if (joined != row[0]) return bad_line("the parts do not spell the word");
    splits_[joined] = parts;
    return Done{};
  });
}

Status TextRules::read_wholes(const std::filesystem::path& file) {
  return each_row(file, 1, 1, [&](const Fields& row) -> Status {
    classes_[std::string(row[0])] |= kWhole;
    return Done{};
  });
}

Result<TextRules> TextRules::load(const std::filesystem::path& data_dir) {
  TextRules rules;
  const std::filesystem::path folder = data_dir / "text";
  for (const Status& status :
       {rules.read_abbreviations(folder / "abbreviations.tsv"),
        rules.read_affixes(folder / "affixes.tsv"), rules.read_splits(folder / "splits.tsv"),
        rules.read_wholes(folder / "wholes.tsv")})
    if (!status) return status.error();
  return rules;
}

}  // namespace dateline
