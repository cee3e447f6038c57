#include "dateline/events/directed.h"

#include <algorithm>
#include <map>
#include <optional>

#include "dateline/events/doers.h"
#include "dateline/events/own_time.h"
#include "dateline/events/participants.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

bool same(const Participant& a, const Participant& b) {
  if (a.entity != kNone || b.entity != kNone) return a.entity == b.entity;
  return a.span == b.span;
}

}  // namespace

Participant carried_over(const Participant& p) { return {p.mention, p.entity, p.span, true}; }

Participant source_of(const Scene& scene, const Event& event) {
  const uint32_t source =
      event.claim == kNone ? kNone : scene.claims.claims[event.claim].source_mention;
  return source == kNone ? Participant{} : participant_at(scene, source, true);
}

bool has_code(const Scene& scene, const Participant& p) {
  return p.entity != kNone && !scene.mentions.entities[p.entity].code.empty();
}

bool any_coded(const Scene& scene, const std::vector<Participant>& list) {
  return std::ranges::any_of(list, [&](const Participant& p) { return has_code(scene, p); });
}

bool may_concern_home(const Scene& scene, const Act& act, const std::vector<Participant>& actors) {
  const std::string& home = scene.mentions.home;
  const bool gives = act.type == EventType::agree || act.type == EventType::support ||
                     act.type == EventType::aid || frame_of(scene, act).id == "sanction/stop-aid";
  return gives && !home.empty() && actors.size() == 1 && has_code(scene, actors[0]) &&
         scene.mentions.entities[actors[0].entity].code != home;
}

void append_new(const std::vector<Participant>& from, std::vector<Participant>& into,
                const std::vector<Participant>& not_in) {
  for (const Participant& p : from) {
    const auto is_p = [&](const Participant& q) { return same(p, q); };
    if (std::any_of(into.begin(), into.end(), is_p)) continue;
    if (std::any_of(not_in.begin(), not_in.end(), is_p)) continue;
    into.push_back(p);
  }
}

bool may_tell(const Scene& scene, uint32_t noun, EventType type) {
  return std::ranges::any_of(scene.table.by_word[scene.word[noun]], [&](uint32_t at) {
    const Pattern& p = scene.table.patterns[at];
    return p.pos == TriggerPos::noun && scene.table.frames[p.frame].type == type;
  });
}

