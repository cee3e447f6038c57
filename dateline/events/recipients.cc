#include "dateline/events/recipients.h"

#include <algorithm>
#include <map>

#include "dateline/events/answered.h"
#include "dateline/events/directed.h"
#include "dateline/events/participants.h"
#include "dateline/events/tree.h"

namespace dateline::coding {
namespace {

constexpr uint32_t kWindow = 60;  // mentions looked back

uint8_t column(std::string_view name) { return column_of(kAskingRecipient, name); }

// How the act is told: by what is known, by a clause, by its word alone.
void add_way(const Scene& scene, const Act& act, std::vector<uint8_t>& out) {
  const uint32_t object = logical_object(scene, act.trigger).token;
  if (object == kNone || object == act.trigger) {
    const bool clause = scene.syntax.has_child(act.trigger, Deprel::ccomp) ||
                        scene.syntax.has_child(act.trigger, Deprel::xcomp);
    return out.push_back(column(clause ? "clause" : "bare"));
  }
  const uint32_t article = scene.syntax.child(object, Deprel::det);
  if ((article != kNone && scene.in(article, scene.table.known)) ||
      scene.syntax.has_child(object, Deprel::nmod_poss))
    out.push_back(column("known"));
  if (scene.in(object, scene.table.accusation)) out.push_back(column("accusation"));
  if (scene.in(object, scene.table.words_said)) out.push_back(column("words"));
  if (scene.in(object, scene.table.deed)) out.push_back(column("deed"));
}

// Which of four names: of the same sentence, the one before, one of the three before that, further.
std::string_view since(uint32_t apart, const std::array<std::string_view, 4>& names) {
  return names[apart <= 1 ? apart : apart <= 4 ? 2 : 3];
}

bool is_state(const Entity& e) {
  const std::string_view s = e.sector();
  return s.empty() || s == "GOV" || s == "MIL" || s == "COP" || s == "SPY";
}

// "GOV to own OPP": who of what sector acts at whom of what sector, of his own country or not.
std::string_view from_to(const Entity& actor, const Entity& who) {
  static constexpr std::array<std::string_view, 20> kSectors = {
      "",    "GOV", "MIL", "COP", "JUD", "LEG", "OPP", "PTY", "REB", "UAF",
      "CVL", "CRM", "EDU", "LAB", "BUS", "AGR", "JRN", "REL", "SOC", "REF"};
  constexpr size_t kAll = kSectors.size() + 1;  // the last: any other
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const std::string_view link : {" to ", " to own "})
      for (size_t from = 0; from < kAll; ++from)
        for (size_t to = 0; to < kAll; ++to) {
          const auto name = [&](size_t i) { return i < kSectors.size() ? kSectors[i] : "other"; };
          names.push_back(std::string(name(from)).append(link).append(name(to)));
        }
    return names;
  }();
  const auto number = [&](const Entity& e) {
    return static_cast<size_t>(std::ranges::find(kSectors, e.sector()) - kSectors.begin());
  };
  const bool own = actor.code == who.code;
  return kNames[(own * kAll + number(actor)) * kAll + number(who)];
}

struct Asker {
  const Scene& scene;
  const Act& act;
  std::span<const Event> told;
  const Event& event;
  Concerned concerned;
  uint32_t source = kNone;        // the entity whom the event is according to
  const Entity* actor = nullptr;  // the first who has a code
  // Of each event told, whether it is by the actor, at him.
  struct Ours {
    bool by = false, at = false;
  };
  std::vector<Ours> ours = {};  // empty: there is no actor

  const Entity* entity(const Participant& p) const {
    return p.entity == kNone ? nullptr : &scene.mentions.entities[p.entity];
  }
  // Of one country, and both of the state or of one sector.
  bool one_side(const Entity& a, const Entity& b) const {
    return &a == &b || (!a.code.empty() && a.code == b.code &&
                        ((is_state(a) && is_state(b)) || a.sector() == b.sector()));
  }
  bool among(const std::vector<Participant>& list, const Entity& who) const {
    return std::ranges::any_of(
        list, [&](const Participant& p) { return p.entity != kNone && one_side(*entity(p), who); });
  }
  bool is_actor(const Entity& who) const {
    return std::ranges::any_of(event.actors,
                               [&](const Participant& p) { return entity(p) == &who; });
  }

