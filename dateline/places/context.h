// From names in the text to toponyms ready to be resolved: which hold which, what
// the words beside them ask for, and which are only evidence.
// Covered by resolve_test.cc.
#pragma once

#include <string_view>
#include <vector>

#include "dateline/places/resolve.h"
#include "dateline/places/scan.h"

namespace dateline {

// Sets `holder` of a toponym that a comma joins to the division after it.
// REQUIRES: toponyms in text order.
void link_holders(std::string_view text, std::vector<Toponym>& toponyms,
                  const Gazetteer& gazetteer);

// Sets `asked` from the words around: "Gao region", "the city of Gao". A name that is
// asked for as a county gains the counties of that name.
void ask_kinds(std::string_view text, const Scan& scan, std::vector<Toponym>& toponyms,
               const Gazetteer& gazetteer);

// True for a hit that says where an article plays although it is no place itself, or
// not one that was asked for: countries, demonyms, first-order divisions, counties.
bool is_evidence(const Hit& hit, const Gazetteer& gazetteer);

// Appends the hits that are evidence, or that the text says lie in one ("Paris, Texas"),
// and that overlap no toponym; then sorts by place in
// the text. Gives for each toponym that was there its new index.
std::vector<uint32_t> add_evidence(std::string_view text, const Scan& scan,
                                   std::vector<Toponym>& toponyms, const Gazetteer& gazetteer);

}  // namespace dateline