namespace {

// Officials, forces and the country itself speak for one side, rebels and parties for others.
bool of_one_side(const Entity& a, const Entity& b) {
  const auto of_state = [](const Entity& e) {
    const std::string_view s = e.sector();
    return s.empty() || s == "GOV" || s == "MIL" || s == "COP" || s == "SPY";
  };
  return (of_state(a) && of_state(b)) || a.sector() == b.sector();
}

// Not "condemned the raids and called on France": who hangs on another verb that is joined to this.
bool is_argument_of(const Scene& scene, uint32_t verb, const Participant& p) {
  if (p.mention == kNone) return true;
  uint32_t token = scene.mentions.mentions[p.mention].head;
  constexpr int kClimb = 12;
  for (int i = 0; i < kClimb && token != kNone && token != verb; ++i, token = scene.head(token))
    if (scene.is(token, Deprel::conj) && scene.verbal(token)) return false;
  return true;
}

// The noun that an answer is given to: "rejected the charge", "the charge was rejected", "accused
// Syria of it, a charge Damascus rejects"; whether it is one that was told of, by "the" or so.
struct Answered {
  uint32_t noun = kNone;
  bool known = false;
};

Answered answered(const Scene& scene, const Act& act) {
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

// "a Norwegian accusation": whose it is, or nobody.
std::optional<Participant> maker_of(const Scene& scene, const Answered& answer) {
  if (!answer.known && scene.table.by_word[scene.word[answer.noun]].empty()) return std::nullopt;
  for (const uint32_t c : scene.syntax.children(answer.noun)) {
    const bool before = scene.is(c, Deprel::amod) || scene.is(c, Deprel::compound);
    const uint32_t at = before ? scene.mentions.headed_by(c) : kNone;
    if (at == kNone) continue;
    return Participant{at, scene.mentions.mentions[at].entity, phrase_span(scene, answer.noun), true};
  }
  return std::nullopt;
}

// Whether the noun speaks of the event: "strikes" of ASSAULT or PROTEST, "the reopening" of what was
// reopened, "the decision" of what was done by words or law.
bool speaks_of(const Scene& scene, uint32_t noun, const Event& event) {
  if (scene.in(noun, scene.table.ruling))
    return std::ranges::any_of(event.actors, [&](const Participant& p) {
      return p.entity != kNone && scene.mentions.entities[p.entity].sector() == "JUD";
    });
  if (may_tell(scene, noun, event.type)) return true;
  const std::string_view word = scene.syntax.lemma(noun), verb = scene.syntax.lemma(event.trigger);
  const bool same = word == verb || (word.ends_with("ing") && word.substr(0, word.size() - 3) == verb);
  if (same) return true;
  const bool answer = event.type == EventType::accuse || event.type == EventType::reject ||
                      event.type == EventType::request;
  return !answer && event.type != EventType::assault && scene.in(noun, scene.table.deed);
}

// "condemned the seizure of the embassy": whom the noun says it befell is not whom it is held against.
bool is_victim(const Scene& scene, uint32_t noun, const Participant& p) {
  if (p.mention == kNone) return false;
  uint32_t token = scene.mentions.mentions[p.mention].head;
  if (token <= noun) return false;
  constexpr int kClimb = 6;
  for (int i = 0; i < kClimb && token != kNone; ++i, token = scene.head(token))
    if (token == noun) return true;
  return false;
}

// "criticised the arrest of a priest": he did nothing.
void drop_victims(const Scene& scene, uint32_t noun, Event& event) {
  const bool done = may_tell(scene, noun, EventType::assault) ||
                    may_tell(scene, noun, EventType::coerce) ||
                    may_tell(scene, noun, EventType::sanction);
  const uint32_t whom = done ? with_preposition(scene, noun, scene.table.of) : kNone;
  if (whom == kNone) return;
  std::erase_if(event.recipients, [&](const Participant& p) {
    return p.mention != kNone && scene.mentions.mentions[p.mention].head == whom;
  });
}

// "The rebels said the army shelled a town. A spokesman dismissed the charge": who made it, or told
// what he denies. "Russia threatened to cut supplies. Moldova rejected the statement": whose it is.
void direct_at_teller(const Scene& scene, uint32_t noun, std::span<const Event> told,
                      Event& event) {
  constexpr uint32_t kReach = 4;  // sentences
  const bool words = scene.in(noun, scene.table.words_said);
  const auto is_own = [&](const Participant& p) {
    return std::ranges::any_of(event.actors, [&](const Participant& own) {
      if (own.entity == kNone || p.entity == kNone) return false;
      const Entity& a = scene.mentions.entities[own.entity];
      const Entity& b = scene.mentions.entities[p.entity];
      return own.entity == p.entity || (a.code == b.code && of_one_side(a, b));
    });
  };
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + kReach >= event.sentence;) {
    std::vector<Participant> tellers;
    if (told[i].type == EventType::accuse || (words && done_by_words(told[i].type))) {
      for (const Participant& p : told[i].actors) tellers.push_back(p);
    } else if (!words) {
      tellers.push_back(source_of(scene, told[i]));
    }
    std::erase_if(tellers, [&](const Participant& p) { return !has_code(scene, p) || is_own(p); });
    if (tellers.empty()) continue;
    for (Participant& p : tellers) {
      p.span = phrase_span(scene, noun);
      p.implied = true;
    }
    event.recipients = std::move(tellers);
    return;
  }
}

// "condemned the expulsion of two diplomats from Belarus": who did it is told behind whom it
// befell.
std::optional<Participant> doer_behind(const Scene& scene, uint32_t noun, const Event& event) {
  const uint32_t victim = with_preposition(scene, noun, scene.table.of);
  for (const WordId prep : {scene.table.by, scene.table.from}) {
    uint32_t doer = with_preposition(scene, noun, prep);
    if (doer == kNone && victim != kNone) doer = with_preposition(scene, victim, prep);
    const uint32_t at = doer == kNone ? kNone : scene.mentions.headed_by(doer);
    if (at == kNone) continue;
    const Participant who = participant_at(scene, at, false);
    const auto is_own = [&](const Participant& p) {  // "government forces", which may be anybody's
      return has_code(scene, p) &&
             scene.mentions.entities[p.entity].code == scene.mentions.entities[who.entity].code;
    };
    if (has_code(scene, who) && std::ranges::none_of(event.actors, is_own)) return who;
  }
  return std::nullopt;
}

// "Iraq denounced the strikes", "rejected the accusation": at whom did, or made, what was told
// before.
void direct_at_doer(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  const uint32_t kReach = event.type == EventType::support ? 4 : 12;  // sentences
  const bool answers = event.type == EventType::accuse || event.type == EventType::reject ||
                       event.type == EventType::support;
  if (!answers || !scene.verbal(act.trigger)) return;
  const Answered answer = answered(scene, act);
  if (event.type == EventType::accuse && answer.noun != kNone)
    drop_victims(scene, answer.noun, event);
  const bool told_here = std::ranges::any_of(event.recipients, [&](const Participant& p) {
    const bool victim = event.type == EventType::accuse && answer.noun != kNone &&
                        is_victim(scene, answer.noun, p);
    return has_code(scene, p) && is_argument_of(scene, act.trigger, p) && !victim;
  });
  if (told_here || answer.noun == kNone) return;
  if (event.type == EventType::accuse)
    if (const auto doer = doer_behind(scene, answer.noun, event)) {
      event.recipients = {*doer};
      return;
    }
  if (is_reciprocal(scene, act)) return;  // "signed the treaty"
  if (const auto maker = maker_of(scene, answer)) {
    if (has_code(scene, *maker)) event.recipients.push_back(*maker);
    return;
  }
  if (!answer.known) return;
  if ((event.type == EventType::reject && scene.in(answer.noun, scene.table.accusation)) ||
      (event.type != EventType::support && scene.in(answer.noun, scene.table.words_said)))
    return direct_at_teller(scene, answer.noun, told, event);
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + kReach >= event.sentence;) {
    if (!speaks_of(scene, answer.noun, told[i]) || !any_coded(scene, told[i].actors)) continue;
    std::vector<Participant> doers;
    for (const Participant& p : told[i].actors)
      if (has_code(scene, p))
        doers.push_back({p.mention, p.entity, phrase_span(scene, answer.noun), true});
    for (const Participant& own : event.actors)  // one's own act
      if (std::ranges::any_of(doers, [&](const Participant& p) { return p.entity == own.entity; }))
        return;
    event.recipients = std::move(doers);
    return;
  }
}

