// The country of those whom no word of their own tells it: "police", "six people", "Interior
// Minister Francisco de Vargas", "its rivals".
//
// Every country, and every body of states, that the article speaks of may be theirs. What speaks
// for each are signs: the dateline, how often and where the article speaks of it, whether a place
// of it stands at the same verb, whose the noun is, of what country others of that trade were. Each
// sign has a weight (data/actors/context.tsv), learned from codes that readers gave to 11,900
// phrases of our own articles (train/choices.py); the country with the largest sum wins, or none. A
// log-linear ranking model, as Rahman and Ng 2009 have for coreference. Covered by context_test.cc.
#pragma once

#include "dateline/names/scene.h"

namespace dateline::names {

// find_mentions(), and what was asked on the way: for tools/choices.
Mentions find_mentions(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                       const ActorBook& book, std::span<const std::string> dateline_countries,
                       const Places& places, Cases& cases);

}  // namespace dateline::names
