#include "dateline/eval/evaluate_open.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "dateline/eval/joined.h"

namespace dateline {
namespace {

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

bool marked(const OpenSentence& sentence, char role, Span span) {
  return std::ranges::any_of(
      sentence.marks, [&](const OpenMark& m) { return m.role == role && overlap(m.span, span); });
}

bool has_mark(const OpenSentence& sentence, char role) {
  return std::ranges::any_of(sentence.marks, [role](const OpenMark& m) { return m.role == role; });
}

bool at_mark(const OpenSentence& sentence, char role,
             const std::vector<Participant>& participants) {
  return std::ranges::any_of(participants,
                             [&](const Participant& p) { return marked(sentence, role, p.span); });
}

class Scorer {
 public:
  Scorer(const OpenSentence& gold, const Reading& reading, OpenScores& out)
      : gold_(gold), reading_(reading), out_(out) {}

  void run(bool details) {
    if (gold_.category == "NONE") return count_empty();
    const Event* told = record_of_gold();
    count_category(told);
    count_fields(told);
    if (!details) return;
    if (told == nullptr || !is_right(*told)) out_.misses.push_back(miss(told));
    if (told == nullptr) return;
    if (told->aux != gold_.aux) out_.misses.push_back(aux_miss(*told));
    if (is_right(*told) && !has_gold_mode(*told)) out_.misses.push_back(mode_miss(*told));
  }

 private:
  bool is_right(const Event& event) const { return to_string(event.type) == gold_.category; }

  bool on_event_words(const Event& event) const {
    return std::ranges::any_of(event.words, [&](Span word) { return marked(gold_, 'E', word); });
  }

  // One of the modes that the corpus accepts, or none where it has none.
  bool has_gold_mode(const Event& event) const {
    if (gold_.modes.empty()) return event.modes.empty();
    return std::ranges::any_of(
        gold_.modes, [&](const auto& mode) { return std::ranges::count(event.modes, mode) > 0; });
  }

  // The record that tells the gold event: of the right category, else the surest on its words.
  const Event* record_of_gold() const {
    const Event* best = nullptr;
    for (const Event& event : reading_.events.events) {
      if (!on_event_words(event)) continue;
      const auto rank = [&](const Event& e) { return std::pair(is_right(e), e.confidence); };
      if (best == nullptr || rank(event) > rank(*best)) best = &event;
    }
    return best;
  }

  void count_empty() {
    ++out_.empty_sentences;
    out_.empty_records += reading_.events.events.size();
    for (const Event& event : reading_.events.events) {
      out_.bins.add(event.confidence, false);
      out_.confusion["NONE"][std::string(to_string(event.type))]++;
    }
  }

  void count_category(const Event* told) {
    OpenCount& own = out_.by_category[gold_.category];
    ++out_.category.gold, ++own.gold;
    out_.confusion[gold_.category][told ? std::string(to_string(told->type)) : "-"]++;
    if (told == nullptr) return;
    const bool right = is_right(*told);
    out_.bins.add(told->confidence, right);
    ++out_.category.told, out_.category.right += right;
    ++out_.by_category[std::string(to_string(told->type))].told, own.right += right;
  }

  void count_fields(const Event* told) {
    count(out_.actor, has_mark(gold_, 'A'), told && !told->actors.empty(),
          told && at_mark(gold_, 'A', told->actors));
    count(out_.recipient, has_mark(gold_, 'R'), told && !told->recipients.empty(),
          told && at_mark(gold_, 'R', told->recipients));
    const bool has_mode = told && !told->modes.empty();
    count(out_.mode, !gold_.modes.empty(), has_mode, has_mode && has_gold_mode(*told));
    const auto bits = [](unsigned aux) { return static_cast<size_t>(std::popcount(aux)); };
    out_.aux.gold += bits(gold_.aux);
    if (told != nullptr) {
      out_.aux.told += bits(told->aux);
      out_.aux.right += bits(told->aux & gold_.aux);
    }
    const Span source = told ? source_of(*told) : Span{};
    // The corpus does not mark a speaker again who is the actor.
    const bool is_actor =
        !has_mark(gold_, 'S') && (marked(gold_, 'A', source) || marked(gold_, 'R', source));
    count(out_.source, has_mark(gold_, 'S'), !source.empty() && !is_actor,
          !source.empty() && marked(gold_, 'S', source));
  }

