// Everything that was read in one article, layer upon layer.
#pragma once

#include "dateline/doc/claims.h"
#include "dateline/doc/document.h"
#include "dateline/doc/events.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/times.h"
#include "dateline/doc/tokens.h"

namespace dateline {

struct Reading {
  Document doc;
  Tokens tokens;
  Syntax syntax;
  Mentions mentions;
  Times times;
  Places places;
  Claims claims;
  Events events;
};

}  // namespace dateline
