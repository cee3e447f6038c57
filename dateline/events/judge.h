// The learned half of the coder: which PLOVER event a word tells, if any, with
// what mode and how probably, and who takes part in it.
//
// It reads Syntax::meaning, the outputs of the model's event layers: for each
// token five parts of one hidden layer (as the word itself, as a subject, object
// or oblique of the word, as its head) and the two sides of a pair of event word
// and participant. Softmax over categories with their modes, and none; logistic
// for the pairs, which also see the path between the two words in the tree, in
// the manner of Bunescu and Mooney (2005), and have a second hidden layer.
// docs/model-format.md has the formulas.
// Trained by train/judge.py on corpus/plover-open. Covered by judge_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/doc/document.h"
#include "dateline/doc/events.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"

namespace dateline::coding {

struct Verdict {
  EventType type = EventType::consult;  // the most probable category, none left aside
  float probability = 0;                // of `type`, whatever its mode
};

struct LikelyMode {
  std::string_view mode;  // empty: none
  float probability = 0;  // where the category is the one asked for
};

enum class Side : uint8_t { actor, recipient };

constexpr Side other(Side side) { return side == Side::actor ? Side::recipient : Side::actor; }

// How probably a token heads the phrase of an event's actor, of its recipient.
struct Part {
  float actor = 0;
  float recipient = 0;

  float as(Side side) const { return side == Side::actor ? actor : recipient; }
};

// Where a sentence stands. One given by itself was chosen because it tells something: there an
// event is likelier than in the running text that the judge learned from as much as from such
// sentences.
enum class Setting : uint8_t { text, alone };
inline Setting setting_of(const Document& doc, const Tokens& tokens) {
  const bool alone = tokens.sentences.size() == 1 && !doc.excerpt && doc.dateline_place.empty();
  return alone ? Setting::alone : Setting::text;
}

// From this on the judge names a participant.
inline constexpr float kLikelyPart = 0.25f;

class Judge {
 public:
  // The blobs judge.* of a model file (docs/model-format.md); empty where it has
  // none. Error: bad_model where they do not fit together.
  static Result<Judge> load(const BlobFile& file);

  // The judge's part of a second reader's file (dateline/syntax/second_reader.h): how its numbers
  // count, when it is asked. Error: bad_model where it is of another judge's labels.
  Status take_second(const BlobFile& file);

  // An empty judge must not be asked.
  bool empty() const { return labels_.empty(); }
  uint32_t width() const { return width_; }  // of the meanings that it was trained on
  float threshold() const { return threshold_; }  // a category speaks from this probability on

  // Probabilities of the labels, then of no event. REQUIRES: syntax.meaning_width == width().
  std::vector<float> scores(const Syntax& syntax, uint32_t token,
                            Setting setting = Setting::text) const;
  // Whether some word of the sentence may tell an event or none, or this or that one: whether the
  // second reader is worth its time. False without one. REQUIRES: the same.
  bool is_in_doubt(const Syntax& syntax, const Sentence& sentence,
                   Setting setting = Setting::text) const;
  // One for each token of the sentence, 0 for verbs, adverbs and function words. REQUIRES: the
  // same, and `trigger` in the sentence.
  std::vector<Part> parts(const Syntax& syntax, const Sentence& sentence, uint32_t trigger) const;
  // The scores summed up.
  Verdict verdict(const std::vector<float>& scores) const;
  // The most probable mode of a category.
  LikelyMode mode(const std::vector<float>& scores, EventType type) const;
  struct Opinion {
    float type = 0;  // probability of the category asked for
    float none = 0;  // and of no event
  };
  Opinion opinion(const std::vector<float>& scores, EventType type) const;
  // The probability that a record is right, from the coder's own confidence and
  // the opinion: logistic regression, fitted on the development part apart for
  // what frames and what the judge proposed. `confidence` where none was fitted.
  float calibrated(float confidence, const Opinion& opinion, EventSource by) const;
  bool is_calibrated() const { return !mix_.empty(); }
  // Bits of Aux that an event has: by the second reader's log odds of each and by whether rules say
  // so, weighed by logistic regression fitted on the development part. `said`, what rules say, where
  // the sentence was not read again or none was fitted. REQUIRES: as scores().
  uint8_t aux(const Syntax& syntax, uint32_t token, uint8_t said) const;
  // The log odds, by bit; zeros where the sentence was not read again.
  std::array<float, kAuxModes> aux_odds(const Syntax& syntax, uint32_t token) const;
  void forget_calibration() { mix_.clear(), aux_mix_.clear(); }

 private:
  struct Label {
    EventType type = EventType::consult;
    std::string mode;  // empty: none
  };
  static Result<std::vector<Label>> read_labels(std::string_view lines);
  bool fits() const;

  // What makes outcomes of a network's numbers of a word and of those around it.
  struct Outcomes {
    uint32_t at = 0;      // into the meaning of a token
    uint32_t hidden = 0;  // units of the hidden layer
    std::vector<float> second, bias;  // [hidden][labels + 1], [labels + 1]
  };
  // What tells from two words' numbers, their path and distance, whether one takes part in the other's event.
  struct Pairs {
    uint32_t at = 0;     // into the numbers of a token: as the event's word, then as a participant
    uint32_t units = 0;  // of each hidden layer; 0: there are none
    std::map<std::string, uint32_t, std::less<>> paths;
    std::vector<float> path, near;  // [1 + paths][units], [9][units]
    std::vector<float> mid,
        mid_bias;                   // the second hidden layer: [units of the first][units], [units]
    std::vector<float> role, bias;  // [2][units], [2]
  };
  static bool whole(const Outcomes& o, size_t outcomes);
  static bool whole(const Pairs& p);
  static Outcomes read_outcomes(const BlobFile& file, const std::string& prefix, size_t outcomes);
  static Pairs read_pairs(const BlobFile& file, uint32_t at);
  // The hidden layer of a token, from the numbers that `of` has for each token.
  template <class Numbers>
  static std::vector<float> hidden_of(const Syntax& syntax, uint32_t token,
                                      const Outcomes& outcomes, const Numbers& of);
  // out += share · logits of the token.
  template <class Numbers>
  static void add_logits(const Syntax& syntax, uint32_t token, const Outcomes& outcomes,
                         float share, const Numbers& of, std::vector<float>& out);
  // The same of the tokens from `first` on that may take part, whose paths from the trigger are
  // given, empty for the others.
  template <class Numbers>
  static void add_logits(const std::vector<std::string>& paths, uint32_t first, uint32_t trigger,
                         const Pairs& pairs, float share, const Numbers& of,
                         std::vector<Part>& out);

  uint32_t width_ = 0;
  float threshold_ = 1;
  std::vector<Label> labels_;
  Outcomes outcomes_;               // of the first network
  Outcomes reread_;                 // of the second reader; hidden 0: there is none
  Pairs pairs_;                     // of the first network
  Pairs reread_pairs_;              // of the second reader
  float share_ = 1;                 // of the first network beside the second reader's outcomes
  float pair_share_ = 1;            // of the first network beside its pairs
  float doubt_from_ = 1, doubt_to_ = 0;  // probability of an event, of its likeliest category
  std::vector<float> mix_;               // [2][4], by EventSource; empty: none
  std::vector<float> aux_, aux_bias_;    // of the second reader: [kAuxModes][hidden], [kAuxModes]
  std::vector<float> aux_mix_;           // [kAuxModes][3]: a constant, its log odds, the rules'
};

}  // namespace dateline::coding
