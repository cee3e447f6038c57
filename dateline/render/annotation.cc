#include "dateline/render/annotation.h"

#include "dateline/render/record.h"

namespace dateline {
namespace {

Json located(const Reading& reading, Span span) {
  return {{"text", reading.doc.at(span)}, {"start", span.begin}, {"end", span.end}};
}

Json document_json(const Document& doc) {
  return {{"id", doc.id},
          {"origin", doc.origin},
          {"ordinal", doc.ordinal},
          {"title", or_null(doc.title)},
          {"published", or_null(doc.published)},
          {"publication", or_null(doc.publication)},
          {"dateline", or_null(doc.at(doc.dateline_place))},
          {"byline", or_null(doc.at(doc.byline))},
          {"url", or_null(doc.url)},
          {"language", or_null(doc.language)},
          {"encoding", doc.encoding},
          {"broken_bytes", doc.broken_bytes},
          {"cut", doc.cut},
          {"body", to_json(doc.body)}};
}

Json token_json(const Reading& reading, uint32_t i) {
  Json out = located(reading, reading.tokens[i].span);
  if (i >= reading.syntax.size()) return out;
  const Word& word = reading.syntax[i];
  out["lemma"] = reading.syntax.lemma(i);
  out["upos"] = to_string(word.upos);
  out["xpos"] = reading.syntax.xpos(i);
  out["feats"] = or_null(reading.syntax.feats(i));
  out["head"] = word.head == kNone ? Json() : Json(word.head);
  out["deprel"] = to_string(word.rel);
  return out;
}

Json sentences_json(const Reading& reading) {
  Json list = Json::array();
  for (const Sentence& sentence : reading.tokens.sentences) {
    Json tokens = Json::array();
    for (uint32_t i = sentence.first; i < sentence.last; ++i) tokens.push_back(token_json(reading, i));
    list.push_back({{"start", sentence.span.begin},
                    {"end", sentence.span.end},
                    {"first_token", sentence.first},
                    {"cut", sentence.cut},
                    {"tokens", std::move(tokens)}});
  }
  return list;
}

Json names_json(const Reading& reading) {
  Json list = Json::array();
  for (const NamedEntity& entity : reading.syntax.entities) {
    Json out = located(reading, reading.tokens.span(entity.first, entity.last));
    out["type"] = to_string(entity.type);
    list.push_back(std::move(out));
  }
  return list;
}

Json entities_json(const Mentions& mentions) {
  Json list = Json::array();
  for (const Entity& entity : mentions.entities)
    list.push_back({{"id", or_null(entity.id)},
                    {"name", entity.name},
                    {"type", to_string(entity.type)},
                    {"code", or_null(entity.code)},
                    {"sectors", entity.sectors},
                    {"office", or_null(entity.office)}});
  return list;
}

Json mentions_json(const Reading& reading) {
  Json list = Json::array();
  for (const Mention& mention : reading.mentions.mentions) {
    Json out = located(reading, mention.span);
    out["kind"] = to_string(mention.kind);
    out["entity"] = mention.entity == kNone ? Json() : Json(mention.entity);
    out["members"] = mention.members;
    list.push_back(std::move(out));
  }
  return list;
}

Json times_json(const Reading& reading) {
  Json list = Json::array();
  for (const Timex& timex : reading.times.timexes) {
    Json out = located(reading, timex.span);
    out["type"] = to_string(timex.type);
    out["value"] = or_null(timex.value);
    out["mod"] = or_null(timex.mod);
    out["from"] = or_null(timex.start);
    out["to"] = or_null(timex.end);
    list.push_back(std::move(out));
  }
  return list;
}

Json candidate_json(const PlaceCandidate& c) {
  return {{"geonameid", c.geonameid ? Json(c.geonameid) : Json()},
          {"name", c.name},
          {"country", or_null(c.country)},
          {"admin1", or_null(c.admin1)},
          {"lat", c.lat},
          {"lon", c.lon},
          {"level", static_cast<int>(c.level)},
          {"score", c.score}};
}

Json places_json(const Reading& reading) {
  Json list = Json::array();
  for (const Place& place : reading.places.places) {
    Json out = located(reading, place.span);
    out["dateline"] = place.is_dateline;
    out["actor"] = place.is_actor;
    out["candidates"] = Json::array();
    for (const PlaceCandidate& c : place.candidates) out["candidates"].push_back(candidate_json(c));
    list.push_back(std::move(out));
  }
  return list;
}

Json claims_json(const Reading& reading) {
  Json list = Json::array();
  for (const Claim& claim : reading.claims.claims) {
    Json content = Json::array();
    for (Span span : claim.content) content.push_back(located(reading, span));
    list.push_back({{"source", located(reading, claim.source)},
                    {"cue", located(reading, claim.cue)},
                    {"content", std::move(content)},
                    {"kind", to_string(claim.kind)},
                    {"inner", claim.inner == kNone ? Json() : Json(claim.inner)}});
  }
  return list;
}

Json events_json(const Reading& reading) {
  Json list = Json::array();
  for (size_t i = 0; i < reading.events.events.size(); ++i) list.push_back(to_record(reading, i));
  return list;
}

}  // namespace

Json to_annotation(const Reading& reading) {
  return {{"document", document_json(reading.doc)},
          {"sentences", sentences_json(reading)},
          {"names", names_json(reading)},
          {"entities", entities_json(reading.mentions)},
          {"mentions", mentions_json(reading)},
          {"times", times_json(reading)},
          {"places", places_json(reading)},
          {"claims", claims_json(reading)},
          {"events", events_json(reading)}};
}

}  // namespace dateline
