#include "dateline/syntax/lemma.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

#include "dateline/base/hash.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

Error bad(std::string_view what, std::string_view line) {
  return {ErrorKind::bad_model,
          std::string(what) + ": " + std::string(line.substr(0, 60)),
          kNoOffset,
          {}};
}

bool read_base(std::string_view text, LemmaScript::Base& out) {
  if (text == "L")
    out = LemmaScript::Base::norm;
  else if (text == "K")
    out = LemmaScript::Base::plain;
  else if (text == "C")
    out = LemmaScript::Base::capitalised;
  else
    return false;
  return true;
}

uint64_t key(std::string_view norm, std::string_view xpos) {
  return fnv1a(xpos, fnv1a("\t", fnv1a(norm)));
}

// The key part of a line: all before its second tab; npos where it has none.
size_t key_size(std::string_view line) {
  const size_t tab = line.find('\t');
  return tab == std::string_view::npos ? tab : line.find('\t', tab + 1);
}

}  // namespace

Result<LemmaScript> LemmaScript::read(std::string_view line) {
  LemmaScript out;
  const size_t bar = line.find('|');
  const size_t second = bar == std::string_view::npos ? bar : line.find('|', bar + 1);
  if (second == std::string_view::npos || !read_base(line.substr(0, bar), out.base))
    return bad("lemma script is not B|k|suffix", line);
  const char* end = line.data() + second;
  const auto [stop, error] = std::from_chars(line.data() + bar + 1, end, out.cut);
  if (error != std::errc() || stop != end) return bad("lemma script has no number", line);
  out.suffix = line.substr(second + 1);
  return out;
}

void LemmaScript::apply(const FormStrings& form, std::string& out) const {
  const std::vector<uint32_t>& at = base == Base::plain ? form.plain_at : form.norm_at;
  const size_t count = at.size() - 1;
  const size_t kept = count - std::min<size_t>(cut, count);
  out.clear();
  if (kept > 0 && base == Base::capitalised) {
    out.append(form.plain, 0, form.plain_at[1]);
    out.append(form.norm, form.norm_at[1], form.norm_at[kept] - form.norm_at[1]);
  } else {
    out.append(base == Base::plain ? form.plain : form.norm, 0, at[kept]);
  }
  out += suffix;
  if (out.empty() && count > 0) LemmaScript{base, 0, {}}.apply(form, out);
}

Result<LemmaDictionary> LemmaDictionary::read(std::string_view text) {
  if (text.size() >= std::numeric_limits<uint32_t>::max())
    return bad("lemma.dict is too large", "");
  LemmaDictionary out;
  out.text_ = text;
  const auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  out.slots_.resize(std::bit_ceil(2 * lines + 2));
  const size_t mask = out.slots_.size() - 1;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return bad("lemma.dict ends inside a line", text.substr(at));
    const std::string_view line = text.substr(at, end - at);
    const size_t size = key_size(line);
    if (size == std::string_view::npos) return bad("lemma.dict line has no lemma", line);
    size_t slot = fnv1a(line.substr(0, size)) & mask;
    while (out.slots_[slot] != 0) slot = (slot + 1) & mask;
    out.slots_[slot] = static_cast<uint32_t>(at) + 1;
    at = end + 1;
  }
  return out;
}

std::string_view LemmaDictionary::line_at(uint32_t slot) const {
  const size_t at = slots_[slot] - 1;
  return text_.substr(at, text_.find('\n', at) - at);
}

std::string_view LemmaDictionary::find(std::string_view norm, std::string_view xpos) const {
  if (slots_.empty()) return {};
  const size_t mask = slots_.size() - 1;
  for (size_t slot = key(norm, xpos) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::string_view line = line_at(static_cast<uint32_t>(slot));
    const size_t size = norm.size() + 1 + xpos.size();
    if (line.size() > size && line.starts_with(norm) && line[norm.size()] == '\t' &&
        line[size] == '\t' && line.substr(norm.size() + 1, xpos.size()) == xpos)
      return line.substr(size + 1);
  }
  return {};
}

}  // namespace dateline
