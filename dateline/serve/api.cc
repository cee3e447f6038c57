#include "dateline/serve/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "dateline/base/civil.h"
#include "dateline/base/data_lines.h"
#include "dateline/render/json.h"

namespace dateline {
namespace {

constexpr size_t kLongestValue = 2000;  // bytes of one parameter
constexpr size_t kMostFound = 20'000;   // articles of a full-text filter
constexpr size_t kMostKept = 300'000;   // events that are kept in memory
constexpr size_t kMostRows = 500;       // events or reviews a page
constexpr size_t kMostPoints = 3000;    // places on the map
constexpr size_t kMostEdges = 200;      // of the network
constexpr size_t kRecent = 2048;        // articles kept as answered
const ReadLimits kLimits{std::chrono::seconds(10), 0, "2GB"};

// What filters, rows and counts need of an event; what counts alone need.
constexpr const char* kFlat =
    "* EXCLUDE (actor, recipient, event_loc, text_info, cite_info, dateline)";
constexpr const char* kCounted =
    "id, date, event, quad_code, event_scale, actor_code, actor_sector, recipient_code, "
    "recipient_sector, place, country, lat, lon, resolution, document";
constexpr const char* kEventFields =
    "{id: id, date: date, enddate: enddate, event: event, mode: mode, quad: quad_code, aux: aux, "
    "actor: actor_codes, actor_sector: actor_sectors, actor_name: actor_names, "
    "recipient: recipient_codes, recipient_sector: recipient_sectors, recipient_name: "
    "recipient_names, "
    "place: place, country: country, resolution: resolution, source: source, certainty: certainty, "
    "confidence: confidence, text: text, document: document, publication: publication}";
constexpr const char* kRecordFields =
    "{id: id, date: date, enddate: enddate, event: [event], mode: mode, context: context, "
    "quad_code: quad_code, "
    "event_scale: event_scale, actor: actor, recipient: recipient, event_text: event_text, "
    "event_loc: event_loc, "
    "text: text, text_info: text_info, dateline: dateline}";

Error usage(std::string what) { return {ErrorKind::usage, std::move(what), kNoOffset, {}}; }

std::string value_of(const Params& params, const char* name) {
  const auto at = params.find(name);
  return at == params.end() ? std::string() : at->second;
}

std::vector<std::string> list_of(const Params& params, const char* name) {
  std::vector<std::string> list;
  const auto [from, to] = params.equal_range(name);
  for (auto at = from; at != to; ++at)
    for (std::string_view part : split(at->second, ','))
      if (!part.empty()) list.emplace_back(part);
  return list;
}

bool flag_of(const Params& params, const char* name) {
  const std::string value = value_of(params, name);
  return value == "1" || value == "true";
}

// A number up to `most`; `otherwise` where there is none.
Result<uint64_t> number_of(const Params& params, const char* name, uint64_t otherwise,
                           uint64_t most) {
  const std::string text = value_of(params, name);
  if (text.empty()) return otherwise;
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > most)
    return usage(fmt::format("{} is a number up to {}", name, most));
  return number;
}

Status check(const Params& params) {
  static const std::vector<std::string> others = {"limit", "offset", "unit", "sort"};
  for (const auto& [name, value] : params) {
    if (value.size() > kLongestValue) return usage(name + " is too long");
    const bool known =
        std::any_of(filter_params().begin(), filter_params().end(),
                    [&, &key = name](const auto& filter) { return key == filter.first; }) ||
        std::count(others.begin(), others.end(), name);
    if (!known) return usage("no such parameter: " + name);
  }
  return Done{};
}

Result<Question> question_of(const Params& params) {
  if (Status checked = check(params); !checked) return checked.error();
  Question question;
  question.actors = list_of(params, "actor");
  question.recipients = list_of(params, "recipient");
  question.either = list_of(params, "either");
  question.events = list_of(params, "event");
  question.modes = list_of(params, "mode");
  question.contexts = list_of(params, "context");
  question.countries = list_of(params, "country");
  question.sources = list_of(params, "source");
  if (const std::string id = value_of(params, "document"); !id.empty()) question.documents = {id};
  for (const std::string& quad : list_of(params, "quad")) {
    if (quad.size() != 1 || quad < "1" || quad > "4") return usage("quad is 1 to 4");
    question.quads.push_back(quad[0] - '0');
  }
  question.since = value_of(params, "since");
  question.until = value_of(params, "until");
  question.asserted = flag_of(params, "asserted");
  question.reports = flag_of(params, "reports");
  question.found = !value_of(params, "text").empty();
  return question;
}

// A timeline has at most a few hundred bars.
const char* unit_for(int days) {
  if (days <= 120) return "day";
  if (days <= 800) return "week";
  return days <= 9000 ? "month" : "year";
}

const char* unit_sql(std::string_view unit) {
  if (unit == "day") return "date";
  if (unit == "week") return "date_trunc('week', date)::DATE";
  return unit == "month" ? "date_trunc('month', date)::DATE" : "date_trunc('year', date)::DATE";
}

Json article_json(Statement& row) {
  const auto text = [&](int column) {
    return row.is_null(column) ? Json() : Json(std::string(row.text(column)));
  };
  return {{"id", text(1)},          {"title", text(2)},    {"published", text(3)},
          {"publication", text(4)}, {"dateline", text(5)}, {"url", text(6)},
          {"language", text(7)},    {"origin", text(8)},   {"replaced_by", text(9)},
          {"text", text(10)}};
}

Json review_json(const Review& review) {
  return {{"record", review.record},
          {"document", review.document},
          {"verdict", review.verdict},
          {"corrected", review.corrected.empty() ? Json() : Json::parse(review.corrected)},
          {"reviewer", review.reviewer},
          {"note", or_null(review.note)},
          {"time", review.time}};
}

Result<Json> copies_json(Sqlite& database, int64_t number) {
  auto query = database.prepare(
      "SELECT origin, publication, url, published, resemblance FROM copies WHERE article = ? ORDER "
      "BY origin LIMIT 100");
  if (!query) return query.error();
  query->bind(1, number);
  Json list = Json::array();
  Result<bool> row = query->step();
  for (; row && *row; row = query->step())
    list.push_back({{"origin", std::string(query->text(0))},
                    {"publication", or_null(query->text(1))},
                    {"url", or_null(query->text(2))},
                    {"published", or_null(query->text(3))}});
  if (!row) return row.error();
  return list;
}

// The events of a page, of which `page` has id and day: few segments hold them.
std::string whole_rows(const SqlTable& page, std::string_view view) {
  std::vector<std::string> ids;
  std::set<std::string> days;
  bool dated = !page.rows.empty();
  for (const auto& row : page.rows) {
    ids.push_back(row[0].value_or(""));
    dated = dated && row[1];
    if (dated) days.insert(*row[1]);
  }
  const std::string between = dated ? fmt::format(" AND date BETWEEN DATE '{}' AND DATE '{}'",
                                                  *days.begin(), *days.rbegin())
                                    : "";
  return fmt::format(
      "SELECT to_json({}) FROM {} WHERE id IN (SELECT unnest({})){} ORDER BY date DESC NULLS LAST, "
      "id",
      kEventFields, view, sql_list(ids), between);
}

// "events" of "FROM events WHERE …".
std::string view_of(const std::string& from) {
  constexpr size_t kFrom = sizeof("FROM ") - 1;
  return from.substr(kFrom, from.find(' ', kFrom) - kFrom);
}

}  // namespace

