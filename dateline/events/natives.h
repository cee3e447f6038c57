// The country of people whom the text names by a common noun alone.
//
// "About 100 people marched in Bucharest", "police arrested four traders": where neither the phrase
// nor the dictionary says whose they are, they are of the country where the event took place; where
// that is not told, of the country that the article is about (Mentions::home), but for armed
// groups, tourists and the like (Entity::local). So is what an act of force or aid befell ("shelled
// two villages"). Covered by natives_test.cc.
#pragma once

#include "dateline/doc/document.h"
#include "dateline/doc/events.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/places.h"

namespace dateline {

// Participants of `events` get entities of their own, appended to `mentions`.
void settle_natives(const Document& doc, const Places& places, Mentions& mentions, Events& events);

}  // namespace dateline