  // Who of no side of the actor was most often party to what was told.
  uint32_t main_other() const {
    std::map<uint32_t, int> times;
    for (const Event& e : told)
      for (const auto* list : {&e.actors, &e.recipients})
        for (const Participant& p : *list)
          if (p.entity != kNone && (actor == nullptr || !one_side(*entity(p), *actor)))
            ++times[p.entity];
    uint32_t best = kNone;
    for (const auto& [who, n] : times)
      if (best == kNone || n > times[best]) best = who;
    return best;
  }

  std::vector<uint8_t> asking() const;
  void what_he_is(const Entity& who, Signs& out) const;
  void whose_he_is(const Entity& who, Signs& out) const;
  void what_was_told(const Entity& who, Signs& out) const;
  void where(const Mention& m, Signs& out) const;
  void in_the_tree(const Mention& m, Signs& out) const;
  bool hears_it(const Mention& m) const;
  void of_the_judge(uint32_t token, Signs& out) const;
  void of_what_is_answered(uint32_t who, Signs& out) const;
  void of_the_told(const Participant& p, Signs& out) const;
  Signs signs(const Participant& p) const;
};

std::vector<uint8_t> Asker::asking() const {
  std::vector<uint8_t> out = {column("all"), static_cast<uint8_t>(1 + static_cast<int>(event.type)),
                              column(scene.verbal(act.trigger) ? "verb" : "noun")};
  if (event.type == EventType::accuse || event.type == EventType::reject)
    out.push_back(column("answer"));
  if (has_mode(event.modes, "visit")) out.push_back(column("visit"));
  if (has_mode(event.modes, "investigate")) out.push_back(column("inquiry"));
  add_way(scene, act, out);
  out.push_back(column(actor != nullptr && is_state(*actor) ? "state" : "civil"));
  return out;
}

void Asker::what_he_is(const Entity& who, Signs& out) const {
  if (who.type == EntityType::person)
    out.push_back(who.group ? "people" : "person");
  else
    out.push_back(who.type == EntityType::location ? "country" : "body");
  const std::string_view sector = who.sector();
  if (who.code.empty()) out.push_back("no code");
  if (who.inferred) out.push_back("inferred");
  if (who.code == "IGO" || who.code == "NGO" || who.code == "UNO") out.push_back("of the world");
  if (sector == "GOV") out.push_back("government");
  if (sector == "MIL" || sector == "COP" || sector == "SPY") out.push_back("force");
  if (sector == "OPP" || sector == "PTY" || sector == "REB" || sector == "UAF")
    out.push_back("opposition");
  if (sector == "JUD" || sector == "LEG") out.push_back("court or parliament");
  if (sector == "JRN") out.push_back("media");
  if (sector == "CVL" || sector == "CRM") out.push_back("anybody");
}

void Asker::whose_he_is(const Entity& who, Signs& out) const {
  if (who.code == scene.mentions.home && !who.code.empty()) out.push_back("of home");
  if (actor == nullptr) return out.push_back("of no actor");
  out.push_back(from_to(*actor, who));
  if (who.code.empty() || actor->code.empty()) return;
  if (who.code != actor->code) return out.push_back("of another country");
  if (one_side(who, *actor)) return out.push_back("of one side");
  out.push_back(is_state(who)      ? "of one's state"
                : is_state(*actor) ? "of one's people"
                                   : "of one's country");
}

// What he did or what befell him before, and what was between him and who acts now.
void Asker::what_was_told(const Entity& who, Signs& out) const {
  bool like = false;
  bool acted = false, befallen = false, to_us = false, by_us = false, with_us = false;
  for (size_t i = told.size(); i-- > 0;) {
    const Event& e = told[i];
    const uint32_t apart = event.sentence - e.sentence;
    const bool he_acts = among(e.actors, who), he_takes = among(e.recipients, who);
    if (!like && e.type == event.type && he_takes) {
      like = true;
      out.push_back(apart <= 2 ? "in the like lately" : "in the like before");
    }
    if (he_acts && !acted) {
      acted = true;
      out.push_back(since(apart, {"acted here", "acted just now", "acted lately", "acted before"}));
    }
    if (he_takes && !befallen) {
      befallen = true;
      out.push_back(since(
          apart, {"befallen here", "befallen just now", "befallen lately", "befallen before"}));
    }
    if (actor == nullptr) continue;
    const auto [we_act, we_take] = ours[i];
    if (he_acts && we_take && !to_us) {
      to_us = true;
      out.push_back(apart <= 1 ? "at us just now" : "at us before");
      if (e.type == EventType::request || e.type == EventType::agree ||
          e.type == EventType::threaten)
        out.push_back("asked us");
      if (e.type == EventType::accuse) out.push_back("accused us");
    }
    if (we_act && he_takes && !by_us) {
      by_us = true;
      out.push_back(apart == 0 ? "by us here" : apart <= 1 ? "by us just now" : "by us before");
    }
    if (we_act && he_acts && !with_us) {
      with_us = true;
      out.push_back(apart <= 1 ? "with us just now" : "with us before");
    }
    if (he_acts && e.recipients.empty() && apart <= 2 && !we_act) {
      if (e.type == EventType::request || e.type == EventType::agree) out.push_back("asked");
      if (e.type == EventType::accuse || e.type == EventType::threaten) out.push_back("accused");
    }
  }
}

