#include "dateline/names/names.h"

#include <algorithm>

#include "dateline/names/context.h"

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

namespace names {
namespace {

Mentions read(const Document& doc, const Tokens& tokens, const Syntax& syntax,
              const ActorBook& book, std::span<const std::string> dateline_countries,
              const Places& places, Cases* cases) {
  if (syntax.size() != tokens.size()) return {};
  Scene scene{.doc = doc,
              .tokens = tokens,
              .syntax = syntax,
              .book = book,
              .date = doc.published,
              .cases = cases};
  scene.out.head_index.assign(tokens.size(), kNone);
  find_matches(scene);
  place_dateline(scene, dateline_countries);
  choose_meanings(scene);
  note_places(scene, places);
  name_people(scene);
  name_bodies(scene);
  find_nominals(scene);
  link_names(scene);
  find_pronouns(scene);
  resolve_anaphora(scene);
  infer_countries(scene);
  find_home(scene);
  finish(scene);
  return std::move(scene.out);
}

}  // namespace

Mentions find_mentions(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                       const ActorBook& book, std::span<const std::string> dateline_countries,
                       const Places& places, Cases& cases) {
  return read(doc, tokens, syntax, book, dateline_countries, places, &cases);
}

}  // namespace names

Mentions find_mentions(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                       const ActorBook& book, std::span<const std::string> dateline_countries,
                       const Places& places) {
  return names::read(doc, tokens, syntax, book, dateline_countries, places, nullptr);
}

}  // namespace dateline