const std::vector<std::pair<const char*, const char*>>& filter_params() {
  static const std::vector<std::pair<const char*, const char*>> list = {
      {"actor",
       "Who did it: PRK, GOV, PRKGOV, or part of a name; values of a list are alternatives"},
      {"recipient", "To whom, in the same way"},
      {"either", "Actor or recipient"},
      {"event", "PLOVER category"},
      {"mode", "PLOVER mode"},
      {"context", "PLOVER context"},
      {"quad", "1 verbal cooperation, 2 material, 3 verbal conflict, 4 material conflict"},
      {"country", "Where it happened, ISO 3166 alpha-3"},
      {"source", "Who says so: a code, or part of the words"},
      {"document", "Article id"},
      {"since", "First day: 2018, 2018-03 or 2018-03-05"},
      {"until", "Last day, in the same way"},
      {"text", "Articles with these words (SQLite FTS5 syntax)"},
      {"asserted", "1: leave out what is planned, denied, hypothetical or past history"},
      {"reports", "1: every report; else each event once"},
  };
  return list;
}

const std::vector<Route>& routes() {
  static const std::vector<Route> list = {
      {"/api/events", "Events, newest first, by pages (limit up to 500, offset)", &Api::events,
       true},
      {"/api/timeline", "Counts by day, week, month or year (unit) and quad class", &Api::timeline,
       true},
      {"/api/map", "Counts by place, and by country for all", &Api::map, true},
      {"/api/network", "Counts by actor and recipient, and their mean conflict-cooperation score",
       &Api::network, true},
      {"/api/facets", "Totals, first and last day, counts by category, actor and country",
       &Api::facets, true},
      {"/api/search", "Articles with the words of `text`, best first", &Api::search, false},
      {"/api/reviews", "What reviewers said of records, newest first (limit, offset)",
       &Api::reviews, false},
  };
  return list;
}

