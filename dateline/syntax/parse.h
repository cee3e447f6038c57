// Tokens in, tags, lemmas, trees and named entities out.
//
// Words are embedded by hashed features and word vectors, read in both
// directions by simple recurrent units (Lei et al. 2018), tagged by linear
// layers, and attached by a biaffine scorer (Dozat and Manning 2017) with a
// maximum spanning tree. docs/syntax.md tells the whole; docs/model-format.md
// has every formula. Covered by parse_test.cc and, where the data is, by
// parity_test.cc against the training program's own numbers.
#pragma once

#include <memory>

#include "dateline/doc/document.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/syntax/model.h"

namespace dateline {

struct ParseMemory;  // dateline/syntax/parse_memory.h

// Memory that parse() uses again from call to call; one for each thread.
class ParseScratch {
 public:
  ParseScratch();
  ~ParseScratch();
  ParseScratch(ParseScratch&&) noexcept;
  ParseScratch& operator=(ParseScratch&&) noexcept;

  ParseMemory& memory() { return *memory_; }

 private:
  std::unique_ptr<ParseMemory> memory_;
};

// Never fails. Each sentence becomes one tree with one root; children are
// indexed. A sentence of more than 512 tokens is read in pieces of that length,
// and the roots of later pieces hang on the first as parataxis, so time and
// memory stay bounded whatever the sentence.
Syntax parse(const Document& doc, const Tokens& tokens, const Model& model, ParseScratch& scratch);

}  // namespace dateline
