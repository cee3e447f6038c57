// Who is spoken of: names, nominals and pronouns to entities with PLOVER codes.
//
// Reads the layers below and the actor book; gives every phrase that may act:
// persons, organisations, countries and their governments, roles and groups,
// pronouns. Codes hold on the article's date (Document::published); without a
// date those of the latest term. A code that neither text nor data gives stays
// empty. docs/names.md has the rules; covered by names_test.cc.
#pragma once

#include <span>
#include <string>

#include "dateline/doc/document.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/names/book.h"

namespace dateline {

// Mentions in text order by head token; head_index has an entry for each token.
// Any parse is read, even a broken one; without a parse (syntax.size() !=
// tokens.size()) nothing is found.
//
// `dateline_countries`: codes of the countries that may hold the place of the dateline, likeliest
// first, where its words do not say ("AUCKLAND"); that which the article names most is taken.
// `places`: those of the article as they are known without mentions; a town gives whom it names a
// country ("the mayor of Gdansk").
Mentions find_mentions(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                       const ActorBook& book, std::span<const std::string> dateline_countries = {},
                       const Places& places = {});

}  // namespace dateline
