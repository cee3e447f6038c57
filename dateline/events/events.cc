#include "dateline/events/events.h"

#include <algorithm>
#include <iterator>

#include "dateline/events/admit.h"
#include "dateline/events/clauses.h"
#include "dateline/events/directed.h"
#include "dateline/events/imprisonment.h"
#include "dateline/events/merge.h"
#include "dateline/events/modes.h"
#include "dateline/events/own_time.h"
#include "dateline/events/patterns.h"
#include "dateline/events/recipients.h"
#include "dateline/events/reductions.h"
#include "dateline/events/retell.h"
#include "dateline/events/sizes.h"
#include "dateline/events/tree.h"
#include "dateline/events/when.h"
#include "dateline/events/where.h"

namespace dateline::coding {
namespace {

// Calibrated, below it a record is wrong more often than it is worth: of those between 0.30 and 0.35 a
// third is right on the development part.
constexpr float kLeastConfidence = 0.3f;

// Where only a place or a thing is visited, who is host is told by where it lies.
void find_host(const Scene& scene, const Act& act, const Cast& cast, Event& event) {
  const bool visit = has_mode(act.modes, "visit");
  if (!visit || act.type != EventType::consult || cast.recipient.standing == Standing::actor ||
      any_coded(scene, event.recipients))
    return;
  const Sentence& sentence = scene.tokens.sentences[event.sentence];
  for (uint32_t m = 0; m < scene.mentions.mentions.size(); ++m) {
    const Mention& mention = scene.mentions.mentions[m];
    if (mention.kind != MentionKind::place || mention.entity == kNone) continue;
    if (mention.head < sentence.first || mention.head >= sentence.last) continue;
    if (scene.mentions.entities[mention.entity].code.empty()) continue;
    event.recipients.assign(1, {m, mention.entity, mention.span, true});
    return;
  }
}

// "Rebels seized 20 people, two army posts": only a state arrests and confiscates (tables 3.10 and
// 3.11 of the manual).
void make_force_of_rebels(const Scene& scene, Event& event) {
  const auto armed = [&](const Participant& p) {
    if (p.entity == kNone) return false;
    const std::string_view sector = scene.mentions.entities[p.entity].sector();
    return sector == "REB" || sector == "UAF" || sector == "CRM";
  };
  const bool takes = event.modes == std::vector<std::string>{"arrest"} ||
                     event.modes == std::vector<std::string>{"seize"};
  if (event.type != EventType::coerce || !takes || event.actors.empty() ||
      !std::ranges::all_of(event.actors, armed))
    return;
  event.type = EventType::assault;
  if (event.modes[0] == "arrest")
    event.modes = {"abduct"};
  else
    event.modes.clear();
  event.cameo = cameo_of(scene.table, event.type, event.modes);
}

// "warned that the army would respond": not at his own army.
void drop_own_forces(const Scene& scene, Event& event) {
  if (event.type != EventType::threaten || event.actors.empty() || event.actors[0].entity == kNone)
    return;
  const std::string& code = scene.mentions.entities[event.actors[0].entity].code;
  std::erase_if(event.recipients, [&](const Participant& p) {
    if (p.entity == kNone || code.empty()) return false;
    const Entity& entity = scene.mentions.entities[p.entity];
    return entity.code == code && entity.sector() == "MIL";
  });
}

// "promised that Norway would go on paying": not to Norway.
void drop_own_state(const Scene& scene, Event& event) {
  const bool said = event.type == EventType::agree || event.type == EventType::threaten ||
                    event.type == EventType::reject;
  if (!said || event.actors.empty() || !has_code(scene, event.actors[0])) return;
  const Entity& actor = scene.mentions.entities[event.actors[0].entity];
  if (!actor.sectors.empty() && actor.sector() != "GOV") return;
  std::erase_if(event.recipients, [&](const Participant& p) {
    if (!has_code(scene, p)) return false;
    const Entity& entity = scene.mentions.entities[p.entity];
    const bool state =
        entity.type != EntityType::person && (entity.sectors.empty() || entity.sector() == "GOV");
    return state && entity.code == actor.code;
  });
}

// The other side of what both do: not "Islamabad" beside Pakistan.
void append_others(const Scene& scene, std::vector<Participant> others, std::vector<Participant>& actors) {
  const auto is_state = [&](const Participant& p) {
    if (!has_code(scene, p)) return false;
    const Entity& entity = scene.mentions.entities[p.entity];
    return entity.type != EntityType::person && (entity.sectors.empty() || entity.sector() == "GOV");
  };
  std::erase_if(others, [&](const Participant& p) {
    return is_state(p) && std::ranges::any_of(actors, [&](const Participant& q) {
             return is_state(q) && scene.mentions.entities[q.entity].code ==
                                       scene.mentions.entities[p.entity].code;
           });
  });
  append_new(others, actors, {});
}

void set_participants(const Scene& scene, const Act& act, const Cast& cast, Event& event) {
  append_new(cast.actor.all, event.actors, {});
  // "signed a declaration in Asmara"
  const bool place = cast.recipient.standing == Standing::place && !frame_of(scene, act).place_recipient;
  if (is_reciprocal(scene, act))
    append_others(scene, place ? std::vector<Participant>{} : cast.recipient.all, event.actors);
  else
    append_new(cast.recipient.all, event.recipients, event.actors);
  if (act.type == EventType::agree && act.inner != kNone && !act.visits &&
      cast.recipient.standing < Standing::actor)
    event.recipients.clear();
  find_host(scene, act, cast, event);
  drop_own_forces(scene, event);
  drop_own_state(scene, event);
}

void set_words(const Scene& scene, const Act& act, Event& event) {
  std::vector<uint32_t> tokens = act.words;
  if (act.light != kNone) tokens.push_back(act.light);
  std::sort(tokens.begin(), tokens.end());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  for (uint32_t token : tokens) event.words.push_back(scene.tokens[token].span);
}

void set_contexts(const Frame& frame, const std::vector<std::string>& around, Event& event) {
  event.contexts = frame.contexts;
  for (const std::string& context : around)
    if (std::find(event.contexts.begin(), event.contexts.end(), context) == event.contexts.end())
      event.contexts.push_back(context);
}

float mean_confidence(const Scene& scene, const Event& event) {
  float product = 1;
  for (const auto* list : {&event.actors, &event.recipients})
    for (const Participant& p : *list)
      if (p.mention != kNone)
        product = std::min(product, 0.5f + 0.5f * scene.mentions.mentions[p.mention].confidence);
  return product;
}

// "was expected to", "believed to be": nobody is cited, as "it was reported" cites somebody.
bool cites(const Scene& scene, const Claim& claim) {
  if (claim.cue_head == kNone) return true;
  const Deprel rel = scene[claim.cue_head].rel;  // "..., an allegation the government denied"
  if (scene.nominal(claim.cue_head) && (rel == Deprel::appos || rel == Deprel::parataxis))
    return false;
  if (!claim.source.empty()) return true;
  return !scene.verbal(claim.cue_head) || scene.in(claim.cue_head, scene.table.report);
}

// "Sanctions would follow, an official warned", "Kim said that he would strike if ...":
// who says it vouches for what the words do.
uint32_t claim_at(const Scene& scene, const Act& act) {
  if (act.trigger >= scene.claims.claim_of.size()) return kNone;
  const auto& claims = scene.claims.claims;
  if (scene.is(act.trigger, Deprel::parataxis) || scene.in(act.trigger, scene.table.saying))
    for (uint32_t i = 0; i < claims.size(); ++i)
      if (claims[i].cue_head == act.trigger) return i;
  uint32_t claim = scene.claims.claim_of[act.trigger];
  for (size_t hop = 0; hop < claims.size() && claim != kNone && !cites(scene, claims[claim]); ++hop)
    claim = scene.claims.outer[claim];
  return claim;
}

// Trained on sentences with one event marked, the judge tends to see one only: in a sentence
// that tells an event by its own word, it has no veto over the other acts of frames.
constexpr float kEventful = 0.35f, kLeastBesideAnother = 0.05f;

bool is_eventful(const Scene& scene, const std::vector<Act>& acts) {
  return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
    return !act.scores.empty() && scene.table.judge.verdict(act.scores).probability >= kEventful;
  });
}

