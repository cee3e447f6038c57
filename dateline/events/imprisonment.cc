#include "dateline/events/imprisonment.h"

#include <algorithm>

namespace dateline::coding {
namespace {

bool is_phrase(Deprel rel) {
  return rel == Deprel::obl || rel == Deprel::obj || rel == Deprel::nmod ||
         rel == Deprel::compound || rel == Deprel::amod || rel == Deprel::appos;
}

// The word or a phrase hung on it, so many deep, is in the class.
bool holds(const Scene& scene, uint32_t token, ClassId id, int depth) {
  if (scene.in(token, id)) return true;
  return depth > 0 && std::ranges::any_of(scene.syntax.children(token), [&](uint32_t c) {
           return is_phrase(scene[c].rel) && holds(scene, c, id, depth - 1);
         });
}

// "to life", "for two years"
bool is_span_to_serve(const Scene& scene, uint32_t phrase) {
  return scene.in(phrase, scene.table.term) && (has_preposition(scene, phrase, scene.table.to) ||
                                                has_preposition(scene, phrase, scene.table.for_));
}

}  // namespace

bool imprisons(const Scene& scene, const Act& act) {
  constexpr int kDepth = 2;  // "to 30 years of hard labour in a prison"
  if (act.type != EventType::sanction || !has_mode(act.modes, "convict") || !act.reduced.empty())
    return false;
  const bool sentences = scene.in(act.trigger, scene.table.sentencing);
  const auto jails = [&](uint32_t c) {
    if (!is_phrase(scene[c].rel)) return false;
    if (sentences && is_span_to_serve(scene, c)) return true;
    const bool term = scene.in(c, scene.table.term) || scene.in(c, scene.table.prison);
    return term && holds(scene, c, scene.table.prison, kDepth);
  };
  const auto told = [&](uint32_t word) {
    return std::ranges::any_of(scene.syntax.children(word), jails);
  };
  const auto suspended = [&](uint32_t word) {
    return holds(scene, word, scene.table.suspended, kDepth);
  };
  return std::ranges::any_of(act.words, told) && std::ranges::none_of(act.words, suspended);
}

}  // namespace dateline::coding