  static void count(OpenCount& into, bool gold, bool told, bool right) {
    into.gold += gold, into.told += told, into.right += gold && right;
  }

  Span source_of(const Event& event) const {
    for (const uint32_t link : attribution_chain(reading_.claims, event.claim))
      if (const Span source = reading_.claims.claims[link].source; !source.empty()) return source;
    return {};
  }

  std::string miss(const Event* told) const {
    return fmt::format("{:<10} {:<10} {:<24} {}\n", gold_.category,
                       told ? to_string(told->type) : "-", told ? told->rule : "", gold_.text);
  }

  std::string aux_miss(const Event& told) const {
    return fmt::format("aux {:<14} {:<14} {:<24} {}\n", joined(aux_names(gold_.aux)),
                       joined(aux_names(told.aux)), told.rule, gold_.text);
  }

  std::string mode_miss(const Event& told) const {
    return fmt::format("mode {:<13} {:<14} {:<24} {}\n", fmt::join(gold_.modes, ","),
                       fmt::join(told.modes, ","), told.rule, gold_.text);
  }

  const OpenSentence& gold_;
  const Reading& reading_;
  OpenScores& out_;
};

}  // namespace

std::string open_header() {
  return fmt::format("{:<12} {:>9} {:>7} {:>7} {:>6}\n", "", "precision", "recall", "F1", "gold");
}

std::string open_row(std::string_view name, const OpenCount& c) {
  const auto share = [](size_t part, size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  return fmt::format("{:<12} {:>9.3f} {:>7.3f} {:>7.3f} {:>6}\n", name, share(c.right, c.told),
                     share(c.right, c.gold), c.f1(), c.gold);
}

std::string empty_row(size_t records, size_t sentences) {
  const double hundred =
      sentences == 0 ? 0 : 100.0 * static_cast<double>(records) / static_cast<double>(sentences);
  return fmt::format("records on 100 sentences without an event {:.1f} ({} sentences)\n", hundred,
                     sentences);
}

void CalibrationBins::add(double confidence, bool right) {
  Bin& bin = bins[std::min<size_t>(9, static_cast<size_t>(confidence * 10))];
  ++bin.records;
  bin.right += right;
  bin.confidence += confidence;
}

double CalibrationBins::error() const {
  double off = 0, records = 0;
  for (const Bin& bin : bins) {
    off += std::abs(bin.confidence - static_cast<double>(bin.right));
    records += static_cast<double>(bin.records);
  }
  return records == 0 ? 0 : off / records;
}

std::string OpenScores::table(bool details) const {
  std::string out = open_header();
  for (const auto& [name, count] : by_category) out += open_row(name, count);
  out += open_row("category", category) + open_row("mode", mode) + open_row("aux", aux) +
         open_row("source", source) + open_row("actor", actor) + open_row("recipient", recipient);
  out += empty_row(empty_records, empty_sentences);
  out += fmt::format("expected calibration error of confidence {:.3f}\n", bins.error());
  if (!details) return out;
  for (const auto& [gold, told] : confusion) {
    out += fmt::format("{:<10}", gold);
    for (const auto& [name, count] : told) out += fmt::format(" {} {}", name, count);
    out += '\n';
  }
  for (const std::string& one : misses) out += one;
  return out;
}

Result<OpenScores> evaluate_open(const std::filesystem::path& corpus, const OpenOptions& options,
                                 const Resources& resources) {
  const auto sentences = read_open_corpus(corpus);
  if (!sentences) return sentences.error();
  OpenScores out;
  ParseScratch scratch;
  for (const OpenSentence& sentence : *sentences) {
    if (part_of(sentence) != options.part) continue;
    const Reading reading = read_body(resources, scratch, sentence.text);
    Scorer(sentence, reading, out).run(options.details);
  }
  return out;
}

}  // namespace dateline
