// What the tests of the whole house share: the data and model of this tree, and articles read with them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dateline/doc/reading.h"
#include "dateline/pipeline/resources.h"

namespace dateline {

// The root of the source tree.
const std::filesystem::path& house();

// Loaded once. A failure to load throws: nothing can be tested then.
const Resources& resources();

// All articles of a file, folder or archive, with all layers, named by file name alone.
std::vector<Reading> read_articles(const std::filesystem::path& input);
Reading read_article(const std::string& text);

// Of the articles that a test would read, one in so many is enough: DATELINE_THIN,
// which the sanitizers' slow builds set; else 1.
size_t thinning();

// Says where a record's spans do not reproduce its text; empty where all do.
std::string broken_spans(const Reading& reading);

}  // namespace dateline
