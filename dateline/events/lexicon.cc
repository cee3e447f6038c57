#include "dateline/events/lexicon.h"

#include "dateline/base/data_lines.h"

namespace dateline::coding {
Lexicon::Lexicon() { intern(""); }

WordId Lexicon::intern(std::string_view lemma) {
  const auto [at, added] = index_.try_emplace(std::string(lemma), static_cast<WordId>(words_.size()));
  if (!added) return at->second;
  words_.emplace_back(lemma);
  classes_of_.emplace_back();
  modified_of_.emplace_back();
  return at->second;
}

WordId Lexicon::find(std::string_view lemma) const {
  const auto found = index_.find(lemma);
  return found == index_.end() ? 0 : found->second;
}

ClassId Lexicon::intern_class(std::string_view name) {
  const auto [at, added] =
      class_index_.try_emplace(std::string(name), static_cast<ClassId>(members_.size()));
  if (added) members_.emplace_back();
  return at->second;
}

bool Lexicon::find_class(std::string_view name, ClassId& out) const {
  const auto found = class_index_.find(std::string(name));
  if (found == class_index_.end()) return false;
  out = found->second;
  return true;
}

Status Lexicon::add_line(std::string_view line) {
  const auto parts = words_of(line);
  if (parts[0].size() < 2 || parts[0][0] != '@') return bad_line("a class line begins with @name");
  if (parts.size() < 2) return bad_line("class " + std::string(parts[0]) + " has no members");
  const ClassId in = intern_class(parts[0].substr(1));
  for (size_t i = 1; i < parts.size(); ++i) {
    const size_t mark = parts[i].find('~');
    if (mark == 0 || mark + 1 == parts[i].size()) return bad_line("half a member: " + std::string(parts[i]));
    if (mark != parts[i].npos) {
      // Both first: a new word may move the lists.
      const WordId head = intern(parts[i].substr(mark + 1));
      const WordId modifier = intern(parts[i].substr(0, mark));
      modified_of_[head].push_back({modifier, in});
      continue;
    }
    const WordId word = intern(parts[i]);
    classes_of_[word].push_back(in);
    members_[in].push_back(word);
  }
  return Done{};
}

Status Lexicon::load_classes(const std::filesystem::path& folder) {
  auto files = tables_in(folder);
  if (!files) return files.error();
  for (const auto& file : *files)
    if (Status read = each_line(file, [&](std::string_view line) { return add_line(line); }); !read)
      return read;
  return Done{};
}

Result<WordSet> Lexicon::parse_set(std::string_view text) {
  WordSet set;
  if (text.starts_with('!')) {
    set.negated = true;
    text.remove_prefix(1);
  }
  for (std::string_view part : split(text, '|')) {
    if (part.empty()) return bad_line("empty word in a set");
    if (part.find('~') != part.npos)
      return bad_line(std::string(part) + ": a noun with a modifier stands in a class");
    ClassId in = 0;
    if (part == "*") {
      set.any = true;
    } else if (part[0] != '@') {
      set.words.push_back(intern(part));
    } else if (find_class(part.substr(1), in)) {
      set.classes.push_back(in);
    } else {
      return bad_line("unknown class " + std::string(part));
    }
  }
  return set;
}

}  // namespace dateline::coding