void Asker::where(const Mention& m, Signs& out) const {
  constexpr std::array<std::string_view, 5> kKinds = {"name", "metonym", "noun", "pronoun",
                                                      "place"};
  out.push_back(kKinds[static_cast<size_t>(m.kind)]);
  const uint32_t apart = event.sentence - scene.tokens.sentence_of[m.head];
  out.push_back(apart == 0   ? m.head < act.trigger ? "here before" : "here behind"
                : apart == 1 ? "sentence before"
                : apart == 2 ? "two sentences before"
                             : "further");
  if (apart == 0) return in_the_tree(m, out);
  const auto& sentences = scene.tokens.sentences;
  if (sentences[event.sentence].paragraph != sentences[event.sentence - apart].paragraph)
    out.push_back("another paragraph");
  if (is_subject(scene[m.head].rel)) out.push_back("subject there");
}

void Asker::in_the_tree(const Mention& m, Signs& out) const {
  static constexpr std::array<std::string_view, 13> kCases = {
      "with", "to", "against", "on", "from",    "of",   "for",
      "by",   "in", "over",    "at", "between", "after"};
  static constexpr std::array<std::string_view, 13> kLed = {
      "\"with\"", "\"to\"", "\"against\"", "\"on\"", "\"from\"",    "\"of\"",   "\"for\"",
      "\"by\"",   "\"in\"", "\"over\"",    "\"at\"", "\"between\"", "\"after\""};
  if (const uint32_t word = scene.syntax.child(m.head, Deprel::case_); word != kNone)
    if (const auto at = std::ranges::find(kCases, scene.syntax.lemma(word)); at != kCases.end())
      out.push_back(kLed[static_cast<size_t>(at - kCases.begin())]);
  if (hears_it(m)) out.push_back("is told it");
  const Deprel rel = scene[m.head].rel;
  uint32_t t = m.head;
  int steps = 0;
  bool clause = false;
  for (; steps < kMaxClimb && t != kNone && !owns(act, t); ++steps, t = scene.head(t))
    clause = clause || (steps > 0 && scene.verbal(t));
  if (t != kNone && owns(act, t)) {
    if (clause) return out.push_back(is_subject(rel) ? "subject of its clause" : "in its clause");
    if (steps > 1)
      return out.push_back(rel == Deprel::nmod_poss ? "owner in its phrase" : "in its phrase");
    return out.push_back(is_subject(rel)                             ? "its subject"
                         : rel == Deprel::obj || rel == Deprel::iobj ? "its object"
                         : rel == Deprel::obl                        ? "its oblique"
                         : rel == Deprel::nmod || rel == Deprel::nmod_poss || rel == Deprel::amod ||
                                 rel == Deprel::compound
                             ? "its noun's"
                             : "hangs on it");
  }
  const uint32_t verb = scene.head(m.head);
  for (uint32_t up = scene.head(act.trigger); up != kNone; up = scene.head(up)) {
    if (up == m.head) return out.push_back("it hangs on him");
    if (up == verb) return out.push_back(is_subject(rel) ? "subject above" : "stands above");
  }
  out.push_back("elsewhere");
}

// "told state broadcaster RAI that he would not resign"
bool Asker::hears_it(const Mention& m) const {
  if (m.entity == kNone || scene.mentions.entities[m.entity].sector() != "JRN") return false;
  uint32_t verb = scene.head(m.head);
  while (verb != kNone && !scene.verbal(verb)) verb = scene.head(verb);
  return verb != kNone && verb != act.trigger && scene.cue[verb];
}

