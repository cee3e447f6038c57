// Speech read off the order of the words, where the parse lost the source or
// the content of a verb of speech: '"No," said Ana Ruiz, 55' with Ruiz as an
// object, or a quotation that hangs on the wrong word.
//
// Covered by tests/claims_test.cc.
#pragma once

#include <string>
#include <vector>

#include "dateline/claims/draft.h"
#include "dateline/claims/layers.h"

namespace dateline {

// The noun that heads the phrase which begins at `token`, or kNone.
uint32_t phrase_head_at(const ClaimLayers& layers, uint32_t token);
// The noun whose phrase stands next to a finite verb of speech, before or after it.
uint32_t speaker_beside(const ClaimLayers& layers, TokenRange cue);
// The aside of a finite verb of speech between commas, without them: "Rebels fled, [two diplomats
// in Brussels said on Friday], and burnt the post", "[admitted an adviser]". Empty where the words
// around the verb are of no such shape, or no clause stands before.
TokenRange aside_around(const ClaimLayers& layers, uint32_t verb);
// What the sentence says beside the cue and its source: its quotations, else what
// a comma parts from them, else what follows. Empty where there is nothing.
std::vector<TokenRange> speech_beside(const ClaimLayers& layers, TokenRange cue, TokenRange source);
// The quotation that follows a participle of speech ("..., saying that"), else the rest.
std::vector<TokenRange> speech_after(const ClaimLayers& layers, TokenRange cue);

// Dictionary forms that an English inflected form may have: "pledged" gives
// "pledg", "pledge"; "planned" gives "plann", "planne", "plan". Lower case.
std::vector<std::string> possible_lemmas(std::string_view form);

}  // namespace dateline
