// A trained judge of sentence ends: logistic regression over hashed features of
// the tokens around a possible boundary.
//
// The features are defined once, here: boundary_dump prints them for training
// (train/boundary.py) and split_sentences() scores them where the rules are unsure.
// Covered by boundary_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/text/draft.h"
#include "dateline/text/rules.h"

namespace dateline {

inline constexpr uint32_t kBoundaryRows = 1u << 17;  // of the weight table; a power of 2
inline constexpr size_t kBoundaryFeatures = 44;      // for each candidate, always that many

using BoundaryFeatures = std::array<uint32_t, kBoundaryFeatures>;  // rows of the table

// Hashes of a draft's tokens, made once, from which the features of any place in it
// are mixed.
class BoundaryContext {
 public:
  BoundaryContext(const Draft& draft, const TextRules& rules);

  // True where a sentence might begin before `token` without a line end that says so:
  // after a mark, or before a capital, a digit or an opening mark.
  bool candidate(uint32_t token) const;
  // True where no stop stands before: a boundary there is rare in edited copy.
  bool bare(uint32_t token) const;
  // REQUIRES: 0 < token < draft.size(). `verdict` is what the rules say (0 to 3).
  BoundaryFeatures features(uint32_t token, uint8_t verdict) const;

 private:
  struct Hashes {
    uint32_t word;   // of the form in lower case
    uint32_t shape;  // "Xx", "d", "X.X."
  };
  Hashes around(int64_t token) const;
  uint32_t shape_of(uint32_t token) const;
  void measure_paragraphs();

  const Draft& draft_;
  const TextRules& rules_;
  std::vector<Hashes> hashes_;
  std::vector<uint32_t> since_;  // tokens since the last stop or line that was meant
  std::vector<uint32_t> until_;  // tokens until the next
  uint32_t style_ = 0;           // does the writer begin sentences with capitals?
};

class BoundaryModel {
 public:
  // From the blobs boundary.w (i8, kBoundaryRows) and boundary.b (f32: scale, bias, bias
  // where bare). A file without them gives an empty model: the rules then decide alone.
  // Error: bad_model for blobs of another shape; and what BlobFile::open gives.
  static Result<BoundaryModel> load(const BlobFile& file);
  static Result<BoundaryModel> load(const std::filesystem::path& file);

  bool empty() const { return weights_.empty(); }
  // Log-odds that a sentence begins there. REQUIRES: !empty().
  float score(const BoundaryFeatures& features, bool bare) const;

 private:
  std::vector<int8_t> weights_;
  float scale_ = 0;
  float bias_ = 0;
  float bare_bias_ = 0;
};

}  // namespace dateline
