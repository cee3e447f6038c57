#include "dateline/syntax/second_reader.h"

#include <algorithm>
#include <cmath>

#include "dateline/syntax/parse_memory.h"
#include "dateline/syntax/second_weights.h"

namespace dateline {
namespace {

constexpr size_t kHead = 32;      // width of an attention head
constexpr uint32_t kBatch = 512;  // pieces that are multiplied together
constexpr size_t kMostLayers = 24;

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

Error bad(const std::string& what) { return {ErrorKind::bad_model, what, kNoOffset, {}}; }

class SecondFile {
 public:
  SecondFile(const BlobFile& file, const Kernels& kernels)
      : file_(file), out_(std::make_unique<SecondWeights>()), w_(*out_) {
    w_.kernels = &kernels;
  }

  Result<std::unique_ptr<const SecondWeights>> read() {
    for (const auto step : {&SecondFile::read_words, &SecondFile::read_layers}) {
      const Status status = (this->*step)();
      if (!status) return status.error();
    }
    return std::unique_ptr<const SecondWeights>(std::move(out_));
  }

 private:
  Status read_words() {
    const Blob* pieces = file_.find("pieces");
    if (pieces == nullptr || pieces->type != BlobType::bytes)
      return bad("not a second reader: no pieces");
    auto words = WordPieces::read(pieces->text());
    if (!words) return words.error();
    w_.pieces = std::move(*words);
    auto embedding = EmbeddingTable::load(file_, "emb.piece");
    if (!embedding) return embedding.error();
    auto position = EmbeddingTable::load(file_, "emb.position");
    if (!position) return position.error();
    w_.embedding = *embedding;
    w_.position = *position;
    w_.d = embedding->width;
    if (embedding->rows != w_.pieces.size() || position->width != w_.d || w_.d % kHead != 0)
      return bad("blobs pieces, emb.piece and emb.position do not fit together");
    return take("emb", w_.embedded);
  }

  Status read_layers() {
    for (std::string name = "bert.0"; file_.find(name + ".qkv.w") != nullptr;
         name = "bert." + std::to_string(w_.layers.size())) {
      if (w_.layers.size() == kMostLayers) return bad("reader of too many layers");
      const Blob* up = file_.find(name + ".up.w");
      if (up == nullptr) return bad("blob " + name + ".up.w is missing");
      TransformerLayer layer;
      Status status = take(name + ".qkv", w_.d, 3 * w_.d, layer.qkv);
      if (status) status = take(name + ".mix", w_.d, w_.d, layer.mixed);
      if (status) status = take(name + ".mix", layer.after_mix);
      if (status) status = take(name + ".up", w_.d, up->rows(), layer.up);
      if (status) status = take(name + ".down", up->rows(), w_.d, layer.down);
      if (status) status = take(name + ".down", layer.after_down);
      if (!status) return status;
      w_.layers.push_back(std::move(layer));
    }
    if (w_.layers.empty()) return bad("blob bert.0.qkv.w is missing");
    return take("out", w_.d, 0, w_.output);
  }

  // outputs 0: as many as there are.
  Status take(const std::string& name, size_t inputs, size_t outputs, Matrix& out) {
    auto matrix = Matrix::load(file_, name + ".w", name + ".b", inputs);
    if (!matrix) return matrix.error();
    if (outputs > 0 && matrix->outputs() != outputs)
      return bad("blob " + name + ".w has the wrong shape");
    out = std::move(*matrix);
    out.use_bytes(*w_.kernels);
    return Done{};
  }

  Status take(const std::string& name, Norm& out) {
    const auto gain = read_floats(file_, name + ".g", w_.d, 0);
    if (!gain) return gain.error();
    const auto bias = read_floats(file_, name + ".n", w_.d, 0);
    if (!bias) return bias.error();
    out.gain.assign(gain->begin(), gain->end());
    out.bias.assign(bias->begin(), bias->end());
    return Done{};
  }