void Asker::of_the_judge(uint32_t token, Signs& out) const {
  constexpr std::array<float, 7> kFrom = {0.005f, 0.02f, 0.05f, 0.1f, 0.2f, 0.4f, 0.7f};
  constexpr std::array<std::string_view, 8> kNames = {"judge 0",    "judge 0.005", "judge 0.02",
                                                      "judge 0.05", "judge 0.1",   "judge 0.2",
                                                      "judge 0.4",  "judge 0.7"};
  if (act.parts.empty()) return;  // there is no judge
  const Part part = act.part(token);
  out.push_back(
      kNames[static_cast<size_t>(std::ranges::upper_bound(kFrom, part.recipient) - kFrom.begin())]);
  if (part.actor > 0.5f) out.push_back("judge: acts");
}

void Asker::of_the_told(const Participant& p, Signs& out) const {
  static constexpr std::array<std::string_view, 5> kKinds = {
      "told by name", "told by metonym", "told by noun", "told by pronoun", "told by place"};
  if (p.mention != kNone) {
    const Mention& m = scene.mentions.mentions[p.mention];
    out.push_back(kKinds[static_cast<size_t>(m.kind)]);
    const uint32_t article = scene.syntax.child(m.head, Deprel::det);
    if (m.kind == MentionKind::nominal && article != kNone && scene.in(article, scene.table.known))
      out.push_back("told by \"the\"");
    if (m.confidence < 0.6f) out.push_back("told unsurely");
  }
  if (p.entity == kNone) return;
  const Entity& who = *entity(p);
  if (who.code.empty()) out.push_back("told without code");
  if (who.inferred) out.push_back("told by inference");
  if (actor != nullptr && one_side(who, *actor)) out.push_back("told of one side");
}

void Asker::of_what_is_answered(uint32_t who, Signs& out) const {
  const auto is_among = [&](const std::vector<uint32_t>& list) {
    return std::ranges::find(list, who) != list.end();
  };
  if (is_among(concerned.doers)) out.push_back("did what is answered");
  if (is_among(concerned.makers)) out.push_back("said what is answered");
  if (is_among(concerned.tellers)) out.push_back("told what is answered");
  if (is_among(concerned.victims)) out.push_back("befallen by what is answered");
}

Signs Asker::signs(const Participant& p) const {
  Signs out;
  if (p.entity != kNone) {
    const Entity& who = *entity(p);
    of_what_is_answered(p.entity, out);
    what_he_is(who, out);
    whose_he_is(who, out);
    what_was_told(who, out);
    if (!who.mentions.empty() &&
        scene.tokens.sentence_of[scene.mentions.mentions[who.mentions.front()].head] == 0)
      out.push_back("in the first sentence");
    if (p.entity == source) out.push_back("says so");
    const size_t times = who.mentions.size();
    out.push_back(times <= 1 ? "told once" : times <= 3 ? "told twice" : "told often");
  } else {
    out.push_back("nobody known");
  }
  if (p.mention == kNone) return out;
  const Mention& m = scene.mentions.mentions[p.mention];
  where(m, out);
  if (scene.tokens.sentence_of[m.head] == event.sentence) of_the_judge(m.head, out);
  return out;
}

// Who is meant may be told more of elsewhere: "the group", "police".
void like_the_told(const Entity& who, const Entity& told, Signs& out) {
  const bool sector = who.sector() == told.sector();
  if (told.code.empty())
    return out.push_back(sector ? "of its sector, with a code" : "with a code");
  if (who.code == told.code) return out.push_back(sector ? "alike" : "of its country");
  if (sector && !told.sectors.empty())
    out.push_back(told.inferred ? "of its sector, surer" : "of its sector");
}

// How likely the judge finds anybody of the sentence, in steps.
std::string_view likeliest(const Asker& asker) {
  float most = 0;
  for (const Part& part : asker.act.parts) most = std::max(most, part.recipient);
  return most < 0.02f  ? "none likely"
         : most < 0.1f ? "none likelier than 0.1"
         : most < 0.3f ? "none likelier than 0.3"
                       : "somebody likely";
}

