#include "dateline/events/modes.h"

#include <algorithm>
#include <array>

#include "dateline/events/reductions.h"

namespace dateline::coding {
namespace {

constexpr size_t kMaxContexts = 40;
constexpr size_t kKept = 3;
constexpr uint16_t kEnough = 2;  // one word of the sentence itself
using Scores = std::array<uint16_t, kMaxContexts>;

void add(std::vector<std::string>& modes, const std::string& mode) {
  if (!has_mode(modes, mode)) modes.push_back(mode);
}

// Words near the trigger speak of it; those of a far clause may speak of another.
bool any_near(const Scene& scene, const Sentence& sentence, const Act& act, const WordSet& words) {
  constexpr uint32_t kReach = 15;
  const uint32_t first = std::max(sentence.first, act.trigger - std::min(act.trigger, kReach));
  const uint32_t last = std::min(sentence.last, act.trigger + kReach);
  for (uint32_t t = first; t < last; ++t)
    if (scene.in(t, words)) return true;
  return false;
}

bool any_trigger(const Scene& scene, const Act& act, const WordSet& words) {
  return std::any_of(act.words.begin(), act.words.end(),
                     [&](uint32_t t) { return scene.in(t, words); });
}

bool has_modifier(const Scene& scene, uint32_t token, WordId modifier) {
  if (token > 0 && scene.word[token - 1] == modifier) return true;
  for (uint32_t c : scene.syntax.children(token))
    if (c < token && scene.word[c] == modifier) return true;
  return false;
}

Scores score(const Scene& scene, const Sentence& sentence) {
  Scores scores{};
  for (uint32_t t = sentence.first; t < sentence.last; ++t)
    for (const ContextWord& word : scene.table.contexts[scene.word[t]])
      if (word.modifier == 0 || has_modifier(scene, t, word.modifier))
        if (word.context < kMaxContexts) ++scores[word.context];
  return scores;
}

std::vector<std::string> best(const Scene& scene, const Scores& total) {
  std::vector<uint8_t> order;
  for (uint8_t i = 0; i < scene.table.known_contexts.size() && i < kMaxContexts; ++i)
    if (total[i] >= kEnough) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint8_t a, uint8_t b) { return total[a] > total[b]; });
  if (order.size() > kKept) order.resize(kKept);
  std::vector<std::string> names;
  names.reserve(order.size());
  for (uint8_t i : order) names.push_back(scene.table.known_contexts[i]);
  return names;
}

}  // namespace

void add_modes(const Scene& scene, const Sentence& sentence, Act& act) {
  if (!act.reduced.empty()) return;
  for (const ModeRule& rule : scene.table.modes) {
    if (rule.type != act.type) continue;
    const bool here = rule.trigger_only ? any_trigger(scene, act, rule.words)
                                        : any_near(scene, sentence, act, rule.words);
    if (here) add(act.modes, rule.mode);
  }
}

void add_likely_mode(const Scene& scene, Act& act) {
  // Where the frames give none or an operator's rule gave one, and where they gave it themselves.
  constexpr float kLikely = 0.3f, kSure = 0.8f;
  constexpr float kThinkable = 0.05f;  // of the category, below which the judge is not asked
  const Judge& judge = scene.table.judge;
  if (believed(scene, act) < kThinkable) return;
  const LikelyMode likely = judge.mode(act.scores, act.type);
  const bool is_default = act.modes.empty() || (!act.reduced.empty() && !keeps_inner(scene, act));
  const float least = is_default ? kLikely : kSure;
  if (likely.probability >= least && !likely.mode.empty())
    act.modes.assign(1, std::string(likely.mode));
}

std::vector<std::vector<std::string>> contexts_of(const Scene& scene) {
  std::vector<Scores> scores;
  for (const Sentence& sentence : scene.tokens.sentences) scores.push_back(score(scene, sentence));
  std::vector<std::vector<std::string>> out;
  for (size_t i = 0; i < scores.size(); ++i) {
    Scores total{};
    for (size_t c = 0; c < kMaxContexts; ++c) {
      total[c] = static_cast<uint16_t>(2 * scores[i][c]);
      if (i > 0) total[c] = static_cast<uint16_t>(total[c] + scores[i - 1][c]);
      if (i + 1 < scores.size()) total[c] = static_cast<uint16_t>(total[c] + scores[i + 1][c]);
    }
    out.push_back(best(scene, total));
  }
  return out;
}

}  // namespace dateline::coding
