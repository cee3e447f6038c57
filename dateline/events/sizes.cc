#include "dateline/events/sizes.h"

#include <limits>
#include <string_view>

#include "dateline/events/patterns.h"

namespace dateline::coding {
namespace {

constexpr int kMaxDepth = 3;

using Count = std::optional<uint64_t>;

// "1,200" or "5"; nothing for "5.5" and for digits among letters.
Count digits(std::string_view text) {
  uint64_t value = 0;
  bool any = false;
  for (char c : text) {
    if (c == ',') continue;
    if (c < '0' || c > '9' || value > std::numeric_limits<uint32_t>::max()) return {};
    value = value * 10 + static_cast<uint64_t>(c - '0');
    any = true;
  }
  return any ? Count{value} : Count{};
}

Count own_value(const Scene& scene, uint32_t token) {
  const WordId word = scene.word[token];
  if (word != 0 && scene.table.numbers[word] != 0) return scene.table.numbers[word];
  return digits(scene.doc.at(scene.tokens[token].span));
}

bool counts(Deprel rel) {
  return rel == Deprel::nummod || rel == Deprel::compound || rel == Deprel::flat;
}

// "two hundred": a smaller number before a greater multiplies it; "twenty-five":
// a smaller one adds to it.
Count value_of(const Scene& scene, uint32_t token, int depth) {
  Count value = own_value(scene, token);
  if (!value || depth >= kMaxDepth) return value;
  for (uint32_t c : scene.syntax.children(token)) {
    if (!counts(scene[c].rel)) continue;
    const Count part = value_of(scene, c, depth + 1);
    if (!part) continue;
    const bool multiplies = *value >= 12 && *part < *value;
    value = multiplies && *value != 20 ? *value * *part : *value + *part;
    if (*value > std::numeric_limits<uint32_t>::max()) return {};
  }
  return value;
}

std::optional<uint32_t> narrow(Count value) {
  if (!value) return {};
  return static_cast<uint32_t>(*value);
}

void keep(std::optional<uint32_t>& into, std::optional<uint32_t> value) {
  if (value && (!into || *value > *into)) into = value;
}

void read_victims(const Scene& scene, uint32_t verb, Sizes& sizes) {
  const bool kill = scene.in(verb, scene.table.kill);
  const bool injure = scene.in(verb, scene.table.injure);
  const bool arrest = scene.in(verb, scene.table.arrest);
  if (!kill && !injure && !arrest) return;
  const Argument object = logical_object(scene, verb);
  if (!object.found()) return;
  const auto value = counted(scene, object.token);
  if (kill) keep(sizes.dead, value);
  if (injure) keep(sizes.injured, value);
  if (arrest) keep(sizes.arrested, value);
}

// Verbs that tell the outcome: "attacked a base, killing five and wounding 20".
void read_outcomes(const Scene& scene, uint32_t token, int depth, Sizes& sizes) {
  for (uint32_t c : scene.syntax.children(token)) {
    const Deprel rel = scene[c].rel;
    const bool outcome = rel == Deprel::advcl || rel == Deprel::conj || rel == Deprel::acl ||
                         rel == Deprel::acl_relcl || rel == Deprel::xcomp;
    if (!outcome || !scene.verbal(c)) continue;
    read_victims(scene, c, sizes);
    if (depth < kMaxDepth) read_outcomes(scene, c, depth + 1, sizes);
  }
}

}  // namespace

std::optional<uint32_t> counted(const Scene& scene, uint32_t token) {
  if (scene[token].upos == Upos::num) return narrow(value_of(scene, token, 0));
  for (uint32_t c : scene.syntax.children(token))
    if (scene.is(c, Deprel::nummod)) return narrow(value_of(scene, c, 0));
  return {};
}

void read_sizes(const Scene& scene, const Act& act, Sizes& sizes) {
  const bool violent = act.type == EventType::assault || act.type == EventType::coerce;
  if (act.type == EventType::protest && !act.actor.empty())
    keep(sizes.attendance, counted(scene, act.actor.tokens[0]));
  if (!violent && act.type != EventType::protest) return;
  if (scene.verbal(act.trigger)) read_victims(scene, act.trigger, sizes);
  read_outcomes(scene, act.trigger, 0, sizes);
  if (act.light != kNone) read_outcomes(scene, act.light, 0, sizes);
}

}  // namespace dateline::coding
