#include "dateline/names/context.h"

#include <algorithm>
#include <map>
#include <set>

#include "dateline/names/antecedents.h"
#include "dateline/names/owners.h"

namespace dateline::names {
namespace {

constexpr uint32_t kLead = 3;  // sentences
constexpr float kInferred = 0.5f;

// Where the article speaks of a country.
struct Sign {
  uint32_t token = 0;
  std::string code;
  enum Kind : uint8_t { place, actor, person, body, town } kind = actor;  // town: less sure
};

// Everything that tells a country, in text order.
std::vector<Sign> signs_of(const Scene& scene) {
  std::vector<Sign> out;
  std::set<uint32_t> seen;
  for (const Mention& m : scene.out.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const Entity& entity = scene.out.entities[m.entity];
    if (entity.code.empty() || entity.sector() == "JRN") continue;  // "(AFP)"
    const bool person = entity.type == EntityType::person && !entity.group;
    const bool body = entity.type == EntityType::organization;
    out.push_back({m.head, entity.code,
                   is_where(scene, m) ? Sign::place
                   : person           ? Sign::person
                   : body             ? Sign::body
                                      : Sign::actor});
    seen.insert(m.head);
  }
  for (const auto& [token, place] : scene.place_at)
    if (!place->country.empty() && seen.insert(token).second)
      out.push_back({token, place->country, Sign::place});
  for (const auto& [first, last, place] : scene.towns) {
    bool fresh = !place->country.empty();
    for (uint32_t t = first; t < last; ++t) fresh &= seen.count(t) == 0;
    if (fresh) out.push_back({first, place->country, Sign::town});
  }
  std::ranges::sort(out, {}, &Sign::token);
  return out;
}

bool is_state(const Match& m) {
  return m.use == Use::country || m.use == Use::adjective || m.use == Use::capital ||
         m.use == Use::metonym;
}

// The country that the words just before a name, or of it, tell: "US Under Secretary of State
// David Hale", but not "Ambassador to Moscow"; or "".
std::string country_told(const Scene& scene, const Mention& m) {
  constexpr uint32_t kTitle = 6;  // words
  const uint32_t start = scene.tokens.sentences[scene.sentence(m.head)].first;
  for (uint32_t t = m.last; t-- > start && t + kTitle >= m.first;) {
    const Upos tag = scene.syntax[t].upos;
    const bool title =
        tag == Upos::noun || tag == Upos::propn || tag == Upos::adj || tag == Upos::adp;
    const Match* match = scene.match(t);
    if (t < m.first && (!title || (match && match->is_person()))) return {};
    if (!match || !is_state(*match)) continue;
    if (t > start && scene.book.words.has("toward", lower_text(scene, t - 1))) continue;
    return scene.book.countries[scene.meaning(*match)->index].code;
  }
  return {};
}

// "trouble has hit Chile, where workers struck": the country that a clause of place hangs on, or "".
std::string country_of_where(const Scene& scene, uint32_t token) {
  constexpr uint32_t kClimb = 12;
  for (uint32_t i = 0; i < kClimb && token != kNone; ++i, token = scene.syntax[token].head) {
    const Deprel rel = scene.syntax[token].rel;
    if (rel != Deprel::acl_relcl && rel != Deprel::advcl_relcl && rel != Deprel::advcl) continue;
    const auto children = scene.syntax.children(token);
    const auto where = std::ranges::find_if(
        children, [&](uint32_t c) { return scene.syntax.lemma(c) == "where"; });
    if (where == children.end() || *where < 2) continue;
    const bool comma = scene.syntax[*where - 1].upos == Upos::punct;
    const uint32_t entity = entity_of(scene, scene.out.head_index[*where - (comma ? 2 : 1)]);
    if (entity != kNone && scene.book.country(scene.out.entities[entity].code))
      return scene.out.entities[entity].code;
  }
  return {};
}

// "14 senators asked President Barack Obama": of whose leader they address, or "".
std::string country_addressed(const Scene& scene, uint32_t head) {
  const uint32_t verb = scene.syntax[head].head;
  if (verb == kNone || !is_subject(scene.syntax, head)) return {};
  for (const uint32_t c : scene.syntax.children(verb)) {
    const Deprel rel = scene.syntax[c].rel;
    const bool object = rel == Deprel::obj || rel == Deprel::iobj;
    const uint32_t entity = object ? entity_of(scene, scene.out.head_index[c]) : kNone;
    if (entity != kNone && leads_a_state(scene, entity)) return scene.out.entities[entity].code;
  }
  return {};
}

// What is said of a country in the whole article.
struct Share {
  uint32_t times = 0, towns = 0;
  bool in_first = false, in_first_as_place = false, in_lead = false;
};

struct Survey {
  std::vector<Sign> signs;
  std::map<std::string, Share> countries;
  uint32_t most = 0, all = 0, most_towns = 0;
  bool from_seat = false;
};

Survey survey(const Scene& scene) {
  Survey out{signs_of(scene), {}};
  for (const Sign& sign : out.signs) {
    Share& share = out.countries[sign.code];
    if (sign.kind == Sign::town) {
      ++share.towns;
      continue;
    }
    ++share.times, ++out.all;
    const uint32_t sentence = scene.sentence(sign.token);
    share.in_first |= sentence == 0;
    share.in_first_as_place |= sentence == 0 && sign.kind == Sign::place;
    share.in_lead |= sentence < kLead;
  }
  if (!scene.dateline_country.empty()) out.countries[scene.dateline_country];
  out.from_seat = is_from_seat(scene);
  for (const auto& [code, share] : out.countries) {
    out.most = std::max(out.most, share.times);
    out.most_towns = std::max(out.most_towns, share.towns);
  }
  return out;
}

std::string_view group_of(std::string_view sector) {
  for (const char* state : {"GOV", "LEG", "MIL", "SPY"})
    if (sector == state) return "state";
  if (sector == "JUD" || sector == "COP") return "law";
  for (const char* armed : {"REB", "UAF", "CRM", "PRM"})
    if (sector == armed) return "armed";
  return sector.empty() || sector == "CVL" || sector == "REF" ? "people" : "other";
}

uint8_t column(std::string_view name) { return column_of(kAsking, name); }

// Whether the model is asked: a noun or a name whose country nothing has told.
bool is_open(const Scene& scene, const Mention& m) {
  if (m.entity == kNone || (m.kind != MentionKind::nominal && m.kind != MentionKind::name))
    return false;
  const Match* match = scene.match(m.head);
  if (match != nullptr && match->use == Use::region) return false;  // "the Gulf"
  const Entity& entity = scene.out.entities[m.entity];
  const uint32_t role = scene.role_index[&m - scene.out.mentions.data()];
  if (role != kNone && scene.book.roles[role].is(kRelational)) return false;  // "its allies"
  return entity.code.empty() && entity.id.empty() && !is_town(entity);
}

class Asking {
 public:
  Asking(const Scene& scene, const Survey& survey, uint32_t at, const std::string& last)
      : scene_(scene),
        survey_(survey),
        m_(scene.out.mentions[at]),
        at_(at),
        sentence_(scene.sentence(m_.head)),
        last_(last) {}

