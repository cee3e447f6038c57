// The country that a story from one capital is about: for those at home, and for people who may be
// of where they act. Whose country a mention is, context.cc tells.
//
// The dateline's country is that country where the first sentences speak of it: a story from
// Khartoum about Sudanese protesters has Sudan. A story from Geneva that speaks of Mozambique more
// than of all others has Mozambique, as one that speaks of others too. Covered by names_test.cc.
#include <algorithm>
#include <map>
#include <set>

#include "dateline/names/owners.h"

namespace dateline::names {
namespace {

constexpr uint32_t kLead = 3;      // sentences
constexpr uint32_t kOpening = 2;   // the same, where no other country may act
constexpr uint32_t kOften = 4;     // mentions of what a story is about, for each of the dateline's
constexpr size_t kShortestPlace = 3;

// The country of a phrase of the dateline: "KHARTOUM", "Kenya".
std::string country_of_phrase(const ActorBook& book, std::string_view phrase) {
  for (uint32_t value : meanings_of(book, phrase)) {
    const Meaning& meaning = book.meanings[value];
    if (meaning.kind == MeaningKind::capital || meaning.kind == MeaningKind::country)
      return book.countries[meaning.index].code;
  }
  return {};
}

// "NAIROBI, Kenya": the last part that is a capital or a country; or "".
std::string country_told_by_dateline(const Scene& scene) {
  std::string_view place = scene.doc.at(scene.doc.dateline_place);
  while (place.size() >= kShortestPlace) {
    const size_t comma = place.rfind(',');
    std::string_view part = comma == place.npos ? place : place.substr(comma + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (std::string code = country_of_phrase(scene.book, part); !code.empty()) return code;
    if (comma == place.npos) return {};
    place = place.substr(0, comma);
  }
  return {};
}

// Not about a country; sent from elsewhere; about others too; about it alone.
enum class About : uint8_t { no, far, also, alone };

// Whose country the lead does not speak of is only where the story was written. A story that opens
// with two countries is about both.
// A lead that names no country and no body between them is of where it was written.
About is_about(const Scene& scene, const std::string& code) {
  bool acts = false, named = false, another = false, foreign = false;
  std::map<std::string, uint32_t> acting;  // countries, in the whole story
  for (const Mention& m : scene.out.mentions) {
    const uint32_t sentence = scene.sentence(m.head);
    if (m.entity == kNone) continue;
    const Entity& entity = scene.out.entities[m.entity];
    const std::string& own = entity.code;
    const bool where = is_where(scene, m);
    if (scene.book.country(own) && !where && m.kind != MentionKind::pronoun) ++acting[own];
    if (sentence >= kLead) continue;
    named |= own == code;
    foreign |= own != code && (scene.book.country(own) || is_of_the_world(scene, entity));
    acts |= own == code && !where;
    if (own != code && scene.book.country(own) && m.kind != MentionKind::place &&
        sentence < kOpening)
      another = true;
  }
  if (!another && (named || !foreign)) return About::alone;
  const bool most = std::ranges::all_of(acting, [&](const auto& other) {
    return other.first == code || other.second < acting[code];
  });
  return acts || (most && acting[code] >= kOften) ? About::also : About::no;
}

// A sentence or two without a dateline are no story.
bool is_too_short(const Scene& scene) {
  return scene.doc.dateline_place.empty() && scene.tokens.sentences.size() < kLead;
}

// The one country that the mentions which fit are of; or "".
template <class Fits>
std::string one_country(const Scene& scene, const Fits& fits) {
  std::set<std::string> codes;
  for (const Mention& m : scene.out.mentions)
    if (m.entity != kNone && fits(m))
      if (const std::string& code = scene.out.entities[m.entity].code; scene.book.country(code))
        codes.insert(code);
  return codes.size() == 1 ? *codes.begin() : std::string{};
}

// Without a dateline, or with one that the book does not know, "BLANTYRE": the one country that the
// lead speaks of, but where bodies of the world sit; or "".
std::string country_of_lead(const Scene& scene) {
  if (is_too_short(scene)) return {};
  if (is_from_seat(scene)) return {};
  return one_country(scene, [&](const Mention& m) { return scene.sentence(m.head) < kLead; });
}

// Without a dateline: the one country that the lead says something happened in; or "".
std::string country_of_scene(const Scene& scene) {
  if (!scene.doc.dateline_place.empty() || is_too_short(scene)) return {};
  return one_country(scene, [&](const Mention& m) {
    return scene.sentence(m.head) < kOpening && is_where(scene, m);
  });
}

// "Thailand and separatists agreed, after talks in the Malaysian capital": the one country that acts
// in the first sentence, where that of the dateline does not and less is said of it; or "".
std::string actor_of_lead(const Scene& scene, const std::string& dateline) {
  std::set<std::string> acting;
  std::map<std::string, uint32_t> times;
  for (const Mention& m : scene.out.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const std::string& code = scene.out.entities[m.entity].code;
    if (!scene.book.country(code)) continue;
    ++times[code];
    if (scene.sentence(m.head) == 0 && !is_where(scene, m)) acting.insert(code);
  }
  if (acting.size() != 1 || acting.count(dateline)) return {};
  return times[*acting.begin()] > times[dateline] ? *acting.begin() : std::string{};
}

// A town, or a person of no office: nothing is said of his country where he is spoken of.
bool is_private(const Entity& entity) {
  const bool person = entity.type == EntityType::person && !entity.group && entity.sectors.empty();
  return person || is_town(entity);
}

// The country that more is said of than of all others, and far more than of that of the dateline,
// if the lead speaks of it: from Geneva about Mozambique.
std::string most_spoken_of(const Scene& scene, const std::string& dateline) {
  std::map<std::string, uint32_t> times;
  uint32_t all = 0;
  std::set<std::string> lead;
  for (const Mention& m : scene.out.mentions) {
    if (m.entity == kNone || m.kind == MentionKind::pronoun) continue;
    const std::string& code = scene.out.entities[m.entity].code;
    if (!scene.book.country(code) || is_private(scene.out.entities[m.entity])) continue;
    ++times[code], ++all;
    if (scene.sentence(m.head) < kLead) lead.insert(code);
  }
  const uint32_t of_dateline = times[dateline];
  for (const auto& [code, count] : times)
    if (count >= kOften && 2 * count > all && count >= kOften * of_dateline && lead.count(code))
      return code;
  return {};
}

bool has_sector(const Scene& scene, const Entity& entity, std::string_view list) {
  return std::any_of(entity.sectors.begin(), entity.sectors.end(),
                     [&](const std::string& s) { return scene.book.words.has(list, s); });
}

// "foreign tourists", but not "the Foreign Ministry"
bool is_from_abroad(const Scene& scene, uint32_t head) {
  return std::ranges::any_of(scene.syntax.children(head), [&](uint32_t c) {
    const Deprel rel = scene.syntax[c].rel;
    return scene.match(c) != scene.match(head) &&
           (rel == Deprel::amod || rel == Deprel::compound) &&
           scene.book.words.has("abroad", lower_text(scene, c));
  });
}

// "The army said its soldiers": the owner has a country now.
void pass_to_owned(Scene& scene, uint32_t at) {
  Mention& m = scene.out.mentions[at];
  if (m.kind != MentionKind::nominal || m.entity == kNone || scene.role_index[at] == kNone) return;
  const Role& role = scene.book.roles[scene.role_index[at]];
  if (!scene.out.entities[m.entity].code.empty() || role.is(kRelational) || role.is(kGeneric))
    return;
  if (const std::string code = owner_code(scene, m.head); !code.empty())
    give_code(scene, at, role, code);
}

// People of a common noun who may be of where they act.
void mark_locals(Scene& scene) {
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) {
    const Mention& m = scene.out.mentions[at];
    if (m.kind != MentionKind::nominal || m.entity == kNone || scene.role_index[at] == kNone)
      continue;
    Entity& entity = scene.out.entities[m.entity];
    const Role& role = scene.book.roles[scene.role_index[at]];
    if ((!entity.code.empty() && !entity.inferred) || !entity.id.empty() ||
        scene.book.words.has("strangers", role.phrase) || is_from_abroad(scene, m.head))
      continue;
    const auto is_body = [&](uint32_t c) {  // "coalition warplanes"
      const Role* body = scene.syntax[c].rel == Deprel::compound ? scene.role(c) : nullptr;
      return body && body->is(kBody) && !of_state(body->sectors);
    };
    if (std::ranges::any_of(scene.syntax.children(m.head), is_body)) continue;
    const bool suspect = entity.sectors.empty() && scene.book.words.has("suspects", role.phrase);
    if (suspect || has_sector(scene, entity, "natives") ||
        scene.book.words.has("displaced", role.phrase.substr(0, role.phrase.find(' '))))
      entity.local = Local::native;
    if (scene.book.words.has("armed", entity.sector()))  // a lone gunman is of where he acts
      entity.local = entity.sector() == "UAF" && !entity.group ? Local::native : Local::placed;
  }
}

}  // namespace

bool is_from_seat(const Scene& scene) {
  const std::string_view place = scene.doc.at(scene.doc.dateline_place);
  return scene.book.words.has("seats", folded(place.substr(place.find_last_of(" ,") + 1)));
}

void place_dateline(Scene& scene, std::span<const std::string> candidates) {
  scene.dateline_country = country_told_by_dateline(scene);
  if (!scene.dateline_country.empty()) return;
  std::map<std::string, uint32_t> times;
  for (const Match& m : scene.matches)
    for (uint32_t value : m.values)
      if (const Meaning& meaning = scene.book.meanings[value]; meaning.kind <= MeaningKind::people)
        ++times[scene.book.countries[meaning.index].code];
  for (const std::string& code : candidates)
    if (scene.dateline_country.empty() || times[code] > times[scene.dateline_country])
      scene.dateline_country = code;
}

void find_home(Scene& scene) {
  std::string home = scene.dateline_country;
  if (home.empty()) home = country_of_lead(scene);
  About about = home.empty() ? About::no : is_about(scene, home);
  if (about != About::alone)
    if (std::string code = most_spoken_of(scene, home); !code.empty() && code != home) {
      home = std::move(code);
      about = scene.doc.dateline_place.empty() ? About::also : About::far;
    }
  if (about == About::also || (about == About::no && !home.empty()))
    if (std::string code = actor_of_lead(scene, home); !code.empty()) {
      home = std::move(code);
      about = About::also;
    }
  if (home.empty())
    if (std::string code = country_of_scene(scene); !code.empty()) {
      home = std::move(code);
      about = About::also;
    }
  // "THE HAGUE: ... Prosecutors said"
  if (about != About::no && about != About::far) scene.out.home = home;
  mark_locals(scene);
  for (uint32_t at = 0; at < scene.out.mentions.size(); ++at) pass_to_owned(scene, at);
}

}  // namespace dateline::names
