// The event stage: who did what to whom.
//
// frames.h has the data, acts.h matches it to the tree, reductions.h applies
// PLOVER's reductions, participants.h asks who the phrases speak of, when.h and
// where.h date and place, merge.h makes one record of one event. docs/coding.md
// tells the whole. Covered by events_test.cc.
#pragma once

#include "dateline/doc/claims.h"
#include "dateline/doc/document.h"
#include "dateline/doc/events.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/times.h"
#include "dateline/doc/tokens.h"
#include "dateline/events/cases.h"
#include "dateline/events/frames.h"

namespace dateline {

// `cases`, where given, gets what learned choices were asked (tools/choices).
// REQUIRES: the layers belong to one another; syntax has its children indexed.
Events find_events(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                   const Mentions& mentions, const Times& times, const Places& places,
                   const Claims& claims, const Frames& frames, coding::Cases* cases = nullptr);

}  // namespace dateline
