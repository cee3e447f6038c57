#include "dateline/syntax/accurate.h"

#include <algorithm>

namespace dateline {
namespace {

bool same_text(const Blob* a, const Blob* b) {
  return a != nullptr && b != nullptr && a->type == BlobType::bytes && a->text() == b->text();
}

}  // namespace

Result<std::unique_ptr<const AccurateWeights>> AccurateWeights::read(const BlobFile& file,
                                                                     const BlobFile& model_file,
                                                                     const Weights& model) {
  for (const char* labels : {"labels.morph", "labels.script", "labels.ner", "labels.rel"})
    if (!same_text(file.find(labels), model_file.find(labels)))
      return model_error(std::string("blob ") + labels + " is not that of the model beside it");
  const Kernels& kernels = *model.kernels;
  auto out = std::make_unique<AccurateWeights>();
  auto encoder = Transformer::read(file, kernels);
  if (!encoder) return encoder.error();
  out->encoder = std::move(*encoder);
  Status status = take_bytes(
      kernels, Matrix::load(file, "input.w", "input.b", model.d + out->encoder.d), out->input);
  if (!status) return status.error();
  if (out->d() % (2 * kLanes) != 0 || out->d() > kMostWidth)
    return model_error("the width of the layers is not a multiple of 16 up to 4096");
  status = read_recurrent_layers(file, kernels, "sru.", out->d(), out->layers);
  if (!status) return status.error();
  const HeadSizes sizes{model.morph_labels.size(), model.scripts.size(),
                        model.entities.labels.size()};
  auto heads = Heads::read(file, kernels, out->d(), sizes, model.relations);
  if (!heads) return heads.error();
  out->heads = std::move(*heads);
  return std::unique_ptr<const AccurateWeights>(std::move(out));
}

void AccurateReading::read(std::span<const Piece> pieces, const float* input, size_t width,
                           size_t rows) {
  batch_.clear();
  m_.read.assign(rows, false);
  const size_t stride = round_up(w_.input.inputs(), kLanes);
  float* joined = at_least(m_.joined, rows * stride);
  std::fill_n(joined, rows * stride, 0.0f);
  for (const Piece& piece : pieces) {
    for (size_t row = piece.row; row < piece.row + piece.size(); ++row)
      std::copy_n(input + row * width, width, joined + row * stride);
    if (!batch_.cut(piece.first, piece.last)) continue;
    std::fill_n(m_.read.begin() + piece.row, piece.size(), true);
    batch_.put([](uint32_t) { return true; });
  }
  if (!batch_.empty()) {
    const float* mean = batch_.encode();
    for (size_t row = 0; row < rows; ++row) {
      if (!m_.read[row]) continue;
      std::copy_n(mean, w_.encoder.d, joined + row * stride + width);
      mean += w_.encoder.d;
    }
  }
  float* x = at_least(m_.x, rows * w_.input.y_stride());
  w_.input.product(kernels_, joined, stride, rows, m_.recurrence.integers, x);
  run_layers(w_.layers, kernels_, pieces, rows, w_.d(), x, m_.recurrence);
  arcs_.read(x, w_.d(), rows);
}

void AccurateReading::average(size_t row, size_t width, const float* from, float* to) const {
  if (m_.read[row])
    for (size_t i = 0; i < width; ++i) to[i] = 0.5f * (to[i] + from[i]);
}

void AccurateReading::share(const Matrix& head, size_t rows, float* y) {
  const size_t stride = head.y_stride();
  float* own = at_least(m_.scores, rows * stride);
  head.product(kernels_, m_.x.data(), w_.d(), rows, m_.recurrence.integers, own);
  for (size_t row = 0; row < rows; ++row) average(row, stride, own + row * stride, y + row * stride);
}

void AccurateReading::share_arcs(const Piece& piece, float* scores) {
  const float* own = arcs_.score(piece.row, piece.size());
  const size_t stride = arcs_.stride();
  for (size_t i = 0; i < piece.size(); ++i)
    average(piece.row + i, piece.size() + 1, own + i * stride, scores + i * stride);
}

void AccurateReading::share_relations(std::span<const uint32_t> head_of, float* scores) {
  const float* own = arcs_.relate(head_of);
  const size_t stride = w_.heads.relation.y_stride();
  for (size_t row = 0; row < head_of.size(); ++row)
    average(row, stride, own + row * stride, scores + row * stride);
}

}  // namespace dateline
