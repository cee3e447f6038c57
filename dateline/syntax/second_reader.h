// A second reading of sentences: a pretrained transformer (BERT, Devlin et al.
// 2019; the weights are MiniLM's, Wang et al. 2020) fine-tuned to say what each
// token is to an event. It knows more of what words mean together than the
// recurrent layers of the model, and takes ten times as long, so the coder asks
// it only where the judge is in doubt (dateline/events/judge.h).
//
// docs/model-format.md, section 9, has the formulas; train/second_reader.py trains it.
// Covered by second_reader_test.cc.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "dateline/base/blob_file.h"
#include "dateline/base/result.h"
#include "dateline/doc/document.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"
#include "dateline/syntax/model.h"
#include "dateline/syntax/parse.h"

namespace dateline {

struct SecondWeights;

class SecondReader {
 public:
  // Errors: those of BlobFile::open; bad_model for arrays that do not fit together.
  static Result<std::shared_ptr<const SecondReader>> load(const std::filesystem::path& file,
                                                          const ModelOptions& options = {});
  static Result<std::shared_ptr<const SecondReader>> from_bytes(std::string_view bytes,
                                                                const ModelOptions& options = {});
  ~SecondReader();

  // The file behind it, for the judge's arrays.
  const BlobFile& file() const { return file_; }
  const SecondWeights& weights() const { return *weights_; }

 private:
  SecondReader(BlobFile file, std::unique_ptr<const SecondWeights> weights);
  static Result<std::shared_ptr<const SecondReader>> build(BlobFile file,
                                                           const ModelOptions& options);

  BlobFile file_;
  std::unique_ptr<const SecondWeights> weights_;  // views into file_
};

// Fills Syntax::reread for the content words of sentences of `tokens`, given by number and
// ascending. A sentence of more word pieces than the reader has places for is left out.
void read_again(const Document& doc, const Tokens& tokens, std::span<const uint32_t> sentences,
                const SecondReader& reader, ParseScratch& scratch, Syntax& syntax);

}  // namespace dateline
