#include "dateline/names/atoms.h"

#include "dateline/base/hash.h"
#include "dateline/base/utf8.h"

namespace dateline::names {
namespace {

// A modifier apostrophe joins what stands beside it: "N'Djamena", "Sana'a".
bool is_joiner(char32_t c) { return c == 0x2BC || c == 0x2BF || c == 0x2BE; }

struct Reader {
  std::string letters;
  uint32_t capitals = 0;
  uint32_t smalls = 0;
  bool first_capital = false;

  void take(char32_t c) {
    const char32_t small = to_lower(c);
    if (letters.empty()) first_capital = small != c;
    small != c ? ++capitals : ++smalls;
    append_utf8(letters, without_mark(small));
  }
  Atom atom() const {
    const bool upper = capitals >= 2 && smalls == 0;
    return {fnv1a(letters), upper ? Case::upper : first_capital ? Case::capital : Case::lower};
  }
  void clear() { *this = Reader{{}, 0, 0, false}; }
};

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == '`' || c == 0x2018; }

// Marks that may stand inside a name.
bool is_soft(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == '.' || c == '&' || is_apostrophe(c);
}

template <class OnAtom, class OnMark>
void scan(std::string_view text, Reader& reader, OnAtom on_atom, OnMark on_mark) {
  reader.clear();
  uint32_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (is_letter(c.value) || is_digit(c.value)) {
      if (reader.letters.empty()) begin = static_cast<uint32_t>(at);
      reader.take(c.value);
    } else if (!is_combining_mark(c.value) && !is_joiner(c.value)) {
      if (!reader.letters.empty()) on_atom(begin, static_cast<uint32_t>(at));
      reader.clear();
      on_mark(c.value);
    }
    at += c.length;
  }
  if (!reader.letters.empty()) on_atom(begin, static_cast<uint32_t>(text.size()));
}

}  // namespace

std::vector<Atom> atoms_of(std::string_view phrase) {
  std::vector<Atom> atoms;
  Reader reader;
  scan(
      phrase, reader, [&](uint32_t, uint32_t) { atoms.push_back(reader.atom()); }, [](char32_t) {});
  return atoms;
}

std::string folded(std::string_view text) {
  std::string all;
  Reader reader;
  scan(
      text, reader, [&](uint32_t, uint32_t) { all += (all.empty() ? "" : " ") + reader.letters; },
      [](char32_t) {});
  return all;
}

std::vector<TextAtom> atoms_of(const Document& doc, const Tokens& tokens) {
  std::vector<TextAtom> atoms;
  atoms.reserve(tokens.size() + tokens.size() / 8);
  Reader reader;
  uint32_t sentence = kNone;
  bool apart = true;
  bool letter = false;  // whether the atom before is a single one
  for (uint32_t t = 0; t < tokens.size(); ++t) {
    if (tokens.sentence_of[t] != sentence) apart = true;
    sentence = tokens.sentence_of[t];
    const std::string_view text = doc.at(tokens[t].span);
    const bool spaced = t > 0 && tokens[t].span.begin > tokens[t - 1].span.end;
    bool opens = true;
    scan(
        text, reader,
        [&](uint32_t, uint32_t end) {
          const bool one = reader.letters.size() == 1;
          // "A U.S. drone" has no "A.U." in it.
          const bool initials = opens && spaced && one && letter;
          TextAtom atom{reader.atom(), t, opens, end == text.size(), apart || initials};
          atoms.push_back(atom);
          apart = false;
          opens = false;
          letter = one;
        },
        [&](char32_t c) {
          if (!is_soft(c)) apart = true;
          // "U.S." closes with its dot.
          if (c == '.' && !opens && !atoms.empty()) atoms.back().closes = true;
        });
  }
  return atoms;
}

}  // namespace dateline::names
