#include "dateline/eval/ud_words.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

using Words = std::vector<UdWord>;

bool beyond(const Words& words, size_t i, uint32_t end) {
  if (i >= words.size()) return true;
  return words[i].multiword ? words[i].span.begin >= end : words[i].span.end > end;
}

uint32_t extended(const UdWord& word, uint32_t end) {
  return word.multiword ? std::max(end, word.span.end) : end;
}

class WordAligner {
 public:
  WordAligner(const Words& gold, const Words& ours)
      : gold_(gold), ours_(ours), aligned_(gold.size(), kNone) {}

  std::vector<uint32_t> align() {
    while (g_ < gold_.size() && o_ < ours_.size()) {
      if (gold_[g_].multiword || ours_[o_].multiword)
        align_multiword();
      else
        align_plain();
    }
    return std::move(aligned_);
  }

 private:
  void pair(size_t g, size_t o) { aligned_[g] = static_cast<uint32_t>(o); }

  void align_plain() {
    const Span gold = gold_[g_].span;
    const Span ours = ours_[o_].span;
    if (gold == ours) {
      pair(g_++, o_++);
    } else if (gold.begin <= ours.begin) {
      ++g_;
    } else {
      ++o_;
    }
  }

  // The least stretch of both sides that no multiword token leaves.
  void align_multiword() {
    uint32_t end = 0;
    if (gold_[g_].multiword) {
      end = gold_[g_].span.end;
      if (!ours_[o_].multiword && ours_[o_].span.begin < gold_[g_].span.begin) ++o_;
    } else {
      end = ours_[o_].span.end;
      if (!gold_[g_].multiword && gold_[g_].span.begin < ours_[o_].span.begin) ++g_;
    }
    const size_t first_gold = g_;
    const size_t first_ours = o_;
    while (!beyond(gold_, g_, end) || !beyond(ours_, o_, end)) {
      const bool take_gold =
          g_ < gold_.size() && (o_ >= ours_.size() || gold_[g_].span.begin <= ours_[o_].span.begin);
      if (take_gold)
        end = extended(gold_[g_++], end);
      else
        end = extended(ours_[o_++], end);
    }
    align_by_forms(first_gold, first_ours);
  }

  // Longest common subsequence of the forms of [first_gold, g_) and [first_ours, o_).
  void align_by_forms(size_t first_gold, size_t first_ours) {
    const size_t rows = g_ - first_gold;
    const size_t columns = o_ - first_ours;
    std::vector<uint32_t> longest((rows + 1) * (columns + 1), 0);
    const auto at = [&](size_t g, size_t o) -> uint32_t& { return longest[g * (columns + 1) + o]; };
    const auto same = [&](size_t g, size_t o) {
      return gold_[first_gold + g].form == ours_[first_ours + o].form;
    };
    for (size_t g = rows; g-- > 0;)
      for (size_t o = columns; o-- > 0;)
        at(g, o) = std::max({same(g, o) ? at(g + 1, o + 1) + 1 : 0, at(g + 1, o), at(g, o + 1)});
    for (size_t g = 0, o = 0; g < rows && o < columns;) {
      if (same(g, o))
        pair(first_gold + g++, first_ours + o++);
      else if (at(g, o) == at(g + 1, o))
        ++g;
      else
        ++o;
    }
  }

  const Words& gold_;
  const Words& ours_;
  std::vector<uint32_t> aligned_;
  size_t g_ = 0;
  size_t o_ = 0;
};

}  // namespace

std::vector<UdWord> ud_words(const Document& doc, const Tokens& tokens,
                             const std::vector<std::string>* forms) {
  Words out(tokens.size());
  for (uint32_t t = 0; t < tokens.size(); ++t) {
    out[t].span = tokens[t].span;
    out[t].form = lower(forms != nullptr ? (*forms)[t] : doc.at(tokens[t].span));
  }
  for (uint32_t t = 0; t < tokens.size(); ++t) {
    if (!tokens[t].has(kWordContinues)) continue;
    uint32_t last = t;
    while (last + 1 < tokens.size() && tokens[last].has(kWordContinues)) ++last;
    const Span whole = tokens.span(t, last + 1);
    for (; t <= last; ++t) {
      out[t].span = whole;
      out[t].multiword = true;
    }
    --t;
  }
  return out;
}

std::vector<uint32_t> align_words(const std::vector<UdWord>& gold,
                                  const std::vector<UdWord>& ours) {
  return WordAligner(gold, ours).align();
}

}  // namespace dateline
