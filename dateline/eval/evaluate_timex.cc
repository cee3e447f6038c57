#include "dateline/eval/evaluate_timex.h"

#include <algorithm>

#include "fmt/core.h"

namespace dateline {
namespace {

constexpr uint32_t kContext = 40;

double f1(uint64_t right_system, uint64_t system, uint64_t right_gold, uint64_t gold) {
  if (system == 0 && gold == 0) return 1;
  if (system == 0 || gold == 0) return 0;
  const double p = double(right_system) / double(system), r = double(right_gold) / double(gold);
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

bool is_edge(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

Span trimmed(const Document& doc, Span span) {
  while (!span.empty() && is_edge(doc.text[span.begin])) ++span.begin;
  while (!span.empty()) {
    const char c = doc.text[span.end - 1];
    if (!is_edge(c) && c != '.' && c != ',') break;
    --span.end;
  }
  return span;
}

std::string flat(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), is_edge, ' ');
  return out;
}

std::string context_of(const Document& doc, Span span) {
  const uint32_t begin = span.begin > kContext ? span.begin - kContext : 0;
  const uint32_t end =
      std::min<uint32_t>(span.end + kContext, static_cast<uint32_t>(doc.text.size()));
  return flat(doc.at({begin, span.begin})) + "[" + flat(doc.at(span)) + "]" +
         flat(doc.at({span.end, end}));
}

// The system expression that covers most of `gold`, or kNone.
uint32_t best_match(Span gold, const std::vector<Timex>& system) {
  uint32_t best = kNone, most = 0;
  for (uint32_t i = 0; i < system.size(); ++i) {
    const Span span = system[i].span;
    if (!span.overlaps(gold)) continue;
    const uint32_t shared = std::min(span.end, gold.end) - std::max(span.begin, gold.begin);
    if (shared > most) best = i, most = shared;
  }
  return best;
}

class Scorer {
 public:
  Scorer(const TimemlArticle& gold, const Times& system, std::vector<TimexMiss>* misses)
      : gold_(gold), system_(system), misses_(misses), matched_(system.timexes.size(), false) {}

  TimexCounts score() {
    counts_.gold = gold_.timexes.size();
    counts_.system = system_.timexes.size();
    for (const Timex& gold : gold_.timexes) score_gold(gold);
    for (size_t i = 0; i < matched_.size(); ++i) {
      counts_.relaxed_system += matched_[i];
      if (!matched_[i]) miss(TimexMiss::Kind::extra, nullptr, &system_.timexes[i]);
    }
    return counts_;
  }

 private:
  void score_gold(const Timex& gold) {
    const uint32_t found = best_match(gold.span, system_.timexes);
    if (found == kNone) return miss(TimexMiss::Kind::missed, &gold, nullptr);
    const Timex& system = system_.timexes[found];
    const bool same = trimmed(gold_.doc, gold.span) == trimmed(gold_.doc, system.span);
    matched_[found] = true;
    ++counts_.relaxed_gold;
    counts_.strict += same;
    counts_.value += gold.value == system.value;
    counts_.type += gold.type == system.type;
    if (!same) miss(TimexMiss::Kind::span, &gold, &system);
    if (gold.value != system.value) miss(TimexMiss::Kind::value, &gold, &system);
  }

  void miss(TimexMiss::Kind kind, const Timex* gold, const Timex* system) {
    if (!misses_) return;
    TimexMiss out;
    out.kind = kind;
    out.file = gold_.doc.origin;
    out.context = context_of(gold_.doc, gold ? gold->span : system->span);
    out.published = gold_.doc.published;
    if (gold) out.gold = flat(gold_.doc.at(gold->span)), out.gold_value = gold->value;
    if (system) out.system = flat(gold_.doc.at(system->span)), out.system_value = system->value;
    misses_->push_back(std::move(out));
  }

  const TimemlArticle& gold_;
  const Times& system_;
  std::vector<TimexMiss>* misses_;
  std::vector<bool> matched_;
  TimexCounts counts_;
};

std::vector<std::filesystem::path> timeml_files(const std::vector<std::filesystem::path>& paths) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
         it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (it->path().extension() == ".tml" && name[0] != '.') files.push_back(it->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string row(std::string_view name, const TimexCounts& c) {
  return fmt::format("{:<12} {:>6} {:>6} {:>8.3f} {:>8.3f} {:>8.3f} {:>8.3f}\n", name, c.gold,
                     c.system, c.strict_f1(), c.relaxed_f1(), c.value_f1(), c.type_f1());
}

}  // namespace

double TimexCounts::strict_f1() const { return f1(strict, system, strict, gold); }
double TimexCounts::relaxed_f1() const { return f1(relaxed_system, system, relaxed_gold, gold); }
double TimexCounts::value_f1() const {
  return relaxed_gold ? relaxed_f1() * double(value) / double(relaxed_gold) : 0;
}
double TimexCounts::type_f1() const {
  return relaxed_gold ? relaxed_f1() * double(type) / double(relaxed_gold) : 0;
}

TimexCounts& TimexCounts::operator+=(const TimexCounts& other) {
  gold += other.gold;
  system += other.system;
  strict += other.strict;
  relaxed_gold += other.relaxed_gold;
  relaxed_system += other.relaxed_system;
  value += other.value;
  type += other.type;
  return *this;
}

TimexCounts score_timexes(const TimemlArticle& gold, const Times& system,
                          std::vector<TimexMiss>* misses) {
  return Scorer(gold, system, misses).score();
}

Result<TimexScores> evaluate_timex(const std::vector<std::filesystem::path>& paths,
                                   const TimeTagger& tagger, bool keep_misses) {
  TimexScores scores;
  for (const auto& file : timeml_files(paths)) {
    auto article = read_timeml(file);
    if (!article) {
      scores.failed.push_back(std::move(article.error()));
      continue;
    }
    const Times times = tagger(article->doc);
    const TimexCounts counts =
        score_timexes(*article, times, keep_misses ? &scores.misses : nullptr);
    scores.all += counts;
    scores.by_corpus[file.parent_path().filename().string()] += counts;
  }
  if (!scores.by_corpus.empty()) return scores;
  if (!scores.failed.empty()) return scores.failed.front();
  return Error{ErrorKind::not_found, "no .tml file here", kNoOffset,
               paths.empty() ? "" : paths.front().string()};
}

std::string TimexScores::table(bool details) const {
  std::string text = fmt::format("{:<12} {:>6} {:>6} {:>8} {:>8} {:>8} {:>8}\n", "corpus", "gold",
                                 "found", "strict", "relaxed", "value", "type");
  for (const auto& [name, counts] : by_corpus) text += row(name, counts);
  text += row("all", all);
  for (const Error& error : failed) text += fmt::format("not read: {}\n", error.message());
  if (!details) return text;
  static constexpr std::string_view kKinds[] = {"missed", "extra", "span", "value"};
  text += "\nkind\tdate\tgold\tgold value\tfound\tfound value\tcontext\n";
  for (const TimexMiss& miss : misses) {
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", kKinds[static_cast<size_t>(miss.kind)],
                        miss.published ? iso(*miss.published) : "", miss.gold, miss.gold_value,
                        miss.system, miss.system_value, miss.context);
  }
  return text;
}

}  // namespace dateline
