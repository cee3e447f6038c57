// Who says it, and how sure the text is of it.
//
// find_claims reads the parse for cues of attribution (verbs, nouns,
// adjectives, "according to", headlines), ties each to its source and its
// content, lets quotations go on over sentences, links the claims into chains
// and weighs every predicate. The chain is defined in doc/claims.h; method,
// data formats and measured accuracy are in docs/claims.md.
// Covered by tests/claims_test.cc.
#pragma once

#include <filesystem>

#include "dateline/base/result.h"
#include "dateline/claims/lexicon.h"
#include "dateline/claims/operators.h"
#include "dateline/claims/score.h"
#include "dateline/doc/claims.h"
#include "dateline/doc/document.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"

namespace dateline {

// Const after loading: shared between threads.
class ClaimRules {
 public:
  // Reads data_dir/claims/*.tsv. Errors: not_found; bad_data with file and line.
  static Result<ClaimRules> load(const std::filesystem::path& data_dir);

  const CueLexicon& cues() const& { return cues_; }
  const Operators& operators() const& { return operators_; }
  const ScoreWeights& weights() const& { return weights_; }

 private:
  CueLexicon cues_;
  Operators operators_;
  ScoreWeights weights_;
};

// REQUIRES: syntax.size() == tokens.size(), children indexed. Mentions may be
// empty; then no source is tied to a mention.
Claims find_claims(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                   const Mentions& mentions, const ClaimRules& rules);

}  // namespace dateline
