#include "dateline/syntax/transformer.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

constexpr size_t kHead = 32;      // width of an attention head
constexpr uint32_t kBatch = 512;  // pieces that are multiplied together
constexpr size_t kMostLayers = 24;

class TransformerFile {
 public:
  TransformerFile(const BlobFile& file, const Kernels& kernels) : file_(file) {
    out_.kernels = &kernels;
  }

  Result<Transformer> read() {
    for (const auto step : {&TransformerFile::read_words, &TransformerFile::read_layers,
                            &TransformerFile::read_shares}) {
      const Status status = (this->*step)();
      if (!status) return status.error();
    }
    return std::move(out_);
  }

 private:
  Status read_words() {
    const Blob* pieces = file_.find("pieces");
    if (pieces == nullptr || pieces->type != BlobType::bytes)
      return model_error("not an encoder of word pieces: no pieces");
    auto words = WordPieces::read(pieces->text());
    if (!words) return words.error();
    out_.pieces = std::move(*words);
    auto embedding = EmbeddingTable::load(file_, "emb.piece");
    if (!embedding) return embedding.error();
    auto position = EmbeddingTable::load(file_, "emb.position");
    if (!position) return position.error();
    out_.embedding = *embedding;
    out_.position = *position;
    out_.d = embedding->width;
    if (embedding->rows != out_.pieces.size() || position->width != out_.d || out_.d % kHead != 0)
      return model_error("blobs pieces, emb.piece and emb.position do not fit together");
    return take("emb", out_.embedded);
  }

  Status read_layers() {
    for (std::string name = "bert.0"; file_.find(name + ".qkv.w") != nullptr;
         name = "bert." + std::to_string(out_.layers.size())) {
      if (out_.layers.size() == kMostLayers) return model_error("encoder of too many layers");
      const Blob* up = file_.find(name + ".up.w");
      if (up == nullptr) return model_error("blob " + name + ".up.w is missing");
      TransformerLayer layer;
      Status status = take(name + ".qkv", out_.d, 3 * out_.d, layer.qkv);
      if (status) status = take(name + ".mix", out_.d, out_.d, layer.mixed);
      if (status) status = take(name + ".mix", layer.after_mix);
      if (status) status = take(name + ".up", out_.d, up->rows(), layer.up);
      if (status) status = take(name + ".down", up->rows(), out_.d, layer.down);
      if (status) status = take(name + ".down", layer.after_down);
      if (!status) return status;
      out_.layers.push_back(std::move(layer));
    }
    return out_.layers.empty() ? Status(model_error("blob bert.0.qkv.w is missing")) : Done{};
  }

  Status read_shares() {
    if (file_.find("bert.share") == nullptr) return Done{};
    auto shares = read_floats(file_, "bert.share", out_.layers.size() + 1, 0);
    if (!shares) return shares.error();
    out_.share = std::move(*shares);
    return Done{};
  }

  Status take(const std::string& name, size_t inputs, size_t outputs, Matrix& out) {
    auto matrix = Matrix::load(file_, name + ".w", name + ".b", inputs);
    if (!matrix) return matrix.error();
    if (matrix->outputs() != outputs) return model_error("blob " + name + ".w has the wrong shape");
    out = std::move(*matrix);
    out.use_bytes(*out_.kernels);
    return Done{};
  }

  Status take(const std::string& name, Norm& out) {
    const auto gain = read_floats(file_, name + ".g", out_.d, 0);
    if (!gain) return gain.error();
    const auto bias = read_floats(file_, name + ".n", out_.d, 0);
    if (!bias) return bias.error();
    out.gain.assign(gain->begin(), gain->end());
    out.bias.assign(bias->begin(), bias->end());
    return Done{};
  }

  const BlobFile& file_;
  Transformer out_;
};

}  // namespace

Result<Transformer> Transformer::read(const BlobFile& file, const Kernels& kernels) {
  return TransformerFile(file, kernels).read();
}

void TransformerBatch::clear() {
  m_.rows = 0;
  m_.sentences.clear();
  m_.tokens.clear();
}

