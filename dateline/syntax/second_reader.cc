#include "dateline/syntax/second_reader.h"

#include <algorithm>

#include "dateline/syntax/parse_memory.h"
#include "dateline/syntax/transformer.h"

namespace dateline {

struct SecondWeights {
  Transformer encoder;
  Matrix output;
};

namespace {

// Words that neither tell an event nor take part in one.
bool is_function_word(Upos upos) {
  switch (upos) {
    case Upos::adp: case Upos::aux: case Upos::cconj: case Upos::det: case Upos::part:
    case Upos::punct: case Upos::sconj: case Upos::sym:
      return true;
    default:
      return false;
  }
}

class SecondReading {
 public:
  SecondReading(const Document& doc, const Tokens& tokens, const SecondWeights& weights,
                TransformerMemory& memory, Syntax& out)
      : tokens_(tokens),
        output_(weights.output),
        kernels_(*weights.encoder.kernels),
        m_(memory),
        batch_(doc, tokens, weights.encoder, memory),
        out_(out) {
    out_.reread_width = static_cast<uint32_t>(output_.outputs());
    out_.reread_row.assign(tokens.size(), kNone);
  }

  void run(std::span<const uint32_t> sentences) {
    for (const uint32_t s : sentences) {
      const Sentence& sentence = tokens_.sentences[s];
      if (!batch_.cut(sentence.first, sentence.last)) continue;
      if (batch_.is_full()) give();
      batch_.put([&](uint32_t token) { return !is_function_word(out_[token].upos); });
    }
    if (!batch_.empty()) give();
  }

 private:
  void give() {
    const float* means = batch_.encode();
    const size_t count = batch_.tokens().size();
    float* y = at_least(m_.y, count * output_.y_stride());
    output_.product(kernels_, means, output_.inputs(), count, m_.integers, y);
    const size_t width = output_.outputs();
    size_t row = out_.reread.size() / width;
    out_.reread.resize((row + count) * width);
    for (size_t i = 0; i < count; ++i, ++row) {
      out_.reread_row[batch_.tokens()[i].token] = static_cast<uint32_t>(row);
      std::copy_n(y + i * output_.y_stride(), width, &out_.reread[row * width]);
    }
    batch_.clear();
  }

  const Tokens& tokens_;
  const Matrix& output_;
  const Kernels& kernels_;
  TransformerMemory& m_;
  TransformerBatch batch_;
  Syntax& out_;
};

Result<std::unique_ptr<const SecondWeights>> read_weights(const BlobFile& file,
                                                          const Kernels& kernels) {
  auto out = std::make_unique<SecondWeights>();
  auto encoder = Transformer::read(file, kernels);
  if (!encoder) return encoder.error();
  out->encoder = std::move(*encoder);
  auto output = Matrix::load(file, "out.w", "out.b", out->encoder.d);
  if (!output) return output.error();
  out->output = std::move(*output);
  out->output.use_bytes(kernels);
  return std::unique_ptr<const SecondWeights>(std::move(out));
}

}  // namespace

SecondReader::SecondReader(BlobFile file, std::unique_ptr<const SecondWeights> weights)
    : file_(std::move(file)), weights_(std::move(weights)) {}
SecondReader::~SecondReader() = default;

Result<std::shared_ptr<const SecondReader>> SecondReader::build(BlobFile file,
                                                                const ModelOptions& options) {
  auto weights = read_weights(file, options.portable ? portable_kernels() : best_kernels());
  if (!weights) return weights.error();
  return std::shared_ptr<const SecondReader>(
      new SecondReader(std::move(file), std::move(*weights)));
}

Result<std::shared_ptr<const SecondReader>> SecondReader::load(const std::filesystem::path& file,
                                                               const ModelOptions& options) {
  auto blobs = BlobFile::open(file);
  if (!blobs) return blobs.error();
  auto reader = build(std::move(*blobs), options);
  if (!reader) reader.error().file = file.string();
  return reader;
}

Result<std::shared_ptr<const SecondReader>> SecondReader::from_bytes(std::string_view bytes,
                                                                     const ModelOptions& options) {
  auto blobs = BlobFile::from_bytes(bytes);
  if (!blobs) return blobs.error();
  return build(std::move(*blobs), options);
}

void read_again(const Document& doc, const Tokens& tokens, std::span<const uint32_t> sentences,
                const SecondReader& reader, ParseScratch& scratch, Syntax& syntax) {
  SecondReading(doc, tokens, reader.weights(), scratch.memory().transformer, syntax).run(sentences);
}

}  // namespace dateline
