#include "dateline/events/participants.h"

#include <algorithm>

namespace dateline::coding {
namespace {

constexpr int kMaxDepth = 3;  // of phrases within phrases

bool outside_phrase(Deprel rel) {
  switch (rel) {
    case Deprel::acl: case Deprel::acl_relcl: case Deprel::advcl: case Deprel::advcl_relcl:
    case Deprel::appos: case Deprel::parataxis: case Deprel::conj: case Deprel::cc:
    case Deprel::case_: case Deprel::punct: case Deprel::cop: case Deprel::nsubj:
    case Deprel::mark: case Deprel::dep: case Deprel::aux: case Deprel::ccomp: case Deprel::obl:
      return true;
    default:
      return false;
  }
}

bool has_code(const Entity& entity) { return !entity.code.empty() || !entity.sectors.empty(); }

bool is_coded(const Scene& scene, const Mention& m) {
  return m.entity != kNone && !scene.mentions.entities[m.entity].code.empty();
}

Standing standing_of(const Scene& scene, const Mention& mention) {
  if (mention.kind == MentionKind::place) return Standing::place;
  const auto coded = [&](uint32_t e) { return has_code(scene.mentions.entities[e]); };
  if (mention.entity != kNone && coded(mention.entity)) return Standing::actor;
  if (std::any_of(mention.members.begin(), mention.members.end(), coded)) return Standing::actor;
  return Standing::generic;
}

FoundParticipant from_mention(const Scene& scene, uint32_t index, Span span, bool implied) {
  const Mention& mention = scene.mentions.mentions[index];
  FoundParticipant found;
  found.standing = standing_of(scene, mention);
  if (mention.entity == kNone)
    for (uint32_t entity : mention.members) found.all.push_back({index, entity, span, implied});
  if (found.all.empty()) found.all.push_back({index, mention.entity, span, implied});
  return found;
}

uint32_t phrase_child(const Scene& scene, uint32_t token, std::string_view preposition) {
  for (uint32_t c : scene.syntax.children(token)) {
    if (!scene.is(c, Deprel::nmod) && !scene.is(c, Deprel::obl)) continue;
    const uint32_t mark = scene.syntax.child(c, Deprel::case_);
    if (mark != kNone && scene.syntax.lemma(mark) == preposition) return c;
  }
  return kNone;
}

uint32_t of_child(const Scene& scene, uint32_t token) { return phrase_child(scene, token, "of"); }

// "thousands of people", "members of Hamas": the phrase that counts.
uint32_t descend_partitive(const Scene& scene, uint32_t token) {
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    if (scene.mentions.headed_by(token) != kNone) return token;
    const bool partitive = scene.in(token, scene.table.partitive) || scene[token].upos == Upos::num;
    const uint32_t of = partitive ? of_child(scene, token) : kNone;
    if (of == kNone) return token;
    token = of;
  }
  return token;
}

// "Leaders of Japan, China and South Korea", "ministers from the two countries": one for each.
std::vector<uint32_t> owners_of(const Scene& scene, uint32_t token) {
  std::vector<uint32_t> owners;
  if (scene.syntax.xpos(token) != "NNS") return owners;
  uint32_t of = scene.syntax.child(token, Deprel::nmod_poss);  // "their leaders"
  if (of == kNone) of = of_child(scene, token);
  if (of == kNone) of = phrase_child(scene, token, "from");
  if (of == kNone) return owners;
  const auto add = [&](uint32_t t) {
    const uint32_t at = scene.mentions.headed_by(t);
    if (at == kNone) return;
    const Mention& m = scene.mentions.mentions[at];
    if (is_coded(scene, m)) owners.push_back(m.entity);
    if (m.entity == kNone) owners.insert(owners.end(), m.members.begin(), m.members.end());
  };
  add(of);
  for (const uint32_t c : scene.syntax.children(of))
    if (scene.is(c, Deprel::conj)) add(c);
  if (owners.size() < 2) owners.clear();
  return owners;
}

int rank_inside(Deprel rel) {
  switch (rel) {
    case Deprel::nmod_poss: return 0;
    case Deprel::amod: case Deprel::compound: case Deprel::nmod_desc: case Deprel::nmod_unmarked:
    case Deprel::flat: return 1;
    case Deprel::nmod: return 2;
    case Deprel::appos: return 3;
    default: return -1;
  }
}

// The best mention inside the phrase: possessor, then modifier, then "of", "in".
uint32_t mention_inside(const Scene& scene, uint32_t token, int depth) {
  for (int rank = 0; rank <= 3; ++rank) {
    for (uint32_t c : scene.syntax.children(token)) {
      if (rank_inside(scene[c].rel) != rank) continue;
      const uint32_t mention = scene.mentions.headed_by(c);
      if (mention != kNone) return mention;
      if (depth + 1 >= kMaxDepth) continue;
      const uint32_t deeper = mention_inside(scene, c, depth + 1);
      if (deeper != kNone) return deeper;
    }
  }
  return kNone;
}

// "allies such as Germany", "countries including Iran": those named, of people without a code.
std::vector<uint32_t> examples_of(const Scene& scene, uint32_t token) {
  std::vector<uint32_t> named;
  const auto add = [&](uint32_t t) {
    const uint32_t at = scene.mentions.headed_by(t);
    if (at != kNone && is_coded(scene, scene.mentions.mentions[at])) named.push_back(at);
  };
  for (const uint32_t c : scene.syntax.children(token)) {
    if (c < token || !scene.is(c, Deprel::nmod)) continue;
    const uint32_t mark = scene.syntax.child(c, Deprel::case_);
    if (mark == kNone || !scene.in(mark, scene.table.such_as)) continue;
    add(c);
    for (const uint32_t d : scene.syntax.children(c))
      if (scene.is(d, Deprel::conj)) add(d);
  }
  return named;
}

Standing lexical_standing(const Scene& scene, uint32_t token) {
  if (scene.in(token, scene.table.person)) return Standing::generic;
  if (scene.in(token, scene.table.target)) return Standing::target;
  return Standing::none;
}

// The mention `own` at `token`, or who it stands for: the examples that are named, the owners.
FoundParticipant find_mentioned(const Scene& scene, uint32_t token, uint32_t own, bool implied) {
  const auto& mentions = scene.mentions.mentions;
  FoundParticipant found = from_mention(scene, own, mentions[own].span, implied);
  if (found.all.size() > 1) return found;
  if (!is_coded(scene, mentions[own]))
    if (const auto examples = examples_of(scene, token); !examples.empty()) {
      found = {{}, Standing::actor};
      for (const uint32_t at : examples)
        found.all.push_back({at, mentions[at].entity, mentions[at].span, implied});
      return found;
    }
  const auto owners = owners_of(scene, token);
  if (!owners.empty()) found.all.clear();
  for (const uint32_t entity : owners)
    found.all.push_back({own, entity, phrase_span(scene, token), implied});
  return found;
}

}  // namespace

