// Small questions about the tree that dating, placing and merging share.
#pragma once

#include <algorithm>

#include "dateline/events/acts.h"

namespace dateline::coding {

inline constexpr int kMaxClimb = 12;  // steps between an act and what belongs to it

// The token of [first, last) that the rest hangs on.
uint32_t range_head(const Scene& scene, uint32_t first, uint32_t last);
// Whether the token is one of the act's words or its light verb.
bool owns(const Act& act, uint32_t token);
// Steps from `from` up to a word of the act; -1 where there is none near.
int steps_up_to(const Scene& scene, const Act& act, uint32_t from);
// Steps from the act's trigger up to `ancestor`; -1 where it is none.
int steps_up_from(const Scene& scene, const Act& act, uint32_t ancestor);

// The part of a list in text order that stands in the sentence: [begin, end).
template <class List>
Span within(const List& list, const Sentence& sentence) {
  const auto before = [](const auto& item, uint32_t token) { return item.first < token; };
  const auto from = std::lower_bound(list.begin(), list.end(), sentence.first, before);
  const auto to = std::lower_bound(from, list.end(), sentence.last, before);
  return {static_cast<uint32_t>(from - list.begin()), static_cast<uint32_t>(to - list.begin())};
}

inline bool is_subject(Deprel rel) { return rel == Deprel::nsubj || rel == Deprel::nsubj_pass; }
// Of its own, active or passive.
bool has_subject(const Scene& scene, uint32_t verb);
// The clause of a noun that the token stands in, or kNone.
uint32_t clause_of_noun(const Scene& scene, uint32_t token);
// "took place", "happened": only says when it was; not "took office".
bool says_it_happened(const Scene& scene, uint32_t verb);
bool is_comma(const Scene& scene, uint32_t token);

}  // namespace dateline::coding
