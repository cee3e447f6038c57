// Named-entity sets in columns: newswire BIO(ES) tables, CoNLL files, IOB2 with
// ids, CoNLL-U with NER in MISC. Internal to evaluate_ner.
//
// Such sets know tokens, not text: the spaces between tokens are guessed, and
// apostrophes that were cut off ("Kabul", "’", "s") are joined to the clitics
// that Universal Dependencies has. Covered by evaluate_ner_test.cc.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/conllu/conllu.h"

namespace dateline {

struct NerGold {
  std::vector<Parsed> documents;  // gold entities in syntax.entities; no words
  std::set<EntityType> classes;   // that the set marks
  uint64_t unknown = 0;           // entities of classes that we do not have
};

// Adds the sentences of one file's text. Errors: bad_input.
Status read_ner_columns(std::string_view text, NerGold& out);

// A file, or all .tsv, .conll, .iob2 and .conllu files of a folder in the order
// of their names; of those each `every`-th, from the `every`-th on.
// Errors: not_found, io, bad_input with the file's name.
Result<NerGold> read_ner_gold(const std::filesystem::path& path, uint32_t every);

// space_after for forms of which only the order is known.
std::vector<bool> guess_spaces(const std::vector<std::string>& forms);

}  // namespace dateline
