// What people say of records: accepted, rejected, or corrected in these fields.
//
// The table `reviews` of articles.sqlite is append-only (triggers hold it to that): a row
// for each verdict, the newest of a record counts. It is keyed by the record's id, holds
// the record as it was coded when it was judged, and no ingest touches it.
// Covered by reviews_test.cc; docs/store.md.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/doc/events.h"
#include "dateline/store/store.h"

namespace dateline {

struct Review {
  std::string record;     // the record's id
  std::string document;   // its article's id
  std::string verdict;    // accept, reject or correct
  std::string corrected;  // a JSON object of the fields that differ; empty unless `correct`
  std::string reviewer;
  std::string note;   // may be empty
  std::string time;   // UTC: 2026-03-01T12:34:56Z
  std::string coded;  // the record's PLOVER JSON, as it was coded; empty where only listed
};

// The categories' modes, for checking what a reviewer writes.
class Codebook {
 public:
  // Reads data/events/codebook.tsv. Errors: not_found, bad_data.
  static Result<Codebook> load(const std::filesystem::path& data);
  const std::vector<std::string>& modes(EventType type) const {
    return modes_[static_cast<size_t>(type)];
  }

 private:
  std::array<std::vector<std::string>, kEventTypes> modes_;
};

// {"record", "verdict", "reviewer"} and perhaps {"note", "corrected"} as a Review with the
// fields checked one by one; `document`, `time` and `coded` are still empty. `corrected` may
// hold event, mode, aux, actor, recipient (codes: PRK, GOV, PRKGOV), date, place. Errors: usage.
Result<Review> read_review(std::string_view json);

// Fills in `document` and `coded`, and checks that the corrected modes belong to the corrected
// category. Errors: not_found where the store has no such record; usage.
Status complete(Review& review, StoreReader& reader, const Codebook& codebook);

// Appends it under the time of now, which it fills in. Errors: io, no_access.
Status add_review(Ledger& ledger, Review& review);

// Verdicts, newest first; of one article where `document` is not empty.
Result<std::vector<Review>> reviews_of(Ledger& ledger, const std::string& document, uint64_t limit,
                                       uint64_t offset);

// A store that an earlier version made has none, until something writes to it.
Result<bool> has_reviews(Ledger& ledger);

}  // namespace dateline
