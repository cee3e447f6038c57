#include "dateline/events/clauses.h"

#include <vector>

namespace dateline::coding {
namespace {

constexpr int kMaxDepth = 4;        // clauses under clauses
constexpr int kMaxClimb = 40;       // tokens up to the root
constexpr size_t kMaxClauses = 32;  // looked at under one act

bool leads_to_content(Deprel rel) {
  return rel == Deprel::ccomp || rel == Deprel::xcomp || rel == Deprel::conj ||
         rel == Deprel::parataxis || rel == Deprel::acl;
}

uint32_t condition_of(const Scene& scene, uint32_t token) {
  for (uint32_t c : scene.syntax.children(token))
    if (scene.is(c, Deprel::advcl) && is_condition(scene, c)) return c;
  return kNone;
}

uint32_t condition_under(const Scene& scene, uint32_t token) {
  std::vector<uint32_t> front{token};
  for (int depth = 0; depth <= kMaxDepth && !front.empty(); ++depth) {
    std::vector<uint32_t> next;
    for (uint32_t t : front) {
      if (const uint32_t found = condition_of(scene, t); found != kNone) return found;
      for (uint32_t c : scene.syntax.children(t))
        if (leads_to_content(scene[c].rel) && next.size() < kMaxClauses) next.push_back(c);
    }
    front = std::move(next);
  }
  return kNone;
}

// "while Pyongyang wants them eased": told on its own, wherever it hangs.
bool is_contrast(const Scene& scene, uint32_t token) {
  if (!scene.is(token, Deprel::advcl) || !scene.syntax.has_child(token, Deprel::nsubj)) return false;
  const uint32_t mark = scene.syntax.child(token, Deprel::mark);
  return mark != kNone && scene.in(mark, scene.table.contrast);
}

// "until it gives up its weapons" has not happened; "until they fled" has.
bool is_present(const Scene& scene, uint32_t verb) {
  const auto present = [&](uint32_t t) {
    return scene.syntax.xpos(t) == "VBZ" || scene.syntax.xpos(t) == "VBP";
  };
  for (uint32_t c : scene.syntax.children(verb))
    if (scene.is(c, Deprel::aux) || scene.is(c, Deprel::aux_pass)) return present(c);
  return present(verb);
}

}  // namespace

bool is_condition(const Scene& scene, uint32_t token) {
  for (uint32_t c : scene.syntax.children(token)) {
    if (!scene.is(c, Deprel::mark) || c > token) continue;
    if (scene.in(c, scene.table.condition)) return true;
    if (scene.in(c, scene.table.limit) && is_present(scene, token)) return true;
  }
  return false;
}

bool is_purpose(const Scene& scene, uint32_t token) {
  const bool hangs = scene.is(token, Deprel::advcl) || scene.is(token, Deprel::acl);
  return hangs && scene.syntax.xpos(token) == "VB" &&
         !scene.syntax.has_child(token, Deprel::nsubj) && scene.syntax.has_child(token, Deprel::mark);
}

bool in_open_clause(const Scene& scene, uint32_t token, uint32_t top) {
  for (int steps = 0; steps < kMaxClimb && token != kNone && token != top; ++steps) {
    if (is_purpose(scene, token) || is_condition(scene, token)) return true;
    if (is_contrast(scene, token)) return false;
    token = scene.head(token);
  }
  return false;
}

Argument condition_subject(const Scene& scene, uint32_t token) {
  uint32_t clause = condition_under(scene, token);
  if (clause == kNone && scene.is(token, Deprel::parataxis))  // "X will follow if ..., he warned"
    clause = condition_under(scene, scene.head(token));
  return clause == kNone ? Argument{} : logical_subject(scene, clause);
}

Argument purpose_object(const Scene& scene, uint32_t token) {
  for (uint32_t c : scene.syntax.children(token))
    if (is_purpose(scene, c)) return logical_object(scene, c);
  return {};
}

}  // namespace dateline::coding
