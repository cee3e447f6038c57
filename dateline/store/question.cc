#include "dateline/store/question.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>

#include "dateline/base/civil.h"
#include "dateline/doc/events.h"
#include "dateline/store/duck.h"

namespace dateline {
namespace {

struct By {
  const char* name;
  const char* expression;
  bool time = false;
};

constexpr By kBy[] = {
    {"year", "year(date)", true},
    {"month", "strftime(date, '%Y-%m')", true},
    {"week", "date_trunc('week', date)::DATE", true},
    {"day", "date", true},
    {"event", "event"},
    {"mode", "mode"},
    {"context", "context"},
    {"quad", "quad_code"},
    {"actor", "actor_code"},
    {"actor_sector", "actor_sector"},
    {"recipient", "recipient_code"},
    {"recipient_sector", "recipient_sector"},
    {"country", "country"},
    {"place", "place"},
    {"source", "source_code"},
    {"certainty", "certainty"},
    {"publication", "publication"},
    {"story", "story"},
};

Error usage(std::string what) { return {ErrorKind::usage, std::move(what), kNoOffset, {}}; }

bool has_lower(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::islower(c) || c >= 0x80; });
}

// A name's words, with what LIKE takes for wildcards made plain.
std::string like(const std::string& words) {
  std::string out;
  for (char c : words)
    out += c == '%' || c == '_' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return sql_text("%" + out + "%") + " ESCAPE '\\'";
}

// `side`: "actor" or "recipient".
std::string side_is(const std::string& side, const std::string& value) {
  if (has_lower(value))
    return fmt::format("len([x FOR x IN {}_names IF x ILIKE {}]) > 0", side, like(value));
  return fmt::format("contains({}_keys, {})", side, sql_text(" " + value + " "));
}

using Conditions = std::vector<std::string>;

void add_any(Conditions& all, const std::vector<std::string>& values,
             const std::function<std::string(const std::string&)>& condition) {
  if (values.empty()) return;
  std::string any;
  for (const std::string& value : values) any += (any.empty() ? "" : " OR ") + condition(value);
  all.push_back("(" + any + ")");
}

void add_in(Conditions& all, const std::string& column, const std::vector<std::string>& values) {
  if (values.empty()) return;
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + sql_text(value);
  all.push_back(column + " IN (" + list + ")");
}

Status check_events(const std::vector<std::string>& events) {
  for (const std::string& name : events) {
    EventType type{};
    if (!from_string(name, type))
      return usage(name + " is not a PLOVER category (CONSULT, ASSAULT, …)");
  }
  return Done{};
}

// The first or last day of "2018", "2018-03", "2018-03-05".
Result<std::string> day_of(const std::string& text, bool last) {
  std::string whole = text;
  if (text.size() == 4) whole += last ? "-12-31" : "-01-01";
  if (text.size() == 7) whole += "-01";
  const auto date = parse_iso_date(whole);
  if (!date) return usage(text + " is not a date: 2018, 2018-03 or 2018-03-05");
  if (text.size() != 7 || !last) return whole;
  return iso(CivilDate(date->year() / date->month() / std::chrono::last));
}

Status add_dates(Conditions& all, const Question& question) {
  for (const bool last : {false, true}) {
    const std::string& text = last ? question.until : question.since;
    if (text.empty()) continue;
    const auto day = day_of(text, last);
    if (!day) return day.error();
    all.push_back(fmt::format("date {} DATE {}", last ? "<=" : ">=", sql_text(*day)));
  }
  return Done{};
}

void add_participants(Conditions& all, const Question& question) {
  add_any(all, question.actors, [](const auto& value) { return side_is("actor", value); });
  add_any(all, question.recipients, [](const auto& value) { return side_is("recipient", value); });
  add_any(all, question.either, [](const auto& value) {
    return side_is("actor", value) + " OR " + side_is("recipient", value);
  });
}

