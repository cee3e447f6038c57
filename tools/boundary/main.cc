// boundary_dump DATA_DIR FILE.conllu... > examples
//
// The places of a treebank where a sentence might end, line ends apart, as binary records of
// little-endian u32: label (1: a sentence begins there), document number, bare (1: no stop stands
// before), the rules' verdict, then kBoundaryFeatures rows. The program that trains
// (train/boundary.py) and the one that reads share these features. Checked by the scores of
// dateline/text/ud_test.cc.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "dateline/conllu/conllu.h"
#include "dateline/text/sentences.h"
#include "dateline/text/tokenize.h"

namespace {

using namespace dateline;

void dump(const Parsed& parsed, const TextRules& rules, uint32_t number) {
  Tokens ignored;
  const Draft draft = draft_of(parsed.doc, rules, 1'000'000, ignored);
  const BoundaryContext context(draft, rules);
  std::set<uint32_t> begins;
  for (const Sentence& sentence : parsed.tokens.sentences) begins.insert(sentence.span.begin);
  uint32_t start = 0;  // of the sentence as the treebank has it
  for (uint32_t i = 1; i < draft.size(); ++i) {
    const bool label = begins.contains(draft.tokens[i].span.begin);
    const Verdict verdict = judge_boundary(draft, rules, start, i);
    if (label) start = i;
    if (draft.breaks[i] >= Break::line || verdict == Verdict::never || !context.candidate(i))
      continue;
    const uint32_t head[] = {label, number, context.bare(i), static_cast<uint32_t>(verdict)};
    const BoundaryFeatures rows = context.features(i, static_cast<uint8_t>(verdict));
    std::fwrite(head, sizeof head, 1, stdout);
    std::fwrite(rows.data(), sizeof rows, 1, stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "usage: boundary_dump DATA_DIR FILE.conllu...\n", 2;
  const auto rules = TextRules::load(argv[1]);
  if (!rules) return std::cerr << rules.error().message() << '\n', 1;
  uint32_t number = 0;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto documents = read_conllu_documents(text);
    if (!documents) return std::cerr << argv[i] << ": " << documents.error().message() << '\n', 1;
    for (const Parsed& parsed : documents.value()) dump(parsed, rules.value(), number++);
  }
  return 0;
}