Result<std::unique_ptr<Api>> Api::open(const std::filesystem::path& store) {
  auto reader = StoreReader::open(store, kLimits);
  if (!reader) return reader.error();
  return std::unique_ptr<Api>(new Api(store, std::move(*reader)));
}

Status Api::take_reviews(const std::filesystem::path& data) {
  auto codebook = Codebook::load(data);
  if (!codebook) return codebook.error();
  auto ledger = Ledger::open(store_ / "articles.sqlite", Sqlite::Mode::write);
  if (!ledger) return ledger.error();
  writer_.emplace(Writer{std::move(*ledger), std::move(*codebook)});
  return Done{};
}

// Under the lock: what the store holds now, the full-text filter, then `answer`.
Result<std::string> Api::ask(const Params& params,
                             const std::function<Result<std::string>(const std::string&)>& answer) {
  const auto question = question_of(params);
  if (!question) return question.error();
  const std::lock_guard lock(mutex_);
  const auto fresh = reader_.refresh();
  if (!fresh) return fresh.error();
  if (*fresh) {
    kept_.clear();
    whole_.clear();
    found_.clear();
    small_.reset();
  }
  const std::string words = value_of(params, "text");
  if (question->found && words != found_) {
    found_.clear();
    if (Status found = reader_.find_text(words, kMostFound); !found) return found.error();
    found_ = words;
  }
  const auto from = from_where(*question);
  if (!from) return from.error();
  return answer(*from);
}

// Where the events of a question are counted from. The page asks five things of one view, then of another: of a small
// store all events are kept in memory, of a large one those of the view, if they are few.
Result<std::string> Api::counted(const std::string& from, const std::string& words) {
  const auto whole = keep_whole(view_of(from));
  if (!whole) return whole.error();
  if (*whole) return "FROM kept" + from.substr(sizeof("FROM ") - 1 + whole_.size());
  const std::string asked = from + "\n" + words;
  if (asked == kept_) return kept_from_;
  kept_.clear();
  const auto all = reader_.keep(fmt::format("SELECT {} {}", kCounted, from), kMostKept);
  if (!all) return all.error();
  kept_ = asked;
  kept_from_ = *all ? "FROM kept" : from;
  return kept_from_;
}

// Makes `kept` all of a view ("events", "reports"); false where that is too much.
Result<bool> Api::keep_whole(const std::string& view) {
  if (view == whole_) return true;
  if (!small_) {
    const auto reports = reader_.table("SELECT count(*) FROM reports");
    if (!reports) return reports.error();
    small_ = std::stoull(reports->rows[0][0].value_or("0")) <= kMostKept;
  }
  if (!*small_) return false;
  whole_.clear();
  const auto kept = reader_.keep(fmt::format("SELECT {} FROM {}", kFlat, view), kMostKept);
  if (!kept) return kept.error();
  whole_ = view;
  return true;
}

// "[row,row]": the one column of each row is JSON.
Result<std::string> Api::rows_of(const std::string& sql) {
  std::string out = "[";
  const Status done = reader_.read(sql, {[](const auto&) -> Status { return Done{}; },
                                         [&](const SqlRow& row) -> Status {
                                           if (out.size() > 1) out += ',';
                                           out += row[0].value_or("null");
                                           return Done{};
                                         }});
  if (!done) return done.error();
  return out + "]";
}

Result<std::string> Api::events(const Params& params) {
  const auto limit = number_of(params, "limit", 50, kMostRows);
  if (!limit) return limit.error();
  const auto offset = number_of(params, "offset", 0, 100'000'000);
  if (!offset) return offset.error();
  return ask(params, [&](const std::string& where) -> Result<std::string> {
    const auto from = counted(where, value_of(params, "text"));
    if (!from) return from.error();
    const auto total = reader_.table("SELECT count(*) " + *from);
    if (!total) return total.error();
    const auto page = reader_.table(
        fmt::format("SELECT id, date {} ORDER BY date DESC NULLS LAST, id LIMIT {} OFFSET {}",
                    *from, *limit, *offset));
    if (!page) return page.error();
    const auto rows = rows_of(whole_rows(*page, whole_.empty() ? view_of(where) : "kept"));
    if (!rows) return rows.error();
    return fmt::format("{{\"total\":{},\"offset\":{},\"rows\":{}}}", *total->rows[0][0], *offset,
                       *rows);
  });
}

