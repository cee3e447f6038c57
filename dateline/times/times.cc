#include "dateline/times/times.h"

#include <fstream>
#include <set>
#include <sstream>

#include "dateline/base/files.h"
#include "dateline/times/resolve.h"
#include "dateline/times/rules.h"

namespace dateline {
namespace timex {
namespace {

constexpr uint32_t kDayLasts = 4;  // sentences
constexpr uint32_t kGrainLasts = 8;

// Carries what the expressions before have said through one article.
class Reader {
 public:
  Reader(const Document& doc, const Tokens& tokens, const Syntax& syntax, const Rules& rules)
      : doc_(doc),
        tokens_(tokens),
        syntax_(syntax),
        rules_(rules),
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
      forget();
      for (const Match& match : matches_) take(match, times);
      ++sentence_;
    }
    return times;
  }

 private:
  void take(const Match& match, Times& times) {
    if (match.meaning.get(Key::op, 0) == kSkip || in_name(match)) return;
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
      timex.end = resolved.days > 0 ? plus_days(first, resolved.days - 1) : last;
      // "A year earlier" compares; the story does not move there.
      if (!match.meaning.has(Key::like) && !owns(timex.last))
        remember(match.meaning, *resolved.point);
    }
    times.timexes.push_back(std::move(timex));
  }

  // "after Sunday's election": the story is not there.
  bool owns(uint32_t next) const {
    return next < tokens_.size() && next < syntax_.size() && syntax_.xpos(next) == "POS";
  }

  void remember(const Meaning& meaning, const Point& point) {
    if (meaning.has(Key::holiday)) return;  // "his New Year speech" is no step of the story
    context_.reference = point;
    if (point.unit == kDay) {
      context_.day = point, day_told_ = sentence_;
      if (!context_.article || point.first <= *context_.article) context_.behind = point;
    }
    if (point.unit == kQuarter) context_.grain = point, grain_told_ = sentence_;
  }

  // What was told too long ago is not what "that day" or "a year earlier" means.
  void forget() {
    if (sentence_ > day_told_ + kDayLasts) context_.day.reset(), context_.behind.reset();
    if (sentence_ > grain_told_ + kGrainLasts) context_.grain.reset();
  }

  // Is it a part of a name, such as the person "Theresa May"?
  bool in_name(const Match& match) {
    const uint32_t first = atoms_[match.begin].token, last = atoms_[match.end - 1].token + 1;
    auto& entities = syntax_.entities;
    for (; entity_ < entities.size() && entities[entity_].last <= first; ++entity_)
      if (entities[entity_].type == EntityType::person &&
          entities[entity_].last - entities[entity_].first > 1)
        surnames_.insert(doc_.at(tokens_[entities[entity_].last - 1].span));
    if (last - first == 1 && is_surname(first)) return true;
    if (entity_ == entities.size()) return false;
    const NamedEntity& entity = entities[entity_];
    if (entity.first > first || entity.last < last) return false;
    const bool more = entity.last - entity.first > last - first;
    return entity.type == EntityType::person || (entity.type == EntityType::organization && more);
  }

  // "May's plan" after "Theresa May"; "in May" and "last May" stay a month.
  bool is_surname(uint32_t token) const {
    if (!surnames_.contains(doc_.at(tokens_[token].span))) return false;
    if (token == 0 || tokens_.sentence_of[token - 1] != tokens_.sentence_of[token]) return true;
    const Upos before = syntax_[token - 1].upos;
    return before != Upos::adp && before != Upos::adj && before != Upos::adv;
  }

  const Document& doc_;
  const Tokens& tokens_;
  const Syntax& syntax_;
  const Rules& rules_;
  std::set<std::string_view> surnames_;  // of persons named in full before
  Matcher matcher_;
  Resolver resolver_;
  Context context_;
  std::vector<Atom> atoms_;
  std::vector<Match> matches_;
  uint32_t sentence_ = 0;
  uint32_t day_told_ = 0;
  uint32_t grain_told_ = 0;
  size_t entity_ = 0;  // the first entity that ends after the expression in hand
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
    auto text = read_file(folder / file);
    if (!text) return std::move(text.error());
    texts.push_back(std::move(*text));
  }
  return read({texts[0], texts[1], texts[2], texts[3]}, folder);
}

Result<TimeRules> TimeRules::read(const Texts& texts, const std::filesystem::path& folder) {
  auto rules = std::make_shared<timex::Rules>();
  Status status = rules->read(texts.words, texts.moving, texts.holidays, texts.patterns, folder);
  if (!status) return std::move(status.error());
  return TimeRules(std::move(rules));
}

Times find_times(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                 const TimeRules& rules) {
  return timex::Reader(doc, tokens, syntax, rules.rules()).read();
}

}  // namespace dateline
