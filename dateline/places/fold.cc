#include "dateline/places/fold.h"

#include <array>
#include <vector>

#include "dateline/base/utf8.h"
#include "dateline/places/fold_tables.h"

namespace dateline {
namespace {

std::vector<std::string_view> split_table(std::string_view table) {
  std::vector<std::string_view> out;
  while (!table.empty()) {
    const size_t comma = table.find(',');
    out.push_back(table.substr(0, comma));
    table.remove_prefix(comma + 1);
  }
  return out;
}

const std::vector<std::string_view>& latin() {
  static const std::vector<std::string_view> table = split_table(fold_tables::kLatin);
  return table;
}

const std::vector<std::string_view>& latin_additional() {
  static const std::vector<std::string_view> table = split_table(fold_tables::kLatinAdditional);
  return table;
}

bool is_dropped(char32_t c) { return c == U'.' || is_apostrophe(c) || (c >= 0x300 && c < 0x370); }

}  // namespace

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0x2019 || c == 0x2018 || c == 0x2BB || c == 0x2BC ||
         c == 0x2BE || c == 0x2BF || c == 0xB4;
}

void append_folded(std::string& out, char32_t letter) {
  if (letter < 0x80) {
    const char c = static_cast<char>(letter);
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + ('a' - 'A'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    return;
  }
  if (letter >= 0xC0 && letter < 0x250) {
    out += latin()[letter - 0xC0];
  } else if (letter >= 0x1E00 && letter < 0x1F00) {
    out += latin_additional()[letter - 0x1E00];
  } else if (is_letter(letter)) {
    append_utf8(out, to_lower(letter));
  }
}

std::string fold_name(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    at += point.length;
    if (is_dropped(point.value)) continue;
    const size_t before = out.size();
    if (gap && !out.empty()) out += ' ';
    const size_t start = out.size();
    append_folded(out, point.value);
    if (out.size() == start) out.resize(before);
    gap = out.size() == before && (gap || !is_letter(point.value));
  }
  return out;
}

}  // namespace dateline
