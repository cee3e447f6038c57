#include "dateline/claims/claims.h"

#include <utility>

#include "dateline/claims/attribution.h"
#include "dateline/claims/chain.h"
#include "dateline/claims/factuality.h"
#include "dateline/claims/quotation.h"

namespace dateline {
namespace {

void weigh(const ClaimLayers& layers, const ClaimRules& rules, Claims& out) {
  out.factuality.resize(layers.tokens.size());
  for (const Sentence& sentence : layers.tokens.sentences) {
    if (sentence.size() == 0) continue;
    const auto states = weigh_sentence(layers, rules.cues(), rules.operators(), sentence);
    for (uint32_t t = sentence.first; t < sentence.last; ++t) {
      const CertaintyState& state = states[t - sentence.first];
      const Span cue = state.cue == kNone ? Span{} : layers.tokens[state.cue].span;
      out.factuality[t] = to_factuality(state, cue);
    }
    score_sentence(layers, sentence, states, rules.weights(), &out.factuality[sentence.first]);
  }
}

}  // namespace

Result<ClaimRules> ClaimRules::load(const std::filesystem::path& data_dir) {
  ClaimRules rules;
  auto cues = CueLexicon::load(data_dir);
  if (!cues) return cues.error();
  rules.cues_ = std::move(*cues);
  auto operators = Operators::load(data_dir);
  if (!operators) return operators.error();
  rules.operators_ = std::move(*operators);
  auto weights = ScoreWeights::load(data_dir);
  if (!weights) return weights.error();
  rules.weights_ = std::move(*weights);
  return rules;
}

Claims find_claims(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                   const Mentions& mentions, const ClaimRules& rules) {
  Claims out;
  if (syntax.size() != tokens.size()) return out;
  const ClaimLayers layers{doc, tokens, syntax, mentions};
  std::vector<ClaimDraft> drafts;
  for (uint32_t s = 0; s < tokens.sentences.size(); ++s)
    attribute_sentence(layers, rules.cues(), s, drafts);
  continue_quotations(layers, drafts);
  link_claims(layers, rules.cues(), std::move(drafts), out);
  weigh(layers, rules, out);
  return out;
}

}  // namespace dateline