void add_rest(Conditions& all, const Question& question) {
  add_any(all, question.modes,
          [](const auto& v) { return "list_contains(mode, " + sql_text(v) + ")"; });
  add_any(all, question.contexts,
          [](const auto& v) { return "list_contains(context, " + sql_text(v) + ")"; });
  add_any(all, question.sources, [](const auto& v) {
    return has_lower(v) ? "source ILIKE " + like(v)
                        : "starts_with(source_code, " + sql_text(v) + ")";
  });
  std::vector<std::string> quads;
  for (int quad : question.quads) quads.push_back(std::to_string(quad));
  if (!quads.empty()) all.push_back(fmt::format("quad_code IN ({})", fmt::join(quads, ", ")));
  if (question.asserted) all.emplace_back("len(aux) = 0 AND polarity = 'positive'");
  if (question.confidence > 0) all.push_back(fmt::format("confidence >= {}", question.confidence));
  if (question.found) all.emplace_back("document IN (SELECT document FROM found)");
}

const By* by_of(const std::string& name) {
  const auto* at =
      std::find_if(std::begin(kBy), std::end(kBy), [&](const By& by) { return name == by.name; });
  return at == std::end(kBy) ? nullptr : at;
}

std::string limits(const Question& question) {
  std::string out;
  if (question.limit) out += fmt::format(" LIMIT {}", question.limit);
  if (question.offset) out += fmt::format(" OFFSET {}", question.offset);
  return out;
}

// ", 1, 2": ties in the order of the columns.
std::string ordinals(size_t columns) {
  std::string out;
  for (size_t i = 1; i <= columns; ++i) out += fmt::format(", {}", i);
  return out;
}

Result<std::string> counts_sql(const Question& question) {
  const auto from = from_where(question);
  if (!from) return from.error();
  std::string columns;
  bool time = false;
  for (const std::string& name : question.by) {
    const By* by = by_of(name);
    if (!by) return usage("--by takes " + by_names() + ", not " + name);
    columns += fmt::format("{} AS \"{}\", ", by->expression, by->name);
    time |= by->time;
  }
  return fmt::format("SELECT {}count(*) AS \"{}\" {} GROUP BY ALL ORDER BY {}{}", columns,
                     question.reports ? "reports" : "events", *from,
                     time ? "ALL" : "count(*) DESC" + ordinals(question.by.size()),
                     limits(question));
}

Result<std::string> list_sql(const Question& question, const std::string& columns) {
  const auto from = from_where(question);
  if (!from) return from.error();
  return fmt::format("SELECT {} {} ORDER BY date, id{}", columns, *from, limits(question));
}

}  // namespace

std::string by_names() {
  std::string out;
  for (const By& by : kBy) out += (out.empty() ? "" : ", ") + std::string(by.name);
  return out;
}

Result<std::string> from_where(const Question& question) {
  Conditions all;
  if (Status checked = check_events(question.events); !checked) return checked.error();
  if (Status added = add_dates(all, question); !added) return added.error();
  add_in(all, "event", question.events);
  add_in(all, "country", question.countries);
  add_in(all, "document", question.documents);
  add_participants(all, question);
  add_rest(all, question);
  std::string sql = question.reports ? "FROM reports" : "FROM events";
  if (question.superseded) sql = "FROM recorded";
  for (size_t i = 0; i < all.size(); ++i) sql += (i ? " AND " : " WHERE ") + all[i];
  return sql;
}

Result<std::string> sql_of(const Question& question) {
  if (!question.by.empty()) return counts_sql(question);
  return list_sql(question,
                  "* EXCLUDE (actor, recipient, event_loc, text_info, cite_info, dateline)");
}

Result<std::string> short_sql_of(const Question& question) {
  if (!question.by.empty()) return counts_sql(question);
  return list_sql(question,
                  "date, event, mode, coalesce(actor_names, actor_codes) AS actor, "
                  "coalesce(recipient_names, recipient_codes) AS recipient, place, source, text");
}

}  // namespace dateline
