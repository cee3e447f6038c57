#include "dateline/store/segments.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <map>

namespace dateline {
namespace {

namespace fs = std::filesystem;

// The record's fields (docs/record.md) as DuckDB types.
constexpr const char* kColumns = R"sql({
  id: 'VARCHAR', date: 'DATE', enddate: 'DATE', event: 'VARCHAR[]', mode: 'VARCHAR[]',
  context: 'VARCHAR[]', quad_code: 'TINYINT', event_scale: 'DOUBLE',
  actor: 'STRUCT(code VARCHAR, sector VARCHAR, entity_text VARCHAR, identifier_text VARCHAR, identifier_id VARCHAR, office VARCHAR)[]',
  recipient: 'STRUCT(code VARCHAR, sector VARCHAR, entity_text VARCHAR, identifier_text VARCHAR, identifier_id VARCHAR, office VARCHAR)[]',
  event_text: 'VARCHAR[]',
  event_loc: 'STRUCT(extracted_place VARCHAR, resolved_place VARCHAR, geonameid BIGINT, lat DOUBLE, lon DOUBLE, country_code VARCHAR, admin1 VARCHAR, resolution TINYINT)',
  text: 'VARCHAR', text_info: 'STRUCT(sequence BIGINT, start BIGINT, "end" BIGINT)',
  cite_info: 'STRUCT(publication VARCHAR, published DATE, title VARCHAR, url VARCHAR, language VARCHAR, codebook VARCHAR, coder VARCHAR)',
  dateline: 'STRUCT(cameo VARCHAR, aux VARCHAR[], factuality STRUCT(polarity VARCHAR, certainty VARCHAR), attribution STRUCT(source VARCHAR, code VARCHAR, cue VARCHAR, kind VARCHAR, start BIGINT, "end" BIGINT)[], time STRUCT(text VARCHAR, timex3 VARCHAR, value VARCHAR, start DATE, "end" DATE, "from" VARCHAR), size STRUCT(dead BIGINT, injured BIGINT, arrested BIGINT, attendance BIGINT), evidence STRUCT(role VARCHAR, start BIGINT, "end" BIGINT)[], why STRUCT("by" VARCHAR, rule VARCHAR, predicate VARCHAR, confidence DOUBLE), document VARCHAR, origin VARCHAR, story VARCHAR, same_as VARCHAR)'})sql";

// The flat columns of one side. Its keys are " PRK GOV PRKGOV CHN MIL CHNMIL ", since looking into
// lists of millions of events takes its time.
constexpr const char* kParticipants = R"sql([x.code FOR x IN {0}] AS {0}_codes,
    [x.sector FOR x IN {0}] AS {0}_sectors, [x.identifier_text FOR x IN {0}] AS {0}_names,
    {0}[1].code AS {0}_code, {0}[1].sector AS {0}_sector,
    array_to_string([concat_ws(' ', '', x.code, x.sector, x.code || x.sector) FOR x IN {0}], '') || ' ' AS {0}_keys,)sql";

// One flat column for each question that is often asked; the nested ones as they are.
constexpr const char* kSelect = R"sql(
  SELECT id, date, enddate, event[1] AS event, mode, context, quad_code, event_scale,
    dateline.cameo AS cameo, dateline.aux AS aux, dateline.factuality.polarity AS polarity,
    dateline.factuality.certainty AS certainty,
    {actor}
    {recipient}
    event_loc.resolved_place AS place, event_loc.country_code AS country, event_loc.geonameid AS geonameid,
    event_loc.lat AS lat, event_loc.lon AS lon, event_loc.resolution AS resolution,
    dateline.attribution[1].source AS source, dateline.attribution[1].code AS source_code,
    dateline.time."from" AS time_from, dateline.size.dead AS dead, dateline.size.injured AS injured,
    dateline.size.arrested AS arrested, dateline.why.confidence AS confidence, dateline.why.rule AS rule,
    cite_info.publication AS publication, cite_info.published AS published, cite_info.url AS url,
    dateline.document AS document, text_info.sequence AS sentence, text, event_text,
    dateline.same_as AS same_as, actor, recipient, event_loc, text_info, cite_info, dateline
  FROM batch)sql";

std::string select_sql() {
  return fmt::format(kSelect, fmt::arg("actor", fmt::format(kParticipants, "actor")),
                     fmt::arg("recipient", fmt::format(kParticipants, "recipient")));
}

constexpr int64_t kSmallSegment = 500'000;  // rows
constexpr size_t kFewSegments = 8;          // small ones of a year that may stay apart

