#include "dateline/eval/brat.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "dateline/base/data_lines.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

// Byte offset of every character, and of the end.
std::vector<uint32_t> character_offsets(std::string_view text) {
  std::vector<uint32_t> at;
  at.reserve(text.size() + 1);
  for (size_t i = 0; i < text.size(); i += std::max<uint32_t>(1, decode_utf8(text, i).length))
    at.push_back(static_cast<uint32_t>(i));
  at.push_back(static_cast<uint32_t>(text.size()));
  return at;
}

std::optional<uint32_t> number(std::string_view text) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

// "T12", "E3": a letter and digits, then a tab.
bool is_annotation(std::string_view line, char letter) {
  const size_t tab = line.find('\t');
  if (line.empty() || line[0] != letter || tab == line.npos || tab < 2) return false;
  return std::all_of(line.begin() + 1, line.begin() + static_cast<std::ptrdiff_t>(tab),
                     [](char c) { return c >= '0' && c <= '9'; });
}

class BratReader {
 public:
  explicit BratReader(std::string_view text) : characters_(character_offsets(text)) {}

  Result<BratAnnotation> read(std::string_view annotation) {
    size_t at = 0;
    while (at < annotation.size()) {
      size_t end = annotation.find('\n', at);
      if (end == annotation.npos) end = annotation.size();
      if (Status taken = take(annotation.substr(at, end - at)); !taken) {
        taken.error().offset = at;
        return taken.error();
      }
      at = end + 1;
    }
    return std::move(made_);
  }

 private:
  Status take(std::string_view line) {
    if (is_annotation(line, 'T')) return entity(split(line, '\t'));
    if (is_annotation(line, 'E')) return event(split(line, '\t'), true);
    if (is_annotation(line, 'R')) return event(split(line, '\t'), false);
    return Done{};
  }

  Status entity(const Fields& fields) {
    BratEntity made;
    made.id = fields[0];
    const size_t blank = fields[1].find(' ');
    made.type = fields[1].substr(0, blank);
    if (blank == std::string_view::npos || made.type.empty()) return broken("no span: ", made.id);
    for (std::string_view piece : split(fields[1].substr(blank + 1), ';')) {
      const auto span = span_of(words_of(piece));
      if (!span) return broken("the span is not one of the text: ", made.id);
      made.spans.push_back(*span);
    }
    made_.entities.push_back(std::move(made));
    return Done{};
  }

  std::optional<Span> span_of(const Fields& ends) const {
    if (ends.size() != 2) return {};
    const auto begin = number(ends[0]);
    const auto end = number(ends[1]);
    if (!begin || !end || *begin > *end || *end >= characters_.size()) return {};
    return Span{characters_[*begin], characters_[*end]};
  }

  Status event(const Fields& fields, bool has_trigger) {
    BratEvent made;
    made.id = fields[0];
    bool first = true;
    for (std::string_view word : words_of(fields[1])) {
      const size_t colon = word.find(':');
      if (first && !has_trigger) {
        made.type = word;
      } else if (colon == word.npos || colon == 0 || colon + 1 == word.size()) {
        return broken("not ROLE:ID: ", made.id);
      } else if (first) {
        made.type = word.substr(0, colon);
        made.trigger = word.substr(colon + 1);
      } else {
        made.arguments.push_back({without_number(word.substr(0, colon)),
                                  std::string(word.substr(colon + 1))});
      }
      first = false;
    }
    if (made.type.empty()) return broken("no type: ", made.id);
    made_.events.push_back(std::move(made));
    return Done{};
  }

  static std::string without_number(std::string_view role) {
    while (role.size() > 1 && role.back() >= '0' && role.back() <= '9') role.remove_suffix(1);
    return std::string(role);
  }

  static Error broken(const char* what, const std::string& id) {
    return Error{ErrorKind::bad_input, what + id, kNoOffset, {}};
  }

  std::vector<uint32_t> characters_;
  BratAnnotation made_;
};

}  // namespace

const BratEntity* BratAnnotation::find(std::string_view id) const& {
  for (const BratEntity& entity : entities)
    if (entity.id == id) return &entity;
  return nullptr;
}

Result<BratAnnotation> read_brat(std::string_view annotation, std::string_view text) {
  return BratReader(text).read(annotation);
}

}  // namespace dateline