// Half, where the judge thinks none of the phrases a participant, to one, where it is sure.
float belief_in(const Act& act, Side side) {
  const Filler& filler = act.filler(side);
  float most = 0;
  for (const uint32_t token : filler.tokens) most = std::max(most, act.part(token).as(side));
  return filler.empty() ? 1 : 0.5f + 0.5f * most;
}

// How likely the record is to be right, with the judge's opinion where there is one.
float confidence_of(const Scene& scene, const Act& act, bool eventful, const Event& event) {
  const float own = act.confidence * mean_confidence(scene, event);
  const Judge& judge = scene.table.judge;
  if (act.scores.empty() || (act.by == EventSource::frame && frame_of(scene, act).firm)) return own;
  const float believed = own * belief_in(act, Side::actor) * belief_in(act, Side::recipient);
  Judge::Opinion opinion = judge.opinion(act.scores, event.type);
  // "was expected to meet": an agreement, which to the judge may be a meeting, or told by the upper verb.
  if (const EventType told = frame_of(scene, act).type; told != event.type) {
    opinion.type += judge.opinion(act.scores, told).type;
    const uint32_t verb = act.anchor();
    if (scene.is(verb, Deprel::xcomp)) {
      const auto upper =
          judge.opinion(judge.scores(scene.syntax, scene.head(verb), scene.setting), event.type);
      if (upper.type > opinion.type) opinion = upper;
    }
    if (const uint32_t inner = complement(scene, act.trigger);
        inner != kNone && keeps_inner(scene, act)) {
      const auto lower =
          judge.opinion(judge.scores(scene.syntax, inner, scene.setting), event.type);
      if (lower.type > opinion.type) opinion = lower;
    }
  }
  if (eventful && act.by == EventSource::frame)
    opinion.type = std::max(opinion.type, kLeastBesideAnother);
  return judge.calibrated(believed, opinion, act.by);
}

