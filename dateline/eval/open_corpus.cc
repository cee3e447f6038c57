#include "dateline/eval/open_corpus.h"

#include "dateline/base/data_lines.h"
#include "dateline/base/hash.h"
#include "dateline/doc/claims.h"

namespace dateline {
namespace {

// "{A:words=CODES}" at `at`; npos where none closes.
Status read_mark(std::string_view marked, size_t& at, OpenSentence& out) {
  const size_t end = marked.find('}', at);
  if (end == std::string_view::npos || end < at + 4 || marked[at + 2] != ':')
    return bad_line("a mark without end");
  const std::string_view inside = marked.substr(at + 3, end - at - 3);
  const size_t equals = inside.find('=');
  OpenMark mark;
  mark.role = marked[at + 1];
  if (std::string_view("ARETPSC").find(mark.role) == std::string_view::npos)
    return bad_line("no such mark: " + std::string(1, mark.role));
  mark.span.begin = static_cast<uint32_t>(out.text.size());
  out.text += inside.substr(0, equals);
  mark.span.end = static_cast<uint32_t>(out.text.size());
  if (equals != std::string_view::npos) mark.value = inside.substr(equals + 1);
  out.marks.push_back(std::move(mark));
  at = end + 1;
  return Done{};
}

Status read_marked(std::string_view marked, OpenSentence& out) {
  for (size_t at = 0; at < marked.size();) {
    if (marked[at] != '{') {
      out.text += marked[at++];
      continue;
    }
    if (Status read = read_mark(marked, at, out); !read) return read;
  }
  return Done{};
}

Status read_aux(std::string_view text, uint8_t& aux) {
  if (text == "-") return Done{};
  for (const std::string_view word : split(text, ',')) {
    if (word == "future")
      aux |= kFuture;
    else if (word == "hypothetical")
      aux |= kHypothetical;
    else if (word == "negation")
      aux |= kNegation;
    else if (word == "historical")
      aux |= kHistorical;
    else
      return bad_line("no such auxiliary mode: " + std::string(word));
  }
  return Done{};
}

}  // namespace

OpenPart part_of(const OpenSentence& sentence) {
  const std::string& key = sentence.category == "NONE" ? sentence.text : sentence.predicate;
  switch (fnv1a(key) % 10) {
    case 0:
      return OpenPart::dev;
    case 1:
      return OpenPart::test;
    default:
      return OpenPart::train;
  }
}

Result<OpenSentence> read_open_line(std::string_view category, std::string_view line) {
  const Fields fields = split(line, '\t');
  if (fields.size() != 5) return bad_line("needs 5 fields");
  OpenSentence out;
  out.category = category;
  out.predicate = fields[0];
  if (fields[1] != "-")
    for (const std::string_view mode : split(fields[1], ',')) out.modes.emplace_back(mode);
  if (Status read = read_aux(fields[3], out.aux); !read) return read.error();
  if (Status read = read_marked(fields[4], out); !read) return read.error();
  return out;
}

Result<std::vector<OpenSentence>> read_open_corpus(const std::filesystem::path& input) {
  Result<std::vector<std::filesystem::path>> files = std::vector{input};
  if (std::filesystem::is_directory(input)) files = tables_in(input);
  if (!files) return files.error();
  std::vector<OpenSentence> out;
  for (const auto& file : *files) {
    const std::string stem = file.stem().string();
    const std::string category = stem.substr(0, stem.find('-'));
    const Status read = each_line(file, [&](std::string_view line) -> Status {
      auto sentence = read_open_line(category, line);
      if (!sentence) return sentence.error();
      out.push_back(std::move(*sentence));
      return Done{};
    });
    if (!read) return read.error();
  }
  return out;
}

}  // namespace dateline
