// CoNLL-U, the interchange format of Universal Dependencies, read and written.
//
// Source: universaldependencies.org/format.html. Reading rebuilds the text from
// the forms and SpaceAfter=No, so that the layers above CoNLL-U see an article
// as if it had been parsed here. Writing gives what the CoNLL 2018 scorer and
// UD's validate.py accept. Named entities travel in MISC as NER=B-Person.
// Covered by conllu_test.cc and fuzzed by fuzz/conllu_fuzz.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/doc/document.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"

namespace dateline {

// One article with its parse, as a CoNLL-U file tells it.
struct Parsed {
  Document doc;
  Tokens tokens;
  Syntax syntax;                   // children indexed
  std::vector<std::string> forms;  // FORM of each token as written; differs from
                                   // the text only inside multiword tokens
};

// Reads `text` as one article. Sentences are parted by a blank line; "# newpar"
// and "# newdoc" begin a paragraph, which the rebuilt text parts by a blank
// line. Columns are parted by tabs, or, in a line without a tab, by spaces
// (for parses written by hand); DEPS and MISC may be absent. Empty nodes (8.1)
// are passed over. A relation subtype we do not know is read as its base.
// Quotes, brackets and "# kind = headline" (a SentenceKind) fill the Tokens.
// Errors: bad_input with the line in words and its byte offset.
Result<Parsed> read_conllu(std::string_view text);

// The same, one article for each "# newdoc" (or one where there is none).
Result<std::vector<Parsed>> read_conllu_documents(std::string_view text);

// One article as CoNLL-U: "# newdoc", "# newpar", "# sent_id", "# text",
// multiword-token ranges, SpaceAfter=No, NER in MISC.
// REQUIRES: syntax.size() == tokens.size(), or 0: then only ID, FORM and MISC are filled.
std::string to_conllu(const Document& doc, const Tokens& tokens, const Syntax& syntax);

}  // namespace dateline
