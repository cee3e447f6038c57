#include "dateline/times/times.h"

#include <fstream>
#include <sstream>

#include "dateline/times/resolve.h"
#include "dateline/times/rules.h"

namespace dateline {
namespace timex {
namespace {

Result<std::string> slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorKind::not_found, "cannot open this data file", kNoOffset, file.string()};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

// Carries what the expressions before have said through one article.
class Reader {
 public:
  Reader(const Document& doc, const Tokens& tokens, const Syntax& syntax, const Rules& rules)
      : doc_(doc), tokens_(tokens), syntax_(syntax), rules_(rules),
        matcher_(rules.grammar, rules.starts, rules.lexicon, rules.numbers, rules.holidays),
        resolver_(rules.holidays, matcher_) {
    context_.article = doc.published;
  }

  Times read() {
    Times times;
    times.anchor = doc_.published;
    times.anchor_from = doc_.dateline_place.empty() ? TimeFrom::publication : TimeFrom::dateline;
    for (const Sentence& sentence : tokens_.sentences) {
      cut_atoms(doc_, tokens_, sentence.first, sentence.last, rules_.lexicon, atoms_);
      matcher_.match(atoms_, syntax_, matches_);
      for (const Match& match : matches_) take(match, times);
    }
    return times;
  }

 private:
  void take(const Match& match, Times& times) {
    if (match.meaning.get(Key::op, 0) == kSkip) return;
    context_.way = rules_.tense.way(atoms_, match.begin, match.end, syntax_, rules_.lexicon);
    Resolved resolved = resolver_.resolve(match.meaning, context_);
    Timex timex;
    timex.span = {atoms_[match.begin].span.begin, atoms_[match.end - 1].span.end};
    timex.first = atoms_[match.begin].token;
    timex.last = atoms_[match.end - 1].token + 1;
    timex.type = resolved.type;
    timex.value = std::move(resolved.value);
    timex.mod = std::move(resolved.mod);
    timex.anchored = resolved.anchored;
    if (resolved.point) {
      const auto [first, last] = days_of(*resolved.point);
      timex.start = first;
      timex.end = last;
      // "A year earlier" compares; the story does not move there.
      if (!match.meaning.has(Key::like)) remember(*resolved.point);
    }
    times.timexes.push_back(std::move(timex));
  }

  void remember(const Point& point) {
    context_.reference = point;
    if (point.unit == kDay) context_.day = point;
    if (point.unit == kQuarter) context_.grain = point;
  }

  const Document& doc_;
  const Tokens& tokens_;
  const Syntax& syntax_;
  const Rules& rules_;
  Matcher matcher_;
  Resolver resolver_;
  Context context_;
  std::vector<Atom> atoms_;
  std::vector<Match> matches_;
};

}  // namespace

Status Rules::read(std::string_view words, std::string_view moving, std::string_view holidays_text,
                   std::string_view patterns, const std::filesystem::path& folder) {
  const auto name = [&](const char* file) { return (folder / file).string(); };
  Status status = lexicon.read(words, name("words.tsv"));
  if (status) status = holidays.read_table(moving, name("moving.tsv"));
  if (status) status = holidays.read_names(holidays_text, name("holidays.tsv"), lexicon);
  if (status) status = grammar.read(patterns, name("patterns.tsv"), lexicon);
  if (!status) return status;
  if (grammar.phrase_named("timex") == kNoWord) {
    return Error{ErrorKind::bad_data, "no rule for the phrase \"timex\"", kNoOffset,
                 name("patterns.tsv")};
  }
  grammar.number_start_sets(lexicon.classes());
  starts = StartIndex(grammar, lexicon, holidays);
  return Done{};
}

}  // namespace timex

Result<TimeRules> TimeRules::load(const std::filesystem::path& data_dir) {
  const std::filesystem::path folder = data_dir / "times";
  static constexpr const char* kFiles[] = {"words.tsv", "moving.tsv", "holidays.tsv",
                                           "patterns.tsv"};
  std::vector<std::string> texts;
  for (const char* file : kFiles) {
    auto text = timex::slurp(folder / file);
    if (!text) return std::move(text.error());
    texts.push_back(std::move(*text));
  }
  auto rules = std::make_shared<timex::Rules>();
  Status status = rules->read(texts[0], texts[1], texts[2], texts[3], folder);
  if (!status) return std::move(status.error());
  return TimeRules(std::move(rules));
}

Times find_times(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                 const TimeRules& rules) {
  return timex::Reader(doc, tokens, syntax, rules.rules()).read();
}

}  // namespace dateline
