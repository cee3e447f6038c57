// What speaks for a mention's being whom a pronoun means, where agreement and binding allow it.
//
// Each sign has a weight (data/actors/antecedents.tsv), learned from whom readers took the pronouns of
// our own articles to mean (train/choices.py); the mention with the largest sum wins. The signs are
// those of salience (Lappin and Leass 1994), the model a ranking one (Denis and Baldridge 2008).
// Covered by names_test.cc.
#pragma once

#include "dateline/names/scene.h"

namespace dateline::names {

// Columns of kAskingWhom that the pronoun at `token` is in.
std::vector<uint8_t> asking_whom(const Scene& scene, const Pronoun& pronoun, uint32_t token);
// Of the mention `before` for the pronoun that mention `at` is; as_set: of it with those
// coordinated with it.
Signs antecedent_signs(const Scene& scene, const Pronoun& pronoun, uint32_t at, uint32_t before,
                       bool as_set);

}  // namespace dateline::names
