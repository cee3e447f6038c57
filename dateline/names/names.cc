#include "dateline/names/names.h"

#include <algorithm>

#include "dateline/names/scene.h"

namespace dateline {
namespace names {

// Entities that nothing mentions go; the others know their mentions.
void finish(Scene& scene) {
  Mentions& out = scene.out;
  std::vector<bool> used(out.entities.size());
  for (const Mention& m : out.mentions) {
    if (m.entity != kNone) used[m.entity] = true;
    for (uint32_t member : m.members) used[member] = true;
  }
  std::vector<uint32_t> moved(out.entities.size(), kNone);
  std::vector<Entity> kept;
  for (uint32_t i = 0; i < out.entities.size(); ++i) {
    if (!used[i]) continue;
    moved[i] = static_cast<uint32_t>(kept.size());
    kept.push_back(std::move(out.entities[i]));
  }
  out.entities = std::move(kept);
  for (uint32_t i = 0; i < out.mentions.size(); ++i) {
    Mention& m = out.mentions[i];
    if (m.entity != kNone) {
      m.entity = moved[m.entity];
      out.entities[m.entity].mentions.push_back(i);
    }
    for (uint32_t& member : m.members) member = moved[member];
  }
}

}  // namespace names

Mentions find_mentions(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                       const ActorBook& book, std::span<const std::string> dateline_countries,
                       const Places& places) {
  if (syntax.size() != tokens.size()) return {};
  names::Scene scene{
      doc, tokens, syntax, book, doc.published, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
      {},  {},     {},     {}};
  scene.out.head_index.assign(tokens.size(), kNone);
  names::find_matches(scene);
  names::place_dateline(scene, dateline_countries);
  names::choose_meanings(scene);
  names::note_places(scene, places);
  names::name_people(scene);
  names::name_bodies(scene);
  names::find_nominals(scene);
  names::link_names(scene);
  names::find_pronouns(scene);
  names::resolve_anaphora(scene);
  names::give_home_country(scene);
  names::finish(scene);
  return std::move(scene.out);
}

}  // namespace dateline
