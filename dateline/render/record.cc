#include "dateline/render/record.h"

#include <array>

#include "dateline/base/hash.h"

namespace dateline {
namespace {

const Entity* entity_of(const Reading& reading, const Participant& participant) {
  const auto& entities = reading.mentions.entities;
  return participant.entity < entities.size() ? &entities[participant.entity] : nullptr;
}

Json participant_json(const Reading& reading, const Participant& participant) {
  const Entity* entity = entity_of(reading, participant);
  const auto sector = std::string(entity ? entity->sector() : "");
  return {{"code", or_null(entity ? entity->code : "")},
          {"sector", or_null(sector)},
          {"entity_text", or_null(reading.doc.at(participant.span))},
          {"identifier_text", or_null(entity ? entity->name : "")},
          {"identifier_id", or_null(entity ? entity->wiki : "")},
          {"office", or_null(entity ? entity->office : "")}};
}

Json participants_json(const Reading& reading, const std::vector<Participant>& list) {
  Json out = Json::array();
  for (const Participant& participant : list) out.push_back(participant_json(reading, participant));
  return out;
}

Json place_json(const Reading& reading, uint32_t index) {
  if (index >= reading.places.places.size()) return {};
  const Place& place = reading.places.places[index];
  Json out{{"extracted_place", or_null(reading.doc.at(place.span))}};
  if (!place.resolved()) return out;
  const PlaceCandidate& best = place.candidates.front();
  out["resolved_place"] = or_null(best.name);
  out["geonameid"] = best.geonameid ? Json(best.geonameid) : Json();
  out["lat"] = best.lat;
  out["lon"] = best.lon;
  out["country_code"] = or_null(best.country);
  out["admin1"] = or_null(best.admin1);
  out["resolution"] = static_cast<int>(best.level);
  return out;
}

// The sector follows the country in one word: "KORJRN".
std::string source_code(const Reading& reading, const Claim& claim) {
  const auto& mentions = reading.mentions.mentions;
  if (claim.source_mention >= mentions.size()) return {};
  const uint32_t entity = mentions[claim.source_mention].entity;
  if (entity >= reading.mentions.entities.size()) return {};
  const Entity& e = reading.mentions.entities[entity];
  return e.code + std::string(e.sector());
}

Json attribution_json(const Reading& reading, uint32_t claim) {
  Json chain = Json::array();
  for (uint32_t link : attribution_chain(reading.claims, claim)) {
    const Claim& c = reading.claims.claims[link];
    const Span place = c.source.empty() ? c.cue : c.source;
    chain.push_back({{"source", or_null(reading.doc.at(c.source))},
                     {"code", or_null(source_code(reading, c))},
                     {"cue", or_null(reading.doc.at(c.cue))},
                     {"kind", to_string(c.kind)},
                     {"start", place.begin},
                     {"end", place.end}});
  }
  return chain;
}

Json time_json(const Reading& reading, const Event& event) {
  Json out{{"text", nullptr}, {"timex3", nullptr}, {"value", nullptr}};
  if (event.timex < reading.times.timexes.size()) {
    const Timex& timex = reading.times.timexes[event.timex];
    out["text"] = reading.doc.at(timex.span);
    out["timex3"] = to_string(timex.type);
    out["value"] = or_null(timex.value);
  }
  out["start"] = or_null(event.start);
  out["end"] = or_null(event.end);
  out["from"] = event.start ? Json(to_string(event.time_from)) : Json();
  return out;
}

Json count(const std::optional<uint32_t>& number) { return number ? Json(*number) : Json(); }

Json size_json(const Sizes& size) {
  return {{"dead", count(size.dead)},
          {"injured", count(size.injured)},
          {"arrested", count(size.arrested)},
          {"attendance", count(size.attendance)}};
}

void add_evidence(Json& list, std::string_view role, Span span) {
  if (!span.empty()) list.push_back({{"role", role}, {"start", span.begin}, {"end", span.end}});
}

Json evidence_json(const Reading& reading, const Event& event) {
  Json list = Json::array();
  for (Span span : event.words) add_evidence(list, "event", span);
  for (const Participant& p : event.actors) add_evidence(list, "actor", p.span);
  for (const Participant& p : event.recipients) add_evidence(list, "recipient", p.span);
  if (event.timex < reading.times.timexes.size())
    add_evidence(list, "time", reading.times.timexes[event.timex].span);
  if (event.place < reading.places.places.size())
    add_evidence(list, "place", reading.places.places[event.place].span);
  add_evidence(list, "factuality", event.factuality.cue);
  for (uint32_t link : attribution_chain(reading.claims, event.claim)) {
    add_evidence(list, "source", reading.claims.claims[link].source);
    add_evidence(list, "cue", reading.claims.claims[link].cue);
  }
  return list;
}

Json event_texts(const Reading& reading, const Event& event) {
  Json texts = Json::array();
  for (Span span : event.words) texts.push_back(reading.doc.at(span));
  return texts;
}

Json why_json(const Reading& reading, const Event& event) {
  return {{"by", event.by == EventSource::frame ? "frame" : "classifier"},
          {"rule", or_null(event.rule)},
          {"predicate", reading.doc.at(reading.tokens[event.trigger].span)},
          {"confidence", static_cast<int>(event.confidence * 1000 + 0.5f) / 1000.0}};
}

Json dateline_json(const Reading& reading, const Event& event) {
  return {{"cameo", or_null(event.cameo)},
          {"aux", aux_names(event.aux)},
          {"factuality", to_json(event.factuality)},
          {"attribution", attribution_json(reading, event.claim)},
          {"time", time_json(reading, event)},
          {"size", size_json(event.size)},
          {"evidence", evidence_json(reading, event)},
          {"why", why_json(reading, event)},
          {"document", reading.doc.id},
          {"origin", reading.doc.origin},
          {"story", nullptr},
          {"same_as", nullptr}};
}

Json cite_json(const Document& doc) {
  return {{"publication", or_null(doc.publication)},
          {"published", or_null(doc.published)},
          {"title", or_null(doc.title)},
          {"url", or_null(doc.url)},
          {"language", or_null(doc.language)},
          {"codebook", "plover-1.3"},
          {"coder", "dateline " DATELINE_VERSION}};
}

}  // namespace

double event_scale(EventType type) {
  constexpr std::array<double, kEventTypes> kScale = {4.2,  2.1,  4.6,  6.8,  7.4,  5.0,  -5.0, -2.0,
                                                      -4.2, -5.1, -6.6, -5.2, -5.3, -7.2, -9.3, 7.6};
  return kScale[static_cast<size_t>(type)];
}

std::string record_id(const Reading& reading, const Event& event) {
  const Span trigger = reading.tokens[event.trigger].span;
  std::string key = reading.doc.id + '\t' + std::to_string(trigger.begin) + '\t';
  key += to_string(event.type);
  for (const Participant& p : event.actors) key += '\t' + std::to_string(p.span.begin);
  return hex(fnv1a(key));
}

Json to_record(const Reading& reading, size_t index) {
  const Event& event = reading.events.events[index];
  const Sentence& sentence = reading.tokens.sentences[event.sentence];
  return {{"id", record_id(reading, event)},
          {"date", or_null(event.start)},
          {"enddate", event.end != event.start ? or_null(event.end) : Json()},
          {"event", Json::array({to_string(event.type)})},
          {"mode", event.modes},
          {"context", event.contexts},
          {"quad_code", quad_code(event.type)},
          {"event_scale", event_scale(event.type)},
          {"actor", participants_json(reading, event.actors)},
          {"recipient", participants_json(reading, event.recipients)},
          {"event_text", event_texts(reading, event)},
          {"event_loc", place_json(reading, event.place)},
          {"text", reading.doc.at(sentence.span)},
          {"text_info",
           {{"sequence", event.sentence},
            {"start", sentence.span.begin},
            {"end", sentence.span.end}}},
          {"cite_info", cite_json(reading.doc)},
          {"dateline", dateline_json(reading, event)}};
}

std::string to_jsonl(const Reading& reading) {
  std::string out;
  for (size_t i = 0; i < reading.events.events.size(); ++i) out += dump(to_record(reading, i)) + '\n';
  return out;
}

std::string skipped_to_jsonl(const Reading& reading) {
  std::string out;
  for (const Skipped& skipped : reading.events.skipped) {
    const Span span = reading.tokens[skipped.trigger].span;
    const Sentence& sentence = reading.tokens.sentences[reading.tokens.sentence_of[skipped.trigger]];
    out += dump({{"has_event", false},
                 {"text", reading.doc.at(sentence.span)},
                 {"event_text", Json::array({reading.doc.at(span)})},
                 {"dateline",
                  {{"reason", skipped.reason},
                   {"rule", or_null(skipped.rule)},
                   {"evidence", Json::array({to_json(span)})},
                   {"document", reading.doc.id}}}}) +
           '\n';
  }
  return out;
}

}  // namespace dateline
