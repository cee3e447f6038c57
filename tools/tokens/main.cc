// tokens DATA_DIR [MODEL] < articles > sentences
//
// Articles on standard input, a form feed after each. On standard output one
// sentence a line: tokens with a space between, or a tab where the text has no
// space; an empty line after each article. A model file judges sentence ends. train/pack.py reads it, so that the
// parser learns on what it will be given. Checked by the scores of training.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <utility>

#include "dateline/text/tokenize.h"

namespace {

std::string without_spaces(std::string_view token) {
  std::string out(token);
  for (char& c : out)
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') c = '_';
  return out;
}

void print(const dateline::Document& document, const dateline::Tokens& tokens) {
  for (const dateline::Sentence& sentence : tokens.sentences) {
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const char* end = tokens[i].has(dateline::kSpaceAfter) ? " " : "\t";
      std::cout << without_spaces(document.at(tokens[i].span)) << (i + 1 == sentence.last ? "" : end);
    }
    std::cout << '\n';
  }
  std::cout << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  const auto rules = dateline::TextRules::load(argc > 1 ? argv[1] : "data");
  if (!rules.ok()) {
    std::fprintf(stderr, "tokens: the language data cannot be read\n");
    return 1;
  }
  dateline::BoundaryModel model;
  if (argc > 2) {
    auto loaded = dateline::BoundaryModel::load(std::filesystem::path(argv[2]));
    if (!loaded.ok()) {
      std::fprintf(stderr, "tokens: %s\n", loaded.error().message().c_str());
      return 1;
    }
    model = std::move(loaded).value();
  }
  dateline::Document document;
  while (std::getline(std::cin, document.text, '\f'))
    print(document, dateline::tokenize(document, rules.value(), model.empty() ? nullptr : &model));
}
