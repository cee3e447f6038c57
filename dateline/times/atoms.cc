#include "dateline/times/atoms.h"

#include <algorithm>
#include <array>

#include "dateline/base/utf8.h"

namespace dateline::timex {
namespace {

constexpr size_t kLongestWord = 32;  // no word of time is longer

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’'; }

// One token's bytes, read atom by atom.
class Cutter {
 public:
  Cutter(std::string_view text, Span token) : text_(text), at_(token.begin), end_(token.end) {}

  bool next(Atom& atom) {
    if (at_ >= end_) return false;
    const uint32_t begin = at_;
    const CodePoint first = take();
    if (is_digit(first.value)) {
      while (at_ < end_ && is_digit(peek())) take();
      atom.digits = static_cast<uint8_t>(std::min<uint32_t>(at_ - begin, 255));
    } else if (is_letter(first.value)) {
      letters(atom);
      atom.capital = is_upper(first.value);
    } else if (is_apostrophe(first.value) && at_ < end_ && is_letter(peek())) {
      letters(atom);
      atom.clitic = true;
    } else if (first.length == 1) {
      atom.sign = static_cast<char>(first.value);
    } else if (first.value == U'–' || first.value == U'‑' || first.value == U'‐') {
      atom.sign = '-';
    }
    atom.span = {begin, at_};
    return true;
  }

 private:
  CodePoint take() {
    const CodePoint c = decode_utf8(text_.substr(0, end_), at_);
    at_ += std::max<uint32_t>(c.length, 1);
    return c;
  }
  char32_t peek() const { return decode_utf8(text_.substr(0, end_), at_).value; }
  // Letters, with full stops between and after them: "a.m.", "Jan.".
  void letters(Atom& atom) {
    atom.letters = true;
    while (at_ < end_) {
      const char32_t c = peek();
      if (!is_letter(c) && c != U'.') return;
      take();
    }
  }

  std::string_view text_;
  uint32_t at_;
  uint32_t end_;
};

uint32_t look_up(std::string_view form, const Lexicon& lexicon) {
  if (form.size() > kLongestWord) return kNoWord;
  std::array<char, kLongestWord> buffer;
  size_t size = 0;
  if (form.starts_with("’")) {
    buffer[size++] = '\'';
    form.remove_prefix(std::string_view("’").size());
  }
  for (char c : form) {
    if (static_cast<unsigned char>(c) >= 0x80) return lexicon.find(lower(form));
    buffer[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return lexicon.find({buffer.data(), size});
}

void fill(Atom& atom, const Document& doc, const Lexicon& lexicon) {
  const std::string_view form = doc.at(atom.span);
  if (atom.digits == 0) {
    atom.word = look_up(atom.sign == '-' ? "-" : form, lexicon);
    return;
  }
  if (atom.digits > 9) return;
  atom.number = 0;
  for (char c : form) atom.number = atom.number * 10 + (c - '0');
}

}  // namespace

void cut_atoms(const Document& doc, const Tokens& tokens, uint32_t first, uint32_t last,
               const Lexicon& lexicon, std::vector<Atom>& out) {
  out.clear();
  for (uint32_t i = first; i < last; ++i) {
    Cutter cutter(doc.text, tokens[i].span);
    Atom atom;
    atom.token = i;
    while (cutter.next(atom)) {
      atom.glued = !out.empty() && out.back().span.end == atom.span.begin;
      fill(atom, doc, lexicon);
      out.push_back(atom);
      atom = Atom{};
      atom.token = i;
    }
  }
}

}  // namespace dateline::timex