  const BlobFile& file_;
  std::unique_ptr<SecondWeights> out_;
  SecondWeights& w_;
};

class SecondReading {
 public:
  SecondReading(const Document& doc, const Tokens& tokens, const SecondWeights& weights,
                SecondMemory& memory, Syntax& out)
      : doc_(doc), tokens_(tokens), w_(weights), kernels_(*weights.kernels), m_(memory), out_(out) {
    out_.reread_width = static_cast<uint32_t>(w_.output.outputs());
    out_.reread_row.assign(tokens.size(), kNone);
    begin_batch();
  }

  void run(std::span<const uint32_t> sentences) {
    for (const uint32_t s : sentences) add(tokens_.sentences[s]);
    read_batch();
  }

 private:
  void begin_batch() {
    m_.rows = 0;
    m_.sentences.clear();
    m_.tokens.clear();
  }

  void add(const Sentence& sentence) {
    m_.pieces.assign(1, w_.pieces.opening());
    m_.starts.clear();
    for (uint32_t token = sentence.first; token < sentence.last; ++token) {
      m_.starts.push_back(static_cast<uint32_t>(m_.pieces.size()));
      w_.pieces.append(doc_.at(tokens_[token].span), m_.pieces);
      if (m_.pieces.size() >= w_.position.rows) return;
    }
    m_.starts.push_back(static_cast<uint32_t>(m_.pieces.size()));
    m_.pieces.push_back(w_.pieces.closing());
    if (m_.rows > 0 && m_.rows + m_.pieces.size() > kBatch) read_batch();
    put(sentence);
  }

  // Embeds the pieces of the sentence as rows of the batch.
  void put(const Sentence& sentence) {
    const auto size = static_cast<uint32_t>(m_.pieces.size());
    for (uint32_t token = sentence.first; token < sentence.last; ++token) {
      if (is_function_word(out_[token].upos)) continue;
      const uint32_t* start = &m_.starts[token - sentence.first];
      m_.tokens.push_back({token, m_.rows + start[0], m_.rows + start[1]});
    }
    m_.sentences.push_back({m_.rows, m_.rows + size});
    m_.x.resize(std::max(m_.x.size(), (m_.rows + size_t{size}) * w_.d));
    at_least(m_.y, w_.d);
    for (uint32_t i = 0; i < size; ++i) {
      float* x = &m_.x[(m_.rows + i) * w_.d];
      w_.embedding.copy(m_.pieces[i], x);
      w_.position.copy(i, m_.y.data());
      for (size_t j = 0; j < w_.d; ++j) x[j] += m_.y[j];
      kernels_.normalise(x, w_.d, w_.embedded.gain.data(), w_.embedded.bias.data());
    }
    m_.rows += size;
  }

  void read_batch() {
    if (m_.rows > 0) {
      for (const TransformerLayer& layer : w_.layers) {
        mix(layer);
        if (&layer == &w_.layers.back()) keep_asked_rows();
        add_and_normalise(layer.mixed, m_.mixed.data(), w_.d, layer.after_mix);
        float* inner = multiply(layer.up, m_.x.data(), w_.d, m_.inner);
        kernels_.gelu(inner, m_.rows * layer.up.y_stride());
        add_and_normalise(layer.down, inner, layer.up.y_stride(), layer.after_down);
      }
      give();
    }
    begin_batch();
  }

  // Of the last layer nothing is asked but the numbers of `m_.tokens`.
  void keep_asked_rows() {
    uint32_t kept = 0;
    for (auto& token : m_.tokens) {
      const uint32_t first = kept;
      for (uint32_t row = token.first; row < token.last; ++row, ++kept) {
        std::copy_n(&m_.x[row * w_.d], w_.d, &m_.x[kept * w_.d]);
        std::copy_n(&m_.mixed[row * w_.d], w_.d, &m_.mixed[kept * w_.d]);
      }
      token.first = first;
      token.last = kept;
    }
    m_.rows = kept;
  }

  float* multiply(const Matrix& matrix, const float* x, size_t stride, Aligned<float>& out) {
    float* y = at_least(out, m_.rows * matrix.y_stride());
    matrix.product(kernels_, x, stride, m_.rows, m_.integers, y);
    return y;
  }

