#include "dateline/store/links.h"

#include <fmt/format.h>

#include <map>

#include "dateline/base/data_lines.h"
#include "dateline/store/segments.h"

namespace dateline {
namespace {

constexpr char kBetween = '\x1f';  // fields of a party; parties end with kEnd
constexpr char kEnd = '\x1e';

// What link_record() takes from the layers, from the record. The order is that of Column.
constexpr const char* kLinkColumns = R"sql(
  id, dateline.document, event,
  concat(dateline.factuality.polarity, ';', array_to_string([concat(x, ';') FOR x IN dateline.aux], '')),
  coalesce(dateline.why.rule, ''), cite_info.published, date, enddate,
  coalesce(dateline.time."from" = 'text', false)::INT,
  array_to_string([concat(x.code, chr(31), x.sector, chr(31), x.identifier_id, chr(31),
                          x.identifier_text, chr(31), x.office, chr(30)) FOR x IN actor], ''),
  array_to_string([concat(x.code, chr(31), x.sector, chr(31), x.identifier_id, chr(31),
                          x.identifier_text, chr(31), x.office, chr(30)) FOR x IN recipient], ''),
  coalesce(event_loc.resolved_place, event_loc.extracted_place, ''), coalesce(event_loc.country_code, ''),
  event_loc.geonameid, event_loc.resolution, event_loc.lat, event_loc.lon,
  dateline.size.dead, dateline.size.injured, dateline.size.arrested, text,
  (dateline.why."by" = 'classifier')::INT,
  (len([x FOR x IN dateline.evidence IF x.role = 'recipient' AND x.start >= text_info.start
        AND x."end" <= text_info."end"]) > 0)::INT)sql";

enum Column : size_t {
  kId,
  kDocument,
  kEvent,
  kStatus,
  kRule,
  kPublished,
  kStart,
  kLast,
  kDated,
  kActors,
  kRecipients,
  kPlace,
  kCountry,
  kGeonameid,
  kLevel,
  kLat,
  kLon,
  kDead,
  kInjured,
  kArrested,
  kText,
  kLearned,
  kRecipientsHere,
};

// The batch as the segments have it, with the keys by which records meet.
constexpr const char* kKeys = R"sql(
  CREATE OR REPLACE TEMP TABLE link_keys AS SELECT DISTINCT event, key,
    unnest(generate_series(date - {0}, date + {0}, INTERVAL 1 DAY))::DATE AS date
  FROM (SELECT event[1] AS event, date, unnest(list_concat([x.code FOR x IN actor],
          [x.code FOR x IN recipient], [event_loc.country_code])) AS key FROM batch)
  WHERE date IS NOT NULL AND key IS NOT NULL)sql";

constexpr const char* kEarlier = R"sql(
  SELECT {0} FROM read_parquet({1}, hive_partitioning = false) WHERE date BETWEEN '{2}' AND '{3}'
  AND id IN (SELECT id FROM (SELECT id, event, date,
      unnest(list_concat(actor_codes, recipient_codes, [country])) AS key
    FROM read_parquet({1}, hive_partitioning = false) WHERE date BETWEEN '{2}' AND '{3}')
    SEMI JOIN link_keys USING (event, date, key)) ORDER BY id)sql";

using Row = std::vector<std::optional<std::string>>;

std::string text_at(const Row& row, Column column) { return row[column].value_or(""); }

std::optional<uint32_t> count_at(const Row& row, Column column) {
  if (!row[column]) return std::nullopt;
  return static_cast<uint32_t>(std::strtoul(row[column]->c_str(), nullptr, 10));
}

double number_at(const Row& row, Column column) {
  return row[column] ? std::strtod(row[column]->c_str(), nullptr) : 0;
}

std::vector<LinkParty> parties_at(const Row& row, Column column) {
  std::vector<LinkParty> list;
  const std::string text = text_at(row, column);
  for (std::string_view party : split(text, kEnd)) {
    const Fields f = split(party, kBetween);
    if (f.size() < 5) continue;
    const auto field = [&](size_t i) { return std::string(f[i]); };
    list.push_back({field(0), field(1), field(2), field(3), field(4)});
  }
  return list;
}

