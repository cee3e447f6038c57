// TABARI and PETRARCH actor and agent dictionaries, read into an ActorBook.
//
// Actors (.actors): `KARZAI_ [AFGGOV 20020101-20140929]`; a line that begins
// with "+" is a synonym of the one above; lines with codes alone add dated
// codes ("<20020101", ">20140929"). Agents (.agents): `POLICE_OFFICER
// {POLICE_OFFICERS} [~COP]`; `!MINIST! = MINISTER, MINISTRY` defines a word to
// be put in. ";" and "#" begin a comment. Codes of six digits are years 1950 to
// 2049. Source: TABARI 0.8 manual (Schrodt 2012), PETRARCH2 documentation.
// Covered by import_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/names/book.h"
#include "dateline/names/cameo.h"

namespace dateline::names {

struct Imported {
  uint32_t actors = 0;
  uint32_t agents = 0;
  std::vector<Error> errors;  // a bad line is named here, and left out
};

// Adds what the file defines to `book`. Error: not_found where it cannot be read.
Result<Imported> import_dictionary(const std::filesystem::path& file, const CameoCodes& codes,
                                   ActorBook& book);

// The bad lines of a dictionary, each with file, line and byte offset.
std::vector<Error> lint(const std::filesystem::path& file, const CameoCodes& codes);

}  // namespace dateline::names
