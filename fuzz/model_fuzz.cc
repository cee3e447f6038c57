// Fuzz target of the model reader: any bytes are refused or give a model that
// parses. Build alone with clang++ -fsanitize=fuzzer,address, or run by
// dateline/syntax/model_test.cc over fuzz/corpus/model.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "dateline/syntax/parse.h"
#include "dateline/syntax/tiny_model.h"

namespace dateline::fuzz {

inline void parse_something(const Model& model) {
  Document doc;
  doc.text = "The minister said 2 things in Łódź . x";
  Tokens tokens;
  for (uint32_t at = 0; at < doc.text.size();) {
    const auto end = static_cast<uint32_t>(std::min(doc.text.find(' ', at), doc.text.size()));
    tokens.tokens.push_back({{at, end}, kSpaceAfter});
    tokens.sentence_of.push_back(0);
    at = end + 1;
  }
  Sentence sentence;
  sentence.last = tokens.size();
  sentence.span = tokens.span(0, tokens.size());
  tokens.sentences.push_back(sentence);
  ParseScratch scratch;
  const Syntax syntax = parse(doc, tokens, model, scratch);
  uint32_t roots = 0;
  for (uint32_t t = 0; t < syntax.size(); ++t) roots += syntax[t].head == kNone;
  if (roots != 1) __builtin_trap();
}

}  // namespace dateline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto model =
      dateline::Model::from_bytes(dateline::sealed({reinterpret_cast<const char*>(data), size}));
  if (model.ok()) dateline::fuzz::parse_something(**model);
  return 0;
}
