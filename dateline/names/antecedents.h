// The mention before that a noun means: "the president", "the company", "the attackers",
// "soldiers".
//
// Each search looks back over the mentions, weighs them by salience (after Lappin and Leass 1994)
// and gives the index of one, an entity, or kNone. Covered by names_test.cc.
#pragma once

#include <algorithm>
#include <string>

#include "dateline/names/scene.h"

namespace dateline::names {

inline constexpr uint32_t kWindow = 60;  // mentions looked back

inline uint32_t window_start(uint32_t at) { return at > kWindow ? at - kWindow : 0; }

// The mention in the window before `at` that `score_of` gives most; what it gives no score, never.
template <class Score>
uint32_t best_before(uint32_t at, Score score_of) {
  float best = 0;
  uint32_t found = kNone;
  for (uint32_t j = window_start(at); j < at; ++j) {
    const float score = score_of(j);
    if (score < best || score <= 0) continue;
    best = score;
    found = j;
  }
  return found;
}

bool is_one_person(const Scene& scene, uint32_t entity);
bool is_bare(const Scene& scene, uint32_t head);       // no number, adjective or owner on it
bool has_own_name(const Scene& scene, uint32_t head);  // "the Muslim Clerics Association"
// Whether anything before speaks of what has that code.
bool speaks_of(const Scene& scene, uint32_t at, std::string_view code);
// "The Commission", of a body whose name ends so.
bool ends_in(const Entity& entity, const Role& role);
// How much a mention speaks of its country, persons less than their country; below 0: not at all.
float country_weight(const Scene& scene, const Mention& m);

// Indices of mentions.
uint32_t office_holder(const Scene& scene, uint32_t at, const Role& role);  // "the president"
uint32_t alike_before(const Scene& scene, uint32_t at, const Role& role);   // "the envoy"
uint32_t body_before(const Scene& scene, uint32_t at);                      // "the ministry"
uint32_t people_before(const Scene& scene, uint32_t at);                    // "the men"
uint32_t armed_people_before(const Scene& scene, uint32_t at);              // "the attackers"
uint32_t suspect_before(const Scene& scene, uint32_t at);                   // "the suspect"
uint32_t armed_group_before(const Scene& scene, uint32_t at);               // "the guerrillas"
// Entities.
uint32_t salient_country(Scene& scene, uint32_t at, const std::string& not_code);  // "the kingdom"
uint32_t same_role_before(const Scene& scene, uint32_t at);                        // bare "police"
uint32_t forces_before(const Scene& scene, uint32_t at);                           // "soldiers"
// "Rebels attacked. ... The rebels": by the same word, and no group that was named.
bool is_told_before(const Scene& scene, uint32_t at);
// "In Algiers, police ...": the country whose place opens the sentence before `head`, or "".
std::string country_of_opening(const Scene& scene, uint32_t sentence, uint32_t head);
// "The minister said that the government ...": of whose official speaks, or whom it governs; or "".
std::string code_of_speaker(const Scene& scene, uint32_t at);

}  // namespace dateline::names
