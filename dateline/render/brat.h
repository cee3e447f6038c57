// brat standoff annotation of one article, for `annotate --format brat`.
//
// T lines: mentions (Entity, Metonym, Nominal, Pronoun, Place_name), time
// expressions (Timex), resolved places (Location), claims (Source, Cue,
// Content) and event triggers under their PLOVER category. E lines:
// Attribution with its Source and Content, events with Actor and Recipient.
// Notes (#) carry codes, TIMEX3 values and geonameids. brat counts characters,
// so offsets are code points of the article's text; a span is broken where the
// line ends. Source: brat.nlplab.org/standoff.html. Covered by tests/brat_test.cc.
#pragma once

#include <string>

#include "dateline/doc/reading.h"

namespace dateline {

std::string to_brat(const Reading& reading);

}  // namespace dateline
