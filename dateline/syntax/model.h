// The trained language core: tags, lemmas, trees and named entities.
//
// A Model is read once from the file that docs/model-format.md describes, is
// const, and is shared by all threads. Covered by model_test.cc and fuzzed by
// fuzz/model_fuzz.cc.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"

namespace dateline {

struct Weights;          // dateline/syntax/weights.h
struct AccurateWeights;  // dateline/syntax/accurate.h

struct ModelOptions {
  bool portable = false;  // keep to the loops that every processor has
  bool accurate = false;  // read NAME.accurate.dlm beside NAME.dlm, too: better and slower
};

class Model {
 public:
  // Errors: those of BlobFile::open; bad_model for a file whose arrays do not
  // fit together.
  static Result<std::shared_ptr<const Model>> load(const std::filesystem::path& file,
                                                   const ModelOptions& options = {});
  // accurate: the bytes of the other file; empty: none.
  static Result<std::shared_ptr<const Model>> from_bytes(std::string_view bytes,
                                                         const ModelOptions& options = {},
                                                         std::string_view accurate = {});
  ~Model();

  // The file behind the model, for stages that read arrays of their own.
  const BlobFile& file() const { return file_; }
  const Weights& weights() const { return *weights_; }
  // Null but in the accurate mode.
  const AccurateWeights* accurate() const { return accurate_.get(); }

 private:
  Model(BlobFile file, std::unique_ptr<const Weights> weights);
  static Result<std::shared_ptr<Model>> build(BlobFile file, const ModelOptions& options);
  Status add_accurate(BlobFile file);

  BlobFile file_;
  std::unique_ptr<const Weights> weights_;  // views into file_
  std::optional<BlobFile> accurate_file_;
  std::unique_ptr<const AccurateWeights> accurate_;  // views into accurate_file_
};

}  // namespace dateline
