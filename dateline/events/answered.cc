#include "dateline/events/answered.h"

#include <algorithm>

#include "dateline/events/directed.h"
#include "dateline/events/own_time.h"
#include "dateline/events/participants.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

constexpr uint32_t kReach = 12;  // sentences

struct Answered {
  uint32_t noun = kNone;
  bool known = false;  // one that was told of, by "the" or so
};

// What praise, blame and refusal are of; without a noun for all other acts.
Answered answered(const Scene& scene, const Act& act) {
  const bool answers = act.type == EventType::accuse || act.type == EventType::reject ||
                       act.type == EventType::support;
  if (!answers || !scene.verbal(act.trigger)) return {};
  const uint32_t above =
      scene.is(act.trigger, Deprel::acl_relcl) || scene.is(act.trigger, Deprel::acl)
          ? scene.head(act.trigger)
          : kNone;
  const uint32_t a = above == kNone ? kNone : scene.syntax.child(above, Deprel::det);
  if (a != kNone && a > 0 && is_comma(scene, a - 1)) return {above, true};
  uint32_t noun = logical_object(scene, act.trigger).token;
  if (noun == kNone && act.type == EventType::accuse)  // "protested at the arrest of its nationals"
    for (const uint32_t c : scene.syntax.children(act.trigger))
      if (noun == kNone && scene.is(c, Deprel::obl) && c > act.trigger &&
          led_by(scene, c, scene.table.matter))
        noun = c;
  const uint32_t article = noun == kNone ? kNone : scene.syntax.child(noun, Deprel::det);
  return {noun, article != kNone && scene.in(article, scene.table.known)};
}

// "a Norwegian accusation": whose it is, or kNone.
uint32_t maker_of(const Scene& scene, const Answered& answer) {
  if (!answer.known && scene.table.by_word[scene.word[answer.noun]].empty()) return kNone;
  for (const uint32_t c : scene.syntax.children(answer.noun)) {
    const bool before = scene.is(c, Deprel::amod) || scene.is(c, Deprel::compound);
    const uint32_t who = before ? entity_headed_by(scene, c) : kNone;
    if (who != kNone) return who;
  }
  return kNone;
}

// Whether the noun speaks of the event: "strikes" of ASSAULT or PROTEST, "the reopening" of what
// was reopened, "the decision" of what was done by words or law.
bool speaks_of(const Scene& scene, uint32_t noun, const Event& event) {
  if (scene.in(noun, scene.table.ruling))
    return std::ranges::any_of(event.actors, [&](const Participant& p) {
      return p.entity != kNone && scene.mentions.entities[p.entity].sector() == "JUD";
    });
  if (may_tell(scene, noun, event.type)) return true;
  const std::string_view word = scene.syntax.lemma(noun), verb = scene.syntax.lemma(event.trigger);
  const bool same =
      word == verb || (word.ends_with("ing") && word.substr(0, word.size() - 3) == verb);
  if (same) return true;
  const bool answer = event.type == EventType::accuse || event.type == EventType::reject ||
                      event.type == EventType::request;
  return !answer && event.type != EventType::assault && scene.in(noun, scene.table.deed);
}

// "condemned the expulsion of two diplomats from Belarus": who did it is told behind whom it
// befell.
uint32_t doer_behind(const Scene& scene, uint32_t noun) {
  const uint32_t victim = with_preposition(scene, noun, scene.table.of);
  if (scene.in(noun, scene.table.doing)) return entity_headed_by(scene, victim);
  for (const WordId prep : {scene.table.by, scene.table.from}) {
    uint32_t doer = with_preposition(scene, noun, prep);
    if (doer == kNone && victim != kNone) doer = with_preposition(scene, victim, prep);
    const uint32_t who = entity_headed_by(scene, doer);
    if (who != kNone) return who;
  }
  return kNone;
}

// "the arrest of a priest": whether the noun tells what is done to somebody.
bool befalls(const Scene& scene, uint32_t noun) {
  return !scene.in(noun, scene.table.doing) &&
         (may_tell(scene, noun, EventType::assault) || may_tell(scene, noun, EventType::coerce) ||
          may_tell(scene, noun, EventType::sanction));
}

void append(const std::vector<Participant>& from, std::vector<uint32_t>& into) {
  for (const Participant& p : from)
    if (p.entity != kNone) into.push_back(p.entity);
}

}  // namespace

Concerned concerned_by(const Scene& scene, const Act& act, std::span<const Event> told,
                       const Event& event) {
  Concerned out;
  const Answered answer = answered(scene, act);
  if (answer.noun == kNone) return out;
  if (const uint32_t who = doer_behind(scene, answer.noun); who != kNone) out.doers.push_back(who);
  if (const uint32_t who = maker_of(scene, answer); who != kNone) out.makers.push_back(who);
  if (befalls(scene, answer.noun))
    if (const uint32_t who =
            entity_headed_by(scene, with_preposition(scene, answer.noun, scene.table.of));
        who != kNone)
      out.victims.push_back(who);
  if (!answer.known) return out;
  const bool words = scene.in(answer.noun, scene.table.words_said);
  const bool charge = scene.in(answer.noun, scene.table.accusation);
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + kReach >= event.sentence;) {
    if (out.doers.empty() && speaks_of(scene, answer.noun, told[i]))
      append(told[i].actors, out.doers);
    if (!words && !charge) continue;
    if (out.makers.empty() &&
        (told[i].type == EventType::accuse || (words && done_by_words(told[i].type))))
      append(told[i].actors, out.makers);
    if (out.tellers.empty())
      if (const Participant teller = source_of(scene, told[i]); teller.entity != kNone)
        out.tellers.push_back(teller.entity);
  }
  return out;
}

}  // namespace dateline::coding