  ContextCase run() {
    ContextCase out;
    out.mention = at_;
    const bool definite = has_definite_article(scene_, m_.head);
    const bool counted = scene_.syntax.has_child(m_.head, Deprel::nummod);
    const size_t countries = survey_.countries.size();
    out.asking = {column("all"),
                  column(group_of(scene_.out.entities[m_.entity].sector())),
                  column(definite ? "definite" : counted ? "counted" : "plain"),
                  column(countries <= 1 ? "one" : countries == 2 ? "two" : "many")};
    if (scene_.dateline_country.empty()) out.asking.push_back(column("dateless"));
    look_around();
    owner_ = owner_code(scene_, m_.head);
    told_ = country_told(scene_, m_);
    opening_ = country_of_opening(scene_, sentence_, m_.head);
    where_ = country_of_where(scene_, m_.head);
    addressed_ = country_addressed(scene_, m_.head);
    for (const uint32_t c : scene_.syntax.children(m_.head))
      if (c > m_.head && scene_.syntax[c].rel == Deprel::nmod && stands_in(scene_, c))
        placed_ = country_at(c);
    out.candidates.push_back({"", signs_for_none()});
    const bool official = of_state(scene_.out.entities[m_.entity].sectors);
    for (const auto& [code, share] : survey_.countries)
      if (!official || !scene_.book.words.has("private", code))
        out.candidates.push_back({code, signs_for(code, share)});
    return out;
  }