// "Japan demanded that Pyongyang hand them over. North Korea refused": him who had asked.
void direct_at_asker(const Scene& scene, const Act& act, std::span<const Event> told,
                     Event& event) {
  if (event.type != EventType::reject || !scene.verbal(act.trigger) || event.actors.empty() ||
      !has_code(scene, event.actors[0]))
    return;
  const auto is_it = [&](const Participant& p) {  // "turned it down": what was offered
    return p.mention != kNone && scene.mentions.mentions[p.mention].kind == MentionKind::pronoun &&
           scene.syntax.lemma(scene.mentions.mentions[p.mention].head) == "it" &&
           scene.is(scene.mentions.mentions[p.mention].head, Deprel::obj);
  };
  if (any_coded(scene, event.recipients) && !std::ranges::all_of(event.recipients, is_it)) return;
  const std::string& own = scene.mentions.entities[event.actors[0].entity].code;
  const std::string_view sector = scene.mentions.entities[event.actors[0].entity].sector();
  const auto is_own = [&](const Participant& p) {
    return has_code(scene, p) && scene.mentions.entities[p.entity].code == own &&
           (sector.empty() || scene.mentions.entities[p.entity].sectors.empty() ||
            scene.mentions.entities[p.entity].sector() == sector);
  };
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + 1 >= event.sentence;) {
    const Event& asked = told[i];
    const bool of_us = std::ranges::any_of(asked.recipients, is_own) || !any_coded(scene, asked.recipients);
    const bool offered = asked.type == EventType::agree && asked.aux == 0;
    if ((asked.type != EventType::request && !offered) || !of_us ||
        std::ranges::any_of(asked.actors, is_own) || !any_coded(scene, asked.actors))
      continue;
    event.recipients.clear();
    for (const Participant& p : asked.actors) event.recipients.push_back(carried_over(p));
    return;
  }
}

