// Everything that data/times says, in the form that the stage works with.
#pragma once

#include <filesystem>

#include "dateline/times/holidays.h"
#include "dateline/times/lexicon.h"
#include "dateline/times/matcher.h"
#include "dateline/times/numbers.h"
#include "dateline/times/pattern.h"
#include "dateline/times/tense.h"

namespace dateline::timex {

struct Rules {
  Lexicon lexicon;
  Numbers numbers{lexicon};
  Tense tense{lexicon};
  Holidays holidays;
  Grammar grammar;
  StartIndex starts;

  // Fills everything from the texts of the four files.
  Status read(std::string_view words, std::string_view moving, std::string_view holidays_text,
              std::string_view patterns, const std::filesystem::path& folder);
};

}  // namespace dateline::timex
