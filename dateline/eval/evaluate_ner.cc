#include "dateline/eval/evaluate_ner.h"

#include <fmt/format.h>
#include <time.h>

#include <set>
#include <tuple>

#include "dateline/eval/ner_gold.h"
#include "dateline/syntax/parse.h"

namespace dateline {
namespace {

double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

using Spans = std::set<std::tuple<uint32_t, uint32_t, EntityType>>;

Spans spans_of(const Syntax& syntax, const std::set<EntityType>& classes) {
  Spans out;
  for (const NamedEntity& entity : syntax.entities)
    if (classes.contains(entity.type)) out.insert({entity.first, entity.last, entity.type});
  return out;
}

void count(const Spans& gold, const Spans& ours, NerScores& out) {
  for (const auto& span : gold) {
    Agreement& of_class = out.classes[std::get<2>(span)];
    ++of_class.gold;
    of_class.correct += ours.contains(span);
  }
  for (const auto& span : ours) ++out.classes[std::get<2>(span)].ours;
}

std::string line(std::string_view name, const Agreement& a) {
  const auto ratio = [](uint64_t part, uint64_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  return fmt::format("{:<14}{:>10.2f}{:>10.2f}{:>10.2f}{:>10}\n", name, ratio(a.correct, a.ours),
                     ratio(a.correct, a.gold), 100 * a.f1(), a.gold);
}

}  // namespace

std::string NerScores::table() const {
  std::string out = fmt::format("{:<14}{:>10}{:>10}{:>10}{:>10}\n", "percent", "precision",
                                "recall", "F1", "gold");
  out += line("all", all);
  for (const auto& [type, agreement] : classes) out += line(to_string(type), agreement);
  out += fmt::format("{} documents, {} words, {:.0f} words a second\n", documents, words,
                     seconds > 0 ? static_cast<double>(words) / seconds : 0.0);
  if (unknown > 0) out += fmt::format("{} entities of other classes are not counted\n", unknown);
  return out;
}

Result<NerScores> evaluate_ner(const std::filesystem::path& gold, const Model& model,
                               const NerOptions& options) {
  const auto read = read_ner_gold(gold, options.every);
  if (!read) return read.error();
  NerScores out;
  out.unknown = read->unknown;
  ParseScratch scratch;
  for (const Parsed& parsed : read->documents) {
    const double start = seconds_now();
    const Syntax syntax = parse(parsed.doc, parsed.tokens, model, scratch);
    out.seconds += seconds_now() - start;
    count(spans_of(parsed.syntax, read->classes), spans_of(syntax, read->classes), out);
    out.words += parsed.tokens.size();
    ++out.documents;
  }
  for (const auto& [type, agreement] : out.classes) out.all += agreement;
  return out;
}

}  // namespace dateline