Span phrase_span(const Scene& scene, uint32_t token) {
  uint32_t first = token;
  uint32_t last = token;
  std::vector<uint32_t> open{token};
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    first = std::min(first, at);
    last = std::max(last, at);
    for (uint32_t c : scene.syntax.children(at)) {
      const bool inner_case = scene.is(c, Deprel::case_) && at != token;
      if (inner_case || !outside_phrase(scene[c].rel)) open.push_back(c);
    }
  }
  return scene.tokens.span(first, last + 1);
}

Participant participant_at(const Scene& scene, uint32_t mention, bool implied) {
  const Mention& m = scene.mentions.mentions[mention];
  return {mention, m.entity, phrase_span(scene, m.head), implied};
}

std::vector<Participant> participants_at(const Scene& scene, uint32_t mention, bool implied) {
  const uint32_t head = scene.mentions.mentions[mention].head;
  return from_mention(scene, mention, phrase_span(scene, head), implied).all;
}

uint32_t entity_headed_by(const Scene& scene, uint32_t token) {
  const uint32_t at = token == kNone ? kNone : scene.mentions.headed_by(token);
  return at == kNone ? kNone : scene.mentions.mentions[at].entity;
}

FoundParticipant find_participant(const Scene& scene, uint32_t token, bool implied) {
  const uint32_t counted = descend_partitive(scene, token);
  const uint32_t own = scene.mentions.headed_by(counted);
  if (own != kNone) return find_mentioned(scene, counted, own, implied);
  if (!scene.nominal(counted) && scene[counted].upos != Upos::adj) return {};
  const Standing lexical = lexical_standing(scene, counted);
  const uint32_t inside = mention_inside(scene, counted, 0);
  if (inside != kNone) {
    FoundParticipant found = from_mention(scene, inside, phrase_span(scene, counted), implied);
    found.standing = std::max(found.standing, lexical);
    return found;
  }
  FoundParticipant found;
  found.standing = lexical;
  if (lexical != Standing::none)
    found.all.push_back({kNone, kNone, phrase_span(scene, counted), implied});
  return found;
}

FoundParticipant find_participants(const Scene& scene, const Filler& filler) {
  FoundParticipant all;
  for (uint32_t token : filler.tokens) {
    FoundParticipant one = find_participant(scene, token, filler.implied);
    all.standing = std::max(all.standing, one.standing);
    all.all.insert(all.all.end(), one.all.begin(), one.all.end());
  }
  return all;
}

}  // namespace dateline::coding