Event make_event(const Scene& scene, uint32_t sentence, const Act& act, const Cast& cast,
                 bool eventful) {
  const Frame& frame = frame_of(scene, act);
  Event event;
  event.sentence = sentence;
  event.type = act.type;
  event.modes = act.modes;
  event.cameo = act.cameo;
  event.aux = act.aux;
  event.trigger = act.trigger;
  event.by = act.by;
  event.rule = act.reduced.empty() ? frame.id : frame.id + ">" + act.reduced;
  set_participants(scene, act, cast, event);
  set_words(scene, act, event);
  if (act.trigger < scene.claims.factuality.size())
    event.factuality = scene.claims.factuality[act.trigger];
  event.claim = claim_at(scene, act);
  read_sizes(scene, act, event.size);
  event.confidence = confidence_of(scene, act, eventful, event);
  return event;
}

// "The fund, which lent it 58 billion in 1997, will send a mission, officials said": they did not
// say what it had done.
bool is_background_of_claim(const Scene& scene, const Event& event) {
  if (event.claim == kNone || !(event.aux & kHistorical)) return false;
  const uint32_t clause = clause_of_noun(scene, event.trigger);
  const uint32_t cue = scene.claims.claims[event.claim].cue_head;
  if (clause == kNone) return false;
  const auto parts = scene.syntax.children(clause);
  const uint32_t first = parts.empty() ? clause : std::min(clause, parts.front());
  const bool set_off = is_comma(scene, first) || (first > 0 && is_comma(scene, first - 1));
  return set_off && (cue == kNone || clause_of_noun(scene, cue) != clause);
}

// "did not sign": whatever the second reader makes of it.
bool says_not(const Scene& scene, uint32_t verb) {
  return scene.verbal(verb) && std::ranges::any_of(scene.syntax.children(verb), [&](uint32_t c) {
           return scene.is(c, Deprel::advmod) && scene.syntax.lemma(c) == "not";
         });
}

