#include "dateline/store/store.h"

#include "dateline/base/utf8.h"
#include "dateline/store/reviews.h"
#include "dateline/store/segments.h"

namespace dateline {
namespace {

constexpr const char* kArticlesColumns =
    "number BIGINT, id VARCHAR, title VARCHAR, published DATE, publication VARCHAR, dateline "
    "VARCHAR, "
    "url VARCHAR, language VARCHAR, origin VARCHAR, bytes BIGINT, events BIGINT, copies BIGINT, "
    "replaced_by VARCHAR";
constexpr const char* kArticlesQuery =
    "SELECT number, id, title, published, publication, dateline, url, language, origin, "
    "length(CAST(text AS BLOB)), events, (SELECT count(*) FROM copies WHERE article = number), "
    "replaced_by "
    "FROM articles ORDER BY number";
constexpr const char* kCopiesColumns =
    "article BIGINT, origin VARCHAR, publication VARCHAR, url VARCHAR, published DATE, resemblance "
    "DOUBLE";
constexpr const char* kCopiesQuery =
    "SELECT article, origin, publication, url, published, resemblance FROM copies ORDER BY "
    "article, origin, ordinal";

constexpr const char* kLinksColumns =
    "record VARCHAR, event VARCHAR, published DATE, filled BIGINT, dead BIGINT, injured BIGINT";
constexpr const char* kLinksQuery =
    "SELECT record, event, l.published, filled, dead, injured FROM links l "
    "JOIN articles a ON a.id = l.document WHERE a.replaced_by IS NULL ORDER BY record";

constexpr const char* kVerdictsColumns =
    "number BIGINT, id VARCHAR, document VARCHAR, verdict VARCHAR, corrected JSON, reviewer "
    "VARCHAR, note VARCHAR, reviewed TIMESTAMP, newest BOOLEAN, coded JSON";
constexpr const char* kVerdictsQuery =
    "SELECT number, record, document, verdict, corrected, reviewer, note, time, "
    "CASE number WHEN max(number) OVER (PARTITION BY record) THEN 'true' ELSE 'false' END, coded "
    "FROM reviews ORDER BY number";
constexpr const char* kNoVerdicts = "SELECT 1 WHERE 0";

bool mentions(const std::string& sql, std::string_view table) {
  return lower(sql).find(table) != std::string::npos;
}

Status limit(Duck& duck, const ReadLimits& limits) {
  duck.set_time_limit(limits.time);
  if (limits.memory.empty()) return Done{};
  return duck.run("SET memory_limit = " + sql_text(limits.memory));
}

}  // namespace

Result<StoreReader> StoreReader::open(const std::filesystem::path& store, const ReadLimits& limits,
                                      const std::string& output) {
  std::error_code failed;
  const auto folder = std::filesystem::canonical(store, failed);
  if (failed || !std::filesystem::exists(folder / "articles.sqlite", failed))
    return Error{ErrorKind::not_found, "no store here; dateline ingest makes one", kNoOffset,
                 store.string()};
  auto ledger = Ledger::open(folder / "articles.sqlite", Sqlite::Mode::read);
  if (!ledger) return ledger.error();
  auto duck = Duck::open(limits.threads);
  if (!duck) return duck.error();
  if (Status limited = limit(*duck, limits); !limited) return limited.error();
  StoreReader reader(folder, std::move(*duck), std::move(*ledger));
  if (Status views = reader.make_views(); !views) return views.error();
  if (Status confined = reader.duck_.confine_to(folder.string(), output); !confined)
    return confined.error();
  return reader;
}

// The ledger is read in one transaction: a writer's commit is seen whole or not at all.
Status StoreReader::make_views() {
  if (Status begun = ledger_.database().run("BEGIN"); !begun) return begun;
  const Status made = make_views_now();
  const Status ended = ledger_.database().run("COMMIT");
  return made ? ended : made;
}

Status StoreReader::make_views_now() {
  const auto version = ledger_.version();
  if (!version) return version.error();
  const auto segments = ledger_.segments();
  if (!segments) return segments.error();
  const auto replaced = ledger_.replaced_ids();
  if (!replaced) return replaced.error();
  const auto linked = load_links();
  if (!linked) return linked.error();
  if (Status made = duck_.run(views_sql(folder_, *segments, *replaced, *linked)); !made)
    return made;
  version_ = *version;
  articles_ = reviews_ = false;
  return Done{};
}

Result<bool> StoreReader::load_links() {
  if (Status filled = fill("links", kLinksColumns, kLinksQuery); !filled) return filled.error();
  if (Status filled =
          fill("stories", "document VARCHAR, story VARCHAR", "SELECT document, story FROM stories");
      !filled)
    return filled.error();
  const auto some = duck_.table("SELECT 1 FROM links LIMIT 1");
  if (!some) return some.error();
  return !some->rows.empty();
}

Result<bool> StoreReader::refresh() {
  const auto version = ledger_.version();
  if (!version) return version.error();
  if (*version == version_) return false;
  if (Status made = make_views(); !made) return made.error();
  return true;
}

Status StoreReader::load_named(const std::string& sql) {
  Status done = Done{};
  if (mentions(sql, "articles") || mentions(sql, "copies")) done = load_articles();
  if (done && (mentions(sql, "reviews") || mentions(sql, "verdicts"))) done = load_reviews();
  return done;
}

Status StoreReader::load_articles() {
  if (articles_) return Done{};
  Status done = fill("articles", kArticlesColumns, kArticlesQuery);
  if (done) done = fill("copies", kCopiesColumns, kCopiesQuery);
  articles_ = done.ok();
  return done;
}

// `verdicts` is the table; `reviews` adds the columns of the record. A verdict stays even
// where its record is gone.
Status StoreReader::load_reviews() {
  if (reviews_) return Done{};
  const auto kept = has_reviews(ledger_);
  if (!kept) return kept.error();
  Status done = fill("verdicts", kVerdictsColumns, *kept ? kVerdictsQuery : kNoVerdicts);
  if (done)
    done = add_view("reviews",
                    "SELECT v.* EXCLUDE (coded), r.* EXCLUDE (id, document) FROM verdicts v LEFT "
                    "JOIN recorded r "
                    "ON r.id = v.id");
  reviews_ = done.ok();
  return done;
}

Status StoreReader::fill(const std::string& table, const std::string& columns,
                         const std::string& from_ledger) {
  if (Status made = duck_.run("CREATE OR REPLACE TEMP TABLE " + table + "(" + columns + ")"); !made)
    return made;
  auto query = ledger_.database().prepare(from_ledger);
  if (!query) return query.error();
  return duck_.append(table, [&](SqlRow& row) -> Result<bool> {
    const Result<bool> more = query->step();
    row.resize(static_cast<size_t>(query->columns()));
    for (int c = 0; more && *more && c < query->columns(); ++c) {
      row[c].reset();
      if (!query->is_null(c)) row[c] = query->text(c);
    }
    return more;
  });
}

Status StoreReader::add_table(const std::string& name, const std::string& columns,
                              const std::vector<std::vector<std::string>>& rows) {
  if (Status made = duck_.run("CREATE OR REPLACE TEMP TABLE " + name + "(" + columns + ")"); !made)
    return made;
  size_t at = 0;
  return duck_.append(name, [&](SqlRow& row) -> Result<bool> {
    if (at == rows.size()) return false;
    row.assign(rows[at].begin(), rows[at].end());
    ++at;
    return true;
  });
}

Status StoreReader::add_view(const std::string& name, const std::string& sql) {
  return duck_.run("CREATE OR REPLACE TEMP VIEW " + name + " AS " + sql);
}

Status StoreReader::find_text(const std::string& words, size_t limit) {
  if (Status made = duck_.run("CREATE OR REPLACE TEMP TABLE found(document VARCHAR)"); !made)
    return made;
  auto found = ledger_.ids_with_text(words, limit);
  if (!found) return found.error();
  size_t at = 0;
  return duck_.append("found", [&](SqlRow& row) -> Result<bool> {
    if (at == found->size()) return false;
    row = {std::move((*found)[at++])};
    return true;
  });
}

Result<bool> StoreReader::keep(const std::string& sql, size_t most) {
  const std::string some = sql + " LIMIT " + std::to_string(most + 1);
  if (Status made = duck_.run("CREATE OR REPLACE TEMP TABLE kept AS " + some); !made)
    return made.error();
  const auto count = duck_.table("SELECT count(*) FROM kept");
  if (!count) return count.error();
  return std::stoull(count->rows[0][0].value_or("0")) <= most;
}

Status StoreReader::read(const std::string& sql, const SqlSink& sink) {
  if (Status loaded = load_named(sql); !loaded) return loaded;
  return duck_.read(sql, sink);
}

Result<SqlTable> StoreReader::table(const std::string& sql) {
  if (Status loaded = load_named(sql); !loaded) return loaded.error();
  return duck_.table(sql);
}

Status StoreReader::copy(const std::string& sql, const std::string& file) {
  if (Status loaded = load_named(sql); !loaded) return loaded;
  return duck_.copy(sql, file);
}

}  // namespace dateline
