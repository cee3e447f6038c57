#include "dateline/store/ledger.h"

#include <fmt/format.h>

#include <cstring>

#include "dateline/base/hash.h"

namespace dateline {
namespace {

constexpr int kVersion = 2;

constexpr const char* kSchema = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('format', 2);
CREATE TABLE IF NOT EXISTS articles(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL,
  origin TEXT, origin_offset INTEGER, ordinal INTEGER, title TEXT, published TEXT,
  publication TEXT, dateline TEXT, url TEXT, language TEXT, encoding TEXT,
  text TEXT NOT NULL, events INTEGER NOT NULL, replaced_by TEXT, signature BLOB, batch INTEGER);
CREATE INDEX IF NOT EXISTS articles_content ON articles(content);
CREATE INDEX IF NOT EXISTS articles_replaced ON articles(replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TABLE IF NOT EXISTS copies(
  article INTEGER NOT NULL, origin TEXT NOT NULL, ordinal INTEGER NOT NULL, publication TEXT,
  url TEXT, published TEXT, resemblance REAL, PRIMARY KEY(article, origin, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bands(
  band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(band, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segments(file TEXT PRIMARY KEY, batch INTEGER, rows INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links(
  record TEXT PRIMARY KEY, event TEXT NOT NULL, document TEXT NOT NULL, published TEXT,
  filled INTEGER NOT NULL, dead INTEGER, injured INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stories(document TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5(
  title, text, content='articles', content_rowid='number', tokenize='unicode61');
CREATE TRIGGER IF NOT EXISTS articles_added AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END;
CREATE TABLE IF NOT EXISTS reviews(
  number INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL, document TEXT NOT NULL,
  verdict TEXT NOT NULL, corrected TEXT, reviewer TEXT NOT NULL, note TEXT, time TEXT NOT NULL,
  coded TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS reviews_document ON reviews(document);
CREATE TRIGGER IF NOT EXISTS reviews_changed BEFORE UPDATE ON reviews BEGIN
  SELECT RAISE(ABORT, 'reviews are only ever added'); END;
CREATE TRIGGER IF NOT EXISTS reviews_removed BEFORE DELETE ON reviews BEGIN
  SELECT RAISE(ABORT, 'reviews are only ever added'); END;
)sql";

std::string content_hash(const Document& doc) { return hex(fnv1a(doc.text)); }

std::string_view bytes_of(const Signature& signature) {
  return {reinterpret_cast<const char*>(signature.minima.data()), sizeof signature.minima};
}

Signature signature_from(std::string_view bytes) {
  Signature signature;
  if (bytes.size() == sizeof signature.minima)
    std::memcpy(signature.minima.data(), bytes.data(), bytes.size());
  return signature;
}

Error not_a_ledger(const std::filesystem::path& file) {
  return {ErrorKind::bad_input, "not a Dateline store", kNoOffset, file.string()};
}

Error other_version(const std::filesystem::path& file, int64_t version) {
  return {ErrorKind::bad_input,
          fmt::format("a Dateline store of version {}, this program reads and writes version {}; "
                      "ingest the articles into a new one",
                      version, kVersion),
          kNoOffset, file.string()};
}

Error bad_words(const Error& error) {
  return {ErrorKind::usage, "full-text search: " + error.what, kNoOffset, {}};
}

}  // namespace

Result<Ledger> Ledger::open(const std::filesystem::path& file, Sqlite::Mode mode) {
  auto database = Sqlite::open(file, mode);
  if (!database) return database.error();
  if (mode == Sqlite::Mode::write)
    if (Status made = database->run(kSchema); !made) return made.error();
  auto format = database->prepare("SELECT value FROM meta WHERE key = 'format'");
  if (!format) return not_a_ledger(file);
  const auto row = format->step();
  if (!row || !*row) return not_a_ledger(file);
  if (format->number(0) != kVersion) return other_version(file, format->number(0));
  format->reset();
  return Ledger(std::move(*database));
}

Result<std::optional<Earlier>> Ledger::find(const Document& doc, const Signature& signature,
                                            double at_least) {
  auto same = find_same(doc);
  if (!same || *same) return same;
  return find_alike(signature, at_least);
}

// The same bytes; else the newest version of the article with that id.
Result<std::optional<Earlier>> Ledger::find_same(const Document& doc) {
  auto query = database_.prepare(
      "SELECT number, id, content = ?2 FROM articles WHERE content = ?2 OR id = ?1 OR "
      "(id > ?1 || '@' AND id < ?1 || 'A') ORDER BY content = ?2 DESC, number DESC LIMIT 1");
  if (!query) return query.error();
  query->bind(1, doc.id).bind(2, content_hash(doc));
  const auto row = query->step();
  if (!row) return row.error();
  if (!*row) return std::optional<Earlier>();
  const bool same = query->number(2) != 0;
  return std::optional(Earlier{query->number(0), std::string(query->text(1)), 1, same, !same});
}

Result<std::optional<Earlier>> Ledger::find_alike(const Signature& signature, double at_least) {
  auto query = database_.prepare(
      "SELECT DISTINCT a.number, a.id, a.signature FROM bands b JOIN articles a ON a.number = "
      "b.article WHERE b.band = ? AND a.replaced_by IS NULL");
  if (!query) return query.error();
  std::optional<Earlier> best;
  for (uint64_t band : bands_of(signature)) {
    query->bind(1, static_cast<int64_t>(band));
    Result<bool> row = query->step();
    for (; row && *row; row = query->step()) {
      const double alike = resemblance(signature, signature_from(query->text(2)));
      if (alike >= at_least && (!best || alike > best->resemblance))
        best = Earlier{query->number(0), std::string(query->text(1)), alike, false, false};
    }
    if (!row) return row.error();
    query->reset();
  }
  return best;
}

Result<int64_t> Ledger::number_of(const std::string& id) {
  auto query = database_.prepare("SELECT number FROM articles WHERE id = ?");
  if (!query) return query.error();
  query->bind(1, id);
  const auto row = query->step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, "no article with the id " + id, kNoOffset, {}};
  return query->number(0);
}

Result<int64_t> Ledger::add(const Document& doc, const Signature& signature, int64_t events,
                            int64_t batch) {
  auto insert = database_.prepare(
      "INSERT INTO articles(id, content, origin, origin_offset, ordinal, title, published, "
      "publication, dateline, url, language, encoding, text, events, signature, batch) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING number");
  if (!insert) return insert.error();
  insert->bind(1, doc.id).bind(2, content_hash(doc)).bind(3, doc.origin);
  insert->bind(4, static_cast<int64_t>(doc.origin_offset)).bind(5, int64_t{doc.ordinal});
  insert->bind_null_if_empty(6, doc.title);
  insert->bind_null_if_empty(7, doc.published ? iso(*doc.published) : "");
  insert->bind_null_if_empty(8, doc.publication);
  insert->bind_null_if_empty(9, doc.at(doc.dateline_place));
  insert->bind_null_if_empty(10, doc.url).bind_null_if_empty(11, doc.language);
  insert->bind(12, doc.encoding).bind(13, doc.text).bind(14, events);
  insert->bind(15, bytes_of(signature)).bind(16, batch);
  const auto row = insert->step();
  if (!row) return row.error();
  const int64_t number = insert->number(0);
  insert->reset();
  auto band = database_.prepare("INSERT OR IGNORE INTO bands VALUES (?, ?)");
  if (!band) return band.error();
  for (uint64_t value : bands_of(signature)) {
    band->bind(1, static_cast<int64_t>(value)).bind(2, number);
    if (Status added = band->run(); !added) return added.error();
  }
  return number;
}

Status Ledger::add_copy(int64_t number, const Document& doc, double alike) {
  auto insert = database_.prepare(
      "INSERT OR IGNORE INTO copies SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS "
      "(SELECT 1 FROM articles WHERE number = ?1 AND origin = ?2 AND ordinal = ?3)");
  if (!insert) return insert.error();
  insert->bind(1, number).bind(2, doc.origin).bind(3, int64_t{doc.ordinal});
  insert->bind_null_if_empty(4, doc.publication).bind_null_if_empty(5, doc.url);
  insert->bind_null_if_empty(6, doc.published ? iso(*doc.published) : "");
  insert->bind(7, std::to_string(alike));
  return insert->run();
}

Status Ledger::replace(int64_t number, const std::string& by) {
  auto update = database_.prepare("UPDATE articles SET replaced_by = ? WHERE number = ?");
  if (!update) return update.error();
  return update->bind(1, by).bind(2, number).run();
}

// The one cell of a query with one parameter; empty where it has no row.
Result<std::string> Ledger::text_of(const char* sql, const std::string& parameter) {
  auto query = database_.prepare(sql);
  if (!query) return query.error();
  query->bind(1, parameter);
  const auto row = query->step();
  if (!row) return row.error();
  return *row ? std::string(query->text(0)) : std::string();
}

Result<std::string> Ledger::event_of(const std::string& record) {
  return text_of("SELECT event FROM links WHERE record = ?", record);
}

Status Ledger::add_link(const EventLink& link) {
  auto insert = database_.prepare("INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  insert->bind(1, link.record).bind(2, link.event).bind(3, link.document);
  insert->bind_null_if_empty(4, link.published).bind(5, int64_t{link.filled});
  if (link.dead) insert->bind(6, int64_t{*link.dead});
  if (link.injured) insert->bind(7, int64_t{*link.injured});
  return insert->run();
}

Result<std::string> Ledger::first_told_in(const std::string& event) {
  return text_of("SELECT document FROM links WHERE record = ?", event);
}

Result<std::string> Ledger::story_of(const std::string& document) {
  auto story = text_of("SELECT story FROM stories WHERE document = ?", document);
  if (story && story->empty()) return document;
  return story;
}

Status Ledger::add_story(const std::string& document, const std::string& story) {
  auto insert = database_.prepare("INSERT INTO stories VALUES (?, ?)");
  if (!insert) return insert.error();
  return insert->bind(1, document).bind(2, story).run();
}

Status Ledger::add_segment(const Segment& segment) {
  auto insert = database_.prepare("INSERT INTO segments VALUES (?, ?, ?)");
  if (!insert) return insert.error();
  return insert->bind(1, segment.file).bind(2, segment.batch).bind(3, segment.rows).run();
}

Result<std::vector<Segment>> Ledger::segments() {
  auto query = database_.prepare("SELECT file, batch, rows FROM segments ORDER BY file");
  if (!query) return query.error();
  std::vector<Segment> list;
  Result<bool> row = query->step();
  for (; row && *row; row = query->step())
    list.push_back({std::string(query->text(0)), query->number(1), query->number(2)});
  if (!row) return row.error();
  return list;
}

Result<std::vector<std::string>> Ledger::replaced_ids() {
  auto query =
      database_.prepare("SELECT id FROM articles WHERE replaced_by IS NOT NULL ORDER BY id");
  if (!query) return query.error();
  std::vector<std::string> ids;
  Result<bool> row = query->step();
  for (; row && *row; row = query->step()) ids.emplace_back(query->text(0));
  if (!row) return row.error();
  return ids;
}

Result<int64_t> Ledger::next_batch() {
  auto query = database_.prepare("SELECT coalesce(max(batch), 0) + 1 FROM articles");
  if (!query) return query.error();
  const auto row = query->step();
  if (!row) return row.error();
  const int64_t batch = query->number(0);
  query->reset();
  return batch;
}

Status Ledger::drop_segments(const std::vector<Segment>& old) {
  auto remove = database_.prepare("DELETE FROM segments WHERE file = ?");
  if (!remove) return remove.error();
  for (const Segment& segment : old)
    if (Status gone = remove->bind(1, segment.file).run(); !gone) return gone;
  return Done{};
}

Result<int64_t> Ledger::version() {
  auto query = database_.prepare("PRAGMA data_version");
  if (!query) return query.error();
  const auto row = query->step();
  if (!row) return row.error();
  const int64_t version = query->number(0);
  query->reset();
  return version;
}

Result<std::string> Ledger::text_of(const std::string& id) {
  auto query = database_.prepare("SELECT text FROM articles WHERE id = ?");
  if (!query) return query.error();
  query->bind(1, id);
  const auto row = query->step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, "no such article: " + id, kNoOffset, {}};
  return std::string(query->text(0));
}

Result<std::vector<Ledger::Found>> Ledger::find_text(const std::string& words, size_t limit) {
  auto query = database_.prepare(
      "SELECT a.id, a.title, a.published, snippet(articles_fts, 1, char(2), char(3), '…', 24) "
      "FROM articles_fts JOIN articles a ON a.number = articles_fts.rowid "
      "WHERE articles_fts MATCH ?1 AND a.replaced_by IS NULL ORDER BY articles_fts.rank LIMIT ?2");
  if (!query) return query.error();
  query->bind(1, words).bind(2, static_cast<int64_t>(limit));
  std::vector<Found> list;
  Result<bool> row = query->step();
  for (; row && *row; row = query->step())
    list.push_back({std::string(query->text(0)), std::string(query->text(1)),
                    std::string(query->text(2)), std::string(query->text(3))});
  if (!row) return bad_words(row.error());
  return list;
}

Result<std::vector<std::string>> Ledger::ids_with_text(const std::string& words, size_t limit) {
  auto query = database_.prepare(
      "SELECT a.id FROM articles_fts JOIN articles a ON a.number = articles_fts.rowid "
      "WHERE articles_fts MATCH ?1 AND a.replaced_by IS NULL ORDER BY articles_fts.rank LIMIT ?2");
  if (!query) return query.error();
  query->bind(1, words).bind(2, static_cast<int64_t>(limit));
  std::vector<std::string> list;
  Result<bool> row = query->step();
  for (; row && *row; row = query->step()) list.emplace_back(query->text(0));
  if (!row) return bad_words(row.error());
  return list;
}

}  // namespace dateline
