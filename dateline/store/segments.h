// Event records as immutable Parquet segments, by year and sorted by date.
//
// A segment is written under a temporary name and renamed when whole, so a
// reader sees all of it or nothing. Files that no ledger names are what a killed
// run left behind. Covered by store_test.cc.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "dateline/store/duck.h"
#include "dateline/store/ledger.h"

namespace dateline {

// `jsonl`: records as `dateline code` writes them. Gives the segments, one a
// year (y=0: no date), named by `batch`; none where there is no record, but
// batch 0 gives one without rows, which every store begins with.
Result<std::vector<Segment>> write_segments(Duck& duck, const std::filesystem::path& store,
                                            int64_t batch, std::string_view jsonl);

// Removes files under events/ that `known` does not name.
Status remove_orphans(const std::filesystem::path& store, const std::set<std::string>& known);

// Joins a year's many small segments into one, once there are more than a few. The old
// files stay for those who are reading them; the next run removes them as orphans.
Status compact(Duck& duck, const std::filesystem::path& store, Ledger& ledger);

// SQL that makes the views `reports`, `events` and `attributions` over the live segments.
// `reports` leaves out what a correction replaced; `events` counts each told event once.
// `linked`: some events are told twice, by the table `links` (record, event, published,
// filled, dead, injured); the earliest and fullest of an event's reports stands for it.
std::string views_sql(const std::filesystem::path& store, const std::vector<Segment>& segments,
                      const std::vector<std::string>& replaced, bool linked);

}  // namespace dateline