// Without a span asked for, the few events far before or after the rest (three times the
// quartiles' distance, as Tukey has it) are counted but not drawn: one mention of 1900 must
// not squeeze this year into a pixel.
Result<std::string> Api::timeline(const Params& params) {
  std::string unit = value_of(params, "unit");
  if (!unit.empty() && unit != "day" && unit != "week" && unit != "month" && unit != "year")
    return usage("unit is day, week, month or year");
  return ask(params, [&](const std::string& where) -> Result<std::string> {
    const auto from = counted(where, value_of(params, "text"));
    if (!from) return from.error();
    const bool whole = !value_of(params, "since").empty() || !value_of(params, "until").empty();
    const auto range = reader_.table(fmt::format(
        "WITH q AS (SELECT min(date) AS a, max(date) AS b, quantile_disc(date, 0.25) AS low, "
        "quantile_disc(date, 0.75) AS high {0}) "
        "SELECT if({1}, a, greatest(a, low - (3 * greatest(30, high - low))::INTEGER))::DATE, "
        "if({1}, b, least(b, high + (3 * greatest(30, high - low))::INTEGER))::DATE FROM q",
        *from, whole));
    if (!range) return range.error();
    const std::string first = range->rows[0][0].value_or("0001-01-01"),
                      last = range->rows[0][1].value_or("9999-12-31");
    if (unit.empty()) unit = unit_for(days_between(*parse_iso_date(first), *parse_iso_date(last)));
    const auto rows =
        rows_of(fmt::format("SELECT to_json([t::VARCHAR, q::VARCHAR, n::VARCHAR]) FROM (SELECT {} "
                            "AS t, quad_code AS q, count(*) AS n FROM "
                            "(SELECT date, quad_code {}) WHERE date BETWEEN DATE '{}' AND DATE "
                            "'{}' GROUP BY ALL) ORDER BY t, q",
                            unit_sql(unit), *from, first, last));
    if (!rows) return rows.error();
    const auto outside =
        reader_.table(fmt::format("SELECT count(*) FILTER (date < DATE '{}'), count(*) FILTER "
                                  "(date > DATE '{}'), count(*) FILTER (date IS NULL) {}",
                                  first, last, *from));
    if (!outside) return outside.error();
    const auto& row = outside->rows[0];
    return fmt::format("{{\"unit\":\"{}\",\"rows\":{},\"before\":{},\"after\":{},\"undated\":{}}}",
                       unit, *rows, *row[0], *row[1], *row[2]);
  });
}

Result<std::string> Api::map(const Params& params) {
  return ask(params, [&](const std::string& where) -> Result<std::string> {
    const auto from = counted(where, value_of(params, "text"));
    if (!from) return from.error();
    const auto points =
        rows_of(fmt::format("SELECT to_json({{lat: lat, lon: lon, resolution: resolution, place: "
                            "place, country: country, n: n}}) FROM "
                            "(SELECT lat, lon, resolution, place, country, count(*) AS n FROM "
                            "(SELECT * {}) WHERE resolution >= 2 "
                            "GROUP BY ALL ORDER BY n DESC, place LIMIT {})",
                            *from, kMostPoints));
    if (!points) return points.error();
    const auto countries =
        rows_of(fmt::format("SELECT to_json({{country: country, n: n}}) FROM (SELECT country, "
                            "count(*) AS n FROM (SELECT country {}) "
                            "WHERE country IS NOT NULL GROUP BY ALL) ORDER BY n DESC, country",
                            *from));
    if (!countries) return countries.error();
    return fmt::format("{{\"points\":{},\"countries\":{}}}", *points, *countries);
  });
}

Result<std::string> Api::network(const Params& params) {
  return ask(params, [&](const std::string& where) -> Result<std::string> {
    const auto from = counted(where, value_of(params, "text"));
    if (!from) return from.error();
    const auto edges = rows_of(
        fmt::format("SELECT to_json({{a: a, b: b, n: n, scale: scale}}) FROM (SELECT "
                    "concat(actor_code, actor_sector) AS a, "
                    "concat(recipient_code, recipient_sector) AS b, count(*) AS n, "
                    "round(avg(event_scale), 2) AS scale {} "
                    "GROUP BY ALL HAVING a <> '' AND b <> '' ORDER BY n DESC, a, b LIMIT {})",
                    *from, kMostEdges));
    if (!edges) return edges.error();
    return fmt::format("{{\"edges\":{}}}", *edges);
  });
}

