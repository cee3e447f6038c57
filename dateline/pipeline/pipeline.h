// The loop: text, syntax, names, times, places, claims, events.
//
// Only this stage knows the order. Covered by tests/samples_test.cc.
#pragma once

#include <string>

#include "dateline/doc/reading.h"
#include "dateline/pipeline/resources.h"
#include "dateline/syntax/parse.h"

namespace dateline {

// Fills every layer of `reading` above `reading.doc`. Nothing is kept between calls
// but memory: the same document gives the same layers on any thread.
// `cases`, where given, gets what the event stage asked its learned choices (tools/choices).
void read_layers(const Resources& resources, ParseScratch& scratch, Reading& reading,
                 coding::Cases* cases = nullptr);

// `text` as an article without header, all of it body; no layer is filled.
Reading as_body(std::string text);

// The same with every layer.
Reading read_body(const Resources& resources, ParseScratch& scratch, std::string text);

}  // namespace dateline
