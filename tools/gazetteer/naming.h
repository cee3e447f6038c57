// Which names a place is found by.
#pragma once

#include <string>
#include <string_view>

#include "dateline/places/gazetteer_writer.h"
#include "tools/gazetteer/sources.h"

namespace dateline::compile {

// The name, and the same in the other spellings of spellings.tsv.
void name_place(GazetteerWriter& out, uint32_t row, std::string_view name, const Words& words,
                NameKind kind = NameKind::name);
// Another name: an abbreviation where it is written as one ("Ala.", "DRC").
void name_other(GazetteerWriter& out, uint32_t row, std::string_view name, const Words& words);
// The name, and, where `bare`, the name without its generic words.
void name_division(GazetteerWriter& out, uint32_t row, std::string_view name, bool bare,
                   const Words& words);
// The name, its ASCII form and those alternate names that English text could have.
void name_town(GazetteerWriter& out, uint32_t row, const Town& town, const Words& words);

}  // namespace dateline::compile
