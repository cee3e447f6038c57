// Logical arguments of verbs and nouns in a UD tree: passives, relative clauses,
// participles, control and raising, shared subjects and objects of conjoined
// verbs, light verbs.
//
// Source: the UD guidelines, and for the propagation rules the enhanced
// dependencies of Schuster and Manning (2016). Covered by acts_test.cc.
#pragma once

#include "dateline/events/scene.h"

namespace dateline::coding {

// An argument and how it was found.
struct Argument {
  uint32_t token = kNone;
  bool implied = false;  // shared by control or coordination, not a dependent of the trigger

  bool found() const { return token != kNone; }
};

bool is_passive(const Scene& scene, uint32_t verb);
// "called on them to keep calm and voiced support", where the tree joins the two to the infinitive.
bool is_told_beside(const Scene& scene, uint32_t verb);
// "sentenced seven Somalis for attacking a ship": whoever is judged did it; or kNone.
uint32_t charged_with(const Scene& scene, uint32_t verb);
// The subject on the surface, own or shared, with relative pronouns replaced by
// the noun they stand for.
Argument surface_subject(const Scene& scene, uint32_t verb);
Argument logical_subject(const Scene& scene, uint32_t verb);
Argument logical_object(const Scene& scene, uint32_t verb);
// "defeated the rebels and Turkey would move in": whether the clause behind it is about a noun that
// the tree joins to others.
bool is_stranded_subject(const Scene& scene, uint32_t conjunct);
// Who gets the object: "gave Somalia food".
uint32_t indirect_object(const Scene& scene, uint32_t verb);
// The dependent of `token` with that preposition, or kNone.
uint32_t with_preposition(const Scene& scene, uint32_t token, WordId prep);
bool has_preposition(const Scene& scene, uint32_t token, WordId prep);
// Is the preposition of `token` one of the class?
bool led_by(const Scene& scene, uint32_t token, ClassId prepositions);
// The verb that a noun leans on in "held talks", "talks were held", "engaged in talks";
// kNone where there is none.
uint32_t light_verb(const Scene& scene, uint32_t noun);

}  // namespace dateline::coding
