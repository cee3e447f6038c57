// articles.sqlite: every article with its text, full-text search, where else it
// was printed, what replaced it, which segments hold its events, and what reviewers
// said of these (reviews.h).
//
// WAL mode: readers are never blocked by the one writer. The tables are
// described in docs/store.md; numbers and names on disk are append-only.
// Covered by store_test.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dateline/doc/document.h"
#include "dateline/link/copies.h"
#include "dateline/store/sqlite.h"

namespace dateline {

struct Segment {
  std::string file;  // "events/y=2019/part-000001.parquet", relative to the store
  int64_t batch = 0;
  int64_t rows = 0;
};

// A record of an event that is told more than once.
struct EventLink {
  std::string record, event;  // ids; an event has that of its first record
  std::string document, published;
  int filled = 0;  // of the record's fields
  std::optional<uint32_t> dead, injured;
};

// What the ledger already has of an article that is offered again.
struct Earlier {
  int64_t number = 0;  // of the article it has
  std::string id;
  double resemblance = 1;
  bool same_bytes = false;
  bool same_id = false;  // the input used this id before, for another text
};

class Ledger {
 public:
  // Creates the file when opened for writing. Errors: io, no_access, bad_input (not a ledger).
  static Result<Ledger> open(const std::filesystem::path& file, Sqlite::Mode mode);

  Status begin() { return database_.run("BEGIN IMMEDIATE"); }
  Status commit() { return database_.run("COMMIT"); }
  Status roll_back() { return database_.run("ROLLBACK"); }

  // The article that this is a copy or another version of, if there is one: the same
  // bytes, the same id, or a text that resembles it at least so much.
  Result<std::optional<Earlier>> find(const Document& doc, const Signature& signature,
                                      double at_least);

  // The number of the article with that id. Errors: not_found.
  Result<int64_t> number_of(const std::string& id);

  // Gives the article's number.
  Result<int64_t> add(const Document& doc, const Signature& signature, int64_t events,
                      int64_t batch);
  // Another printing of article `number`; adding the same origin again changes nothing.
  Status add_copy(int64_t number, const Document& doc, double resemblance);
  // `number` is superseded by the article `by`.
  Status replace(int64_t number, const std::string& by);

  // The event that the record was linked to; empty: none. Adding a link again changes nothing.
  Result<std::string> event_of(const std::string& record);
  Status add_link(const EventLink& link);
  // The document of an event's first record; empty where nobody else told it.
  Result<std::string> first_told_in(const std::string& event);
  // The story that an article joined, named by its first article; `document` where it joined none.
  Result<std::string> story_of(const std::string& document);
  Status add_story(const std::string& document, const std::string& story);

  Status add_segment(const Segment& segment);
  Result<std::vector<Segment>> segments();
  Result<std::vector<std::string>> replaced_ids();
  Result<int64_t> next_batch();
  // In place of `old`, in one step with the caller's transaction.
  Status drop_segments(const std::vector<Segment>& old);

  // Grows with every commit of a writer.
  Result<int64_t> version();

  // The article's text, byte for byte. Errors: not_found.
  Result<std::string> text_of(const std::string& id);

  // Articles that FTS5 finds for `words`, best first; a bad query is usage.
  struct Found {
    std::string id, title, published, snippet;
  };
  Result<std::vector<Found>> find_text(const std::string& words, size_t limit);
  // Their ids alone, for a filter.
  Result<std::vector<std::string>> ids_with_text(const std::string& words, size_t limit);

  Sqlite& database() { return database_; }

 private:
  explicit Ledger(Sqlite database) : database_(std::move(database)) {}
  Result<std::string> text_of(const char* sql, const std::string& parameter);
  Result<std::optional<Earlier>> find_same(const Document& doc);
  Result<std::optional<Earlier>> find_alike(const Signature& signature, double at_least);

  Sqlite database_;
};

}  // namespace dateline
