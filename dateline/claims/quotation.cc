#include "dateline/claims/quotation.h"

#include <algorithm>

#include "dateline/claims/extent.h"

namespace dateline {
namespace {

// Sentences that may stand between a claim and the quotation that goes on with it.
constexpr uint32_t kMaxGap = 1;
// A shorter quotation that fills a sentence is a title or a scare quote.
constexpr uint32_t kMinWords = 3;

class Continuation {
 public:
  Continuation(const ClaimLayers& layers, std::vector<ClaimDraft>& drafts)
      : layers_(layers), drafts_(drafts) {
    reach_.reserve(drafts.size());
    for (const ClaimDraft& d : drafts_) reach_.push_back(last_sentence(d));
  }

  void run() {
    for (const Quote& quote : layers_.tokens.quotes) {
      if (quote.first >= quote.last) continue;
      uint32_t owner = speaker_of(quote);
      if (owner == kNone) owner = speaker_by_colon(quote);
      if (owner == kNone && fills_sentences(quote)) owner = speaker_before(quote);
      if (owner != kNone) give(quote, owner);
    }
  }

 private:
  uint32_t sentence_of(uint32_t token) const { return layers_.tokens.sentence_of[token]; }

  uint32_t last_sentence(const ClaimDraft& draft) const {
    uint32_t last = draft.sentence;
    for (TokenRange r : draft.content) last = std::max(last, sentence_of(r.last - 1));
    return last;
  }

  static bool holds_part(const ClaimDraft& draft, const Quote& quote) {
    return std::any_of(draft.content.begin(), draft.content.end(), [&](TokenRange r) {
      return r.first < quote.last && quote.first < r.last;
    });
  }

  bool is_cue_inside(const ClaimDraft& draft, const Quote& quote) const {
    return quote.first <= draft.cue_head && draft.cue_head < quote.last;
  }

  // The claim outside the quotation that already holds a part of it.
  uint32_t speaker_of(const Quote& quote) {
    const uint32_t from = sentence_of(quote.first);
    const uint32_t to = sentence_of(quote.last - 1);
    for (uint32_t i = first_near(from); i < drafts_.size() && drafts_[i].sentence <= to + 1; ++i) {
      const ClaimDraft& d = drafts_[i];
      // "justified it as defensive: "We acted. We will go on."": of a long one whoever brings it
      // in.
      const bool speaks = d.speech || (d.reports && from != to);
      if (speaks && !is_cue_inside(d, quote) && holds_part(d, quote)) return i;
    }
    return kNone;
  }

  // The first draft that stands in that sentence or after it.
  uint32_t first_near(uint32_t sentence) const {
    const auto at = std::lower_bound(
        drafts_.begin(), drafts_.end(), sentence,
        [](const ClaimDraft& d, uint32_t s) { return d.sentence < s; });
    return static_cast<uint32_t>(at - drafts_.begin());
  }

  bool fills_sentences(const Quote& quote) const {
    const Sentence& first = layers_.tokens.sentences[sentence_of(quote.first)];
    const Sentence& last = layers_.tokens.sentences[sentence_of(quote.last - 1)];
    return quote.last - quote.first >= kMinWords && quote.first <= first.first + 1 &&
           quote.last + 2 >= last.last;
  }

  // "welcomed the accord: "It saved lives."": of whoever takes that stance.
  uint32_t speaker_by_colon(const Quote& quote) {
    if (quote.first < 2 || quote.last - quote.first < kMinWords) return kNone;
    const uint32_t colon = quote.first - 2, here = sentence_of(quote.first);
    if (layers_.text(colon) != ":" || sentence_of(colon) != here) return kNone;
    uint32_t owner = kNone;
    for (uint32_t i = first_near(here); i < drafts_.size() && drafts_[i].sentence == here; ++i)
      if (drafts_[i].cue_head < colon && !drafts_[i].source.empty()) owner = i;
    if (owner != kNone) drafts_[owner].reports = true;
    return owner;
  }

  // The last claim in speech before the quotation that is not itself quoted.
  uint32_t speaker_before(const Quote& quote) const {
    const uint32_t here = sentence_of(quote.first);
    for (uint32_t i = first_near(here); i-- > 0;) {
      const ClaimDraft& d = drafts_[i];
      if (!d.speech || layers_.tokens[d.cue_head].has(kInQuote)) continue;
      return reach_[i] + kMaxGap >= here ? i : kNone;
    }
    return kNone;
  }

  void give(const Quote& quote, uint32_t owner) {
    ClaimDraft& draft = drafts_[owner];
    for (uint32_t s = sentence_of(quote.first); s <= sentence_of(quote.last - 1); ++s) {
      const Sentence& sentence = layers_.tokens.sentences[s];
      TokenSet set(sentence.first, sentence.last);
      set.add_range(std::max(quote.first, sentence.first), std::min(quote.last, sentence.last));
      drop_taken(set, draft, s);
      for (TokenRange piece : pieces(layers_, set)) draft.content.push_back(piece);
      reach_[owner] = std::max(reach_[owner], s);
    }
    std::sort(draft.content.begin(), draft.content.end(),
              [](TokenRange a, TokenRange b) { return a.first < b.first; });
  }

  static void drop(TokenSet& set, TokenRange r) {
    for (uint32_t t = std::max(r.first, set.first()); t < std::min(r.last, set.last()); ++t)
      set.drop(t);
  }

  void drop_taken(TokenSet& set, const ClaimDraft& draft, uint32_t sentence) const {
    drop(set, draft.cue);
    drop(set, draft.source);
    for (TokenRange r : draft.content)
      if (sentence_of(r.first) == sentence) drop(set, r);
  }

  const ClaimLayers& layers_;
  std::vector<ClaimDraft>& drafts_;
  std::vector<uint32_t> reach_;  // last sentence that each draft's content touches
};

}  // namespace

void continue_quotations(const ClaimLayers& layers, std::vector<ClaimDraft>& drafts) {
  Continuation(layers, drafts).run();
}

}  // namespace dateline
