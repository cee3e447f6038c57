#include "dateline/events/relation.h"

#include <algorithm>

#include "dateline/events/modes.h"
#include "dateline/events/participants.h"
#include "dateline/events/reductions.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

constexpr int kMaxPath = 40;  // tokens from a phrase up to the root

// What a sign that an act is the one asked for is worth.
constexpr float kActorFits = 3, kRecipientFits = 3, kTurnedRound = -1.5f, kOnPath = 2,
                kInsideTarget = -2, kInsideSource = -0.7f, kStep = -0.25f;

struct Marked {
  Span span;
  uint32_t head = kNone;  // token
};

Marked mark(const Scene& scene, Span span) {
  Marked marked{span, kNone};
  uint32_t first = kNone;
  uint32_t last = 0;
  for (uint32_t t = 0; t < scene.tokens.size(); ++t)
    if (scene.tokens[t].span.overlaps(span)) {
      first = std::min(first, t);
      last = t + 1;
    }
  if (first != kNone) marked.head = range_head(scene, first, last);
  return marked;
}

std::vector<uint32_t> up_from(const Scene& scene, uint32_t token) {
  std::vector<uint32_t> chain;
  for (int i = 0; i < kMaxPath && token != kNone; ++i, token = scene.head(token))
    chain.push_back(token);
  return chain;
}

// The tokens on the way from one head to the other, both included.
std::vector<uint32_t> path(const Scene& scene, uint32_t from, uint32_t to) {
  std::vector<uint32_t> up = up_from(scene, from);
  const std::vector<uint32_t> down = up_from(scene, to);
  for (size_t i = 0; i < up.size(); ++i) {
    const auto meets = std::find(down.begin(), down.end(), up[i]);
    if (meets == down.end()) continue;
    up.resize(i + 1);
    up.insert(up.end(), down.begin(), meets);
    return up;
  }
  up.insert(up.end(), down.begin(), down.end());
  return up;
}

bool holds(const Scene& scene, const Filler& filler, Span span) {
  return std::any_of(filler.tokens.begin(), filler.tokens.end(), [&](uint32_t t) {
    return scene.tokens[t].span.overlaps(span) || phrase_span(scene, t).overlaps(span);
  });
}

bool on(const std::vector<uint32_t>& way, uint32_t token) {
  return std::find(way.begin(), way.end(), token) != way.end();
}

float steps_to(const Scene& scene, const std::vector<uint32_t>& way, uint32_t token) {
  float steps = 0;
  while (token != kNone && steps < 8 && !on(way, token)) ++steps, token = scene.head(token);
  return steps;
}

struct Question {
  Marked source, target;
  std::vector<uint32_t> way;
};

float score_slots(const Scene& scene, const Act& act, const Question& asked) {
  const bool actor = holds(scene, act.actor, asked.source.span);
  const bool recipient = holds(scene, act.recipient, asked.target.span);
  float score = (actor ? kActorFits : 0) + (recipient ? kRecipientFits : 0);
  if (!actor && holds(scene, act.actor, asked.target.span)) score += kTurnedRound;
  if (!recipient && holds(scene, act.recipient, asked.source.span)) score += kTurnedRound;
  return score;
}

float score_place(const Scene& scene, const Act& act, const Question& asked) {
  const Span trigger = scene.tokens[act.trigger].span;
  float score = 0;
  const bool touches =
      std::any_of(act.words.begin(), act.words.end(), [&](uint32_t t) { return on(asked.way, t); });
  if (touches || (act.light != kNone && on(asked.way, act.light)))
    score += kOnPath;
  else
    score += kStep * steps_to(scene, asked.way, act.trigger);
  if (asked.target.span.contains(trigger)) score += kInsideTarget;
  if (asked.source.span.contains(trigger)) score += kInsideSource;
  return score;
}

Relation relation_of(const Scene& scene, const Act& act, float score) {
  const std::string& id = frame_of(scene, act).id;
  const std::string rule = act.reduced.empty() ? id : id + ">" + act.reduced;
  const float sure = act.confidence * std::clamp(0.5f + score / 16, 0.3f, 1.0f);
  return {act.type, act.modes, act.aux, act.trigger, rule, sure};
}

std::optional<Relation> best_relation(const Scene& scene, const Question& asked) {
  std::optional<Relation> best;
  float best_score = 0;
  for (const Sentence& sentence : scene.tokens.sentences) {
    std::vector<Act> acts = read_acts(scene, sentence);
    combine(scene, acts);
    for (Act& act : acts) {
      if (act.consumed) continue;
      add_likely_mode(scene, act);
      const float score =
          score_slots(scene, act, asked) + score_place(scene, act, asked) + act.confidence;
      if (best && score <= best_score) continue;
      best_score = score;
      best = relation_of(scene, act, score);
    }
  }
  return best;
}

}  // namespace

std::optional<Relation> relation_in(const Scene& scene, Span source, Span target) {
  Question asked{mark(scene, source), mark(scene, target), {}};
  if (asked.source.head != kNone && asked.target.head != kNone)
    asked.way = path(scene, asked.source.head, asked.target.head);
  return best_relation(scene, asked);
}

}  // namespace dateline::coding

namespace dateline {

std::optional<Relation> relation_between(const Reading& r, const Frames& frames, Span source,
                                         Span target) {
  return coding::relation_in(coding::make_scene(r.doc, r.tokens, r.syntax, r.mentions, r.times,
                                                r.places, r.claims, frames),
                             source, target);
}

}  // namespace dateline
