// Words cut into the pieces that a pretrained encoder knows: WordPiece, longest
// match first (Wu et al. 2016), of the uncased BERT. train/bert.py is the same
// in Python. Covered by word_pieces_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

class WordPieces {
 public:
  // One piece a line, "##" before those inside a word; the number of a piece is that of its
  // line. `lines` must outlive the object. Error: bad_model where [UNK], [CLS] or [SEP] is missing.
  static Result<WordPieces> read(std::string_view lines);

  size_t size() const { return pieces_.size(); }
  uint32_t opening() const { return opening_; }  // [CLS]
  uint32_t closing() const { return closing_; }  // [SEP]
  // Appends the pieces of one token: in lower case, without accents, punctuation apart; at
  // least one, at most kMostPieces.
  void append(std::string_view form, std::vector<uint32_t>& out) const;

 private:
  void append_part(std::string_view part, std::vector<uint32_t>& out) const;

  std::unordered_map<std::string_view, uint32_t> pieces_;
  uint32_t unknown_ = 0, opening_ = 0, closing_ = 0;
};

inline constexpr size_t kMostPieces = 12;  // of a token

}  // namespace dateline