bool TransformerBatch::cut(uint32_t first, uint32_t last) {
  first_ = first;
  last_ = last;
  m_.pieces.assign(1, w_.pieces.opening());
  m_.starts.clear();
  for (uint32_t token = first; token < last; ++token) {
    m_.starts.push_back(static_cast<uint32_t>(m_.pieces.size()));
    w_.pieces.append(doc_.at(tokens_[token].span), m_.pieces);
    if (m_.pieces.size() >= w_.position.rows) return false;
  }
  m_.starts.push_back(static_cast<uint32_t>(m_.pieces.size()));
  m_.pieces.push_back(w_.pieces.closing());
  return true;
}

bool TransformerBatch::is_full() const {
  return m_.rows > 0 && m_.rows + m_.pieces.size() > kBatch;
}

// The pieces that were cut last, as rows of the batch.
void TransformerBatch::embed() {
  const auto size = static_cast<uint32_t>(m_.pieces.size());
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

const float* TransformerBatch::encode() {
  if (!w_.share.empty()) share_layer(0);
  for (size_t l = 0; l < w_.layers.size(); ++l) {
    const TransformerLayer& layer = w_.layers[l];
    mix(layer);
    if (w_.share.empty() && l + 1 == w_.layers.size()) keep_asked_rows();
    add_and_normalise(layer.mixed, m_.mixed.data(), w_.d, layer.after_mix);
    float* inner = multiply(layer.up, m_.x.data(), w_.d, m_.inner);
    kernels_.gelu(inner, m_.rows * layer.up.y_stride());
    add_and_normalise(layer.down, inner, layer.up.y_stride(), layer.after_down);
    if (!w_.share.empty()) share_layer(l + 1);
  }
  return means();
}

// Layer 0 are the embeddings.
void TransformerBatch::share_layer(size_t layer) {
  const size_t size = m_.rows * w_.d;
  float* sum = at_least(m_.sum, size);
  if (layer == 0) std::fill_n(sum, size, 0.0f);
  for (size_t i = 0; i < size; ++i) sum[i] += w_.share[layer] * m_.x[i];
}

// Of the last layer nothing is asked but the numbers of `m_.tokens`.
void TransformerBatch::keep_asked_rows() {
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

float* TransformerBatch::multiply(const Matrix& matrix, const float* x, size_t stride,
                                  Aligned<float>& out) {
  float* y = at_least(out, m_.rows * matrix.y_stride());
  matrix.product(kernels_, x, stride, m_.rows, m_.integers, y);
  return y;
}

// x ← norm(x + matrix · from).
void TransformerBatch::add_and_normalise(const Matrix& matrix, const float* from, size_t stride,
                                         const Norm& norm) {
  const float* y = multiply(matrix, from, stride, m_.y);
  for (size_t i = 0; i < m_.rows * w_.d; ++i) m_.x[i] += y[i];
  for (uint32_t row = 0; row < m_.rows; ++row)
    kernels_.normalise(&m_.x[row * w_.d], w_.d, norm.gain.data(), norm.bias.data());
}

// Attention, each head over each sentence.
void TransformerBatch::mix(const TransformerLayer& layer) {
  multiply(layer.qkv, m_.x.data(), w_.d, m_.qkv);
  at_least(m_.mixed, m_.rows * w_.d);
  for (const auto& sentence : m_.sentences)
    for (size_t head = 0; head < w_.d; head += kHead) attend(sentence, head);
}

void TransformerBatch::attend(const TransformerMemory::Rows& sentence, size_t head) {
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

const float* TransformerBatch::means() {
  const float* x = w_.share.empty() ? m_.x.data() : m_.sum.data();
  float* means = at_least(m_.mixed, m_.tokens.size() * w_.d);
  for (size_t i = 0; i < m_.tokens.size(); ++i) {
    const auto& token = m_.tokens[i];
    float* mean = means + i * w_.d;
    std::fill_n(mean, w_.d, 0.0f);
    const float share = 1.0f / static_cast<float>(token.last - token.first);
    for (uint32_t row = token.first; row < token.last; ++row)
      for (size_t j = 0; j < w_.d; ++j) mean[j] += share * x[row * w_.d + j];
  }
  return means;
}

}  // namespace dateline
