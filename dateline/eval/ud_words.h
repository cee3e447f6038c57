// Words of two analyses of one text, aligned as conll18_ud_eval.py aligns them.
// Internal to evaluate_ud.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/doc/document.h"
#include "dateline/doc/tokens.h"

namespace dateline {

struct UdWord {
  Span span;               // of the whole multiword token where it is part of one
  bool multiword = false;  // part of a multiword token
  std::string form;        // in lower case
};

// `forms` may be null: then the words' own bytes are their forms.
std::vector<UdWord> ud_words(const Document& doc, const Tokens& tokens,
                             const std::vector<std::string>* forms);

// For each gold word the word of ours aligned with it, or kNone.
std::vector<uint32_t> align_words(const std::vector<UdWord>& gold, const std::vector<UdWord>& ours);

}  // namespace dateline
