// The few common words that place names stand beside, carried in the gazetteer
// file from data/places/words.tsv: directions, kinds of division, kinds of town.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dateline/base/hash.h"

namespace dateline {

// On disk; append only.
enum class PlaceWord : uint8_t {
  none,
  direction,  // "northern", "downtown"
  article,    // "the"
  division,   // "province": asks for a division of that name
  county,     // "county", "parish": asks for a second-order division
  counties,   // "counties": the same for all names of the list before it
  town,       // "city", "village": asks for a town
  water,      // "river", "lake"
  inward,     // "in", "of": "the city of Paris in Texas"
  person,     // "mr", "president": what follows is no place
  unit,       // "university", "hospital": what holds the name is an organization
  particle,   // "al", "el": may begin a name in lower case before a hyphen
  locative,   // "in", "near": what follows is a place
};

// Folded word → class.
using PlaceWords = std::unordered_map<std::string, PlaceWord, WordHash, std::equal_to<>>;

}  // namespace dateline