// Several at once: "the two sides", who did together what was told. Those who act now are none of
// them.
void add_several(const Asker& asker, std::vector<Participant> who, RecipientCase& asked) {
  std::erase_if(who, [&](const Participant& p) {
    return p.entity == kNone || asker.is_actor(*asker.entity(p)) || !has_code(asker.scene, p);
  });
  const auto same = [&](const RecipientCase::Option& option) {
    return std::ranges::equal(option.who, who, {}, &Participant::entity, &Participant::entity);
  };
  if (who.size() < 2 || std::ranges::any_of(asked.options, same)) return;
  for (Participant& p : who) p.implied = true;
  Signs signs = asker.signs(who.front());
  signs.push_back("several together");
  asked.options.push_back({std::move(who), std::move(signs)});
}

RecipientCase case_of(const Asker& asker) {
  const Scene& scene = asker.scene;
  RecipientCase asked{asker.act.trigger, asker.asking(), {}};
  // An event that nobody does is at least of those whom it befalls.
  if (!asker.event.actors.empty() || asker.event.recipients.empty()) {
    asked.options.push_back({{}, {"nobody"}});
    if (!asker.act.parts.empty()) asked.options[0].signs.push_back(likeliest(asker));
  }
  const auto& as_told = asker.event.recipients;
  const Entity* told = nullptr;
  if (!as_told.empty()) {
    const auto coded =
        std::ranges::find_if(as_told, [&](const Participant& p) { return has_code(scene, p); });
    const Participant& first = coded == as_told.end() ? as_told.front() : *coded;
    Signs signs = asker.signs(first);
    signs.push_back(first.implied ? "told, implied" : "told");
    asker.of_the_told(first, signs);
    if (first.entity != kNone) told = asker.entity(first);
    if (as_told.size() > 1) signs.push_back("several");
    asked.options.push_back({as_told, std::move(signs)});
  }
  const auto& mentions = scene.mentions.mentions;
  const uint32_t end = scene.tokens.sentences[asker.event.sentence].last;
  const uint32_t main_other = asker.main_other();
  std::vector<uint32_t> seen;
  uint32_t looked = 0;
  bool other_seen = false;
  for (size_t at = mentions.size(); at-- > 0 && looked < kWindow;) {
    const Mention& m = mentions[at];
    if (m.head >= end) continue;
    ++looked;
    if (!m.members.empty())
      add_several(asker, participants_at(scene, static_cast<uint32_t>(at), true), asked);
    if (m.entity == kNone || std::ranges::find(seen, m.entity) != seen.end()) continue;
    seen.push_back(m.entity);
    const Entity& entity = scene.mentions.entities[m.entity];
    const auto is_he = [&](const Participant& p) { return p.entity == m.entity; };
    const bool town = entity.type == EntityType::location && entity.id != entity.code;
    if (town || (entity.code.empty() && entity.sectors.empty()) || asker.is_actor(entity) ||
        std::ranges::any_of(as_told, is_he))
      continue;
    const Participant who = participant_at(scene, static_cast<uint32_t>(at), true);
    Signs signs = asker.signs(who);
    if (!other_seen && m.head < asker.act.trigger && asker.actor != nullptr &&
        !entity.code.empty() && !asker.one_side(entity, *asker.actor)) {
      other_seen = true;
      signs.push_back("last other");
    }
    if (main_other == m.entity) signs.push_back("main other");
    if (told != nullptr) like_the_told(entity, *told, signs);
    asked.options.push_back({{who}, std::move(signs)});
  }
  for (size_t i = asker.told.size(); i-- > 0;)
    for (const auto* list : {&asker.told[i].actors, &asker.told[i].recipients})
      add_several(asker, *list, asked);
  return asked;
}

}  // namespace

void choose_recipients(const Scene& scene, const Act& act, std::span<const Event> told,
                       Event& event) {
  Asker asker{scene,
              act,
              told,
              event,
              concerned_by(scene, act, told, event),
              source_of(scene, event).entity};
  const auto coded =
      std::ranges::find_if(event.actors, [&](const Participant& p) { return has_code(scene, p); });
  if (coded != event.actors.end()) {
    asker.actor = asker.entity(*coded);
    for (const Event& e : told)
      asker.ours.push_back(
          {asker.among(e.actors, *asker.actor), asker.among(e.recipients, *asker.actor)});
  }
  RecipientCase asked = case_of(asker);
  const auto weight = [&](const RecipientCase::Option& option) {
    return weigh(scene.table.recipients, asked.asking, option.signs);
  };
  if (!scene.table.recipients.empty())
    event.recipients = std::ranges::max(asked.options, {}, weight).who;
  if (scene.cases != nullptr) scene.cases->recipients.push_back(std::move(asked));
}

}  // namespace dateline::coding