 private:
  // Of the mention or the place at a token, or "".
  std::string country_at(uint32_t token) const {
    if (const uint32_t entity = entity_of(scene_, scene_.out.head_index[token]);
        entity != kNone && !scene_.out.entities[entity].code.empty())
      return scene_.out.entities[entity].code;
    const auto town = std::ranges::find_if(
        scene_.towns, [&](const auto& t) { return t.first <= token && token < t.last; });
    return town == scene_.towns.end() ? std::string{} : town->place->country;
  }

  bool has_code(uint32_t token, const std::string& code) const {
    const uint32_t entity = entity_of(scene_, scene_.out.head_index[token]);
    return entity != kNone && scene_.out.entities[entity].code == code;
  }

  // The signs of the same sentence, and those next to it.
  void look_around() {
    for (const Sign& sign : survey_.signs) {
      if (sign.kind == Sign::town) {
        if (sign.token < m_.head) town_ = &sign;
        continue;
      }
      if (sign.token < m_.head) before_ = &sign;
      if (sign.token < m_.head && sign.kind == Sign::place) place_ = &sign;
      if (sign.token > m_.head && after_ == nullptr) after_ = &sign;
    }
  }

  Signs signs_for_none() const {
    Signs out = {"none"};
    const auto& words = scene_.book.words;
    const Role* role =
        scene_.role_index[at_] == kNone ? nullptr : &scene_.book.roles[scene_.role_index[at_]];
    if (m_.kind == MentionKind::name) out.push_back("none name");
    if (scene_.dateline_country.empty()) out.push_back("none no-dateline");
    if (role && words.has("strangers", role->phrase)) out.push_back("none stranger");
    if (role && role->is(kGeneric)) out.push_back("none generic");
    if (role && role->is(kTopic)) out.push_back("none expert");
    for (const uint32_t c : scene_.syntax.children(m_.head))
      if (words.has("abroad", lower_text(scene_, c))) out.push_back("none abroad");
    if (survey_.all == 0) out.push_back("none nowhere");
    if (scene_.tokens.sentences.size() < kLead) out.push_back("none short");
    return out;
  }

  Signs signs_for(const std::string& code, const Share& share) {
    Signs out;
    article(code, share, out);
    nearby(code, out);
    syntax(code, out);
    earlier(code, out);
    return out;
  }

  void article(const std::string& code, const Share& share, Signs& out) const {
    if (!scene_.book.country(code)) out.push_back("no state");
    if (code == scene_.dateline_country && is_envoy()) out.push_back("envoy at dateline");
    if (code == scene_.dateline_country)
      out.push_back(survey_.from_seat ? "dateline of a seat" : "dateline");
    if (share.in_first) out.push_back("first sentence");
    if (share.in_first_as_place) out.push_back("place in first sentence");
    if (share.in_lead) out.push_back("lead");
    if (share.times == survey_.most) out.push_back("most");
    if (10 * share.times >= 8 * survey_.all) out.push_back("most by far");
    if (2 * share.times >= survey_.all) out.push_back("half");
    if (5 * share.times < survey_.all) out.push_back("seldom");
    if (share.times == 1) out.push_back("once");
    if (share.times == 0) out.push_back("never");
    if (share.towns > 0 && share.towns == survey_.most_towns) out.push_back("most towns");
    if (share.towns == 1) out.push_back("one town");
  }

  // Who is posted where he does not come from.
  bool is_envoy() const {
    const uint32_t role = scene_.role_of[m_.entity];
    return role != kNone &&
           scene_.book.words.has("envoys", last_word(scene_.book.roles[role].phrase));
  }

