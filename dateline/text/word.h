// Cuts one run of bytes without white space into tokens, the way the UD English
// treebanks do: letters and digits hold together, marks stand alone, and the
// language data says which full stops, hyphens and apostrophes belong to a word.
//
// Source of the conventions: UD English EWT and GUM. Covered by word_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dateline/doc/tokens.h"
#include "dateline/text/rules.h"

namespace dateline {

class WordCutter {
 public:
  // Appends to `out`. The text, rules and `out` must outlive the cutter.
  WordCutter(std::string_view text, const TextRules& rules, std::vector<Token>& out)
      : text_(text), rules_(rules), out_(out) {}

  // REQUIRES: text[begin, end) is not empty and holds no white space. Tokens cover
  // it without a gap; the last one gets kSpaceAfter.
  void cut(uint32_t begin, uint32_t end);

 private:
  struct Char {
    char32_t value = 0;
    uint32_t length = 0;  // 0: the run has ended
    bool letter = false;
    bool digit = false;
    bool word() const { return letter || digit; }
  };

  Char at(uint32_t byte) const;
  char byte(uint32_t at) const { return at < end_ ? text_[at] : '\0'; }
  std::string_view slice(uint32_t begin, uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  uint32_t apostrophe(uint32_t at) const;  // its length, or 0
  uint32_t hyphen(uint32_t at) const;      // its length, or 0
  bool word_at(uint32_t byte) const { return at(byte).word(); }

  // Each gives the end of what begins at `begin`, or `begin` where it does not apply.
  uint32_t address(uint32_t begin) const;
  uint32_t mail(uint32_t begin) const;
  uint32_t whole(uint32_t begin) const;
  uint32_t tagged(uint32_t begin) const;  // #MeToo, @name, +44
  uint32_t numeric_group(uint32_t begin) const;
  uint32_t elision(uint32_t begin) const;
  uint32_t mark(uint32_t begin) const;

  uint32_t special(uint32_t begin) const;  // the first of the above that applies
  uint32_t segment(uint32_t begin) const;  // letters and digits with inner marks
  bool inner_stop(uint32_t begin, uint32_t stop) const;
  bool inner_mark(uint32_t begin, uint32_t at) const;
  bool joins_over_hyphen(uint32_t begin, uint32_t at) const;
  bool takes_stop(uint32_t begin, uint32_t stop) const;
  bool initial_before_name(uint32_t stop) const;

  uint32_t word(uint32_t begin);
  void emit_word(uint32_t begin, uint32_t end);
  bool emit_parts(uint32_t begin, uint32_t end);
  uint32_t clitic(uint32_t begin, uint32_t end) const;  // where the last clitic begins, or end
  uint32_t unit(uint32_t begin, uint32_t end) const;
  void emit(uint32_t begin, uint32_t end, uint16_t flags = 0);

  std::string_view text_;
  const TextRules& rules_;
  std::vector<Token>& out_;
  uint32_t begin_ = 0;  // of the run
  uint32_t end_ = 0;
  bool has_at_sign_ = false;
};

}  // namespace dateline
