// Whose a noun is: "his envoy", "the union's leader", "their ministers", "leaders of the alliance".
//
// Once the owner is known, what he owns takes his country, his sector or, of several, one of each.
// Covered by names_test.cc and tests/kinds.txt.
#pragma once

#include "dateline/names/scene.h"

namespace dateline::names {

// The entity of a mention, kNone for none.
uint32_t entity_of(const Scene& scene, uint32_t mention);
// Of "his ally", "the coalition's coordinator": whose; or kNone.
uint32_t owner_entity(const Scene& scene, uint32_t head);

// The mention's noun becomes one of that country.
void give_code(Scene& scene, uint32_t at, const Role& role, const std::string& code);
void take_owners_code(Scene& scene, uint32_t at, const Role& role);  // "his envoy"
void take_others_code(Scene& scene, uint32_t at, const Role& role);  // "his counterpart, Ann Holm"
void take_owners_sector(Scene& scene, uint32_t at, const Role& role);      // "the union's leader"
void take_commanders_sector(Scene& scene, uint32_t at, const Role& role);  // "his men"
// "Their energy ministers": true where the mention has become those of each owner.
bool resolve_owned_by_set(Scene& scene, uint32_t at);

}  // namespace dateline::names
