#include "dateline/render/explain.h"

#include <fmt/format.h>

#include "dateline/render/json.h"
#include "dateline/render/marks.h"

namespace dateline {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

// "Kim Jong-un (PRK GOV)", or the words themselves where nothing more is known.
std::string participant_text(const Reading& reading, const Participant& participant) {
  const std::string words(reading.doc.at(participant.span));
  if (participant.entity >= reading.mentions.entities.size()) return words;
  const Entity& entity = reading.mentions.entities[participant.entity];
  std::string code = entity.code;
  if (!entity.sectors.empty()) code += (code.empty() ? "" : " ") + entity.sectors.front();
  const std::string& name = entity.name.empty() ? words : entity.name;
  return code.empty() ? name : fmt::format("{} ({})", name, code);
}

std::string participants_text(const Reading& reading, const std::vector<Participant>& list) {
  std::vector<std::string> parts;
  for (const Participant& p : list) parts.push_back(participant_text(reading, p));
  return joined(parts, " + ");
}

std::string when(const Event& event) {
  if (!event.start) return "date unknown";
  std::string text = iso(*event.start);
  if (event.end && event.end != event.start) text += ".." + iso(*event.end);
  if (event.time_from == TimeFrom::inferred) return text + " (from what was told before)";
  return fmt::format("{} (from {})", text, to_string(event.time_from));
}

std::string where(const Reading& reading, const Event& event) {
  if (event.place >= reading.places.places.size()) return {};
  const Place& place = reading.places.places[event.place];
  if (!place.resolved()) return std::string(reading.doc.at(place.span));
  return fmt::format("{}, {}", place.candidates[0].name, place.candidates[0].country);
}

// ", according to the BBC, citing police"; ", by hearsay (\"reportedly\")" where nobody is named.
std::string according_to(const Reading& reading, const Event& event) {
  std::vector<std::string> named, hearsay;
  for (uint32_t link : attribution_chain(reading.claims, event.claim)) {
    const Claim& claim = reading.claims.claims[link];
    if (claim.source.empty())
      hearsay.push_back(fmt::format("\"{}\"", reading.doc.at(claim.cue)));
    else
      named.emplace_back(reading.doc.at(claim.source));
  }
  std::string text;
  if (!named.empty()) text += ", according to " + joined(named, ", citing ");
  if (!hearsay.empty()) text += ", by hearsay (" + joined(hearsay, ", ") + ")";
  return text;
}

std::string status(const Event& event) {
  std::vector<std::string> parts;
  for (const std::string_view name : aux_names(event.aux)) parts.emplace_back(name);
  return joined(parts, ", ");
}

std::string headline(const Event& event) {
  std::string text(to_string(event.type));
  if (!event.modes.empty()) text += "/" + joined(event.modes, "+");
  return text;
}

// Spaces and line breaks of wire copy become single spaces.
std::string one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string_view ansi(Role role) {
  switch (role) {
    case Role::event: return "\x1b[1;31m";
    case Role::actor: return "\x1b[1;34m";
    case Role::recipient: return "\x1b[36m";
    case Role::source: return "\x1b[35m";
    case Role::time: return "\x1b[33m";
    case Role::place: return "\x1b[32m";
    default: return "";
  }
}

std::string marked_for_terminal(const Reading& reading, Span within, bool color) {
  std::string out;
  uint32_t at = within.begin;
  for (const EvidenceMark& mark : marks_in(reading, within)) {
    out += reading.doc.at({at, mark.span.begin});
    out += color ? fmt::format("{}{}\x1b[0m", ansi(mark.role), reading.doc.at(mark.span))
                 : fmt::format("[{}]", reading.doc.at(mark.span));
    at = mark.span.end;
  }
  out += reading.doc.at({at, within.end});
  return one_line(out);
}

std::string why_text(const Reading& reading, const Event& event) {
  return fmt::format("because \"{}\" matches {} ({}, confidence {:.2f})",
                     reading.doc.at(reading.tokens[event.trigger].span), event.rule,
                     event.by == EventSource::frame ? "frame" : "classifier", event.confidence);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string marked_for_html(const Reading& reading, Span within) {
  std::string out;
  uint32_t at = within.begin;
  for (const EvidenceMark& mark : marks_in(reading, within)) {
    out += escaped(reading.doc.at({at, mark.span.begin}));
    out += fmt::format("<mark class=\"{}\">{}</mark>", to_string(mark.role),
                       escaped(reading.doc.at(mark.span)));
    at = mark.span.end;
  }
  return out + escaped(reading.doc.at({at, within.end}));
}

constexpr std::string_view kPageHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
body{{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}
mark{{border-radius:.2em;padding:0 .15em;color:#111}}
mark.event{{background:#ffb3ab}}mark.actor{{background:#b3d1ff}}mark.recipient{{background:#b9ecec}}
mark.source{{background:#e6c8f5}}mark.time{{background:#ffe9a8}}mark.place{{background:#c5edc0}}
li{{margin:.3rem 0}}.why{{opacity:.75;font-size:.88em}}.skip{{opacity:.7}}
</style></head><body><h1>{title}</h1>
<p>Marks: <mark class="event">event</mark> <mark class="actor">actor</mark>
<mark class="recipient">recipient</mark> <mark class="source">source</mark>
<mark class="time">time</mark> <mark class="place">place</mark></p>
)";

template <class Visit>
void for_events_in(const Reading& reading, uint32_t sentence, Visit visit) {
  for (const Event& event : reading.events.events)
    if (event.sentence == sentence) visit(event);
}

template <class Visit>
void for_skipped_in(const Reading& reading, uint32_t sentence, Visit visit) {
  for (const Skipped& skipped : reading.events.skipped)
    if (reading.tokens.sentence_of[skipped.trigger] == sentence) visit(skipped);
}

}  // namespace

std::string summary(const Reading& reading, const Event& event) {
  std::string text = fmt::format("{}: {}", headline(event), participants_text(reading, event.actors));
  if (!event.recipients.empty()) text += " → " + participants_text(reading, event.recipients);
  text += ", " + when(event);
  if (const std::string place = where(reading, event); !place.empty()) text += ", in " + place;
  text += according_to(reading, event);
  if (const std::string aux = status(event); !aux.empty()) text += " [" + aux + "]";
  return one_line(text);
}

std::string explain_text(const Reading& reading, const ExplainOptions& options) {
  std::string out;
  for (uint32_t s = 0; s < reading.tokens.sentences.size(); ++s) {
    out += marked_for_terminal(reading, reading.tokens.sentences[s].span, options.color) + "\n";
    for_events_in(reading, s, [&](const Event& event) {
      out += "  * " + summary(reading, event) + "\n    " + why_text(reading, event) + "\n";
    });
    for_skipped_in(reading, s, [&](const Skipped& skipped) {
      out += fmt::format("  - not coded: \"{}\" ({}): {}\n",
                         reading.doc.at(reading.tokens[skipped.trigger].span), skipped.rule,
                         skipped.reason);
    });
    out += "\n";
  }
  return out;
}

std::string explain_html(const Reading& reading) {
  const std::string title = escaped(reading.doc.title.empty() ? reading.doc.origin : reading.doc.title);
  std::string out = fmt::format(kPageHead, fmt::arg("title", title));
  for (uint32_t s = 0; s < reading.tokens.sentences.size(); ++s) {
    out += "<p>" + marked_for_html(reading, reading.tokens.sentences[s].span) + "</p>\n<ul>\n";
    for_events_in(reading, s, [&](const Event& event) {
      out += fmt::format("<li>{}<br><span class=\"why\">{}</span></li>\n",
                         escaped(summary(reading, event)), escaped(why_text(reading, event)));
    });
    for_skipped_in(reading, s, [&](const Skipped& skipped) {
      out += fmt::format("<li class=\"skip\">not coded: “{}”: {}</li>\n",
                         escaped(reading.doc.at(reading.tokens[skipped.trigger].span)),
                         escaped(skipped.reason));
    });
    out += "</ul>\n";
  }
  return out + "</body></html>\n";
}

}  // namespace dateline
