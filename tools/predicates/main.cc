// predicates ROOT MEANING.f32 [MODEL] < sentences > tokens.jsonl
//
// One sentence a line. For each, one line of JSON: its tokens as [begin, end, lemma, upos, head,
// relation] (bytes of the line; head -1 at a root), and its events as [trigger, type, confidence,
// by a frame, the judge's probability of the type, of no event (1, 0 without a judge), bits of the
// auxiliary modes by rules, the second reader's log odds of each]. MEANING.f32
// gets Syntax::meaning of all tokens, in the same order, as 32-bit floats. train/judge.py reads
// both.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "dateline/pipeline/pipeline.h"
#include "dateline/pipeline/resources.h"

namespace {

using namespace dateline;
using nlohmann::json;

json tokens_of(const Reading& reading) {
  json out = json::array();
  for (uint32_t i = 0; i < reading.tokens.size(); ++i) {
    const Word& word = reading.syntax[i];
    const Span span = reading.tokens[i].span;
    const int64_t head = word.head == kNone ? -1 : int64_t{word.head};
    out.push_back({span.begin, span.end, reading.syntax.lemma(i), to_string(word.upos), head,
                   to_string(word.rel)});
  }
  return out;
}

json events_of(const Reading& reading, const coding::Judge& judge) {
  json out = json::array();
  const coding::Setting setting = coding::setting_of(reading.doc, reading.tokens);
  for (const Event& e : reading.events.events) {
    coding::Judge::Opinion opinion{1, 0};
    if (!judge.empty())
      opinion = judge.opinion(judge.scores(reading.syntax, e.trigger, setting), e.type);
    out.push_back({e.trigger, to_string(e.type), e.confidence, e.by == EventSource::frame,
                   opinion.type, opinion.none, e.aux, judge.aux_odds(reading.syntax, e.trigger)});
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::fprintf(stderr, "usage: predicates ROOT MEANING.f32 [MODEL] < sentences > tokens.jsonl\n");
    return 2;
  }
  ResourcePaths paths = ResourcePaths::under(argv[1]);
  if (argc == 4) paths.model = argv[3];
  auto resources = Resources::load(paths);
  if (!resources) {
    std::fprintf(stderr, "predicates: %s\n", resources.error().message().c_str());
    return 1;
  }
  coding::Judge judge = resources->frames.table().judge;
  judge.forget_calibration();  // whose input the confidences are to be
  resources->frames.take(std::move(judge));
  std::ofstream meaning(argv[2], std::ios::binary);
  ParseScratch scratch;
  for (std::string line; std::getline(std::cin, line);) {
    const Reading reading = read_body(*resources, scratch, line);
    const auto& numbers = reading.syntax.meaning;
    meaning.write(reinterpret_cast<const char*>(numbers.data()),
                  static_cast<std::streamsize>(numbers.size() * sizeof(float)));
    std::cout << json{{"tokens", tokens_of(reading)},
                      {"events", events_of(reading, resources->frames.table().judge)}}
                     .dump()
              << '\n';
  }
  return meaning.good() ? 0 : 1;
}
