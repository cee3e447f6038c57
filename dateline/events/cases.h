// What the event stage asked its learned choices: for tools/choices.
#pragma once

#include <vector>

#include "dateline/base/signs.h"
#include "dateline/doc/events.h"

namespace dateline::coding {

// Columns of data/events/recipients.tsv: what kind of event asks at whom it is directed, how it is
// told, of what, by whom it is done.
inline constexpr std::array<std::string_view, 30> kAskingRecipient = {
    "all",     "agree",  "consult",  "support", "cooperate", "aid",      "concede",    "request",
    "accuse",  "reject", "threaten", "protest", "sanction",  "mobilize", "coerce",     "assault",
    "retreat", "verb",   "noun",     "known",   "clause",    "bare",     "accusation", "words",
    "deed",    "state",  "civil",    "answer",  "visit",     "inquiry"};

// At whom an event may be directed, with the signs that speak for each.
struct RecipientCase {
  struct Option {
    std::vector<Participant> who;  // nobody; as the sentence has it; or one other
    Signs signs;
  };
  uint32_t trigger = 0;
  std::vector<uint8_t> asking;  // columns of kAskingRecipient
  std::vector<Option> options;
};

struct Cases {
  std::vector<RecipientCase> recipients;
};

}  // namespace dateline::coding