Status sync_file(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool ok = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (ok) return Done{};
  return Error{ErrorKind::io, "cannot write to disk", kNoOffset, file.string()};
}

Status put_in_place(const fs::path& part, const fs::path& file) {
  if (Status synced = sync_file(part); !synced) return synced;
  std::error_code failed;
  fs::rename(part, file, failed);
  if (failed) return Error{ErrorKind::io, failed.message(), kNoOffset, file.string()};
  return Done{};
}

Status load_batch(Duck& duck, const fs::path& json) {
  return duck.run(
      fmt::format("CREATE OR REPLACE TEMP TABLE batch AS SELECT * FROM read_json({}, "
                  "format = 'newline_delimited', maximum_object_size = 67108864, "
                  "columns = {})",
                  sql_text(json.string()), kColumns));
}

Result<Segment> write_year(Duck& duck, const fs::path& store, int64_t batch,
                           const std::string& year, const std::string& rows) {
  const std::string name = fmt::format("events/y={}/part-{:08}.parquet", year, batch);
  const fs::path part = store / (name + ".part");
  std::error_code failed;
  fs::create_directories(part.parent_path(), failed);
  Status done =
      duck.run(fmt::format("COPY ({} WHERE coalesce(year(date), 0) = {} ORDER BY date, id) TO {} "
                           "(FORMAT parquet, COMPRESSION zstd)",
                           select_sql(), year, sql_text(part.string())));
  if (!done) return done.error();
  if (done = put_in_place(part, store / name); !done) return done.error();
  return Segment{name, batch, std::stoll(rows)};
}

Result<Segment> join_segments(Duck& duck, const fs::path& store, const std::string& folder,
                              const std::vector<Segment>& list) {
  Segment joined;
  std::vector<std::string> files;
  for (const Segment& segment : list) {
    files.push_back((store / segment.file).string());
    joined.batch = std::max(joined.batch, segment.batch);
    joined.rows += segment.rows;
  }
  joined.file = fmt::format("{}/joined-{:08}.parquet", folder, joined.batch);
  const fs::path part = store / (joined.file + ".part");
  if (Status done = duck.run(
          fmt::format("COPY (FROM read_parquet({}, hive_partitioning = false) ORDER BY date, id) "
                      "TO {} (FORMAT parquet, COMPRESSION zstd)",
                      sql_list(files), sql_text(part.string())));
      !done)
    return done.error();
  if (Status done = put_in_place(part, store / joined.file); !done) return done.error();
  return joined;
}

Status swap_segments(Ledger& ledger, const std::vector<Segment>& old, const Segment& joined) {
  if (Status begun = ledger.begin(); !begun) return begun;
  Status done = ledger.drop_segments(old);
  if (done) done = ledger.add_segment(joined);
  return done ? ledger.commit() : done;
}

// The first segment of a store has no rows, so that an empty store has all columns.
Result<std::vector<Segment>> no_rows(Duck& duck, const fs::path& store, int64_t batch) {
  if (batch != 0) return std::vector<Segment>();
  auto segment = write_year(duck, store, batch, "0", "0");
  if (!segment) return segment.error();
  return std::vector{std::move(*segment)};
}

constexpr const char* kAttributions =
    "CREATE OR REPLACE TEMP VIEW attributions AS SELECT id, date, event, document, a.source AS "
    "source, "
    "a.code AS code, a.cue AS cue, a.kind AS kind, a.start AS start, a.\"end\" AS \"end\" "
    "FROM (SELECT id, date, event, document, unnest(dateline.attribution) AS a FROM reports);";

// Of the reports of one event: which stands for it, how many there are, where they disagree.
constexpr const char* kTold = R"sql(
  CREATE OR REPLACE TEMP TABLE told AS SELECT record AS id,
    first_value(record) OVER (PARTITION BY event ORDER BY published NULLS LAST, filled DESC, record)
      AS head,
    count(*) OVER e AS reports, min(dead) OVER e AS dead_min, max(dead) OVER e AS dead_max,
    min(injured) OVER e AS injured_min, max(injured) OVER e AS injured_max
  FROM links WINDOW e AS (PARTITION BY event);)sql";

// Every report stands for itself.
std::string single_views(const std::string& live) {
  return "CREATE OR REPLACE TEMP VIEW reports AS SELECT * REPLACE "
         "(struct_update(dateline, story := document) AS dateline), document AS story FROM (" +
         live +
         ");CREATE OR REPLACE TEMP VIEW events AS SELECT *, 1::BIGINT AS reports, "
         "dead AS dead_min, dead AS dead_max, injured AS injured_min, injured AS injured_max "
         "FROM reports;";
}

