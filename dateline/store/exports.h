// A store's events in the layouts of other data sets and tools.
//
// The tables (GDELT, ICEWS, POLECAT), GeoJSON and PLOVER JSONL are SQL under
// data/export, one file a layout; GEXF and W3C Web Annotations are made here.
// Covered by exports_test.cc; docs/store.md describes each.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dateline/store/question.h"
#include "dateline/store/store.h"

namespace dateline {

// Names for `format` below: plover, gdelt, gdelt-mentions, icews, polecat, geojson, reviews,
// gexf, webannotation.
const std::vector<std::string>& export_formats();

// Writes the events that `question` chooses. `data`: the folder data/. Errors: usage for
// a format that is not in the list or a question that makes no sense; what `write` gave.
Status export_events(StoreReader& reader, const Question& question, const std::string& format,
                     const std::filesystem::path& data,
                     const std::function<Status(std::string_view)>& write);

}  // namespace dateline
