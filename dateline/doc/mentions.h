// Who is spoken of: mentions in the text, and the entities they refer to,
// with PLOVER country and sector codes as they held on the article's date.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/span.h"
#include "dateline/doc/syntax.h"

namespace dateline {

enum class MentionKind : uint8_t {
  name,        // "Kim Jong-un", "the United Nations"
  metonym,     // "Pyongyang", "the Blue House": a place that stands for a government
  nominal,     // "the president", "Turkish police", "five gunmen"
  pronoun,     // "he", "they", "the two"
  place,       // a place name spoken of as a place ("in Beijing"); not an actor here
};

// Whether unnamed people of no country that the text tells are of where they act: no (tourists,
// officials); where an event is placed (gunmen); there, or where the story is (protesters).
enum class Local : uint8_t { no, placed, native };

// An entity of this article. Names come from data/actors where they are known.
struct Entity {
  std::string id;    // "kim-jong-un" of data/actors; empty for what the data does not know
  std::string name;  // best full name: PLOVER identifier_text
  EntityType type = EntityType::none;
  std::string code;                  // PLOVER entity code: "PRK", "IGO" ...; empty: not given by the text
  std::vector<std::string> sectors;  // PLOVER sectors, primary first: "GOV", "MIL" ...
  std::string office;                // dated office held on the article's date: "leader"
  std::string wiki;                  // Wikidata id where data/actors has it
  bool inferred = false;             // the code is what the article makes likely; no word tells it
  bool group = false;                // plural or collective: "protesters", "the G7"
  Local local = Local::no;
  std::vector<uint32_t> mentions;    // into Mentions::mentions, in text order

  // The primary sector, or "".
  std::string_view sector() const { return sectors.empty() ? std::string_view() : sectors.front(); }
};

struct Mention {
  uint32_t first = 0;  // tokens of the phrase without clauses hung on it
  uint32_t last = 0;
  uint32_t head = 0;  // the head token of the phrase
  Span span;          // bytes of [first, last)
  MentionKind kind = MentionKind::name;
  uint32_t entity = kNone;         // into Mentions::entities; kNone where unresolved or a set
  std::vector<uint32_t> members;   // "the two", "Kim and Xi": entities of the set
  float confidence = 1;
};

struct Mentions {
  std::vector<Mention> mentions;     // in text order by head token
  std::vector<Entity> entities;
  std::vector<uint32_t> head_index;  // token → mention headed there, or kNone
  std::string home;                  // the country that the article is about; empty: none alone

  // The mention whose head is `token`, or kNone.
  uint32_t headed_by(uint32_t token) const {
    return token < head_index.size() ? head_index[token] : kNone;
  }
};

}  // namespace dateline
