#include "dateline/render/table.h"

#include <fmt/format.h>

#include "dateline/base/utf8.h"
#include "dateline/render/json.h"

namespace dateline {
namespace {

struct Width {
  size_t date = 11, event = 22, actor = 30, recipient = 30, place = 16, source = 26;
};

// Cut or padded to `width` code points, so that columns line up in any script.
std::string cell(std::string_view text, size_t width) {
  std::string out;
  size_t used = 0;
  for (size_t at = 0; at < text.size() && used < width;) {
    const CodePoint c = decode_utf8(text, at);
    const bool last = used + 1 == width && at + c.length < text.size();
    out += last ? "…" : is_space(c.value) ? " " : std::string(text.substr(at, c.length));
    at += c.length;
    ++used;
  }
  return out + std::string(width - used + 1, ' ');
}

std::string names(const Reading& reading, const std::vector<Participant>& list) {
  std::string out;
  for (const Participant& p : list) out += (out.empty() ? "" : " + ") + short_name(reading, p);
  return out;
}

std::string event_name(const Event& event) {
  std::string out(to_string(event.type));
  if (!event.modes.empty()) out += "/" + event.modes.front();
  for (const std::string_view aux : aux_names(event.aux)) out.append(" (").append(aux).append(")");
  return out;
}

std::string place_name(const Reading& reading, const Event& event) {
  if (event.place >= reading.places.places.size()) return {};
  const Place& place = reading.places.places[event.place];
  return place.resolved() ? place.candidates.front().name : std::string(reading.doc.at(place.span));
}

std::string source_name(const Reading& reading, const Event& event) {
  std::string out;
  for (uint32_t link : attribution_chain(reading.claims, event.claim)) {
    const Claim& claim = reading.claims.claims[link];
    if (!out.empty()) out += " < ";
    out += claim.source.empty() ? "(not named)" : std::string(reading.doc.at(claim.source));
  }
  return out;
}

std::string row(const Width& w, std::string_view date, std::string_view event,
                std::string_view actor, std::string_view recipient, std::string_view place,
                std::string_view source) {
  std::string line = "  " + cell(date, w.date) + cell(event, w.event) + cell(actor, w.actor) +
                     cell(recipient, w.recipient) + cell(place, w.place) + cell(source, w.source);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string short_name(const Reading& reading, const Participant& participant) {
  const std::string words(reading.doc.at(participant.span));
  if (participant.entity >= reading.mentions.entities.size()) return words;
  const Entity& entity = reading.mentions.entities[participant.entity];
  std::string out = entity.code;
  if (!entity.sectors.empty()) out += (out.empty() ? "" : "/") + entity.sectors.front();
  const std::string& name = entity.name.empty() ? words : entity.name;
  return out.empty() ? name : out + " " + name;
}

std::string to_table(const Reading& reading) {
  const Width width;
  const Document& doc = reading.doc;
  std::string out = doc.origin;
  if (doc.published) out += ", " + iso(*doc.published);
  if (!doc.publication.empty()) out += ", " + doc.publication;
  out += "\n";
  if (reading.events.events.empty()) return out + "  no events\n\n";
  out += row(width, "DATE", "EVENT", "ACTOR", "RECIPIENT", "PLACE", "ACCORDING TO");
  for (const Event& event : reading.events.events)
    out += row(width, event.start ? iso(*event.start) : "-", event_name(event),
               names(reading, event.actors), names(reading, event.recipients),
               place_name(reading, event), source_name(reading, event));
  return out + "\n";
}

}  // namespace dateline
