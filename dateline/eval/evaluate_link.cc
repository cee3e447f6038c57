#include "dateline/eval/evaluate_link.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "dateline/base/data_lines.h"
#include "dateline/link/records.h"
#include "dateline/pipeline/pipeline.h"
#include "dateline/render/record.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Labels = std::vector<uint32_t>;
using Clusters = std::map<uint32_t, std::vector<uint32_t>>;  // label → mentions

Clusters clusters_of(const Labels& labels) {
  Clusters clusters;
  for (uint32_t i = 0; i < labels.size(); ++i) clusters[labels[i]].push_back(i);
  return clusters;
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

// How many of the links that hold `key` together are in `answer`.
double muc_recall(const Labels& key, const Labels& answer) {
  double links = 0, kept = 0;
  for (const auto& [label, mentions] : clusters_of(key)) {
    std::set<uint32_t> parts;
    for (uint32_t m : mentions) parts.insert(answer[m]);
    links += static_cast<double>(mentions.size()) - 1;
    kept += static_cast<double>(mentions.size() - parts.size());
  }
  return share(kept, links);
}

double shared(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  std::vector<uint32_t> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return static_cast<double>(both.size());
}

double b_cubed_recall(const Labels& key, const Labels& answer) {
  const Clusters keys = clusters_of(key), answers = clusters_of(answer);
  double sum = 0;
  for (size_t m = 0; m < key.size(); ++m) {
    const auto& mine = keys.at(key[m]);
    sum += shared(mine, answers.at(answer[m])) / static_cast<double>(mine.size());
  }
  return share(sum, static_cast<double>(key.size()));
}

using Matrix = std::vector<std::vector<double>>;

// The Hungarian method (Kuhn 1955, by potentials): the largest sum of one cell a
// row and column. REQUIRES: no more rows than columns.
double best_assignment(const Matrix& gain) {
  const size_t rows = gain.size(), columns = rows ? gain[0].size() : 0;
  std::vector<double> row_potential(rows + 1), column_potential(columns + 1);
  std::vector<size_t> row_at(columns + 1), way(columns + 1);
  for (size_t row = 1; row <= rows; ++row) {
    row_at[0] = row;
    size_t column = 0;
    std::vector<double> least(columns + 1, 1e18);
    std::vector<bool> used(columns + 1);
    while (row_at[column]) {
      used[column] = true;
      size_t next = 0;
      double delta = 1e18;
      for (size_t c = 1; c <= columns; ++c) {
        if (used[c]) continue;
        const size_t r = row_at[column];
        const double cost = -gain[r - 1][c - 1] - row_potential[r] - column_potential[c];
        if (cost < least[c]) least[c] = cost, way[c] = column;
        if (least[c] < delta) delta = least[c], next = c;
      }
      for (size_t c = 0; c <= columns; ++c) {
        if (used[c])
          row_potential[row_at[c]] += delta, column_potential[c] -= delta;
        else
          least[c] -= delta;
      }
      column = next;
    }
    for (; column; column = way[column]) row_at[column] = row_at[way[column]];
  }
  double sum = 0;
  for (size_t c = 1; c <= columns; ++c)
    if (row_at[c]) sum += gain[row_at[c] - 1][c - 1];
  return sum;
}

// Luo's phi 4 between every cluster of `few` and every one of `many`.
Matrix phi4(const Clusters& few, const Clusters& many) {
  Matrix gain;
  for (const auto& [label, a] : few) {
    auto& row = gain.emplace_back();
    for (const auto& [other, b] : many)
      row.push_back(2 * shared(a, b) / static_cast<double>(a.size() + b.size()));
  }
  return gain;
}

struct Passage {
  std::string article, event, words;
  Span span{};
  bool told = false;
};

Result<std::vector<Passage>> read_gold(const fs::path& file) {
  std::vector<Passage> list;
  const Status read = each_row(file, 3, 3, [&](const Fields& f) -> Status {
    list.push_back({std::string(f[0]), std::string(f[1]), std::string(f[2])});
    return Done{};
  });
  if (!read) return read.error();
  return list;
}

// In the order of publication, as a store would receive them.
Result<std::vector<Reading>> read_articles(const fs::path& folder, const std::vector<Passage>& gold,
                                           const Resources& resources) {
  std::set<std::string> names;
  for (const Passage& passage : gold) names.insert(passage.article);
  std::vector<Reading> readings;
  ParseScratch scratch;
  for (const std::string& name : names) {
    auto article = read_article((folder / (name + ".txt")).string(), resources.marks);
    if (!article) return article.error();
    Reading reading;
    reading.doc = std::move(*article);
    reading.doc.id = name;
    read_layers(resources, scratch, reading);
    readings.push_back(std::move(reading));
  }
  std::ranges::stable_sort(readings, {}, [](const Reading& r) { return r.doc.published; });
  return readings;
}

Status find_passage(Passage& passage, const Reading& reading) {
  const size_t at = reading.doc.text.find(passage.words);
  if (at == std::string::npos)
    return Error{ErrorKind::bad_data, "not in the article: " + passage.words, kNoOffset,
                 passage.article};
  passage.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + passage.words.size())};
  return Done{};
}

