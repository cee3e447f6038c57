// factuality_features DATA_DIR MODEL < it-happened.jsonl > features.tsv
//
// One predicate a line: its label, then its features as score_features.h writes
// them ("name|a|b|c"), parted by tabs. The sentences are read raw and parsed by
// the model, so that the weights are learned on what they will be given.
// train/factuality.py reads it. Checked by the scores of training.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "dateline/claims/claims.h"
#include "dateline/claims/factuality.h"
#include "dateline/claims/score_features.h"
#include "dateline/syntax/parse.h"
#include "dateline/text/tokenize.h"

namespace {

using namespace dateline;

struct Printer {
  void operator()(std::string_view name, std::string_view a = {}, std::string_view b = {},
                  std::string_view c = {}) const {
    std::cout << '\t' << name << '|' << a << '|' << b << '|' << c;
  }
};

std::vector<uint32_t> token_starts(std::string_view text) {
  std::vector<uint32_t> starts;
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ')) starts.push_back(static_cast<uint32_t>(i));
  return starts;
}

uint32_t token_at(const Tokens& tokens, uint32_t byte) {
  const auto at = std::lower_bound(tokens.tokens.begin(), tokens.tokens.end(), byte,
                                   [](const Token& t, uint32_t b) { return t.span.end <= b; });
  return at == tokens.tokens.end() ? kNone : static_cast<uint32_t>(at - tokens.tokens.begin());
}

struct Setting {
  TextRules text;
  ClaimRules claims;
  BoundaryModel boundary;
  std::shared_ptr<const Model> model;
};

void print_targets(const nlohmann::json& line, const Setting& setting, ParseScratch& scratch) {
  Document doc;
  doc.text = line.at("text").get<std::string>();
  doc.body = {0, static_cast<uint32_t>(doc.text.size())};
  const Tokens tokens = tokenize(doc, setting.text, &setting.boundary);
  const Syntax syntax = parse(doc, tokens, *setting.model, scratch);
  const Mentions mentions;
  const ClaimLayers layers{doc, tokens, syntax, mentions};
  const std::vector<uint32_t> starts = token_starts(doc.text);
  for (const auto& target : line.at("targets")) {
    const uint32_t t = token_at(tokens, starts.at(target.at("span1").at(0).get<size_t>()));
    if (t == kNone) continue;
    const Sentence& sentence = tokens.sentences[tokens.sentence_of[t]];
    const auto states =
        weigh_sentence(layers, setting.claims.cues(), setting.claims.operators(), sentence);
    std::cout << target.at("label").get<double>();
    const Printer printer;
    ScoreFeatures<const Printer>(layers, sentence, states, printer).of(t);
    std::cout << '\n';
  }
}

int fail(const Error& error) {
  std::fprintf(stderr, "factuality_features: %s\n", error.message().c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path data = argc > 1 ? argv[1] : "data";
  const std::filesystem::path file = argc > 2 ? argv[2] : "models/en.dlm";
  auto text = TextRules::load(data);
  if (!text) return fail(text.error());
  auto claims = ClaimRules::load(data);
  if (!claims) return fail(claims.error());
  auto model = Model::load(file);
  if (!model) return fail(model.error());
  auto boundary = BoundaryModel::load(file);
  if (!boundary) return fail(boundary.error());
  const Setting setting{std::move(*text), std::move(*claims), std::move(*boundary),
                        std::move(*model)};
  ParseScratch scratch;
  std::string line;
  while (std::getline(std::cin, line))
    if (!line.empty()) print_targets(nlohmann::json::parse(line), setting, scratch);
}
