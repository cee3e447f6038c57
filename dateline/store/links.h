// Which records of a batch tell an event that the store has been told before.
//
// Decided when the batch is committed, against the records of the segments that
// could tell the same (dateline/link/events.h), and never changed: an event has
// the id of its first record. Records that stand alone have no row in the ledger.
// Covered by store_test.cc.
#pragma once

#include "dateline/link/events.h"
#include "dateline/store/duck.h"
#include "dateline/store/ledger.h"

namespace dateline {

// REQUIRES: write_segments() has loaded the batch into `duck`. `segments`: those
// of earlier batches. Gives a row for each record of an event that is told twice.
Result<std::vector<EventLink>> links_of_batch(Duck& duck, const std::filesystem::path& store,
                                              const std::vector<Segment>& segments, Ledger& ledger,
                                              const LinkRules& rules);

}  // namespace dateline
