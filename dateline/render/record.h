// Event records: PLOVER 1.3 JSON with everything else under "dateline".
//
// The fields and their order are those of docs/record.md. Source: PLOVER
// manual, chapters 2 to 6. Covered by the golden articles (tests/samples_test.cc).
#pragma once

#include <string>
#include <vector>

#include "dateline/doc/reading.h"
#include "dateline/render/json.h"

namespace dateline {

// The record of event number `index`. REQUIRES: index < reading.events.events.size().
Json to_record(const Reading& reading, size_t index);

// Stable over runs, threads and machines: made of the article's id, the
// trigger's bytes and the category.
std::string record_id(const Reading& reading, const Event& event);

// One record a line.
std::string to_jsonl(const Reading& reading);

// One row a record, RFC 4180. Lists are joined with ";".
std::string csv_header();
std::string to_csv(const Reading& reading);

// Predicates that gave no record, one JSON object a line: PLOVER's "has_event": false,
// with the reason.
std::string skipped_to_jsonl(const Reading& reading);

// PLOVER's conflict-cooperation score of a category (manual, table 2.2).
double event_scale(EventType type);

}  // namespace dateline