// The scored mentions: which record, told by which passage.
struct Mentioned {
  std::vector<LinkRecord> records;  // all, in the order of arrival
  std::vector<uint32_t> scored;     // into records
  std::vector<const Passage*> of;   // beside `scored`
};

Result<Mentioned> mentions_of(const std::vector<Reading>& readings, std::vector<Passage>& gold) {
  Mentioned out;
  for (const Reading& reading : readings) {
    std::vector<Passage*> here;
    for (Passage& passage : gold)
      if (passage.article == reading.doc.id) here.push_back(&passage);
    for (Passage* passage : here)
      if (Status found = find_passage(*passage, reading); !found) return found.error();
    for (size_t i = 0; i < reading.events.events.size(); ++i) {
      const Event& event = reading.events.events[i];
      const Span trigger = reading.tokens[event.trigger].span;
      for (Passage* passage : here) {
        if (trigger.begin < passage->span.begin || trigger.end > passage->span.end) continue;
        passage->told = true;
        out.scored.push_back(static_cast<uint32_t>(out.records.size()));
        out.of.push_back(passage);
      }
      out.records.push_back(link_record(reading, i, record_id(reading, event)));
    }
  }
  return out;
}

std::string in_words(const LinkRecord& record) {
  return record.document + " " + record.event + ": " + record.text;
}

// What a person looks at first: for each record, where it stands alone or with strangers.
std::vector<std::string> misses_of(const Mentioned& m, const std::vector<Passage>& gold,
                                   const Labels& found, const LinkRules& rules) {
  std::vector<std::string> out;
  for (const Passage& passage : gold)
    if (!passage.told) out.push_back("no record   " + passage.article + ": " + passage.words);
  for (size_t i = 0; i < m.scored.size(); ++i)
    for (size_t j = 0; j < i; ++j) {
      const bool same = m.of[i]->event == m.of[j]->event;
      if (same == (found[i] == found[j])) continue;
      const LinkRecord &a = m.records[m.scored[j]], &b = m.records[m.scored[i]];
      const auto alike = link_similarity(a, b, rules);
      out.push_back(fmt::format("{}  {}\n            {}  ({})", same ? "not linked" : "linked    ",
                                in_words(a), in_words(b),
                                alike ? fmt::format("{:.2f}", *alike) : "cannot be"));
    }
  return out;
}

std::string row(const char* name, const Shares& s) {
  return fmt::format("{:<8}{:>10.1f}{:>8.1f}{:>8.1f}\n", name, 100 * s.precision, 100 * s.recall,
                     100 * s.f1());
}

}  // namespace

double Shares::f1() const { return share(2 * precision * recall, precision + recall); }

Shares muc(const Labels& gold, const Labels& found) {
  return {muc_recall(found, gold), muc_recall(gold, found)};
}

Shares b_cubed(const Labels& gold, const Labels& found) {
  return {b_cubed_recall(found, gold), b_cubed_recall(gold, found)};
}

Shares ceaf_e(const Labels& gold, const Labels& found) {
  const Clusters keys = clusters_of(gold), answers = clusters_of(found);
  const bool fewer = keys.size() <= answers.size();
  const double sum = best_assignment(fewer ? phi4(keys, answers) : phi4(answers, keys));
  return {share(sum, static_cast<double>(answers.size())),
          share(sum, static_cast<double>(keys.size()))};
}

double LinkScores::conll_f1() const { return (muc.f1() + b_cubed.f1() + ceaf_e.f1()) / 3; }

std::string LinkScores::table(bool details) const {
  std::string out = fmt::format(
      "{} articles; {} of {} passages have a record; {} records of {} events, linked into {}\n",
      articles, told, passages, records, gold_events, found_events);
  out += fmt::format("{:<8}{:>10}{:>8}{:>8}\n", "", "precision", "recall", "F1");
  out += row("MUC", muc) + row("B3", b_cubed) + row("CEAF-e", ceaf_e);
  out += fmt::format("{:<8}{:>26.1f}\n", "CoNLL", 100 * conll_f1());
  if (details)
    for (const std::string& miss : misses) out += miss + '\n';
  return out;
}

Result<LinkScores> evaluate_link(const fs::path& folder, const Resources& resources) {
  auto gold = read_gold(folder / "gold.tsv");
  if (!gold) return gold.error();
  const auto readings = read_articles(folder, *gold, resources);
  if (!readings) return readings.error();
  const auto mentioned = mentions_of(*readings, *gold);
  if (!mentioned) return mentioned.error();
  const auto first = link_events(mentioned->records, {}, resources.link);

  std::map<std::string, uint32_t> names;
  Labels key, found;
  for (const Passage* passage : mentioned->of)
    key.push_back(names.try_emplace(passage->event, names.size()).first->second);
  for (uint32_t record : mentioned->scored) found.push_back(first[record]);
  LinkScores scores;
  scores.articles = readings->size();
  scores.passages = gold->size();
  scores.told = std::ranges::count_if(*gold, [](const Passage& p) { return p.told; });
  scores.records = key.size();
  scores.gold_events = clusters_of(key).size();
  scores.found_events = clusters_of(found).size();
  scores.muc = muc(key, found);
  scores.b_cubed = b_cubed(key, found);
  scores.ceaf_e = ceaf_e(key, found);
  scores.misses = misses_of(*mentioned, *gold, found, resources.link);
  return scores;
}

}  // namespace dateline
