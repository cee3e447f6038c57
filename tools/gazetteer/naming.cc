#include "tools/gazetteer/naming.h"

#include <algorithm>

#include "dateline/base/data_lines.h"
#include "dateline/base/utf8.h"

namespace dateline::compile {
namespace {

constexpr size_t kShortestAlternate = 4;  // shorter ones are airport and postal codes

std::string with_word(const Fields& words, size_t at, std::string_view word) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += ' ';
    out += i == at ? word : words[i];
  }
  return out;
}

bool latin_only(std::string_view name) {
  for (size_t at = 0; at < name.size();) {
    const CodePoint point = decode_utf8(name, at);
    at += point.length;
    const char32_t c = point.value;
    if (!(c < 0x250 || (c >= 0x1E00 && c < 0x1F00) || c == 0x2019 || c == 0x2018)) return false;
  }
  return true;
}

bool plausible_alternate(std::string_view name) {
  return name.size() >= kShortestAlternate && is_upper(decode_utf8(name, 0).value) &&
         latin_only(name);
}

bool is_abbreviation(std::string_view name) {
  if (name.find('.') != std::string_view::npos)
    return name.find(' ') == std::string_view::npos || name.size() <= 6;
  return name.size() <= 4 && std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view without(std::string_view name, const Words& words) {
  for (const std::string& suffix : words.suffixes) {
    const bool joined = suffix.front() == '-';
    const size_t gap = joined ? 0 : 1;
    if (name.size() > suffix.size() + gap && name.ends_with(suffix) &&
        (joined || name[name.size() - suffix.size() - 1] == ' '))
      return name.substr(0, name.size() - suffix.size() - gap);
  }
  for (const std::string& prefix : words.prefixes)
    if (name.size() > prefix.size() + 1 && name.starts_with(prefix) && name[prefix.size()] == ' ')
      return name.substr(prefix.size() + 1);
  return {};
}

}  // namespace

void name_place(GazetteerWriter& out, uint32_t row, std::string_view name, const Words& words,
                NameKind kind) {
  out.name(row, name, kind);
  const Fields parts = words_of(name);
  for (size_t i = 0; i < parts.size() && parts.size() > 1; ++i)
    for (const auto& [a, b] : words.spellings) {
      if (parts[i] == a) out.name(row, with_word(parts, i, b), kind);
      if (parts[i] == b) out.name(row, with_word(parts, i, a), kind);
    }
}

void name_other(GazetteerWriter& out, uint32_t row, std::string_view name, const Words& words) {
  if (is_abbreviation(name)) return out.name(row, name, NameKind::abbreviation);
  name_place(out, row, name, words);
}

void name_division(GazetteerWriter& out, uint32_t row, std::string_view name, bool bare,
                   const Words& words) {
  name_place(out, row, name, words);
  if (!bare) return;
  if (const std::string_view rest = without(name, words); !rest.empty())
    name_place(out, row, rest, words, NameKind::bare);
}

void name_town(GazetteerWriter& out, uint32_t row, const Town& town, const Words& words) {
  name_place(out, row, town.name, words);
  name_place(out, row, town.ascii, words);
  if (const std::string_view rest = without(town.name, words); !rest.empty())
    name_place(out, row, rest, words, NameKind::bare);
  for (const std::string_view name : split(town.alternates, ','))
    if (plausible_alternate(name)) out.name(row, name, NameKind::other);
}

}  // namespace dateline::compile
