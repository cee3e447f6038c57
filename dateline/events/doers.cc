#include "dateline/events/doers.h"

#include <algorithm>

#include "dateline/events/arguments.h"
#include "dateline/events/directed.h"
#include "dateline/events/participants.h"

namespace dateline::coding {
namespace {

// "Police detained three men. They were later freed": by those who held them.
void take_captor(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  constexpr uint32_t kReach = 3;  // sentences
  const bool freed = event.type == EventType::retreat && has_mode(event.modes, "release");
  if (!freed || !event.actors.empty() || event.recipients.empty() || !scene.verbal(act.trigger))
    return;
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + kReach >= event.sentence;) {
    const Event& held = told[i];
    const bool took = has_mode(held.modes, "arrest") || has_mode(held.modes, "abduct");
    if (!took || !any_coded(scene, held.actors)) continue;
    for (const Participant& p : held.actors) event.actors.push_back(carried_over(p));
    return;
  }
}

// "The vote was marred by the bias of state radio, observers said": whose the fault is, not who
// finds it.
void accuse_those_at_fault(const Scene& scene, const Act& act, Event& event) {
  if (event.type != EventType::accuse || !scene.verbal(act.trigger) ||
      !is_passive(scene, act.trigger) || !has_code(scene, source_of(scene, event)))
    return;
  const auto acts = [&](const Participant& p) {
    return p.mention == kNone || scene.head(scene.mentions.mentions[p.mention].head) == act.trigger;
  };
  if (std::ranges::any_of(event.actors, acts)) return;
  append_new(event.actors, event.recipients, {});
  event.actors.clear();
}

// "The vote was marred by bias, observers said": who says so finds fault, asks, warns.
void take_speaker(const Scene& scene, const Act& act, Event& event) {
  // "Our lives were threatened, the officer said"
  if (event.type == EventType::threaten && scene.verbal(act.trigger) &&
      is_passive(scene, act.trigger))
    return;
  const bool by_words = event.type == EventType::accuse || event.type == EventType::request ||
                        event.type == EventType::reject || event.type == EventType::threaten;
  if (!by_words || !event.actors.empty()) return;
  const Participant speaker = source_of(scene, event);
  if (has_code(scene, speaker)) event.actors = {speaker};
}

// "Seven people were detained": by the police who were told of just before.
void take_police(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  constexpr uint32_t kReach = 3;  // sentences
  const bool arrest = has_mode(event.modes, "arrest");
  if (!arrest || !event.actors.empty() || event.recipients.empty() || !scene.verbal(act.trigger))
    return;
  const auto is_police = [&](const Participant& p) {
    return has_code(scene, p) && scene.mentions.entities[p.entity].sector() == "COP";
  };
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + kReach >= event.sentence;)
    for (const auto* list : {&told[i].actors, &told[i].recipients})
      if (const auto police = std::ranges::find_if(*list, is_police); police != list->end()) {
        event.actors = {carried_over(*police)};
        return;
      }
  const Participant speaker = source_of(scene, event);
  if (is_police(speaker)) event.actors = {speaker};
}

// "A judge at the district court heard the case. Manafort was sentenced": the court, or judge, that
// was told of before.
void take_court(const Scene& scene, const Act& act, Event& event) {
  constexpr uint32_t kReach = 8;  // sentences
  if (!has_mode(event.modes, "convict") || !event.actors.empty() || event.recipients.empty() ||
      !scene.verbal(act.trigger))
    return;
  for (size_t at = scene.mentions.mentions.size(); at-- > 0;) {
    const Mention& m = scene.mentions.mentions[at];
    if (m.head > act.trigger || m.entity == kNone || !scene.in(m.head, scene.table.bench)) continue;
    if (scene.tokens.sentence_of[m.head] + kReach < event.sentence) return;
    const Participant court = participant_at(scene, static_cast<uint32_t>(at), true);
    if (!has_code(scene, court)) continue;
    event.actors = {court};
    return;
  }
}

}  // namespace

void find_doer(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  take_captor(scene, act, told, event);
  accuse_those_at_fault(scene, act, event);
  take_speaker(scene, act, event);
  take_police(scene, act, told, event);
  take_court(scene, act, event);
}

}  // namespace dateline::coding