// "France gave Madagascar tents. Japan pledged $500,000": for whom others gave before it.
void direct_at_aided(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  const auto is_help = [&](const Event& e) {
    return e.type == EventType::aid || (e.type == EventType::agree && e.rule == "agree/offer-aid");
  };
  if (!is_help(event) || event.aux != 0 || any_coded(scene, event.recipients) || act.inner != kNone)
    return;
  const auto& sentences = scene.tokens.sentences;
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + 1 >= event.sentence;) {
    if (sentences[told[i].sentence].paragraph != sentences[event.sentence].paragraph) return;
    if (!is_help(told[i]) || !any_coded(scene, told[i].recipients)) continue;
    for (const Participant& p : told[i].recipients)
      if (has_code(scene, p)) event.recipients.push_back(carried_over(p));
    return;
  }
}

// The participants that a clause names, those of its "if" aside: "to kill the Belgians if soldiers
// storm the camp".
void append_named_in(const Scene& scene, uint32_t token, int depth,
                     std::vector<Participant>& into) {
  constexpr int kDepth = 6;
  for (const uint32_t c : scene.syntax.children(token)) {
    const bool aside = scene.is(c, Deprel::advcl) || scene.is(c, Deprel::acl_relcl) ||
                       scene.is(c, Deprel::parataxis) || scene.is(c, Deprel::nsubj);
    if (aside || depth >= kDepth) continue;
    const uint32_t at = scene.mentions.headed_by(c);
    if (at != kNone && scene.mentions.mentions[at].entity != kNone)
      into.push_back(participant_at(scene, at, false));
    append_named_in(scene, c, depth + 1, into);
  }
}

// "threatened to kill the Belgians", "warned that it would suspend its aid to Niger": whom the
// threat names; "would raise the duties": those at whom one's last act was directed.
void direct_at_threatened(const Scene& scene, const Act& act, std::span<const Event> told,
                          Event& event) {
  constexpr uint32_t kReach = 4;  // sentences
  if (event.type != EventType::threaten || !scene.verbal(act.trigger) || event.actors.empty() ||
      !has_code(scene, event.actors[0]) || any_coded(scene, event.recipients))
    return;
  const Entity& self = scene.mentions.entities[event.actors[0].entity];
  const std::string& own = self.code;
  const auto is_other = [&](const Participant& p) {
    return has_code(scene, p) && scene.mentions.entities[p.entity].code != own;
  };
  const auto is_opponent = [&](const Participant& p) {  // in one country too: rebels, the army
    const std::string_view sector = scene.mentions.entities[p.entity].sector();
    return is_other(p) || (!sector.empty() && !self.sectors.empty() && sector != self.sector());
  };
  for (const uint32_t c : scene.syntax.children(act.trigger)) {
    if (!scene.is(c, Deprel::xcomp) && !scene.is(c, Deprel::ccomp)) continue;
    std::vector<Participant> named;
    append_named_in(scene, c, 0, named);
    const auto first = std::ranges::find_if(named, is_opponent);
    if (first == named.end()) continue;
    event.recipients = {*first};
    return;
  }
  for (size_t i = told.size(); i-- > 0 && told[i].sentence + kReach >= event.sentence;) {
    const bool by_us = std::ranges::any_of(told[i].actors, [&](const Participant& p) {
      return has_code(scene, p) && scene.mentions.entities[p.entity].code == own;
    });
    const auto& others = by_us ? told[i].recipients : told[i].actors;
    const auto other = std::ranges::find_if(others, is_other);
    if (other == others.end()) continue;
    event.recipients = {carried_over(*other)};
    return;
  }
}