  // x ← norm(x + matrix · from).
  void add_and_normalise(const Matrix& matrix, const float* from, size_t stride, const Norm& norm) {
    const float* y = multiply(matrix, from, stride, m_.y);
    for (size_t i = 0; i < m_.rows * w_.d; ++i) m_.x[i] += y[i];
    for (uint32_t row = 0; row < m_.rows; ++row)
      kernels_.normalise(&m_.x[row * w_.d], w_.d, norm.gain.data(), norm.bias.data());
  }

  // Attention, each head over each sentence.
  void mix(const TransformerLayer& layer) {
    multiply(layer.qkv, m_.x.data(), w_.d, m_.qkv);
    at_least(m_.mixed, m_.rows * w_.d);
    for (const auto& sentence : m_.sentences)
      for (size_t head = 0; head < w_.d; head += kHead) attend(sentence, head);
  }

  void attend(const SecondMemory::Rows& sentence, size_t head) {
    const size_t n = sentence.last - sentence.first;
    const size_t stride = 3 * w_.d;
    const float* q = &m_.qkv[sentence.first * stride + head];
    m_.keys.assign(kernels_, q + w_.d, stride, n, kHead);
    const size_t across = m_.keys.y_stride();
    float* scores = at_least(m_.scores, n * across);
    m_.keys.product(kernels_, q, stride, n, m_.integers, scores);
    for (size_t i = 0; i < n; ++i)
      kernels_.softmax(scores + i * across, n, 1 / std::sqrt(static_cast<float>(kHead)));
    // The values, a column for each piece.
    float* turned = at_least(m_.turned, kHead * across);
    const float* values = q + 2 * w_.d;
    for (size_t j = 0; j < kHead; ++j) {
      for (size_t i = 0; i < n; ++i) turned[j * across + i] = values[i * stride + j];
      std::fill(turned + j * across + n, turned + (j + 1) * across, 0.0f);
    }
    m_.values.assign(kernels_, turned, across, kHead, n);
    float* out = at_least(m_.head, n * m_.values.y_stride());
    m_.values.product(kernels_, scores, across, n, m_.integers, out);
    for (size_t i = 0; i < n; ++i)
      std::copy_n(out + i * m_.values.y_stride(), kHead,
                  &m_.mixed[(sentence.first + i) * w_.d + head]);
  }

  // The outputs, of the mean of each token's pieces.
  void give() {
    const size_t count = m_.tokens.size();
    float* means = at_least(m_.mixed, m_.rows * w_.d);
    for (size_t i = 0; i < count; ++i) {
      const auto& token = m_.tokens[i];
      float* mean = means + i * w_.d;
      std::fill_n(mean, w_.d, 0.0f);
      const float share = 1.0f / static_cast<float>(token.last - token.first);
      for (uint32_t row = token.first; row < token.last; ++row)
        for (size_t j = 0; j < w_.d; ++j) mean[j] += share * m_.x[row * w_.d + j];
    }
    float* y = at_least(m_.y, count * w_.output.y_stride());
    w_.output.product(kernels_, means, w_.d, count, m_.integers, y);
    const size_t width = w_.output.outputs();
    size_t row = out_.reread.size() / width;
    out_.reread.resize((row + count) * width);
    for (size_t i = 0; i < count; ++i, ++row) {
      out_.reread_row[m_.tokens[i].token] = static_cast<uint32_t>(row);
      std::copy_n(y + i * w_.output.y_stride(), width, &out_.reread[row * width]);
    }
  }

  const Document& doc_;
  const Tokens& tokens_;
  const SecondWeights& w_;
  const Kernels& kernels_;
  SecondMemory& m_;
  Syntax& out_;
};

}  // namespace

SecondReader::SecondReader(BlobFile file, std::unique_ptr<const SecondWeights> weights)
    : file_(std::move(file)), weights_(std::move(weights)) {}
SecondReader::~SecondReader() = default;

Result<std::shared_ptr<const SecondReader>> SecondReader::build(BlobFile file,
                                                                const ModelOptions& options) {
  auto weights = SecondFile(file, options.portable ? portable_kernels() : best_kernels()).read();
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
  SecondReading(doc, tokens, reader.weights(), scratch.memory().second, syntax).run(sentences);
}

}  // namespace dateline
