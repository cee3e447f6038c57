#include "dateline/pipeline/pipeline.h"

#include "dateline/events/natives.h"

namespace dateline {
namespace {

// A second reading of what leaves the judge in doubt.
void read_doubtful(const Resources& resources, ParseScratch& scratch, Reading& r) {
  const coding::Judge& judge = resources.frames.table().judge;
  if (resources.second == nullptr || r.syntax.meaning_width != judge.width()) return;
  const coding::Setting setting = coding::setting_of(r.doc, r.tokens);
  std::vector<uint32_t> doubtful;
  for (uint32_t s = 0; s < r.tokens.sentences.size(); ++s)
    if (judge.is_in_doubt(r.syntax, r.tokens.sentences[s], setting)) doubtful.push_back(s);
  if (!doubtful.empty())
    read_again(r.doc, r.tokens, doubtful, *resources.second, scratch, r.syntax);
}

}  // namespace

void read_layers(const Resources& resources, ParseScratch& scratch, Reading& r,
                 coding::Cases* cases) {
  r.tokens = tokenize(r.doc, resources.text, &resources.boundary);
  r.syntax = parse(r.doc, r.tokens, *resources.model, scratch);
  read_doubtful(resources, scratch, r);
  const Places named = find_places(r.doc, r.tokens, r.syntax, {}, resources.gazetteer);
  r.mentions = find_mentions(r.doc, r.tokens, r.syntax, resources.actors,
                             countries_of_dateline(r.doc, resources.gazetteer), named);
  r.times = find_times(r.doc, r.tokens, r.syntax, resources.times);
  r.places = find_places(r.doc, r.tokens, r.syntax, r.mentions, resources.gazetteer);
  name_places(r.places, r.mentions);
  r.claims = find_claims(r.doc, r.tokens, r.syntax, r.mentions, resources.claims);
  r.events = find_events(r.doc, r.tokens, r.syntax, r.mentions, r.times, r.places, r.claims,
                         resources.frames, cases);
  settle_natives(r.doc, r.places, r.mentions, r.events);
}

Reading as_body(std::string text) {
  Reading reading;
  reading.doc.text = std::move(text);
  reading.doc.body = {0, static_cast<uint32_t>(reading.doc.text.size())};
  return reading;
}

Reading read_body(const Resources& resources, ParseScratch& scratch, std::string text) {
  Reading reading = as_body(std::move(text));
  read_layers(resources, scratch, reading);
  return reading;
}

}  // namespace dateline