// "If a ship came, the admiral warned, his cutters would fire": a threat, however it is put
// (PLOVER, section 2.3), where whoever is to carry it out says so.
bool threatens_itself(const Scene& scene, const Event& event) {
  if (event.type != EventType::threaten || event.actors.empty()) return false;
  const uint32_t doer = event.actors[0].entity;
  const auto& claims = scene.claims.claims;
  uint32_t at = event.claim;
  for (size_t hop = 0; doer != kNone && at != kNone && hop < claims.size(); ++hop) {
    const uint32_t speaker = entity_headed_by(scene, claims[at].source_head);
    if (speaker == doer) return true;
    const auto code = [&](uint32_t entity) { return scene.mentions.entities[entity].code; };
    if (speaker != kNone && !code(doer).empty() && code(speaker) == code(doer)) return true;
    at = scene.claims.outer[at];
  }
  return false;
}

// "sentenced to two years in prison": besides the conviction that it is.
Event arrest_of(const Scene& scene, Event event) {
  event.type = EventType::coerce;
  event.modes = {"arrest"};
  event.cameo = cameo_of(scene.table, event.type, event.modes);
  event.rule += ">imprison";
  return event;
}

// "said it knew of no raid", "pleaded not guilty": by a verb of saying that is itself not negated.
bool is_said(const Scene& scene, const Act& act) {
  const uint32_t verb = act.anchor();
  return scene.verbal(verb) && scene.cue[act.trigger] && !says_not(scene, verb);
}

struct Builder {
  const Scene& scene;
  std::vector<std::vector<std::string>> contexts;
  std::vector<Moment> moments;
  Events out;
  std::vector<Event> jailed;  // of the sentence, beside its other events

  void act(uint32_t sentence_index, Act& act, bool eventful);
  bool sets_event_told(uint32_t sentence_index, const Act& act);
  void sentence(uint32_t index);
};

// "The attack took place late on Sunday near Karimama": when and where what was just told was.
bool Builder::sets_event_told(uint32_t sentence_index, const Act& act) {
  constexpr uint32_t kReach = 3;  // sentences
  const uint32_t verb = scene.head(act.trigger);
  const uint32_t article = scene.syntax.child(act.trigger, Deprel::det);
  if (!scene.nominal(act.trigger) || !scene.is(act.trigger, Deprel::nsubj) || article == kNone ||
      !scene.in(article, scene.table.known) || !says_it_happened(scene, verb))
    return false;
  for (size_t i = out.events.size(); i-- > 0;) {
    Event& told = out.events[i];
    if (told.sentence + kReach < sentence_index) return false;
    if (told.type != act.type || told.sentence == sentence_index) continue;
    Event when;
    when.sentence = sentence_index;
    when.type = act.type;
    date_event(scene, act, {}, when);
    if (when.time_from == TimeFrom::text && told.time_from != TimeFrom::text) {
      told.timex = when.timex;
      told.start = when.start;
      told.end = when.end;
      told.time_from = when.time_from;
    }
    const uint32_t place = place_of(scene, act, scene.tokens.sentences[sentence_index]);
    if (place != kNone && told.place == kNone) told.place = place;
    return true;
  }
  return false;
}

