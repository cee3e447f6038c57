// The words that frames speak of: lemmas as small numbers, and lexical classes.
//
// A class ("@weapon") is a list of lemmas under data/events/classes. A member
// may carry one modifier, "car~bomb": then the head alone is not a member.
// Covered by frames_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"

namespace dateline::coding {

using WordId = uint32_t;  // 0: a word that no data file names
using ClassId = uint16_t;

// What one slot of a pattern accepts: lemmas, classes, or anything.
struct WordSet {
  std::vector<WordId> words;
  std::vector<ClassId> classes;
  bool any = false;      // "*"
  bool negated = false;  // "!@class": anything but these

  bool empty() const { return words.empty() && classes.empty() && !any; }
};

struct ModifiedMember {  // "car~bomb"
  WordId modifier = 0;
  ClassId in = 0;
};

class Lexicon {
 public:
  Lexicon();
  // Reads every *.tsv of `folder`. A line is "@name<TAB>lemma lemma ...".
  // Errors: bad_data with file and line.
  Status load_classes(const std::filesystem::path& folder);

  WordId intern(std::string_view lemma);
  WordId find(std::string_view lemma) const;  // lower case; 0 where unknown
  std::string_view text(WordId id) const { return words_[id]; }

  // Reads "a|b|@c", "*" or "!@c". Errors: an unknown class.
  Result<WordSet> parse_set(std::string_view text);
  // The class called `name` (without "@"), or nothing.
  bool find_class(std::string_view name, ClassId& out) const;
  const std::vector<ClassId>& classes_of(WordId id) const { return classes_of_[id]; }
  const std::vector<ModifiedMember>& modified_of(WordId id) const { return modified_of_[id]; }
  const std::vector<WordId>& members(ClassId id) const { return members_[id]; }
  size_t size() const { return words_.size(); }

 private:
  Status add_line(std::string_view line);
  ClassId intern_class(std::string_view name);

  std::vector<std::string> words_;
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> index_;
  std::unordered_map<std::string, ClassId> class_index_;
  std::vector<std::vector<ClassId>> classes_of_;          // by WordId
  std::vector<std::vector<ModifiedMember>> modified_of_;  // by WordId of the head
  std::vector<std::vector<WordId>> members_;              // by ClassId, plain members only
};

}  // namespace dateline::coding