LinkRecord record_of(const Row& row) {
  LinkRecord r;
  r.id = text_at(row, kId);
  r.document = text_at(row, kDocument);
  r.event = text_at(row, kEvent);
  r.status = text_at(row, kStatus);
  r.rule = text_at(row, kRule);
  r.published = parse_iso_date(text_at(row, kPublished));
  r.start = parse_iso_date(text_at(row, kStart));
  r.end = parse_iso_date(text_at(row, kLast));
  r.dated = text_at(row, kDated) == "1";
  r.actors = parties_at(row, kActors);
  r.recipients = parties_at(row, kRecipients);
  r.place.name = text_at(row, kPlace);
  r.place.country = text_at(row, kCountry);
  r.place.geonameid = static_cast<int64_t>(number_at(row, kGeonameid));
  r.place.level = static_cast<int>(number_at(row, kLevel));
  r.place.lat = number_at(row, kLat);
  r.place.lon = number_at(row, kLon);
  r.size.dead = count_at(row, kDead);
  r.size.injured = count_at(row, kInjured);
  r.size.arrested = count_at(row, kArrested);
  r.text = text_at(row, kText);
  r.learned = text_at(row, kLearned) == "1";
  r.recipients_here = text_at(row, kRecipientsHere) == "1";
  return r;
}

Status read_records(Duck& duck, const std::string& sql, std::vector<LinkRecord>& records) {
  const auto table = duck.table(sql);
  if (!table) return table.error();
  for (const Row& row : table->rows) records.push_back(record_of(row));
  return Done{};
}

// Of the segments, what shares a category, a country and nearly the day with the batch.
Status read_earlier(Duck& duck, const std::filesystem::path& store,
                    const std::vector<Segment>& segments, std::vector<LinkRecord>& records) {
  if (segments.empty()) return Done{};
  if (Status made = duck.run(fmt::format(kKeys, kLinkDays)); !made) return made;
  const auto days = duck.table("SELECT min(date), max(date) FROM link_keys");
  if (!days) return days.error();
  if (!days->rows[0][0]) return Done{};
  std::vector<std::string> files;
  for (const Segment& segment : segments) files.push_back((store / segment.file).string());
  return read_records(
      duck,
      fmt::format(kEarlier, kLinkColumns, sql_list(files), *days->rows[0][0], *days->rows[0][1]),
      records);
}

// The answers that were given before, as indices into `records`.
Result<std::vector<uint32_t>> given_events(const std::vector<LinkRecord>& records, Ledger& ledger) {
  std::map<std::string, uint32_t> first;  // event id → the first of its records here
  std::vector<uint32_t> given;
  for (uint32_t at = 0; at < records.size(); ++at) {
    const auto event = ledger.event_of(records[at].id);
    if (!event) return event.error();
    given.push_back(first.try_emplace(event->empty() ? records[at].id : *event, at).first->second);
  }
  return given;
}

EventLink link_to(const LinkRecord& record, std::string event) {
  return {record.id,
          std::move(event),
          record.document,
          record.published ? iso(*record.published) : "",
          filled_fields(record),
          record.size.dead,
          record.size.injured};
}

}  // namespace

Result<std::vector<EventLink>> links_of_batch(Duck& duck, const std::filesystem::path& store,
                                              const std::vector<Segment>& segments, Ledger& ledger,
                                              const LinkRules& rules) {
  std::vector<LinkRecord> records;
  Status read = read_earlier(duck, store, segments, records);
  if (!read) return read.error();
  const auto given = given_events(records, ledger);
  if (!given) return given.error();
  read = read_records(duck,
                      fmt::format("SELECT {} FROM (SELECT * REPLACE (event[1] AS event) FROM batch "
                                  "ORDER BY rowid)",
                                  kLinkColumns),
                      records);
  if (!read) return read.error();
  const auto first = link_events(records, *given, rules);

  std::vector<EventLink> links;
  for (size_t at = given->size(); at < records.size(); ++at) {
    if (first[at] == at) continue;
    const LinkRecord& earlier = records[first[at]];
    const auto known = ledger.event_of(earlier.id);
    if (!known) return known.error();
    const std::string event = known->empty() ? earlier.id : *known;
    if (known->empty()) links.push_back(link_to(earlier, event));
    links.push_back(link_to(records[at], event));
  }
  return links;
}

}  // namespace dateline