void Builder::act(uint32_t sentence_index, Act& act, bool eventful) {
  const Sentence& sentence = scene.tokens.sentences[sentence_index];
  const Frame& frame = frame_of(scene, act);
  if (sets_event_told(sentence_index, act)) {
    out.skipped.push_back({act.trigger, frame.id, "says when what was told before happened"});
    return;
  }
  const Cast cast = cast_of(scene, act);
  if (std::string reason = why_not(scene, act, cast); !reason.empty()) {
    out.skipped.push_back({act.trigger, frame.id, std::move(reason)});
    return;
  }
  if (is_purpose(scene, act.anchor()))  // "voted to tighten sanctions"
    act.aux &= static_cast<uint8_t>(~kHypothetical);
  const auto modes = act.modes;
  add_modes(scene, sentence, act);
  add_likely_mode(scene, act);
  if (act.cameo.empty() || act.modes != modes)
    act.cameo = cameo_of(scene.table, act.type, act.modes);
  Event event = make_event(scene, sentence_index, act, cast, eventful);
  if (event.actors.empty() && event.recipients.empty()) return;
  if (scene.table.judge.is_calibrated() && event.confidence < kLeastConfidence) {
    out.skipped.push_back({act.trigger, event.rule, "too unlikely"});
    return;
  }
  make_force_of_rebels(scene, event);
  direct(scene, act, out.events, event);
  choose_recipients(scene, act, out.events, event);
  set_contexts(frame, contexts[sentence_index], event);
  const uint8_t by_rules = event.aux;
  const auto aux_of = [&](uint8_t said) {
    uint8_t aux = scene.table.judge.aux(scene.syntax, act.trigger, said);
    // "denied any part in it", "pleaded not guilty": a refusal is itself no negation.
    if (event.type == EventType::reject &&
        (scene.in(act.trigger, scene.table.denial) || is_said(scene, act)))
      aux &= static_cast<uint8_t>(~kNegation | said);
    if (act.by == EventSource::frame && event.type != EventType::reject &&
        says_not(scene, act.anchor()))
      aux |= said & kNegation;
    return static_cast<uint8_t>(aux & ~act.taken_up);
  };
  act.aux = event.aux = aux_of(by_rules);
  date_event(scene, act, {out.events, moments}, event);
  if (threatens_itself(scene, event)) event.aux &= static_cast<uint8_t>(~kHypothetical);
  if (is_history(scene, act, event)) {
    // The second reader, which sees no article, may doubt a year only where the article has no
    // date.
    event.aux = aux_of(by_rules | kHistorical);
    if (scene.times.anchor || event.timex == kNone) event.aux |= kHistorical;
  }
  const auto& today = scene.times.anchor;
  const bool dated = today && event.time_from == TimeFrom::text;
  // What was over when the article was written does not lie ahead.
  if (dated && event.end && *event.end < *today) event.aux &= static_cast<uint8_t>(~kFuture);
  // "launched it at 1922 UTC yesterday": what is of the weeks before the article, or ahead, is no
  // history, whatever year the second reader, which sees no article, makes of it.
  constexpr int kLately = 60;  // days
  if (dated && event.start && days_between(*event.start, *today) < kLately)
    event.aux &= static_cast<uint8_t>(~kHistorical);
  const bool ahead = dated && event.start && *event.start > *today;
  // "Doctors walk off the job on Thursday": nothing but the day says that it lies ahead.
  if (ahead && !done_by_words(event.type) && (event.aux & (kHypothetical | kNegation)) == 0)
    event.aux |= kFuture;
  if (is_background_of_claim(scene, event)) event.claim = kNone;
  event.place = place_of(scene, act, sentence);
  out.events.push_back(std::move(event));
  if (imprisons(scene, act)) jailed.push_back(arrest_of(scene, out.events.back()));
}

void Builder::sentence(uint32_t index) {
  std::vector<Act> acts = read_acts(scene, scene.tokens.sentences[index]);
  if (acts.empty()) return;
  const bool eventful = is_eventful(scene, acts);
  combine(scene, acts);
  const size_t first = out.events.size();
  for (Act& one : acts)
    if (!one.consumed) act(index, one, eventful);
  merge_events(scene, first, out.events);
  std::ranges::move(jailed, std::back_inserter(out.events));
  jailed.clear();
  drop_retold(scene, first, out);
}

}  // namespace

Events code(const Scene& scene) {
  Builder builder{scene, contexts_of(scene), moments_of(scene), {}, {}};
  const auto count = static_cast<uint32_t>(scene.tokens.sentences.size());
  for (uint32_t i = 0; i < count; ++i) builder.sentence(i);
  return std::move(builder.out);
}

}  // namespace dateline::coding

namespace dateline {

Events find_events(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                   const Mentions& mentions, const Times& times, const Places& places,
                   const Claims& claims, const Frames& frames, coding::Cases* cases) {
  coding::Scene scene =
      coding::make_scene(doc, tokens, syntax, mentions, times, places, claims, frames);
  scene.cases = cases;
  return coding::code(scene);
}

}  // namespace dateline
