// context ROOT ARTICLES > cases.jsonl
//
// For each article one line of JSON: its id; the mentions whose country the article has to tell
// (dateline/names/context.h), each as [begin, end, columns of the weights, candidates], bytes of
// the article, a candidate as [code, its signs]; and the pronouns (antecedent_signs.h), each as
// [begin, end, columns, candidates], a candidate as [spans of the mentions of those whom it may
// mean, one list for each, its signs]. train/context.py learns the weights of both.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

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

int fail(const Error& error) {
  std::fprintf(stderr, "context: %s\n", error.message().c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: context ROOT ARTICLES > cases.jsonl\n");
    return 2;
  }
  const auto resources = Resources::load(ResourcePaths::under(argv[1]));
  if (!resources) return fail(resources.error());
  auto reader = open_input(argv[2], {}, resources->marks);
  if (!reader) return fail(reader.error());
  ParseScratch scratch;
  Document doc;
  for (;;) {
    const auto more = (*reader)->next(doc);
    if (!more) return fail(more.error());
    if (!*more) return 0;
    std::cout << cases_of(doc, *resources, scratch).dump() << '\n';
  }
}
