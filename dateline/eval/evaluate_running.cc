#include "dateline/eval/evaluate_running.h"

#include <fmt/format.h>

#include <algorithm>

#include "dateline/base/data_lines.h"
#include "dateline/base/hash.h"

namespace dateline {
namespace {

// "{CATEGORY/mode:words}" at `at`, which moves behind it.
Status read_mark(std::string_view marked, size_t& at, RunningSentence& out) {
  const size_t colon = marked.find(':', at), end = marked.find('}', at);
  if (end == std::string_view::npos || colon >= end) return bad_line("a mark without end");
  const std::string_view name = marked.substr(at + 1, colon - at - 1);
  const size_t slash = name.find('/');
  RunningMark mark;
  if (!from_string(name.substr(0, slash), mark.type))
    return bad_line("no category " + std::string(name.substr(0, slash)));
  if (slash != std::string_view::npos) mark.mode = name.substr(slash + 1);
  mark.span.begin = static_cast<uint32_t>(out.text.size());
  out.text += marked.substr(colon + 1, end - colon - 1);
  mark.span.end = static_cast<uint32_t>(out.text.size());
  out.marks.push_back(std::move(mark));
  at = end + 1;
  return Done{};
}

bool tells(const Event& event, const RunningMark& mark) {
  return event.type == mark.type && std::ranges::any_of(event.words, [&](Span word) {
           return word.begin < mark.span.end && mark.span.begin < word.end;
         });
}

void score(const RunningSentence& gold, const Reading& reading, bool details, RunningScores& out) {
  if (gold.marks.empty()) ++out.empty_sentences, out.empty_records += reading.events.events.size();
  for (const RunningMark& mark : gold.marks) ++out.category.gold, ++out.of(mark.type).gold;
  std::vector<bool> told(gold.marks.size());
  for (const Event& event : reading.events.events) {
    OpenCount& own = out.of(event.type);
    size_t i = 0;
    while (i < gold.marks.size() && (told[i] || !tells(event, gold.marks[i]))) ++i;
    const bool right = i < gold.marks.size();
    if (right) told[i] = true;
    ++out.category.told, ++own.told, out.category.right += right, own.right += right;
    out.bins.add(event.confidence, right);
    if (details && !right)
      out.misses.push_back(
          fmt::format("beside {:<10} {:<24} {}\n", to_string(event.type), event.rule, gold.text));
  }
  for (size_t i = 0; details && i < told.size(); ++i)
    if (!told[i])
      out.misses.push_back(fmt::format(
          "missed {:<10} {:<24} {}\n", to_string(gold.marks[i].type),
          gold.text.substr(gold.marks[i].span.begin, gold.marks[i].span.size()), gold.text));
}

}  // namespace

Result<RunningSentence> read_running_line(std::string_view line) {
  const Fields fields = split(line, '\t');
  if (fields.size() != 2) return bad_line("needs 2 fields");
  RunningSentence out;
  out.article = fields[0];
  for (size_t at = 0; at < fields[1].size();) {
    if (fields[1][at] != '{') {
      out.text += fields[1][at++];
      continue;
    }
    if (Status read = read_mark(fields[1], at, out); !read) return read.error();
  }
  return out;
}

OpenPart part_of(const RunningSentence& sentence) {
  const uint64_t n = fnv1a(sentence.article) % 10;
  return n < 2 ? OpenPart::dev : n == 2 ? OpenPart::test : OpenPart::train;
}

std::string RunningScores::table() const {
  std::string out = open_header();
  for (const auto& [name, count] : by_category) out += open_row(name, count);
  out += open_row("category", category);
  out += empty_row(empty_records, empty_sentences);
  out += fmt::format("expected calibration error of confidence {:.3f}\n", bins.error());
  for (const std::string& one : misses) out += one;
  return out;
}

Result<RunningScores> evaluate_running(const std::filesystem::path& folder,
                                       const OpenOptions& options, const Resources& resources) {
  const auto files = tables_in(folder);
  if (!files) return files.error();
  RunningScores out;
  ParseScratch scratch;
  for (const auto& file : *files) {
    const Status read = each_line(file, [&](std::string_view line) -> Status {
      const auto sentence = read_running_line(line);
      if (!sentence) return sentence.error();
      if (part_of(*sentence) != options.part) return Done{};
      Reading reading = as_body(sentence->text);
      reading.doc.excerpt = true;
      read_layers(resources, scratch, reading);
      score(*sentence, reading, options.details, out);
      return Done{};
    });
    if (!read) return read.error();
  }
  return out;
}

}  // namespace dateline
