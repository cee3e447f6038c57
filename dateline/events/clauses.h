// Clauses that tell no event of their own: conditions and purposes, and what an
// act may learn from them ("if Moscow refuses", "to support the Malian army").
// Covered by clauses_test.cc.
#pragma once

#include "dateline/events/arguments.h"
#include "dateline/events/scene.h"

namespace dateline::coding {

// "if", "unless", "whether" before the clause headed by `token`.
bool is_condition(const Scene& scene, uint32_t token);
// "in order to resist": an infinitive without a subject that says what for.
bool is_purpose(const Scene& scene, uint32_t token);
// Whether a condition or a purpose stands at `token` or above it, up to `top` (not
// looked at; kNone: the root).
bool in_open_clause(const Scene& scene, uint32_t token, uint32_t top);

// The subject of a condition on the clause of `token` or on its content.
Argument condition_subject(const Scene& scene, uint32_t token);
// The object of the purpose of `token`.
Argument purpose_object(const Scene& scene, uint32_t token);

}  // namespace dateline::coding
