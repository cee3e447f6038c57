// Atoms: the runs of letters and digits that names are compared by.
//
// "Kim Jong-un", "Kim Jong Un" and "KIM JONG-UN" have the same atoms, as have
// "Peña" and "Pena": letters are folded to lower case and lose their marks,
// punctuation is left out. How an atom was written (its Case) is kept beside
// it, so that "us" is never "US". Covered by book_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"

namespace dateline::names {

enum class Case : uint8_t { lower, capital, upper };  // upper: two letters or more, all capitals

struct Atom {
  uint64_t key = 0;  // hash of the folded letters
  Case shape = Case::lower;
};

struct TextAtom : Atom {
  uint32_t token = 0;
  bool opens = false;   // the token begins with this atom
  bool closes = false;  // the token ends with it
  bool apart = false;   // a sentence or a mark such as "," lies before it
};

std::vector<Atom> atoms_of(std::string_view phrase);
std::vector<TextAtom> atoms_of(const Document& doc, const Tokens& tokens);

// Folded letters and digits of `text`, atoms parted by one blank.
std::string folded(std::string_view text);

}  // namespace dateline::names