// "fired tear gas to disperse them": on whom the aim of it names.
void direct_at_aim(const Scene& scene, const Act& act, Event& event) {
  if (event.type != EventType::assault || !scene.verbal(act.trigger) || !event.recipients.empty())
    return;
  for (const uint32_t c : scene.syntax.children(act.trigger)) {
    if (!scene.is(c, Deprel::advcl) || scene.syntax.xpos(c) != "VB") continue;
    std::vector<Participant> named;
    append_named_in(scene, c, 0, named);
    std::vector<Participant> others;
    append_new(named, others, event.actors);
    if (others.empty()) continue;
    event.recipients = {others.front()};
    return;
  }
}

// "telephoned the minister and offered boats": to him.
void direct_at_other(const Scene& scene, const Act& act, std::span<const Event> told,
                     Event& event) {
  const uint32_t verb = act.anchor();
  const bool said = event.type == EventType::agree || event.type == EventType::request ||
                    event.type == EventType::threaten;
  if (!said || !scene.is(verb, Deprel::conj) || event.actors.empty() ||
      any_coded(scene, event.recipients))
    return;
  for (size_t i = told.size(); i-- > 0 && told[i].sentence == event.sentence;) {
    const Event& first = told[i];
    if (first.type != EventType::consult || first.trigger != scene.head(verb)) continue;
    std::vector<Participant> others;
    append_new(first.actors, others, event.actors);
    append_new(first.recipients, others, event.actors);
    if (others.size() < first.actors.size() + first.recipients.size())  // the actor is one of them
      event.recipients = std::move(others);
    return;
  }
}

// "Troops took up positions around the capital": a mere place is no recipient of what is not done to
// it.
void drop_places(const Scene& scene, Event& event) {
  const bool withdraws = event.type == EventType::retreat && has_mode(event.modes, "withdraw");
  if (withdraws)
    std::erase_if(event.recipients, [](const Participant& p) { return p.entity == kNone; });
  if (event.type != EventType::mobilize) return;
  std::erase_if(event.recipients, [&](const Participant& p) {
    if (p.entity == kNone) return true;
    const Entity& entity = scene.mentions.entities[p.entity];
    if (entity.code.empty()) return entity.sectors.empty();
    // "took up positions around the president's residence"
    if (p.mention != kNone && !event.actors.empty() && has_code(scene, event.actors[0]) &&
        scene.is(scene.mentions.mentions[p.mention].head, Deprel::nmod_poss) &&
        scene.mentions.entities[event.actors[0].entity].code == entity.code)
      return true;
    // "deployed troops in Chittagong": of one's own country.
    return entity.type == EntityType::location && entity.sectors.empty() && !event.actors.empty() &&
           has_code(scene, event.actors[0]) &&
           scene.mentions.entities[event.actors[0].entity].code == entity.code;
  });
}

// "told state broadcaster RAI that he would not resign": whom he told it is no party to it.
void drop_audience(const Scene& scene, const Act& act, Event& event) {
  if (event.type != EventType::agree && event.type != EventType::reject &&
      event.type != EventType::threaten && event.type != EventType::concede)
    return;
  std::erase_if(event.recipients, [&](const Participant& p) {
    if (p.entity == kNone || p.mention == kNone) return false;
    const Entity& entity = scene.mentions.entities[p.entity];
    uint32_t verb = scene.mentions.mentions[p.mention].head;
    while (verb != kNone && !scene.verbal(verb)) verb = scene.head(verb);
    return entity.sector() == "JRN" && verb != kNone && verb != act.trigger && scene.cue[verb];
  });
}

