// Which records tell the same event? Two agencies' reports of one bombing are
// one event, told twice, with 12 dead here and 15 there.
//
// Records are taken in the order in which they arrive. Each meets the earlier ones
// of its category within three days that share a country with it (of an actor, a
// recipient or the place) or stand in its article. It joins the event of the one
// that it resembles best, if it resembles it enough and contradicts no other report
// of that event that it meets: best-first clustering (Ng and Cardie 2002) with a
// guard against chains. What was decided never changes, so that a store may link
// batch by batch and end as if it had linked everything at once.
//
// The similarity is a sum of the few weights in data/link/weights.tsv, which says
// what each one is for. `dateline evaluate link` measures it.
// Covered by events_test.cc.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "dateline/base/civil.h"
#include "dateline/base/result.h"
#include "dateline/doc/events.h"

namespace dateline {

inline constexpr int kLinkDays = 3;  // reports of one event are dated no further apart

struct LinkParty {
  std::string code, sector, id, name, office;  // as in the record; empty: not given
};

struct LinkPlace {
  std::string name;     // as resolved, else as written
  std::string country;  // empty: not resolved
  int64_t geonameid = 0;
  int level = 0;  // PLOVER's resolution
  double lat = 0, lon = 0;
};

// What linking looks at in one record.
struct LinkRecord {
  std::string id, document;
  std::string event;   // PLOVER category
  std::string status;  // "negative;future": records of different ones are never linked
  std::string rule;    // "assault/bomb"
  std::optional<CivilDate> published, start, end;
  bool learned = false;  // coded by the classifier, not by a frame
  bool dated = false;  // the text gives the date; else it is the article's
  std::vector<LinkParty> actors, recipients;
  bool recipients_here = true;  // the sentence names one of them; else the article tells them
  LinkPlace place;
  Sizes size;
  std::string text;  // the sentence
};

struct LinkRules {
  double date_same, date_assumed, date_reported, date_late;
  double place_same, place_within, place_other;
  double party, party_other;
  double rule_same, rule_other;
  double size_same, size_other;
  double article_same, words, least, guard;
  std::unordered_set<std::string> stopwords;

  // `data`/link/weights.tsv and stopwords.tsv. Errors: not_found, bad_data.
  static Result<LinkRules> load(const std::filesystem::path& data);
};

// How much speaks for two records' telling the same event; nothing where they
// cannot: another category, another day, or a report from before the event.
std::optional<double> link_similarity(const LinkRecord& a, const LinkRecord& b,
                                      const LinkRules& rules);

// For each record, in the order of arrival, the index of the first record of its
// event (its own where it is the first). `given` has the answers for the first
// records, which were decided before.
std::vector<uint32_t> link_events(const std::vector<LinkRecord>& records,
                                  const std::vector<uint32_t>& given, const LinkRules& rules);

// How many of the fields are filled: the fullest report speaks for the event.
int filled_fields(const LinkRecord& record);

}  // namespace dateline