Result<std::string> Api::facets(const Params& params) {
  return ask(params, [&](const std::string& where) -> Result<std::string> {
    const auto from = counted(where, value_of(params, "text"));
    if (!from) return from.error();
    std::string out;
    for (const auto& [name, column] :
         {std::pair("events", "event"), std::pair("actors", "actor_code"),
          std::pair("countries", "country")}) {
      const auto rows =
          rows_of(fmt::format("SELECT to_json({{value: v, n: n}}) FROM (SELECT {} AS v, count(*) "
                              "AS n {} GROUP BY ALL HAVING v IS NOT NULL "
                              "ORDER BY n DESC, v LIMIT 40)",
                              column, *from));
      if (!rows) return rows.error();
      out += fmt::format("\"{}\":{},", name, *rows);
    }
    const auto totals =
        reader_.table("SELECT count(*), count(DISTINCT document), min(date), max(date) " + *from);
    if (!totals) return totals.error();
    const auto& row = totals->rows[0];
    return fmt::format("{{{}\"total\":{},\"articles\":{},\"first\":{},\"last\":{}}}", out, *row[0],
                       *row[1], dump(or_null(row[2].value_or(""))),
                       dump(or_null(row[3].value_or(""))));
  });
}

Result<std::string> Api::search(const Params& params) {
  if (Status checked = check(params); !checked) return checked.error();
  const auto limit = number_of(params, "limit", 50, kMostRows);
  if (!limit) return limit.error();
  const std::string words = value_of(params, "text");
  if (words.empty()) return usage("text is missing");
  const std::lock_guard lock(mutex_);
  const auto found = reader_.ledger().find_text(words, *limit);
  if (!found) return found.error();
  Json rows = Json::array();
  for (const auto& article : *found)
    rows.push_back({{"id", article.id},
                    {"title", or_null(article.title)},
                    {"published", or_null(article.published)},
                    {"snippet", article.snippet}});
  return dump({{"rows", std::move(rows)}});
}

Result<std::string> Api::reviews(const Params& params) {
  if (Status checked = check(params); !checked) return checked.error();
  const auto limit = number_of(params, "limit", kMostRows, kMostRows);
  if (!limit) return limit.error();
  const auto offset = number_of(params, "offset", 0, 100'000'000);
  if (!offset) return offset.error();
  const std::lock_guard lock(mutex_);
  const auto list = reviews_of(reader_.ledger(), value_of(params, "document"), *limit, *offset);
  if (!list) return list.error();
  Json rows = Json::array();
  for (const Review& review : *list) rows.push_back(review_json(review));
  return dump({{"open", writer_.has_value()}, {"rows", std::move(rows)}});
}

Result<std::string> Api::add_review(const std::string& body) {
  auto review = read_review(body);
  if (!review) return review.error();
  {
    const std::lock_guard lock(mutex_);
    if (const auto fresh = reader_.refresh(); !fresh) return fresh.error();
    if (Status known = complete(*review, reader_, writer_->codebook); !known) return known.error();
  }
  const std::lock_guard lock(writing_);
  if (Status added = dateline::add_review(writer_->ledger, *review); !added) return added.error();
  return dump(review_json(*review));
}

Result<std::string> Api::article(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto changed = reader_.refresh();
  if (!changed) return changed.error();
  if (*changed) {
    recent_.clear();
    at_.clear();
  }
  if (const auto known = at_.find(id); known != at_.end()) {
    recent_.splice(recent_.begin(), recent_, known->second);
    return known->second->second;
  }
  auto answer = read_article(id);
  if (!answer) return answer;
  recent_.emplace_front(id, *answer);
  at_[id] = recent_.begin();
  if (recent_.size() > kRecent) {
    at_.erase(recent_.back().first);
    recent_.pop_back();
  }
  return answer;
}

Result<std::string> Api::read_article(const std::string& id) {
  Sqlite& database = reader_.ledger().database();
  auto query = database.prepare(
      "SELECT number, id, title, published, publication, dateline, url, language, origin, "
      "replaced_by, text "
      "FROM articles WHERE id = ?");
  if (!query) return query.error();
  query->bind(1, id);
  const auto row = query->step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, "no such article", kNoOffset, {}};
  Json article = article_json(*query);
  const auto copies = copies_json(database, query->number(0));
  if (!copies) return copies.error();
  article["copies"] = *copies;
  const auto records = rows_of(fmt::format(
      "SELECT to_json({}) FROM reports WHERE document = {} ORDER BY text_info.start, id",
      kRecordFields, sql_text(id)));
  if (!records) return records.error();
  return fmt::format("{{\"article\":{},\"records\":{}}}", dump(article), *records);
}

}  // namespace dateline