  void nearby(const std::string& code, Signs& out) const {
    bool place = false, actor = false, person = false, body = false, ahead = false;
    bool sentence_before = false, sentence_after = false, town = false;
    for (const Sign& sign : survey_.signs) {
      if (sign.code != code) continue;
      const uint32_t there = scene_.sentence(sign.token);
      if (sign.kind == Sign::town) {
        town |= there == sentence_;
        continue;
      }
      sentence_before |= there + 1 == sentence_;
      sentence_after |= there == sentence_ + 1;
      if (there != sentence_ || sign.token == m_.head) continue;
      place |= sign.kind == Sign::place;
      actor |= sign.kind == Sign::actor;
      person |= sign.kind == Sign::person;
      body |= sign.kind == Sign::body;
      ahead |= sign.token < m_.head;
    }
    if (place) out.push_back("place here");
    if (actor) out.push_back("actor here");
    if (person) out.push_back("person here");
    if (body) out.push_back("body here");
    if (ahead) out.push_back("here before");
    if (town) out.push_back("town here");
    if (town_ != nullptr && town_->code == code) out.push_back("last town");
    if (sentence_before) out.push_back("sentence before");
    if (sentence_after) out.push_back("sentence after");
    if (before_ != nullptr && before_->code == code) {
      const uint32_t apart = sentence_ - scene_.sentence(before_->token);
      out.push_back(apart == 0 ? "last here" : apart == 1 ? "last in sentence before" : "last");
    }
    if (place_ != nullptr && place_->code == code)
      out.push_back(scene_.sentence(place_->token) == sentence_ ? "last place here" : "last place");
    if (after_ != nullptr && after_->code == code && scene_.sentence(after_->token) == sentence_)
      out.push_back("next here");
  }

  void syntax(const std::string& code, Signs& out) const {
    const Syntax& syntax = scene_.syntax;
    const uint32_t top = first_conjunct(syntax, m_.head);
    const uint32_t verb = syntax[top].head;
    const bool subject = is_subject(syntax, top);
    if (owner_ == code) out.push_back("owner");
    const auto tell = [&](const std::string& told, const char* same, const char* another) {
      if (!told.empty()) out.push_back(told == code ? same : another);
    };
    tell(told_, "told by title", "title tells another");
    tell(opening_, "sentence opens in", "sentence opens elsewhere");
    tell(where_, "clause of place", "clause of another place");
    tell(addressed_, "addresses leader", "addresses another leader");
    tell(placed_, "placed in", "placed elsewhere");
    for (const uint32_t c : syntax.children(m_.head))
      if (has_code(c, code)) out.push_back(c < m_.head ? "within before" : "within behind");
    if (hangs_below(code)) out.push_back("below");
    if (top != m_.head && has_code(top, code)) out.push_back("conjunct");
    if (verb == kNone) return;
    if (has_code(verb, code)) out.push_back("of him");
    for (const uint32_t c : syntax.children(verb)) {
      if (c == top || country_at(c) != code) continue;
      const Deprel rel = syntax[c].rel;
      if (rel == Deprel::obl && stands_in(scene_, c))
        out.push_back("place of verb");
      else if (is_subject(syntax, c))
        out.push_back("by subject");
      else if (rel == Deprel::obj || rel == Deprel::iobj)
        out.push_back(subject ? "acts on" : "with object");
      else if (rel == Deprel::obl || rel == Deprel::obl_agent)
        out.push_back(subject ? "acts toward" : "beside oblique");
    }
  }

  // "Rebels mounting an offensive against the government of Chad".
  bool hangs_below(const std::string& code) const {
    constexpr uint32_t kLeast = 2, kMost = 5;  // steps
    return std::ranges::any_of(survey_.signs, [&](const Sign& sign) {
      uint32_t token = sign.token;
      if (sign.code != code || scene_.sentence(token) != sentence_) return false;
      for (uint32_t steps = 0; steps <= kMost && token != kNone; ++steps) {
        if (token == m_.head) return steps >= kLeast;
        token = scene_.syntax[token].head;
      }
      return false;
    });
  }

