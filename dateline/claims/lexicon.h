// The words that tie a source to its content, with where the content stands,
// and how sure a class of cues is of it.
//
// Read from data/claims/cues.tsv and data/claims/classes.tsv, whose headers
// define the columns. Source: attribution as in PARC 3.0 (Pareti 2016) and
// PolNeAR (Newell et al. 2018); certainty as in FactBank (Sauri and
// Pustejovsky 2009). Covered by tests/claims_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/hash.h"
#include "dateline/base/result.h"
#include "dateline/doc/claims.h"

namespace dateline {

// FactBank's scale: certain, probable, possible, each with its polarity; or not said.
enum class Sure : uint8_t { ct_plus, pr_plus, ps_plus, unsaid, ps_minus, pr_minus, ct_minus };
bool from_string(std::string_view text, Sure& sure);  // "CT+"; false: no such value
bool aux_from_string(std::string_view text, uint8_t& aux);

// What an operator makes of its target.
struct Effect {
  Sure when_true = Sure::ct_plus;
  Sure when_false = Sure::unsaid;  // where the operator itself is negated
  uint8_t aux = 0;                 // Aux bits
};

// Where the content of a cue stands. In the order in which they are tried.
enum class FrameKind : uint8_t {
  that, quote, cite, hear_prep, obj_prep, obj_inf, hear_inf, inf, prep, obj, subject, hear,
  agent_prep,
};

struct CueFrame {
  FrameKind kind = FrameKind::that;
  std::string prep;  // of the frames with a preposition
};

struct CueClass {
  std::string name;
  Effect effect;
  bool nominal = true;  // a noun phrase as content is a report of the source's
  bool speech = false;  // the source speaks: a quotation may stand beside the cue and go on
};

enum class CueKind : uint8_t {
  verb,
  noun,
  adj,
  adv,
  prep,
  poss,
  light,
  unnamed,
  speaker,
  contrast,
  over,
};
inline constexpr size_t kCueKinds = 11;

struct Cue {
  uint16_t cls = 0;  // into CueLexicon::classes
  std::vector<CueFrame> frames;

  bool has(FrameKind kind) const;
  // True where the cue has a frame of that kind with that preposition.
  bool takes(FrameKind kind, std::string_view prep) const;
};

// Hashing by string_view, so that a look-up allocates nothing.
template <class Value>
using WordMap = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;

class CueLexicon {
 public:
  // Errors: not_found; bad_data with the line.
  static Result<CueLexicon> load(const std::filesystem::path& data_dir);

  // The lines for that word, in the order of the file; empty where there are none.
  std::span<const Cue> find(CueKind kind, std::string_view lemma) const&;
  // REQUIRES: cls is of a Cue of this lexicon.
  const CueClass& class_at(uint16_t cls) const& { return classes_[cls]; }
  // Multi-word cues of `kind` as lists of words, longest first.
  const std::vector<std::vector<std::string>>& phrases() const& { return phrases_; }

 private:
  std::vector<CueClass> classes_;
  std::array<WordMap<std::vector<Cue>>, kCueKinds> words_;
  std::vector<std::vector<std::string>> phrases_;
};

}  // namespace dateline
