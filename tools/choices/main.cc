// choices ROOT ARTICLES > cases.jsonl
// choices ROOT --records FOLDER [ARTICLES] > cases.jsonl
//
// What the learned choices of the coder are asked, for train/choices.py.
//
// Of articles, one line of JSON each: its id; the mentions whose country the article has to tell
// (dateline/names/context.h), each as [begin, end, columns of the weights, candidates], bytes of
// the article, a candidate as [code, its signs]; and the pronouns (antecedent_signs.h), each as
// [begin, end, columns, candidates], a candidate as [spans of the mentions of those whom it may
// mean, one list for each, its signs].
//
// Of records that readers wrote (dateline/eval/evaluate_records.h), one line for each table: its
// name, and the events at whom the reader's line says they are directed
// (dateline/events/recipients.h), each as [columns, candidates], a candidate as [whether it is as
// the line has it, its signs].
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "dateline/eval/evaluate_records.h"
#include "dateline/names/context.h"
#include "dateline/pipeline/pipeline.h"
#include "dateline/pipeline/resources.h"

namespace {

using namespace dateline;
using nlohmann::json;

json case_of(const names::ContextCase& asked, const Mentions& mentions) {
  json candidates = json::array();
  for (const names::Candidate& candidate : asked.candidates)
    candidates.push_back({candidate.code, candidate.signs});
  const Span span = mentions.mentions[asked.mention].span;
  return {span.begin, span.end, asked.asking, std::move(candidates)};
}

// The spans of an entity's mentions but pronouns.
json spans_of(uint32_t entity, const Mentions& mentions) {
  json out = json::array();
  for (const Mention& m : mentions.mentions)
    if (m.entity == entity && m.kind != MentionKind::pronoun)
      out.push_back({m.span.begin, m.span.end});
  return out;
}

json case_of(const names::AntecedentCase& asked, const Mentions& mentions) {
  json options = json::array();
  for (const names::AntecedentCase::Option& option : asked.options) {
    const Mention& m = mentions.mentions[option.mention];
    json whom = json::array();
    std::vector<uint32_t> members = m.members;
    if (members.empty() && m.entity != kNone) members.push_back(m.entity);
    for (const uint32_t member : option.members.empty() ? members : option.members)
      whom.push_back(spans_of(member, mentions));
    options.push_back({std::move(whom), option.signs});
  }
  const Span span = mentions.mentions[asked.mention].span;
  return {span.begin, span.end, asked.asking, std::move(options)};
}

json cases_of(const Document& doc, const Resources& r, ParseScratch& scratch) {
  const Tokens tokens = tokenize(doc, r.text, &r.boundary);
  const Syntax syntax = parse(doc, tokens, *r.model, scratch);
  const Places named = find_places(doc, tokens, syntax, {}, r.gazetteer);
  names::Cases cases;
  const Mentions mentions = names::find_mentions(
      doc, tokens, syntax, r.actors, countries_of_dateline(doc, r.gazetteer), named, cases);
  json countries = json::array(), antecedents = json::array();
  for (const auto& asked : cases.countries) countries.push_back(case_of(asked, mentions));
  for (const auto& asked : cases.antecedents) antecedents.push_back(case_of(asked, mentions));
  return {{"id", doc.id}, {"cases", countries}, {"antecedents", antecedents}};
}

// The line of which the event lacks least besides the recipient: at most the date, the modes or the
// source, and not the actor; or nullptr.
const ExpectedEvent* line_of(const Reading& reading, const Event& event,
                             std::vector<const ExpectedEvent*>& lines) {
  const auto lacking = [&](const ExpectedEvent* line) {
    const auto lacks = lacks_of(reading, event, *line);
    const auto has = [&](Lack lack) { return lacks[static_cast<size_t>(lack)]; };
    if (has(Lack::record) || has(Lack::actor)) return 99;
    return 2 * (has(Lack::date) + has(Lack::aux) + has(Lack::source)) + has(Lack::recipient);
  };
  const auto best = std::ranges::min_element(lines, {}, lacking);
  if (best == lines.end() || lacking(*best) > 3) return nullptr;
  const ExpectedEvent* line = *best;
  lines.erase(best);
  return line;
}

// Whether the event, directed at these, is of those whom the line has; who meets may act on both
// sides of it.
bool is_of_those(const Reading& reading, Event event, std::vector<Participant> recipients,
                 const ExpectedEvent& line) {
  event.recipients = std::move(recipients);
  const auto lacks = lacks_of(reading, event, line);
  return !lacks[static_cast<size_t>(Lack::actor)] && !lacks[static_cast<size_t>(Lack::recipient)];
}

json recipients_of(const Reading& reading, const coding::Cases& cases,
                   const std::vector<ExpectedEvent>& expected) {
  std::vector<const ExpectedEvent*> lines;
  for (const ExpectedEvent& line : expected) lines.push_back(&line);
  json out = json::array();
  for (const Event& event : reading.events.events) {
    const ExpectedEvent* line = line_of(reading, event, lines);
    const auto asked =
        std::ranges::find(cases.recipients, event.trigger, &coding::RecipientCase::trigger);
    if (line == nullptr || line->recipient == "*" || asked == cases.recipients.end()) continue;
    json options = json::array();
    for (const auto& option : asked->options)
      options.push_back({is_of_those(reading, event, option.who, *line), option.signs});
    out.push_back({asked->asking, std::move(options)});
  }
  return out;
}

int fail(const Error& error) {
  std::fprintf(stderr, "choices: %s\n", error.message().c_str());
  return 1;
}

int of_articles(const std::string& articles, const Resources& resources) {
  auto reader = open_input(articles, {}, resources.marks);
  if (!reader) return fail(reader.error());
  ParseScratch scratch;
  Document doc;
  for (;;) {
    const auto more = (*reader)->next(doc);
    if (!more) return fail(more.error());
    if (!*more) return 0;
    std::cout << cases_of(doc, resources, scratch).dump() << '\n';
  }
}

int of_records(const std::string& folder, const std::string& articles, const Resources& resources) {
  const Status read =
      each_expected(folder, resources, articles,
                    [](const std::string& name, const std::vector<ExpectedEvent>& expected,
                       const Reading& reading, const coding::Cases& cases) {
                      const json directed = recipients_of(reading, cases, expected);
                      std::cout << json{{"id", name}, {"recipients", directed}}.dump() << '\n';
                    });
  return read ? 0 : fail(read.error());
}

}  // namespace

int main(int argc, char** argv) {
  const bool records = argc > 3 && std::string(argv[2]) == "--records";
  if (records ? argc > 5 : argc != 3) {
    std::fprintf(stderr,
                 "usage: choices ROOT ARTICLES > cases.jsonl\n"
                 "       choices ROOT --records FOLDER [ARTICLES] > cases.jsonl\n");
    return 2;
  }
  const auto resources = Resources::load(ResourcePaths::under(argv[1]));
  if (!resources) return fail(resources.error());
  return records ? of_records(argv[3], argc > 4 ? argv[4] : "", *resources)
                 : of_articles(argv[2], *resources);
}