// "announced his resignation in a broadcast to the island": one resigns from an office, not at
// anybody.
void drop_of_resignation(Event& event) {
  if (event.type == EventType::retreat && has_mode(event.modes, "resign") && !event.actors.empty())
    event.recipients.clear();
}

// "recalled its ambassador": not against the ambassador.
void drop_own_staff(const Scene& scene, Event& event) {  // "pulled out its staff"
  if (!has_mode(event.modes, "withdraw")) return;
  std::erase_if(event.recipients, [&](const Participant& p) {
    if (p.mention == kNone) return false;
    const uint32_t owner =
        scene.syntax.child(scene.mentions.mentions[p.mention].head, Deprel::nmod_poss);
    return owner != kNone && scene.syntax.lemma(owner) == "its";
  });
}

void drop_own_envoys(const Scene& scene, Event& event) {
  if (event.type != EventType::sanction || event.actors.empty() ||
      !has_code(scene, event.actors[0]) || !has_mode(event.modes, "withdraw"))
    return;
  const Entity& actor = scene.mentions.entities[event.actors[0].entity];
  if (!actor.sectors.empty() && actor.sector() != "GOV") return;  // a union and the government
  const std::string& own = actor.code;
  std::erase_if(event.recipients, [&](const Participant& p) {
    return has_code(scene, p) && scene.mentions.entities[p.entity].code == own &&
           scene.mentions.entities[p.entity].sector() == "GOV";
  });
}

// The country that the story is about, or one that it speaks of even more: "China sent rice" in a
// story from Seoul about North Korea. Not `but`.
std::string most_spoken_of(const Scene& scene, const std::string& but) {
  std::map<std::string, int> times;
  for (const Mention& m : scene.mentions.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const Entity& entity = scene.mentions.entities[m.entity];
    const bool inferred = entity.type == EntityType::person && entity.sectors.empty();
    if (!inferred) ++times[entity.code];
  }
  std::string best = scene.mentions.home;
  for (const Entity& entity : scene.mentions.entities)
    if (entity.id == entity.code && !entity.code.empty() && entity.code != but &&
        times[entity.code] > times[best])
      best = entity.code;
  return best;
}

