// The language data of tokenization: abbreviations, affixes, words that are cut
// without a mark, and spellings that stay whole.
//
// Read once from data/text/*.tsv (the files say their format), then const and
// shared between threads. Covered by rules_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dateline/base/result.h"

namespace dateline {

// What the full stop after an abbreviation may mean besides; see abbreviations.tsv.
enum class Abbreviation : uint8_t {
  none,
  title,
  company,
  suffix,
  month,
  number,
  place,
  clock,
  latin,
  other,
};

enum WordClass : uint16_t {
  kPrefix = 1,
  kEnding = 2,
  kClitic = 4,
  kUnit = 8,
  kCurrency = 16,
  kDomain = 32,
  kSpeech = 64,
  kWhole = 128,
  kStarter = 256,
};

// Byte lengths of the parts of one written word; unused places are 0.
using Parts = std::array<uint8_t, 4>;

class TextRules {
 public:
  // Reads data_dir/text. Error: bad_data or not_found, naming file and line.
  static Result<TextRules> load(const std::filesystem::path& data_dir);

  // `form` without its last full stop. Case counts, save that all-caps is accepted.
  Abbreviation abbreviation(std::string_view form) const;
  // `word` as written, any case, either apostrophe; longer words are in no class.
  bool is(std::string_view word, WordClass wanted) const;
  // Currency letters keep their case: "US".
  bool currency(std::string_view letters) const;
  // The parts that `word` (as written) is cut into, or nullptr.
  const Parts* split(std::string_view word) const;

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using Table = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Status read_abbreviations(const std::filesystem::path& file);
  Status read_affixes(const std::filesystem::path& file);
  Status read_splits(const std::filesystem::path& file);
  Status read_wholes(const std::filesystem::path& file);

  Table<Abbreviation> abbreviations_;
  Table<uint16_t> classes_;
  Table<Parts> splits_;
  Table<bool> currencies_;
};

}  // namespace dateline