std::string linked_views(const std::string& live) {
  const std::string joined =
      "FROM (" + live +
      ") r LEFT JOIN told t ON t.id = r.id LEFT JOIN stories s ON s.document = r.document";
  // The story stands in a column and in the record.
  const std::string story =
      "story := coalesce(s.story, r.document)) AS dateline), coalesce(s.story, r.document) AS "
      "story";
  return kTold +
         ("CREATE OR REPLACE TEMP VIEW reports AS SELECT r.* REPLACE (nullif(t.head, r.id) AS "
          "same_as, struct_update(r.dateline, same_as := nullif(t.head, r.id), " +
          story + " " + joined + ";") +
         "CREATE OR REPLACE TEMP VIEW events AS SELECT r.* REPLACE (struct_update(r.dateline, " +
         story +
         ", coalesce(t.reports, 1) AS reports, "
         "coalesce(t.dead_min, r.dead) AS dead_min, coalesce(t.dead_max, r.dead) AS dead_max, "
         "coalesce(t.injured_min, r.injured) AS injured_min, "
         "coalesce(t.injured_max, r.injured) AS injured_max " +
         joined + " WHERE t.head IS NULL OR t.head = r.id;";
}

}  // namespace

Result<std::vector<Segment>> write_segments(Duck& duck, const fs::path& store, int64_t batch,
                                            std::string_view jsonl) {
  std::vector<Segment> segments;
  const fs::path json = store / "batch.jsonl.part";
  std::ofstream(json, std::ios::binary | std::ios::trunc) << jsonl;
  if (Status loaded = load_batch(duck, json); !loaded) return loaded.error();
  const auto years =
      duck.table("SELECT coalesce(year(date), 0) y, count(*) FROM batch GROUP BY y ORDER BY y");
  if (!years) return years.error();
  if (years->rows.empty()) return no_rows(duck, store, batch);
  for (const auto& row : years->rows) {
    auto segment = write_year(duck, store, batch, *row[0], *row[1]);
    if (!segment) return segment.error();
    segments.push_back(std::move(*segment));
  }
  std::error_code ignored;
  fs::remove(json, ignored);
  return segments;
}

Status remove_orphans(const fs::path& store, const std::set<std::string>& known) {
  std::error_code failed;
  std::vector<fs::path> orphans;
  for (auto at = fs::recursive_directory_iterator(store / "events", failed);
       !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
    const bool file = at->is_regular_file(failed);
    if (file && !known.contains(at->path().lexically_relative(store).string()))
      orphans.push_back(at->path());
  }
  if (failed) return Error{ErrorKind::io, failed.message(), kNoOffset, (store / "events").string()};
  for (const fs::path& orphan : orphans) fs::remove(orphan, failed);
  return Done{};
}

Status compact(Duck& duck, const fs::path& store, Ledger& ledger) {
  const auto segments = ledger.segments();
  if (!segments) return segments.error();
  std::map<std::string, std::vector<Segment>> small;  // by year's folder
  for (const Segment& segment : *segments)
    if (segment.rows < kSmallSegment)
      small[fs::path(segment.file).parent_path().string()].push_back(segment);
  for (const auto& [folder, list] : small) {
    if (list.size() <= kFewSegments) continue;
    auto joined = join_segments(duck, store, folder, list);
    if (!joined) return joined.error();
    if (Status swapped = swap_segments(ledger, list, *joined); !swapped) return swapped;
  }
  return Done{};
}

std::string views_sql(const fs::path& store, const std::vector<Segment>& segments,
                      const std::vector<std::string>& replaced, bool linked) {
  std::vector<std::string> files;
  for (const Segment& segment : segments) files.push_back((store / segment.file).string());
  std::string sql = fmt::format(
      "CREATE OR REPLACE TEMP VIEW recorded AS SELECT * FROM read_parquet({}, hive_partitioning = "
      "false);",
      sql_list(files));
  std::string live = "SELECT * FROM recorded";
  if (!replaced.empty()) {
    sql += fmt::format("CREATE OR REPLACE TEMP TABLE replaced AS SELECT unnest({}) AS document;",
                       sql_list(replaced));
    live += " ANTI JOIN replaced USING (document)";
  }
  return sql + (linked ? linked_views(live) : single_views(live)) + kAttributions;
}

}  // namespace dateline
