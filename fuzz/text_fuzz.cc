// Fuzz target of the text stage: any bytes as an article. Tokens must be in order,
// not empty and within the text, and belong to sentences that follow one another.
// The first byte sets the limits. Build alone with clang++ -fsanitize=fuzzer,address
// from the root of the project, or run by dateline/text/fuzz_test.cc over
// fuzz/corpus/text.
#include <cstddef>
#include <cstdint>
#include <string>

#include "dateline/text/tokenize.h"

namespace dateline::fuzz {

inline bool sound(const Document& document, const Tokens& tokens) {
  uint32_t at = 0, next = 0;
  for (const Token& token : tokens.tokens) {
    if (token.span.begin < at || token.span.empty()) return false;
    at = token.span.end;
  }
  for (const Sentence& sentence : tokens.sentences) {
    if (sentence.first != next || sentence.last <= sentence.first) return false;
    next = sentence.last;
  }
  for (const Quote& quote : tokens.quotes)
    if (quote.first >= quote.last || quote.last > tokens.size()) return false;
  return at <= document.text.size() && next == tokens.size() &&
         tokens.sentence_of.size() == tokens.size();
}

}  // namespace dateline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto rules = dateline::TextRules::load("data");
  if (size == 0 || !rules) return 0;
  dateline::Document document;
  document.text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool tight = data[0] % 4 == 1;
  const dateline::TextLimits limits{.max_sentence_tokens = tight ? data[0] / 4u : 400u,
                                    .max_tokens = tight ? 50u : 1'000'000u};
  const dateline::Tokens tokens = dateline::tokenize(document, rules.value(), nullptr, limits);
  if (!dateline::fuzz::sound(document, tokens)) __builtin_trap();
  return 0;
}
