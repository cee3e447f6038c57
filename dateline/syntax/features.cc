#include "dateline/syntax/features.h"

#include <algorithm>

#include "dateline/base/hash.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr size_t kMostCodePoints = 64;
constexpr size_t kLongestRun = 3;  // of one character in a shape

bool any_of(char32_t c, std::initializer_list<char32_t> set) {
  return std::find(set.begin(), set.end(), c) != set.end();
}

// The ASCII that a typographic mark stands for, or the character itself.
char32_t ascii_of(char32_t c) {
  if (c == '`') return '\'';
  if (c < 0xA0) return c;
  if (c == 0xA0 || c == 0x202F) return ' ';
  if (c == 0xAB || c == 0xBB) return '"';
  if (c == 0xB4) return '\'';
  if (c < 0x2010 || c > 0x2212) return c;
  if (c <= 0x2015 || c == 0x2212) return '-';
  if (any_of(c, {0x2018, 0x2019, 0x201A, 0x201B, 0x2032})) return '\'';
  if (any_of(c, {0x201C, 0x201D, 0x201E, 0x201F, 0x2033})) return '"';
  return c;
}

char shape_of(char32_t c) {
  if (is_upper(c)) return 'X';
  if (is_letter(c)) return 'x';
  return is_digit(c) ? 'd' : '\0';
}

// Appends code points of the three strings, up to the limit.
class FormReader {
 public:
  explicit FormReader(FormStrings& out) : out_(out) {}

  void add(char32_t c) {
    if (out_.plain_at.size() == kMostCodePoints) return;
    out_.plain_at.push_back(static_cast<uint32_t>(out_.plain.size()));
    append_utf8(out_.plain, c);
    out_.norm_at.push_back(static_cast<uint32_t>(out_.norm.size()));
    append_utf8(out_.norm, to_lower(c));
    add_shape(c);
  }

  void finish() {
    out_.plain_at.push_back(static_cast<uint32_t>(out_.plain.size()));
    out_.norm_at.push_back(static_cast<uint32_t>(out_.norm.size()));
  }

 private:
  void add_shape(char32_t c) {
    const char mark = shape_of(c);
    const char32_t shown = mark ? static_cast<char32_t>(mark) : c;
    run_ = shown == last_ ? run_ + 1 : 1;
    last_ = shown;
    if (run_ <= kLongestRun) append_utf8(out_.shape, shown);
  }

  FormStrings& out_;
  char32_t last_ = 0;
  size_t run_ = 0;
};

bool all_hyphens(std::string_view text) {
  return text.size() > 1 && text.find_first_not_of('-') == std::string_view::npos;
}

// What a mark written with several characters is written as, or nothing.
std::string_view short_mark(std::string_view plain) {
  if (plain == "''") return "\"";
  return all_hyphens(plain) ? "-" : std::string_view();
}

}  // namespace

void FormStrings::assign(std::string_view form) {
  plain.clear();
  norm.clear();
  shape.clear();
  plain_at.clear();
  norm_at.clear();
  FormReader reader(*this);
  for (size_t at = 0; at < form.size() && plain_at.size() < kMostCodePoints;) {
    const CodePoint c = decode_utf8(form, at);
    at += c.length;
    if (c.value == 0x2026) {
      for (int i = 0; i < 3; ++i) reader.add('.');
    } else {
      reader.add(ascii_of(c.value));
    }
  }
  reader.finish();
  const std::string_view mark = short_mark(plain);
  if (!mark.empty()) assign(mark);
}

std::string_view FormStrings::norm_prefix(size_t k) const {
  const size_t count = norm_at.size() - 1;
  return std::string_view(norm).substr(0, norm_at[std::min(k, count)]);
}

std::string_view FormStrings::norm_suffix(size_t k) const {
  const size_t count = norm_at.size() - 1;
  return std::string_view(norm).substr(norm_at[count - std::min(k, count)]);
}

std::array<uint64_t, kFeatureTables> feature_hashes(const FormStrings& strings) {
  const auto hash = [](const char* prefix, std::string_view text) {
    return fnv1a(text, fnv1a(prefix));
  };
  return {fnv1a(strings.norm),
          hash("n:", strings.norm),
          hash("f:", strings.plain),
          hash("a:", strings.norm_prefix(2)),
          hash("b:", strings.norm_prefix(3)),
          hash("x:", strings.norm_suffix(2)),
          hash("y:", strings.norm_suffix(3)),
          hash("z:", strings.norm_suffix(4)),
          hash("s:", strings.shape),
          0};
}

void feature_flags(const Tokens& tokens, uint32_t first, uint32_t last, bool shouting,
                   uint8_t* flags) {
  bool space_before = true;
  for (uint32_t t = first; t < last; ++t) {
    const bool space_after = tokens[t].has(kSpaceAfter);
    flags[t - first] =
        static_cast<uint8_t>((space_after ? 1 : 0) | (space_before ? 2 : 0) | (shouting ? 4 : 0));
    space_before = space_after;
  }
}

bool is_shouting(const Document& doc, const Tokens& tokens, uint32_t first, uint32_t last) {
  size_t upper = 0;
  for (uint32_t t = first; t < last; ++t) {
    const std::string_view form = doc.at(tokens[t].span);
    size_t seen = 0;
    for (size_t at = 0; at < form.size() && seen < kMostCodePoints; ++seen) {
      const CodePoint c = decode_utf8(form, at);
      at += c.length;
      if (is_upper(c.value))
        ++upper;
      else if (is_letter(c.value))
        return false;
    }
  }
  return upper >= 4;
}

}  // namespace dateline
