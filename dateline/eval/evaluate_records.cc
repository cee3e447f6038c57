#include "dateline/eval/evaluate_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

#include "dateline/base/data_lines.h"
#include "dateline/eval/joined.h"
#include "dateline/render/explain.h"
#include "dateline/render/json.h"

namespace dateline {
namespace {

bool has_code(const Reading& reading, const std::vector<Participant>& list, std::string_view code) {
  return std::any_of(list.begin(), list.end(), [&](const Participant& p) {
    if (p.entity >= reading.mentions.entities.size()) return false;
    const Entity& entity = reading.mentions.entities[p.entity];
    const auto& sectors = entity.sectors;
    return entity.code == code || std::find(sectors.begin(), sectors.end(), code) != sectors.end();
  });
}

}  // namespace

bool codes_match(const Reading& reading, const std::vector<Participant>& list,
                 std::string_view expected) {
  if (expected == "*") return true;
  if (expected == "-") return list.empty();
  const Fields codes = split(expected, ';');
  return std::all_of(codes.begin(), codes.end(),
                     [&](std::string_view code) { return has_code(reading, list, code); });
}

namespace {

// "2009-06-16"; "2009-06" and "2009" are the days from the first to the last of them.
bool date_matches(const Event& event, std::string_view expected) {
  if (expected == "*") return true;
  if (expected == "-") return !event.start;
  const std::string day(expected);
  const auto first = parse_iso_date(day.size() == 4 ? day + "-01-01"
                                    : day.size() == 7 ? day + "-01" : day);
  if (!first || !event.start) return false;
  const CivilDate last = day.size() == 10 ? *first
                         : plus_days(plus_months(*first, day.size() == 4 ? 12 : 1), -1);
  return *event.start <= last && *first <= event.end.value_or(*event.start);
}

bool aux_matches(const Event& event, std::string_view expected) {
  if (expected == "*") return true;
  return joined(aux_names(event.aux), ";") == (expected == "-" ? "" : expected);
}

bool speaks_for(const Entity& source, const Entity& actor) {
  return !source.code.empty() && source.code == actor.code && source.sector() == actor.sector();
}

// "The bloc said it would give 70 million", "French jets struck a camp, the general staff said":
// who acts is the only source.
bool is_by_actor(const Reading& reading, const Event& event, const std::vector<uint32_t>& chain) {
  const uint32_t source = reading.claims.claims[chain.front()].source_mention;
  if (chain.size() > 1 || source == kNone) return false;
  const uint32_t entity = reading.mentions.mentions[source].entity;
  const auto& entities = reading.mentions.entities;
  return entity != kNone && std::ranges::any_of(event.actors, [&](const Participant& p) {
           return p.entity == entity ||
                  (p.entity != kNone && speaks_for(entities[entity], entities[p.entity]));
         });
}

// Who meets, agrees or works together may be told on either side.
bool participants_match(const Reading& reading, const Event& event, const ExpectedEvent& expected) {
  if (codes_match(reading, event.actors, expected.actor) &&
      codes_match(reading, event.recipients, expected.recipient))
    return true;
  const bool mutual = event.actors.size() > 1 && event.recipients.empty();
  const bool both = expected.actor != "-" && expected.recipient != "-";
  return mutual && both && codes_match(reading, event.actors, expected.actor) &&
         codes_match(reading, event.actors, expected.recipient);
}

// Whether the words of a source, or the name of whom they mean ("he"), hold the expected.
bool is_source(const Reading& reading, const Claim& claim, std::string_view expected) {
  if (reading.doc.at(claim.source).find(expected) != std::string_view::npos) return true;
  if (claim.source_mention == kNone) return false;
  const Mention& m = reading.mentions.mentions[claim.source_mention];
  return m.kind == MentionKind::pronoun && m.entity != kNone &&
         reading.mentions.entities[m.entity].name.find(expected) != std::string::npos;
}

bool source_matches(const Reading& reading, const Event& event, std::string_view expected) {
  if (expected == "*") return true;
  const auto chain = attribution_chain(reading.claims, event.claim);
  const auto is_hearsay = [&](uint32_t link) {  // "reportedly"
    return reading.claims.claims[link].source.empty();
  };
  if (expected == "-")
    return std::ranges::all_of(chain, is_hearsay) || is_by_actor(reading, event, chain);
  return std::any_of(chain.begin(), chain.end(), [&](uint32_t link) {
    return is_source(reading, reading.claims.claims[link], expected);
  });
}

using Lacks = std::array<bool, kLacks>;
constexpr std::string_view kLackNames[kLacks] = {
    "no record of the category", "actor", "recipient", "date", "aux", "source"};

}  // namespace

Lacks lacks_of(const Reading& reading, const Event& event, const ExpectedEvent& expected) {
  Lacks lacks{};
  const auto set = [&](Lack lack, bool so) { lacks[static_cast<size_t>(lack)] = so; };
  set(Lack::record, to_string(event.type) != expected.event);
  if (!participants_match(reading, event, expected)) {
    const bool actor = codes_match(reading, event.actors, expected.actor);
    set(Lack::actor, !actor);
    set(Lack::recipient, actor || !codes_match(reading, event.recipients, expected.recipient));
  }
  set(Lack::date, !date_matches(event, expected.date));
  set(Lack::aux, !aux_matches(event, expected.aux));
  set(Lack::source, !source_matches(reading, event, expected.source));
  return lacks;
}

namespace {

bool answers(const Reading& reading, const Event& event, const ExpectedEvent& expected) {
  return lacks_of(reading, event, expected) == Lacks{};
}

std::string line_of(const ExpectedEvent& e) {
  return fmt::format("{} {} -> {} on {} aux {} source {}", e.event, e.actor, e.recipient, e.date,
                     e.aux, e.source);
}

// Counts what the lines that no record answers lack.
void count_lacks(const Reading& reading, const std::vector<const ExpectedEvent*>& missed,
                 const std::vector<bool>& used, ArticleScore& score) {
  const auto& events = reading.events.events;
  for (const ExpectedEvent* line : missed) {
    Lacks least{};
    least.fill(true);
    size_t nearest = events.size();
    for (size_t i = 0; i < events.size(); ++i) {
      if (used[i] || to_string(events[i].type) != line->event) continue;
      const Lacks lacks = lacks_of(reading, events[i], *line);
      if (std::ranges::count(lacks, true) >= std::ranges::count(least, true)) continue;
      least = lacks;
      nearest = i;
    }
    const bool none = least[static_cast<size_t>(Lack::record)];
    for (size_t k = 0; k < kLacks; ++k)
      score.lacks[k] += none ? k == static_cast<size_t>(Lack::record) : least[k];
    score.missed.push_back(line_of(*line));
    if (none) continue;
    std::string lacking;
    for (size_t k = 1; k < kLacks; ++k)
      if (least[k]) (lacking += lacking.empty() ? "" : ", ") += kLackNames[k];
    score.missed.back() += fmt::format("\n      nearest {}\n      but for {}",
                                       summary(reading, events[nearest]), lacking);
  }
}

using Articles = std::map<std::string, Document>;  // by id

Result<Articles> read_articles(const std::string& files, const Resources& resources) {
  auto reader = open_input(files, {}, resources.marks);
  if (!reader) return reader.error();
  Articles articles;
  for (;;) {
    Document article;
    const auto got = (*reader)->next(article);
    if (!got) return got.error();
    if (!*got) return articles;
    articles.emplace(article.id, std::move(article));
  }
}

// What a line "# article ID" of a table names; empty: none.
std::string article_id(const std::filesystem::path& table) {
  constexpr std::string_view kMark = "# article ";
  std::ifstream in(table);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(kMark)) return line.substr(kMark.size());
  return {};
}

// The article of a table: NAME.txt beside it, or in `files` the one that it names.
Result<Document> article_of(const std::filesystem::path& table, const Articles* files,
                            const Resources& resources) {
  const std::string id = article_id(table);
  if (files) {
    if (id.empty())
      return Error{ErrorKind::bad_data, "no line '# article ID'", kNoOffset, table.string()};
    const auto found = files->find(id);
    if (found != files->end()) return found->second;
    return Error{ErrorKind::not_found, "no such article is given: " + id, kNoOffset,
                 table.string()};
  }
  auto text = table;
  text.replace_extension().replace_extension(".txt");
  if (!id.empty() && !std::filesystem::exists(text))
    return Error{ErrorKind::not_found,
                 "its article is elsewhere (" + id + "): name it by --articles", kNoOffset,
                 table.string()};
  return read_article(text.string(), resources.marks);
}

}  // namespace

