#include "dateline/events/tree.h"

namespace dateline::coding {

uint32_t range_head(const Scene& scene, uint32_t first, uint32_t last) {
  for (uint32_t t = first; t < last; ++t) {
    const uint32_t head = scene.head(t);
    if (head == kNone || head < first || head >= last) return t;
  }
  return first;
}

bool owns(const Act& act, uint32_t token) {
  return token == act.light ||
         std::find(act.words.begin(), act.words.end(), token) != act.words.end();
}

int steps_up_to(const Scene& scene, const Act& act, uint32_t from) {
  for (int steps = 0; steps < kMaxClimb && from != kNone; ++steps) {
    if (owns(act, from)) return steps;
    from = scene.head(from);
  }
  return -1;
}

int steps_up_from(const Scene& scene, const Act& act, uint32_t ancestor) {
  uint32_t at = act.trigger;
  for (int steps = 0; steps < kMaxClimb && at != kNone; ++steps) {
    if (at == ancestor) return steps;
    at = scene.head(at);
  }
  return -1;
}

bool has_subject(const Scene& scene, uint32_t verb) {
  return scene.syntax.has_child(verb, Deprel::nsubj) ||
         scene.syntax.has_child(verb, Deprel::nsubj_pass);
}

uint32_t clause_of_noun(const Scene& scene, uint32_t token) {
  for (int steps = 0; steps < kMaxClimb && token != kNone; ++steps, token = scene.head(token))
    if (scene.is(token, Deprel::acl_relcl) || scene.is(token, Deprel::acl)) return token;
  return kNone;
}

bool says_it_happened(const Scene& scene, uint32_t verb) {
  if (!scene.in(verb, scene.table.happening)) return false;
  const uint32_t object = scene.syntax.child(verb, Deprel::obj);
  return object == kNone || scene.syntax.lemma(object) == "place";
}

bool is_comma(const Scene& scene, uint32_t token) {
  return scene.doc.at(scene.tokens[token].span) == ",";
}

}  // namespace dateline::coding
