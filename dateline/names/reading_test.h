// For tests of this stage: the actor book of the repository, and mentions
// looked up by the word that heads them.
#pragma once

#include <string>
#include <string_view>

#include "dateline/conllu/conllu.h"
#include "dateline/names/names.h"

namespace dateline::names {

struct Read {
  Parsed parsed;
  Mentions mentions;

  // The mention headed by the n-th token that reads `word`; an empty one where there is none.
  Mention at(std::string_view word, int nth = 0) const;
  Entity entity(std::string_view word, int nth = 0) const;
  // "PRK GOV,MIL"; "PRK+CHN" for a set; "-" where there is no entity.
  std::string codes(std::string_view word, int nth = 0) const;
};

const ActorBook& test_book();
// `published`: "2019-01-10" or "".
Read read(std::string_view conllu, std::string_view published = "2019-01-10");

}  // namespace dateline::names