  // Of what country those before were who are called alike, and who was decided on last.
  void earlier(const std::string& code, Signs& out) const {
    const Entity& own = scene_.out.entities[m_.entity];
    bool role = false, sector = false, word = false;
    for (uint32_t j = at_; j-- > 0 && !(role && sector && word);) {
      const Mention& other = scene_.out.mentions[j];
      if (other.entity == kNone || other.kind == MentionKind::pronoun) continue;
      const Entity& entity = scene_.out.entities[other.entity];
      if (entity.code.empty()) continue;
      const bool same = entity.code == code;
      if (!role && scene_.role_index[at_] != kNone && scene_.role_index[j] == scene_.role_index[at_]) {
        role = true;
        if (same) out.push_back("same role");
      }
      if (!sector && !own.sectors.empty() && entity.sector() == own.sector()) {
        sector = true;
        if (same) out.push_back("same sector");
      }
      if (!word && scene_.syntax.lemma(other.head) == scene_.syntax.lemma(m_.head)) {
        word = true;
        if (same) out.push_back("same word");
      }
    }
    if (!last_.empty() && last_ == code) out.push_back("decided last");
  }

  const Scene& scene_;
  const Survey& survey_;
  const Mention& m_;
  uint32_t at_;
  uint32_t sentence_;
  const std::string& last_;
  std::string owner_, told_, opening_, where_, addressed_, placed_;  // countries, or ""
  const Sign* before_ = nullptr;  // the last sign before the mention
  const Sign* place_ = nullptr;   // the last place
  const Sign* after_ = nullptr;   // the first behind it
  const Sign* town_ = nullptr;    // the last town
};

const Candidate& best_of(const ActorBook& book, const ContextCase& asked) {
  return *std::ranges::max_element(asked.candidates, {}, [&](const Candidate& candidate) {
    return weigh(book.context, asked.asking, candidate.signs);
  });
}

// "Soldiers" in a story from Nablus: who else's army the country has, where the article speaks of
// it.
std::string army_of(const Scene& scene, const std::string& code) {
  for (const std::string& other : scene.countries_seen)
    if (scene.book.words.has("armies", code + "=" + other)) return other;
  return code;
}

// The mention's noun becomes one of that country; a name's bearer is so wherever he is named.
void take(Scene& scene, uint32_t at, const std::string& code) {
  Mention& m = scene.out.mentions[at];
  m.confidence = kInferred;
  if (m.kind == MentionKind::name || scene.role_index[at] == kNone) {
    scene.out.entities[m.entity].code = code;
  } else {
    const bool army = scene.out.entities[m.entity].sector() == "MIL";
    give_code(scene, at, scene.book.roles[scene.role_index[at]],
              army ? army_of(scene, code) : code);
  }
  scene.out.entities[scene.out.mentions[at].entity].inferred = true;
}

// "it", "its", "both sides": mentions of the entity that a noun has left go where the noun went.
void point_pronouns_again(Scene& scene, const std::vector<uint32_t>& before) {
  for (uint32_t at = 0; at < before.size(); ++at) {
    Mention& m = scene.out.mentions[at];
    if (m.kind != MentionKind::pronoun || m.entity == kNone) continue;
    for (uint32_t j = at; j-- > 0;)
      if (before[j] == m.entity && scene.out.mentions[j].entity != before[j]) {
        m.entity = scene.out.mentions[j].entity;
        break;
      }
  }
  for (uint32_t at = 0; at < before.size(); ++at)
    for (uint32_t& member : scene.out.mentions[at].members)
      for (uint32_t j = at; j-- > 0;)
        if (before[j] == member && scene.out.mentions[j].entity != kNone) {
          member = scene.out.mentions[j].entity;
          break;
        }
}

}  // namespace

void infer_countries(Scene& scene) {
  std::vector<uint32_t> before;
  for (const Mention& m : scene.out.mentions) before.push_back(m.entity);
  const Survey seen = survey(scene);
  std::string last;
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {
    if (!is_open(scene, scene.out.mentions[at])) continue;
    ContextCase asked = Asking(scene, seen, at, last).run();
    const Candidate& best = best_of(scene.book, asked);
    if (!best.code.empty()) {
      last = best.code;
      take(scene, at, best.code);
    }
    if (scene.cases != nullptr) scene.cases->countries.push_back(std::move(asked));
  }
  point_pronouns_again(scene, before);
}

}  // namespace dateline::names