Result<std::vector<ExpectedEvent>> read_expected(const std::filesystem::path& file) {
  std::vector<ExpectedEvent> list;
  const Status read = each_row(file, 6, 6, [&](const Fields& f) -> Status {
    EventType type{};
    const bool open = f[0].starts_with('?');
    const std::string event(f[0].substr(open ? 1 : 0));
    if (!from_string(event, type)) return bad_line("no PLOVER category: " + event);
    const auto text = [&](size_t i) { return std::string(f[i]); };
    list.push_back({event, text(1), text(2), text(3), text(4), text(5), open});
    return Done{};
  });
  if (!read) return read.error();
  return list;
}

ArticleScore score_records(const Reading& reading, const std::vector<ExpectedEvent>& expected) {
  const auto& events = reading.events.events;
  std::vector<bool> used(events.size(), false);
  const auto is_answered = [&](const ExpectedEvent& line) {
    size_t i = 0;
    while (i < events.size() && (used[i] || !answers(reading, events[i], line))) ++i;
    if (i < events.size()) used[i] = true;
    return i < events.size();
  };
  std::vector<const ExpectedEvent*> missed;
  ArticleScore score;
  score.records = events.size();
  for (const ExpectedEvent& line : expected) {
    if (line.open) continue;
    ++score.expected;
    if (is_answered(line))
      ++score.found;
    else
      missed.push_back(&line);
  }
  for (const ExpectedEvent& line : expected)
    if (line.open && is_answered(line)) --score.records;
  count_lacks(reading, missed, used, score);
  for (size_t i = 0; i < events.size(); ++i)
    if (!used[i]) score.beside.push_back(summary(reading, events[i]));
  return score;
}

