#include "dateline/syntax/word_pieces.h"

#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/syntax/features.h"

namespace dateline {

Result<WordPieces> WordPieces::read(std::string_view lines) {
  WordPieces out;
  for (size_t at = 0; at < lines.size();) {
    const size_t end = std::min(lines.find('\n', at), lines.size());
    out.pieces_.emplace(lines.substr(at, end - at), static_cast<uint32_t>(out.pieces_.size()));
    at = end + 1;
  }
  const auto find = [&](std::string_view piece, uint32_t& number) {
    const auto found = out.pieces_.find(piece);
    if (found == out.pieces_.end()) return false;
    number = found->second;
    return true;
  };
  if (!find("[UNK]", out.unknown_) || !find("[CLS]", out.opening_) || !find("[SEP]", out.closing_))
    return Error{ErrorKind::bad_model, "word pieces without [UNK], [CLS] or [SEP]", kNoOffset, {}};
  return out;
}

void WordPieces::append(std::string_view form, std::vector<uint32_t>& out) const {
  FormStrings strings;
  strings.assign(form);
  const size_t first = out.size();
  std::string part;
  const auto end_part = [&] {
    if (!part.empty()) append_part(part, out);
    part.clear();
  };
  for (size_t at = 0; at < strings.norm.size();) {
    const CodePoint c = decode_utf8(strings.norm, at);
    at += c.length;
    if (is_combining_mark(c.value)) continue;
    const bool inside = is_letter(c.value) || is_digit(c.value);
    if (!inside) end_part();
    if (!is_space(c.value)) append_utf8(part, without_mark(c.value));
    if (!inside) end_part();
  }
  end_part();
  if (out.size() == first) out.push_back(unknown_);
  if (out.size() > first + kMostPieces) out.resize(first + kMostPieces);
}

void WordPieces::append_part(std::string_view part, std::vector<uint32_t>& out) const {
  const size_t first = out.size();
  std::string piece;
  for (size_t at = 0; at < part.size();) {
    size_t end = part.size();
    auto found = pieces_.end();
    for (; end > at; --end) {
      piece.assign(at > 0 ? "##" : "").append(part.substr(at, end - at));
      found = pieces_.find(piece);
      if (found != pieces_.end()) break;
    }
    if (end == at) {
      out.resize(first);
      return out.push_back(unknown_);
    }
    out.push_back(found->second);
    at = end;
  }
}

}  // namespace dateline
