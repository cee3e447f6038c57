// Which place each name of an article means, all names decided together.
//
// Names that could mean many places are weighed by how large each is, and by how
// well it fits what the rest of the article means: the divisions named, the places
// nearby, what the text says holds it ("Paris, Texas"). The meanings are found by
// relaxation: each round, a name's candidates are scored against the present belief
// about all others. One name means one place in one article, unless the text says
// otherwise. Source: the cues of Leidner 2007 (Toponym Resolution in Text) and
// DeLozier et al. 2015, weighed by a log-linear score. Covered by resolve_test.cc.
#pragma once

#include <cstdint>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/places/gazetteer.h"

namespace dateline {

// A name in the text and what it could mean.
struct Toponym {
  Span span;
  uint64_t key = 0;               // equal for equal names
  std::vector<Posting> meanings;  // none: cannot be resolved
  uint32_t holder = kNone;        // the toponym after the comma: "Texas" of "Paris, Texas"
  RowKind asked = RowKind::site;  // a kind that the words beside it ask for; site: none
  float weight = 1;               // as evidence for the others
};

struct Ranked {
  uint32_t row = 0;
  float score = 0;  // 0 to 1, over all candidates of the name
};

struct ResolveWeights {
  // How likely a place is before anything is read.
  float log_population = 0.33f;
  float capital = 1.0f;
  float own_name = 0;  // of a capital, by the name that the gazetteer gives it first
  float admin1_seat = 0.1f;
  float country = 2.8f;
  float admin1 = 1.0f;
  float admin2 = -0.4f;
  float namesake = -3.0f;  // an admin1 division that holds a town of its name
  float region = 6.0f;     // in place of its population
  float section_penalty = 3.0f;
  float former_penalty = 2.0f;
  float other_name_penalty = 1.2f;
  float bare_penalty = 1.2f;
  // Fit with the article.
  float same_admin2 = 5.0f;
  float same_admin1 = 1.8f;
  float same_country = 1.3f;
  float nearby = 1.4f;
  float nearby_km = 50.0f;
  float named = 0.9f;  // a division that the text names, against one that only holds a place
  float held = 1.5f;
  float holder = 8.0f;    // "Paris, Texas"
  float adjacent = 0.6f;  // a division named within a few words
  float asked = 1.9f;
  int rounds = 4;
  uint32_t max_candidates = 32;  // of one name; the best are kept
  uint32_t max_groups = 256;     // distinct names; those after are scored alone

  // Of a world agency's story: "Athens, Madrid, Dublin and Rome" are no towns of Ohio, though one
  // division holds them all. The weights above suit local papers as well.
  static ResolveWeights of_wire();
};

// For each toponym its candidates, best first; empty where it has no meanings.
std::vector<std::vector<Ranked>> rank_meanings(const std::vector<Toponym>& toponyms,
                                               const Gazetteer& gazetteer,
                                               const ResolveWeights& weights = {});

// Kilometres on the great circle (haversine, radius 6371 km).
double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace dateline