ArticleScore RecordScores::total() const {
  ArticleScore sum;
  sum.name = "all";
  for (const ArticleScore& article : articles) {
    sum.expected += article.expected;
    sum.found += article.found;
    sum.records += article.records;
    for (size_t k = 0; k < kLacks; ++k) sum.lacks[k] += article.lacks[k];
  }
  return sum;
}

std::string RecordScores::table(bool details) const {
  std::string out = fmt::format("{:<24}{:>9}{:>7}{:>8}\n", "article", "expected", "found", "beside");
  const auto row = [&](const ArticleScore& a) {
    out += fmt::format("{:<24}{:>9}{:>7}{:>8}\n", a.name, a.expected, a.found, a.records - a.found);
    if (!details) return;
    for (const std::string& line : a.missed) out += "    missed  " + line + "\n";
    for (const std::string& line : a.beside) out += "    beside  " + line + "\n";
  };
  for (const ArticleScore& article : articles) row(article);
  const ArticleScore sum = total();
  row(sum);
  out += fmt::format("of the {} missed:", sum.expected - sum.found);
  for (size_t k = 0; k < kLacks; ++k)
    out += fmt::format("{} {} {}", k == 0 ? "" : ",", kLackNames[k], sum.lacks[k]);
  return out + "\n";
}

Status each_expected(const std::filesystem::path& folder, const Resources& resources,
                     const std::string& articles, const TakeExpected& take) {
  const auto tables = tables_in(folder);
  if (!tables) return tables.error();
  std::optional<Articles> files;
  if (!articles.empty()) {
    auto read = read_articles(articles, resources);
    if (!read) return read.error();
    files = std::move(*read);
  }
  ParseScratch scratch;
  for (const auto& table : *tables) {
    if (!table.stem().string().ends_with(".expected")) continue;
    const auto expected = read_expected(table);
    if (!expected) return expected.error();
    auto article = article_of(table, files ? &*files : nullptr, resources);
    if (!article) return article.error();
    Reading reading;
    reading.doc = std::move(*article);
    coding::Cases cases;
    read_layers(resources, scratch, reading, &cases);
    take(table.stem().stem().string(), *expected, reading, cases);
  }
  return Done{};
}

Result<RecordScores> evaluate_records(const std::filesystem::path& folder,
                                      const Resources& resources, const std::string& articles) {
  RecordScores scores;
  const Status read =
      each_expected(folder, resources, articles,
                    [&](const std::string& name, const std::vector<ExpectedEvent>& expected,
                        const Reading& reading, const coding::Cases&) {
                      scores.articles.push_back(score_records(reading, expected));
                      scores.articles.back().name = name;
                    });
  if (!read) return read.error();
  return scores;
}

}  // namespace dateline