// "France offered ships", "the EU pledged 5 million euros" in a story about Benin: to it.
void direct_at_home(const Scene& scene, const Act& act, Event& event) {
  const auto is_somebody = [&](const Participant& p) {
    return p.entity != kNone;
  };  // "17 projects"
  if (std::ranges::any_of(event.recipients, is_somebody) ||
      !may_concern_home(scene, act, event.actors))
    return;
  const Entity& actor = scene.mentions.entities[event.actors[0].entity];
  const bool comes = event.type == EventType::agree && event.aux == kFuture &&
                     actor.type == EntityType::person && !actor.group;  // "is expected here"
  if (event.aux != 0 && !comes) return;
  const std::string country = most_spoken_of(scene, actor.code);
  const auto& mentions = scene.mentions.mentions;
  for (size_t at = mentions.size(); at-- > 0;) {
    const Mention& m = mentions[at];
    if (m.head >= act.trigger || m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const Entity& entity = scene.mentions.entities[m.entity];
    if (entity.id != country) continue;
    event.recipients = {participant_at(scene, static_cast<uint32_t>(at), true)};
    return;
  }
}

// "is expected in Moscow for talks with Russian lawmakers": whom he goes to see, not where.
void direct_at_host(const Scene& scene, const Act& act, Event& event) {
  const bool visits = event.type == EventType::agree || event.type == EventType::consult;
  const bool to_place = std::ranges::all_of(event.recipients, [&](const Participant& p) {
    return p.entity != kNone && scene.mentions.entities[p.entity].type == EntityType::location;
  });
  if (!visits || event.recipients.empty() || !to_place) return;
  for (const uint32_t talks : scene.syntax.children(act.anchor())) {
    if (!scene.is(talks, Deprel::obl) || !led_by(scene, talks, scene.table.matter) ||
        !may_tell(scene, talks, EventType::consult))
      continue;
    for (const uint32_t c : scene.syntax.children(talks)) {
      const uint32_t at = scene.is(c, Deprel::nmod) ? scene.mentions.headed_by(c) : kNone;
      const uint32_t with = scene.syntax.child(c, Deprel::case_);
      if (at == kNone || with == kNone || scene.word[with] != scene.table.with) continue;
      const Participant host = participant_at(scene, at, false);
      if (has_code(scene, host)) event.recipients = {host};
      return;
    }
  }
}

// "blamed the attack on a renegade commander", wherever the tree hangs him.
void direct_at_blamed(const Scene& scene, const Act& act, Event& event) {
  if (event.type != EventType::accuse || scene.syntax.lemma(act.trigger) != "blame") return;
  const uint32_t object = scene.syntax.child(act.trigger, Deprel::obj);
  for (const uint32_t governor : {act.trigger, object}) {
    if (governor == kNone) continue;
    for (const uint32_t c : scene.syntax.children(governor)) {
      const uint32_t on = scene.syntax.child(c, Deprel::case_);
      if (on == kNone || c < act.trigger || scene.syntax.lemma(on) != "on") continue;
      uint32_t at = scene.mentions.headed_by(c);
      const uint32_t named =
          scene.syntax.child(c, Deprel::appos);  // "the group Blocco Studentesco"
      if (named != kNone && scene.mentions.headed_by(named) != kNone)
        at = scene.mentions.headed_by(named);
      if (at == kNone || scene.mentions.mentions[at].entity == kNone) continue;
      event.recipients = {{at, scene.mentions.mentions[at].entity, phrase_span(scene, c), false}};
      return;
    }
  }
}

// "rejected demands by Britain and Canada": both.
void append_joined(const Scene& scene, Event& event) {
  const std::vector<Participant> first = event.recipients;
  for (const Participant& p : first) {
    if (p.mention == kNone || p.implied) continue;
    for (const uint32_t c : scene.syntax.children(scene.mentions.mentions[p.mention].head)) {
      const bool joined =
          scene.is(c, Deprel::conj) && scene.nominal(c) && !is_stranded_subject(scene, c);
      const uint32_t at = joined ? scene.mentions.headed_by(c) : kNone;
      if (at == kNone) continue;
      const Participant other = participant_at(scene, at, false);
      if (has_code(scene, other)) append_new({other}, event.recipients, event.actors);
    }
  }
}

// "blamed each other"
void drop_each_other(const Scene& scene, Event& event) {
  std::erase_if(event.recipients, [&](const Participant& p) {
    const std::string_view words = scene.doc.at(p.span);
    return p.entity == kNone && (words == "each other" || words == "one another");
  });
}

}  // namespace

void direct(const Scene& scene, const Act& act, std::span<const Event> told, Event& event) {
  drop_each_other(scene, event);
  append_joined(scene, event);
  direct_at_blamed(scene, act, event);
  direct_at_doer(scene, act, told, event);
  drop_places(scene, event);
  drop_own_envoys(scene, event);
  drop_own_staff(scene, event);
  drop_of_resignation(event);
  direct_at_aided(scene, act, told, event);
  direct_at_asker(scene, act, told, event);
  direct_at_other(scene, act, told, event);
  direct_at_threatened(scene, act, told, event);
  direct_at_aim(scene, act, event);
  direct_at_home(scene, act, event);
  direct_at_host(scene, act, event);
  drop_audience(scene, act, event);
  find_doer(scene, act, told, event);
}

}  // namespace dateline::coding
