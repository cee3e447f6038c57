// What the head of an article says of it: date, agency, place, headline, byline
// and the desk's notices; and where its body begins.
//
// Shapes read (the words come from data/read): " date 2019-01-10 AFP, BEIJING";
// "BEIJING, Jan 9 (AFP) -"; "KYIV/MOSCOW, March 3 (Reuters) -"; "WASHINGTON (AP) _";
// "GENEVA, 3 March 2020 /Xinhua/"; "(Reuters) - "; "Nairobi, Kenya — "; slug lines;
// "By NAME"; "UPDATE 2-", "(CORRECTS ...)", "EMBARGOED UNTIL"; "Headline: ..."
// lines; a line that is only a date or an agency. Covered by header_test.cc.
#pragma once

#include <cstdint>
#include <string_view>

#include "dateline/doc/document.h"
#include "dateline/read/wire_marks.h"

namespace dateline {

// Fills what is still missing in `document` from the head of its text, and sets
// `body`. A dateline without a year takes it from `published` where that is known.
void read_header(Document& document, const WireMarks& marks);

// How surely a line begins a new article. For files that hold several.
enum class LineShape : uint8_t {
  prose,     // nothing of a header
  loose,     // may stand in a header before the dateline: headline, byline, notice, slug
  dateline,  // "BEIJING, Jan 9 (AFP) -": begins an article, with the loose lines before it
  header,    // " date 2019-01-10 AFP, BEIJING" or a slug: begins an article itself
};
LineShape shape_of(std::string_view line, const WireMarks& marks);

}  // namespace dateline
