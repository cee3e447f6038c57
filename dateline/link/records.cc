#include "dateline/link/records.h"

#include <algorithm>

namespace dateline {
namespace {

LinkParty party_of(const Reading& reading, const Participant& participant) {
  if (participant.entity >= reading.mentions.entities.size()) return {};
  const Entity& entity = reading.mentions.entities[participant.entity];
  return {entity.code, std::string(entity.sector()), entity.wiki, entity.name, entity.office};
}

std::vector<LinkParty> parties_of(const Reading& reading, const std::vector<Participant>& list) {
  std::vector<LinkParty> out;
  for (const Participant& participant : list) out.push_back(party_of(reading, participant));
  return out;
}

LinkPlace place_of(const Reading& reading, uint32_t index) {
  if (index >= reading.places.places.size()) return {};
  const Place& place = reading.places.places[index];
  LinkPlace out;
  out.name = reading.doc.at(place.span);
  if (!place.resolved()) return out;
  const PlaceCandidate& best = place.candidates.front();
  if (!best.name.empty()) out.name = best.name;
  out.country = best.country;
  out.geonameid = best.geonameid;
  out.level = static_cast<int>(best.level);
  out.lat = best.lat;
  out.lon = best.lon;
  return out;
}

}  // namespace

std::string link_status(const Event& event) {
  std::string status = event.factuality.polarity == Polarity::negative ? "negative;" : "positive;";
  if (event.aux & kFuture) status += "future;";
  if (event.aux & kHypothetical) status += "hypothetical;";
  if (event.aux & kNegation) status += "negation;";
  if (event.aux & kHistorical) status += "historical;";
  return status;
}

LinkRecord link_record(const Reading& reading, size_t index, std::string id) {
  const Event& event = reading.events.events[index];
  LinkRecord record;
  record.id = std::move(id);
  record.document = reading.doc.id;
  record.event = to_string(event.type);
  record.status = link_status(event);
  record.rule = event.rule;
  record.learned = event.by == EventSource::classifier;
  record.published = reading.doc.published;
  record.start = event.start;
  record.end = event.end;
  record.dated = event.time_from == TimeFrom::text;
  record.actors = parties_of(reading, event.actors);
  record.recipients = parties_of(reading, event.recipients);
  const Span sentence = reading.tokens.sentences[event.sentence].span;
  record.recipients_here = std::ranges::any_of(event.recipients, [&](const Participant& p) {
    return sentence.begin <= p.span.begin && p.span.end <= sentence.end;
  });
  record.place = place_of(reading, event.place);
  record.size = event.size;
  record.text = reading.doc.at(sentence);
  return record;
}

}  // namespace dateline
