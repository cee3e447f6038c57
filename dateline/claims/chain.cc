#include "dateline/claims/chain.h"

#include <algorithm>
#include <numeric>

namespace dateline {
namespace {

Span bytes(const ClaimLayers& layers, TokenRange r) {
  return r.empty() ? Span{} : layers.tokens.span(r.first, r.last);
}

uint32_t content_size(const ClaimDraft& draft) {
  uint32_t size = 0;
  for (TokenRange r : draft.content) size += r.last - r.first;
  return size;
}

ClaimKind kind_of(const ClaimLayers& layers, const ClaimDraft& draft) {
  uint32_t quoted = 0, words = 0;
  for (TokenRange r : draft.content) {
    for (uint32_t t = r.first; t < r.last; ++t) {
      if (layers.syntax[t].upos == Upos::punct) continue;
      ++words;
      quoted += layers.tokens[t].has(kInQuote);
    }
  }
  if (quoted == 0) return ClaimKind::indirect;
  return quoted == words ? ClaimKind::direct : ClaimKind::mixed;
}

uint32_t mention_at(const Mentions& mentions, uint32_t token) {
  if (token == kNone) return kNone;
  return mentions.headed_by(token);
}

bool has_name(const ClaimLayers& layers, const ClaimDraft& draft) {
  const uint32_t head = draft.source_head;
  const auto names = [&](uint32_t t) {
    const Deprel rel = layers.syntax[t].rel;
    return layers.syntax[t].upos == Upos::propn &&
           (t == head || rel == Deprel::flat || rel == Deprel::appos || rel == Deprel::conj);
  };
  for (uint32_t t = draft.source.first; t < draft.source.last; ++t)
    if (names(t)) return true;
  return false;
}

bool is_unnamed(const ClaimLayers& layers, const CueLexicon& lexicon, const ClaimDraft& draft) {
  if (draft.source_head == kNone || has_name(layers, draft)) return false;
  if (!lexicon.find(CueKind::unnamed, layers.syntax.lemma(draft.source_head)).empty()) return true;
  for (uint32_t c : layers.syntax.children(draft.source_head))
    if (!lexicon.find(CueKind::unnamed, layers.syntax.lemma(c)).empty()) return true;
  return false;
}

Claim made_of(const ClaimLayers& layers, const CueLexicon& lexicon, const ClaimDraft& draft) {
  Claim claim;
  claim.source = bytes(layers, draft.source);
  claim.cue = bytes(layers, draft.cue);
  claim.relative = bytes(layers, draft.relative);
  for (TokenRange r : draft.content) claim.content.push_back(bytes(layers, r));
  claim.source_head = draft.source_head;
  claim.source_mention = mention_at(layers.mentions, draft.source_head);
  claim.cue_head = draft.cue_head;
  claim.content_head = draft.content_head;
  claim.kind = kind_of(layers, draft);
  claim.unnamed_source = is_unnamed(layers, lexicon, draft);
  claim.reports = draft.reports;
  claim.confidence = draft.clausal ? 0.9F : 0.6F;
  return claim;
}

uint32_t at_cue(const std::vector<ClaimDraft>& drafts, uint32_t cue_head) {
  const auto at = std::lower_bound(drafts.begin(), drafts.end(), cue_head,
                                   [](const auto& d, uint32_t t) { return d.cue_head < t; });
  if (at == drafts.end() || at->cue_head != cue_head) return kNone;
  return static_cast<uint32_t>(at - drafts.begin());
}

// "Yonhap reported, citing officials": the citing claim becomes the inner link
// of the claim whose cue governs it, and shares its content.
std::vector<bool> join_cited(std::vector<ClaimDraft>& drafts, Claims& out) {
  std::vector<bool> is_inner(drafts.size(), false);
  for (uint32_t i = 0; i < drafts.size(); ++i) {
    const uint32_t j = drafts[i].cites == kNone ? kNone : at_cue(drafts, drafts[i].cites);
    if (j == kNone || out.claims[j].inner != kNone) continue;
    out.claims[j].inner = i;
    out.claims[i].content = out.claims[j].content;
    out.claims[i].content_head = out.claims[j].content_head;
    drafts[i].content = drafts[j].content;
    is_inner[i] = true;
  }
  return is_inner;
}

// Paints the contents from the largest to the smallest: what a cue finds
// painted under it is the claim that holds it.
void paint(const std::vector<ClaimDraft>& drafts, const std::vector<bool>& is_inner, Claims& out) {
  std::vector<uint32_t> order(drafts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<uint32_t> size(drafts.size());
  for (size_t i = 0; i < drafts.size(); ++i) size[i] = content_size(drafts[i]);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return size[a] > size[b]; });
  std::vector<uint32_t> any(out.claim_of.size(), kNone);
  for (uint32_t i : order) {
    out.outer[i] = any[drafts[i].cue_head];
    if (is_inner[i]) continue;
    for (TokenRange r : drafts[i].content) {
      std::fill(any.begin() + r.first, any.begin() + r.last, i);
      if (drafts[i].reports)
        std::fill(out.claim_of.begin() + r.first, out.claim_of.begin() + r.last, i);
    }
  }
}

}  // namespace

void link_claims(const ClaimLayers& layers, const CueLexicon& lexicon,
                 std::vector<ClaimDraft>&& drafts, Claims& out) {
  out.claims.reserve(drafts.size());
  for (const ClaimDraft& draft : drafts) out.claims.push_back(made_of(layers, lexicon, draft));
  out.outer.assign(drafts.size(), kNone);
  out.claim_of.assign(layers.tokens.size(), kNone);
  const std::vector<bool> is_inner = join_cited(drafts, out);
  paint(drafts, is_inner, out);
}

}  // namespace dateline
