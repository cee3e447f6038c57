// Frames: which words, in which construction, make which PLOVER event, and which
// of their dependents are actor and recipient. All of it is data (data/events,
// its README has the grammar); this file is its compiled form.
//
// The idea is PETRARCH2's and TABARI's verb dictionary, carried over from
// flat patterns to Universal Dependencies. Covered by frames_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/base/signs.h"
#include "dateline/doc/events.h"
#include "dateline/events/judge.h"
#include "dateline/events/lexicon.h"

namespace dateline::coding {

enum class SlotKind : uint8_t {
  subj,   // logical subject: of the active verb, the "by" of the passive, of a light verb
  obj,    // logical object
  iobj,   // "gave Somalia food"
  poss,   // "Israel's attack"
  doer,   // the same, where "of" says whom it befell: "the army's killing of protesters"
  mod,    // "Israeli attack", "US-Korea talks"
  prep,   // with a preposition: of the trigger, of its light verb or of its object
  xcomp,  // a complement without its own subject: "agreed to send"
  ccomp,  // a complement clause: "demanded that"
  ante,   // the noun that the trigger's clause hangs on
  csub,   // the subject of the complement clause: "demanded that Tehran halt"
  cond,   // the subject of a condition: "will retaliate if Washington strikes"
  aim,    // the object of a purpose: "sent jets to support the army"
};

struct Slot {
  SlotKind kind = SlotKind::subj;
  WordId prep = 0;
};

struct Slots {
  std::vector<Slot> actor, recipient, inner;  // tried in order; the first that is filled wins
};

enum class TriggerPos : uint8_t { verb, noun, adj };

// One predicate with what it asks of its dependents.
struct Pattern {
  uint32_t frame = 0;
  uint32_t slots = 0;   // into FrameTable::slots
  TriggerPos pos = TriggerPos::verb;
  WordId particle = 0;  // "pull_out"
  WordSet object;       // "hold+@talks"
  bool no_object = false;          // "leave+0"
  struct Oblique {
    WordId prep = 0;
    WordSet words;
  };
  std::vector<Oblique> obliques;   // "take>to:street"
  WordSet modifier;                // "hunger~strike"
  WordSet subject;                 // "@weapon<hit"
  WordSet clause_aux;              // "say^must": modals of its complement clause
  bool needs_clause = false;       // "order^"
  bool no_clause = false;          // "call^0"
  bool needs_condition = false;    // "say^@menace?": with a condition on somebody
  uint8_t specificity = 0;         // how many conditions; the most specific pattern wins
};

enum class Needs : uint8_t { any, actor, recipient, both };

struct Frame {
  std::string id;  // "assault/attack"
  EventType type = EventType::consult;
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  std::string cameo;
  std::string op;            // operator name: "promise", "demand"; empty for a plain event
  bool bare = true;          // an operator that is an event of `type` without an inner event
  bool silent = false;  // its words tell nothing: no record, whatever the judge makes of them
  bool firm = false;    // the manual says so: the judge does not overrule it
  bool reciprocal = false;   // all participants are actors
  bool future = false;       // what the operator takes up is yet to come
  bool open_actor = false;   // the actor need not be an actor ("a bomb killed")
  bool place_recipient = false;  // a place may be the recipient ("visited Beijing")
  Needs needs = Needs::any;
  float prior = 0.8f;
};

// "An operator or an auxiliary over an inner event makes another event."
struct Reduction {
  std::string when;                 // operator name, "future", "negated-future" ...
  struct Inner {
    EventType type;
    std::string mode;               // empty: any
  };
  std::vector<Inner> inner;         // empty: any
  bool no_inner = false;            // "-": no inner event was found
  EventType result = EventType::agree;
  bool same = false;                // "=": the inner event's category, mode and code
  std::string mode;                 // of the result; empty: none
  uint8_t keeps = 0;                // Aux bits that stay on the record
  std::string cameo;                // of the result; empty: none
};

// "Words of this class in the event's clause give this mode."
struct ModeRule {
  EventType type = EventType::assault;
  WordSet words;
  bool trigger_only = false;
  std::string mode;
};

// A word that speaks for a context of table 2.1.
struct ContextWord {
  uint8_t context = 0;  // into FrameTable::known_contexts
  WordId modifier = 0;  // "human~rights"; 0: none
};

struct FrameTable {
  Lexicon lexicon;
  std::vector<Frame> frames;
  std::vector<Slots> slots;
  std::vector<Pattern> patterns;
  std::vector<std::vector<uint32_t>> by_word;  // WordId → patterns headed by it
  std::vector<Reduction> reductions;
  std::vector<ModeRule> modes;
  std::vector<std::vector<ContextWord>> contexts;  // by WordId
  // The codebook: PLOVER scores (table 2.2), modes (tables 3.1 to 3.11), contexts (table 2.1).
  std::array<float, kEventTypes> scale{};
  std::array<std::vector<std::string>, kEventTypes> known_modes;
  std::vector<std::string> known_contexts;
  std::array<std::map<std::string, std::string, std::less<>>, kEventTypes> cameo;  // by mode; "": without
  Judge judge;  // for the words that no pattern knows
  SignWeights recipients;  // at whom an event is directed (recipients.h)
  // By category and trigger: the pattern that gives such a word its slots, or kNone.
  std::array<std::array<uint32_t, 3>, kEventTypes> learned{};
  std::vector<uint32_t> numbers;                   // by WordId: value of a number word, or 0
  // Classes that the engine itself asks about.
  ClassId light = 0, partitive = 0, person = 0, target = 0, subject_control = 0, locative = 0,
          within = 0, kill = 0, injure = 0, arrest = 0, backshift = 0, condition = 0, disaster = 0,
          background = 0, limit = 0, after = 0, before = 0, manner = 0, errand = 0, occasion = 0,
          utterance = 0, expert = 0, contrast = 0, saying = 0, report = 0, tours = 0, happening = 0,
          known = 0, deadline = 0, released = 0, same_past = 0, meanwhile = 0, denial = 0, when = 0,
          speaking = 0, service = 0, judging = 0, matter = 0, deed = 0, doing = 0, ruling = 0,
          accusation = 0, taking = 0, facing = 0, coming = 0, bench = 0, stative = 0, such_as = 0,
          since = 0, giving = 0, prison = 0, term = 0, sentencing = 0, suspended = 0, other = 0,
          long_time = 0, formerly = 0, bygone = 0, during = 0, words_said = 0;
  WordId with = 0, of = 0, by = 0, for_ = 0, from = 0, under = 0, between = 0,
         to = 0;  // the prepositions
};

// One for all threads.
class Frames {
 public:
  // Reads data_dir/events. Errors: bad_data naming file and line; not_found.
  static Result<Frames> load(const std::filesystem::path& data_dir);

  const FrameTable& table() const { return table_; }
  // The learned half, from the model file. Empty: frames alone speak.
  void take(Judge judge) { table_.judge = std::move(judge); }
  // PLOVER's conflict-cooperation score of a category.
  float scale(EventType type) const { return table_.scale[static_cast<size_t>(type)]; }

 private:
  FrameTable table_;
};

// Reads one frames file into `table`; used by load and by the lint test.
Status read_frames_file(const std::filesystem::path& file, FrameTable& table);
bool known_mode(const FrameTable& table, EventType type, std::string_view mode);
// The general CAMEO code of a category and the foremost of its modes.
std::string cameo_of(const FrameTable& table, EventType type, const std::vector<std::string>& modes);
bool known_context(const FrameTable& table, std::string_view context);

}  // namespace dateline::coding

namespace dateline {
using coding::Frames;
}
