// From a token's bytes to the strings and table rows that the encoder reads.
//
// docs/model-format.md, sections 1 and 2, defines every step; train/strings.py
// is the same in Python, and golden vectors hold the two together. Covered by
// features_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"

namespace dateline {

// The strings of one form. Reused from token to token.
struct FormStrings {
  std::string plain;               // typographic marks as ASCII, at most 64 code points
  std::string norm;                // plain in lower case
  std::string shape;               // "Xxxx-dd"
  std::vector<uint32_t> plain_at;  // byte offset of each code point, and the end
  std::vector<uint32_t> norm_at;

  void assign(std::string_view form);
  std::string_view norm_prefix(size_t k) const;
  std::string_view norm_suffix(size_t k) const;
};

// In the order in which the rows are concatenated.
enum FeatureTable : uint8_t {
  kWord,
  kNorm,
  kForm,
  kPre2,
  kPre3,
  kSuf2,
  kSuf3,
  kSuf4,
  kShape,
  kFlags,
  kFeatureTables,
};

// The 64-bit hashes of a form: of norm alone for kWord, else with the prefix of
// the table. The last, kFlags, is not of the form and is left 0.
std::array<uint64_t, kFeatureTables> feature_hashes(const FormStrings& strings);

// Row of the flags table for tokens [first, last) of one sentence.
void feature_flags(const Tokens& tokens, uint32_t first, uint32_t last, bool shouting,
                   uint8_t* flags);

// No lower-case letter and at least 4 upper-case ones, over the plain forms.
bool is_shouting(const Document& doc, const Tokens& tokens, uint32_t first, uint32_t last);

}  // namespace dateline
