#include "dateline/times/lexicon.h"

#include "dateline/base/utf8.h"
#include "fmt/core.h"

namespace dateline::timex {

std::vector<std::string_view> data_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  if (line.empty() || line[0] == '#') return fields;
  for (size_t at = 0; at <= line.size();) {
    const size_t end = std::min(line.find('\t', at), line.size());
    std::string_view field = line.substr(at, end - at);
    while (!field.empty() && (field.back() == ' ' || field.back() == '\r')) field.remove_suffix(1);
    while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
    fields.push_back(field);
    at = end + 1;
  }
  if (fields.size() == 1 && fields[0].empty()) fields.clear();
  return fields;
}

Error at_line(Error error, const std::string& file, size_t line, size_t offset) {
  error.what = fmt::format("line {}: {}", line, error.what);
  error.file = file;
  error.offset = offset;
  return error;
}

uint32_t Lexicon::intern(std::string_view word) {
  if (auto it = index_.find(word); it != index_.end()) return it->second;
  const auto id = static_cast<uint32_t>(senses_.size());
  index_.emplace(std::string(word), id);
  senses_.emplace_back();
  return id;
}

uint32_t Lexicon::find(std::string_view word) const {
  auto it = index_.find(word);
  if (it == index_.end() && word.size() > 1 && word.back() == '.') {
    it = index_.find(word.substr(0, word.size() - 1));
  }
  return it == index_.end() ? kNoWord : it->second;
}

const Sense* Lexicon::sense(uint32_t word, uint32_t word_class) const {
  if (word == kNoWord) return nullptr;
  for (const Sense& sense : senses_[word]) {
    if (sense.word_class == word_class) return &sense;
  }
  return nullptr;
}

uint32_t Lexicon::class_named(std::string_view name) const {
  auto it = classes_.find(name);
  return it == classes_.end() ? kNoWord : it->second;
}

uint32_t Lexicon::add_class(std::string_view name) {
  return classes_.try_emplace(std::string(name), static_cast<uint32_t>(classes_.size()))
      .first->second;
}

Status Lexicon::read_line(std::string_view line) {
  const auto fields = data_fields(line);
  if (fields.empty()) return Done{};
  if (fields.size() < 2 || fields[0].empty() || fields[1].empty()) {
    return bad_data("a word needs a class and the word, parted by a tab");
  }
  auto meaning = parse_features(fields.size() > 2 ? fields[2] : "");
  if (!meaning) return std::move(meaning.error());
  const bool capital = fields.size() > 3 && fields[3] == "cap";
  if (fields.size() > 3 && !fields[3].empty() && !capital) {
    return bad_data(fmt::format("no such flag: \"{}\"", fields[3]));
  }
  const uint32_t word = intern(lower(fields[1]));
  senses_[word].push_back({add_class(fields[0]), *meaning, capital});
  return Done{};
}

Status Lexicon::read(std::string_view text, const std::string& file) {
  return each_line(text, file, [this](std::string_view line) { return read_line(line); });
}

}  // namespace dateline::timex
