// Document → the places it speaks of, resolved, with the runners-up.
//
// find_places decides which names are places here; resolve_places is for those
// who already know (an evaluation, a person). Both share the scan of the text and
// the joint resolution (resolve.h). Nothing is resolved by default: a name that the
// gazetteer does not know has no candidates. Covered by places_test.cc and resolve_test.cc.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/doc/document.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/places/gazetteer.h"
#include "dateline/places/resolve.h"

namespace dateline {

// Places in text order; the dateline place of the header first, with first == last.
// REQUIRES: tokens, syntax and mentions are of `document`.
Places find_places(const Document& document, const Tokens& tokens, const Syntax& syntax,
                   const Mentions& mentions, const Gazetteer& gazetteer);

// ISO 3166-1 alpha-3 codes of the countries that may hold the place of the dateline, likeliest
// first; none where there is no dateline, or none that the gazetteer knows.
std::vector<std::string> countries_of_dateline(const Document& document,
                                               const Gazetteer& gazetteer);

// "Aid reached Blantyre": a place that the names do not know becomes an entity with the code of its
// country, if it is large or the article speaks of that country.
// REQUIRES: places are those of the same article.
void name_places(const Places& places, Mentions& mentions);

// One Place for each span, in the order given, resolved in the article's context.
// Spans that do not lie in the text give a Place without candidates. Demonyms
// resolve to their country. Token indices are 0.
Places resolve_places(const Document& document, std::span<const Span> toponyms,
                      const Gazetteer& gazetteer, const ResolveWeights& weights = {});

}  // namespace dateline
