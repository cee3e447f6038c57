// context ROOT ARTICLES > cases.jsonl
//
// For each article one line of JSON: its id and the mentions whose country the article has to tell
// (dateline/names/context.h), each as [begin, end, columns of the weights, candidates], bytes of the
// article; a candidate is [code, its signs]. train/context.py learns the weights from them.
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

json cases_of(const Document& doc, const Resources& r, ParseScratch& scratch) {
  const Tokens tokens = tokenize(doc, r.text, &r.boundary);
  const Syntax syntax = parse(doc, tokens, *r.model, scratch);
  const Places named = find_places(doc, tokens, syntax, {}, r.gazetteer);
  std::vector<names::ContextCase> cases;
  const Mentions mentions = names::find_mentions(
      doc, tokens, syntax, r.actors, countries_of_dateline(doc, r.gazetteer), named, cases);
  json out = json::array();
  for (const names::ContextCase& asked : cases) out.push_back(case_of(asked, mentions));
  return out;
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
    std::cout << json{{"id", doc.id}, {"cases", cases_of(doc, *resources, scratch)}}.dump() << '\n';
  }
}
