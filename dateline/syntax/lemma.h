// Lemmas: a dictionary of what was seen in training, and edit scripts for the rest.
//
// docs/model-format.md, section 5. An edit script cuts code points from the end
// of the form and appends a suffix (Chrupała 2006). Covered by lemma_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/syntax/features.h"

namespace dateline {

// "B|k|suffix" of labels.script.
struct LemmaScript {
  enum class Base : uint8_t { norm, plain, capitalised };
  Base base = Base::norm;
  uint32_t cut = 0;         // code points
  std::string_view suffix;  // into the model file

  static Result<LemmaScript> read(std::string_view line);
  // `out` is cleared first.
  void apply(const FormStrings& form, std::string& out) const;
};

// The lines of lemma.dict, found by (norm, XPOS).
class LemmaDictionary {
 public:
  LemmaDictionary() = default;
  // Errors: bad_model. `text` must outlive this.
  static Result<LemmaDictionary> read(std::string_view text);

  // Empty: not there.
  std::string_view find(std::string_view norm, std::string_view xpos) const;

 private:
  std::string_view line_at(uint32_t slot) const;

  std::string_view text_;
  std::vector<uint32_t> slots_;  // offset of a line + 1, or 0; open addressing
};

}  // namespace dateline
