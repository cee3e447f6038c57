#include "dateline/eval/evaluate_plover.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "dateline/eval/joined.h"
#include "dateline/eval/plover_labels.h"
#include "dateline/events/relation.h"

namespace dateline {
namespace {

PloverPrediction answer(const Reading& reading, const PloverRow& row, const Resources& resources,
                        const PloverLabels& labels) {
  PloverPrediction out;
  const auto relation = relation_between(reading, resources.frames, row.source, row.target);
  if (!relation) return out;
  out.event = labels.label(relation->type, relation->rule);
  out.quad = labels.quad(out.event);
  out.mode = joined(relation->modes);
  out.aux = joined(aux_names(relation->aux));
  out.confidence = relation->confidence;
  out.rule = relation->rule;
  return out;
}

bool overlaps_any(const std::vector<Span>& marked, Span span) {
  return std::any_of(marked.begin(), marked.end(), [&](Span m) { return m.overlaps(span); });
}

// The participant's words at the event, or another mention of it in the row.
bool touches(const Reading& reading, const Participant& who, const std::vector<Span>& marked) {
  if (overlaps_any(marked, who.span)) return true;
  if (who.entity == kNone) return false;
  const auto& mentions = reading.mentions.entities[who.entity].mentions;
  return std::any_of(mentions.begin(), mentions.end(), [&](uint32_t m) {
    return overlaps_any(marked, reading.mentions.mentions[m].span);
  });
}

bool any_touches(const Reading& reading, const std::vector<Participant>& list,
                 const std::vector<Span>& marked) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Participant& p) { return touches(reading, p, marked); });
}

// Of a reciprocal event both sides are actors, in no order.
bool spans_fit(const Reading& reading, const Event& event, const PloverRow& row) {
  const bool target = any_touches(reading, event.recipients, row.targets) ||
                      (event.recipients.empty() && any_touches(reading, event.actors, row.targets));
  return target && any_touches(reading, event.actors, row.sources);
}

PloverPrediction coded(const Reading& reading, const PloverRow& row, const PloverLabels& labels) {
  PloverPrediction out;
  out.records = reading.events.events.size();
  for (const Event& event : reading.events.events) {
    const std::string label = labels.label(event.type, event.rule);
    if (label == row.gold && spans_fit(reading, event, row)) out.spans = true;
    if (event.confidence <= out.confidence) continue;
    out.event = label;
    out.quad = labels.quad(label);
    out.mode = joined(event.modes);
    out.aux = joined(aux_names(event.aux));
    out.confidence = event.confidence;
    out.rule = event.rule;
  }
  return out;
}

void count(const PloverRow& row, const PloverPrediction& got, const PloverLabels& labels,
           PloverScores& scores) {
  ++scores.rows;
  scores.records += got.records;
  if (row.gold.empty()) return;
  const int gold_quad = row.gold_quad ? row.gold_quad : labels.quad(row.gold);
  ++scores.scored;
  scores.right += got.event == row.gold;
  scores.quad_right += got.quad == gold_quad;
  scores.span_right += got.spans;
  ++scores.confusion[row.gold][got.event];
}

Status write_predictions(const std::filesystem::path& file, const PloverScores& scores) {
  std::ofstream out(file, std::ios::binary);
  out << "row\tevent\tquad\tmode\taux\tconfidence\n";
  for (size_t i = 0; i < scores.predictions.size(); ++i) {
    const PloverPrediction& p = scores.predictions[i];
    const std::string quad = p.quad ? std::to_string(p.quad) : "";
    out << fmt::format("{}\t{}\t{}\t{}\t{}\t{:.3f}\n", i, p.event, quad, p.mode, p.aux, p.confidence);
  }
  out.flush();
  if (!out) return Error{ErrorKind::io, "cannot write the predictions", kNoOffset, file.string()};
  return Done{};
}

double share(size_t part, size_t whole) {
  return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

struct Tally {
  size_t right = 0, gold = 0, predicted = 0;

  double f1() const { return share(2 * right, gold + predicted); }
};

std::map<std::string, Tally> tallies(const PloverScores& scores) {
  std::map<std::string, Tally> out;
  for (const auto& [gold, row] : scores.confusion)
    for (const auto& [predicted, n] : row) {
      out[gold].gold += n;
      out[predicted].predicted += n;
      if (gold == predicted) out[gold].right += n;
    }
  return out;
}

std::string confusion_table(const PloverScores& scores) {
  std::string out = "gold \\ predicted\n";
  for (const auto& [gold, row] : scores.confusion) {
    out += fmt::format("{:<10}", gold);
    std::vector<std::pair<size_t, std::string>> cells;
    for (const auto& [predicted, n] : row) cells.emplace_back(n, predicted.empty() ? "-" : predicted);
    std::sort(cells.rbegin(), cells.rend());
    for (const auto& [n, predicted] : cells) out += fmt::format("  {} {}", predicted, n);
    out += '\n';
  }
  return out;
}

}  // namespace

double PloverScores::accuracy() const { return share(right, scored); }
double PloverScores::quad_accuracy() const { return share(quad_right, scored); }
double PloverScores::span_accuracy() const { return share(span_right, scored); }

double PloverScores::macro_f1() const {
  double sum = 0;
  for (const auto& [label, tally] : tallies(*this))
    if (tally.gold) sum += tally.f1();
  return confusion.empty() ? 0 : sum / static_cast<double>(confusion.size());
}

std::string PloverScores::table() const {
  std::string out = fmt::format("{} rows, {} with a gold category, {}\n", rows, scored,
                                given_spans ? "spans given" : "end to end");
  if (scored == 0) return out;
  out += fmt::format("{:<10} {:>6} {:>9} {:>6} {:>6}\n", "category", "gold", "precision", "recall", "F1");
  for (const auto& [label, tally] : tallies(*this))
    if (tally.gold)
      out += fmt::format("{:<10} {:>6} {:>9.3f} {:>6.3f} {:>6.3f}\n", label, tally.gold,
                         share(tally.right, tally.predicted), share(tally.right, tally.gold), tally.f1());
  out += confusion_table(*this);
  out += fmt::format("macro-F1 {:.3f}  accuracy {:.3f}  quad accuracy {:.3f}\n", macro_f1(), accuracy(),
                     quad_accuracy());
  if (!given_spans)
    out += fmt::format("category right and both spans overlapped {:.3f}  records a row {:.2f}\n",
                       span_accuracy(), share(records, rows));
  return out;
}

Result<PloverScores> evaluate_plover(const std::filesystem::path& file, const PloverOptions& options,
                                     const Resources& resources) {
  const auto labels = PloverLabels::load(options.labels);
  if (!labels) return labels.error();
  const auto rows = read_plover_table(file);
  if (!rows) return rows.error();
  PloverScores scores;
  scores.given_spans = options.given_spans;
  ParseScratch scratch;
  for (const PloverRow& row : *rows) {
    const Reading reading = read_body(resources, scratch, row.sentence);  // one row as one article
    scores.predictions.push_back(options.given_spans ? answer(reading, row, resources, *labels)
                                                     : coded(reading, row, *labels));
    count(row, scores.predictions.back(), *labels, scores);
  }
  if (!options.predictions.empty())
    if (Status written = write_predictions(options.predictions, scores); !written) return written.error();
  return scores;
}

}  // namespace dateline
