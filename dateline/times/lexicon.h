// The words of time: data/times/words.tsv, one word of one class a line.
//
// A word may belong to several classes ("second": a unit and an ordinal). Words
// are looked up in lower case, then without their full stop ("jan."). Every
// word that data mentions, also as a literal of a pattern, has a number here.
// Covered by pattern_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/times/features.h"

namespace dateline::timex {

inline constexpr uint32_t kNoWord = UINT32_MAX;

struct Sense {
  uint32_t word_class = 0;
  Meaning meaning;
  bool capital = false;  // only where the text has it with a capital: "May", "Sun"
};

class Lexicon {
 public:
  // Reads the lines of words.tsv: class TAB word TAB features TAB flags.
  Status read(std::string_view text, const std::string& file);

  uint32_t intern(std::string_view word);      // adds what is not there
  uint32_t find(std::string_view word) const;  // lower case; kNoWord
  const std::vector<Sense>& senses(uint32_t word) const { return senses_[word]; }
  // The sense of that class, or nullptr.
  const Sense* sense(uint32_t word, uint32_t word_class) const;

  uint32_t class_named(std::string_view name) const;  // kNoWord
  uint32_t add_class(std::string_view name);
  size_t words() const { return senses_.size(); }
  size_t classes() const { return classes_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Status read_line(std::string_view line);

  Map<uint32_t> index_;
  Map<uint32_t> classes_;
  std::vector<std::vector<Sense>> senses_;
};

// The fields of one line of a data file; nothing for a comment or blank line.
std::vector<std::string_view> data_fields(std::string_view line);
// Calls `line(text)` for each line; the first Error comes back with file and line.
template <class F>
Status each_line(std::string_view text, const std::string& file, F&& take);
Error at_line(Error error, const std::string& file, size_t line, size_t offset);

template <class F>
Status each_line(std::string_view text, const std::string& file, F&& take) {
  size_t number = 1;
  for (size_t at = 0; at < text.size(); ++number) {
    const size_t end = std::min(text.find('\n', at), text.size());
    Status status = take(text.substr(at, end - at));
    if (!status) return at_line(std::move(status.error()), file, number, at);
    at = end + 1;
  }
  return Done{};
}

}  // namespace dateline::timex
