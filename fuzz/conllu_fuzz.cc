// Fuzz target of the CoNLL-U reader: any bytes are refused or read into layers
// that fit together and can be written and read again. Build alone with
// clang++ -fsanitize=fuzzer,address, or run by dateline/conllu/conllu_test.cc
// over fuzz/corpus/conllu.
#include <cstddef>
#include <cstdint>

#include "dateline/conllu/conllu.h"

namespace dateline::fuzz {

inline void demand(bool holds) {
  if (!holds) __builtin_trap();
}

inline void check_layers(const Parsed& parsed) {
  demand(parsed.syntax.size() == parsed.tokens.size());
  demand(parsed.forms.size() == parsed.tokens.size());
  uint32_t end = 0;
  for (const Token& token : parsed.tokens.tokens) {
    demand(token.span.begin >= end && token.span.end >= token.span.begin);
    end = token.span.end;
  }
  demand(end <= parsed.doc.text.size());
  for (const Word& word : parsed.syntax.words)
    demand(word.head == kNone || word.head < parsed.syntax.size());
  for (const NamedEntity& entity : parsed.syntax.entities)
    demand(entity.first < entity.last && entity.last <= parsed.tokens.size());
}

}  // namespace dateline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto documents = dateline::read_conllu_documents(text);
  if (documents.ok())
    for (const dateline::Parsed& parsed : *documents) dateline::fuzz::check_layers(parsed);
  const auto parsed = dateline::read_conllu(text);
  if (!parsed.ok()) return 0;
  dateline::fuzz::check_layers(*parsed);
  const auto again =
      dateline::read_conllu(dateline::to_conllu(parsed->doc, parsed->tokens, parsed->syntax));
  dateline::fuzz::demand(again.ok() && again->tokens.size() == parsed->tokens.size());
  return 0;
}
