#include "dateline/syntax/matrix.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace dateline {

Error model_error(std::string what) {
  return {ErrorKind::bad_model, std::move(what), kNoOffset, {}};
}

namespace {

constexpr int64_t kSumLimit = std::numeric_limits<int32_t>::max();

Error bad(const std::string& name, const char* what) {
  return model_error("blob " + name + " " + what);
}

bool finite(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

std::vector<float> widen(const Blob& blob) {
  if (blob.type == BlobType::f32) {
    const auto items = blob.as<float>();
    return {items.begin(), items.end()};
  }
  std::vector<float> out;
  out.reserve(blob.items());
  for (const uint16_t half : blob.as<uint16_t>()) out.push_back(from_half(half));
  return out;
}

// The scales of an i8 blob, one for each of its rows.
Result<std::span<const float>> row_scales(const BlobFile& file, const std::string& name,
                                          size_t rows) {
  const Blob* blob = file.find(name + ".scale");
  if (blob == nullptr) return bad(name + ".scale", "is missing");
  if (blob->type != BlobType::f32 || blob->items() != rows)
    return bad(name + ".scale", "has the wrong shape");
  if (!finite(blob->as<float>())) return bad(name + ".scale", "holds what is not a number");
  return blob->as<float>();
}

Result<const Blob*> shaped(const BlobFile& file, const std::string& name, size_t rows,
                           size_t columns) {
  const Blob* blob = file.find(name);
  if (blob == nullptr) return bad(name, "is missing");
  if (blob->rows() != rows || blob->items() != rows * std::max<size_t>(columns, 1))
    return bad(name, "has the wrong shape");
  if (blob->type != BlobType::f32 && blob->type != BlobType::f16 && blob->type != BlobType::i8)
    return bad(name, "has the wrong type");
  return blob;
}

}  // namespace

// IEEE 754 binary16.
float from_half(uint16_t half) {
  const int exponent = (half >> 10) & 31;
  const int mantissa = half & 1023;
  float value;
  if (exponent == 31)
    value = mantissa ? NAN : INFINITY;
  else if (exponent == 0)
    value = std::ldexp(static_cast<float>(mantissa), -24);
  else
    value = std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
  return (half & 0x8000) ? -value : value;
}

Result<std::vector<float>> read_floats(const BlobFile& file, const std::string& name, size_t rows,
                                       size_t columns) {
  const auto blob = shaped(file, name, rows, columns);
  if (!blob) return blob.error();
  std::vector<float> out;
  if ((*blob)->type == BlobType::i8) {
    const auto scales = row_scales(file, name, rows);
    if (!scales) return scales.error();
    const auto items = (*blob)->as<int8_t>();
    const size_t width = std::max<size_t>(columns, 1);
    out.resize(items.size());
    for (size_t i = 0; i < items.size(); ++i) out[i] = (*scales)[i / width] * items[i];
  } else {
    out = widen(**blob);
  }
  if (!finite(out)) return bad(name, "holds what is not a number");
  return out;
}

void IntegerRows::assign(const Kernels& kernels, const float* x, size_t x_stride, size_t n,
                         size_t columns, float limit) {
  rows = n;
  stride = round_up(columns, kPanel);
  int16_t* to = at_least(items, n * stride);
  at_least(scale, n);
  const size_t width = round_up(columns, kLanes);
  for (size_t r = 0; r < n; ++r) {
    scale[r] = kernels.quantise(x + r * x_stride, width, limit, to + r * stride);
    std::fill(to + r * stride + width, to + (r + 1) * stride, int16_t{0});
  }
}

void Matrix::shape(size_t outputs, size_t inputs, int32_t w_limit) {
  outputs_ = outputs;
  inputs_ = inputs;
  w_limit_ = static_cast<float>(w_limit);
  const int64_t room = kSumLimit / (static_cast<int64_t>(std::max<size_t>(inputs, 1)) * w_limit);
  x_limit_ = static_cast<float>(std::min<int64_t>(room, 32767));
  at_least(panels_, y_stride() * padded_inputs());
  std::fill(panels_.begin(), panels_.end(), int16_t{0});
  at_least(scale_, y_stride());
  at_least(bias_, y_stride());
  std::fill(scale_.begin(), scale_.end(), 0.0f);
  std::fill(bias_.begin(), bias_.end(), 0.0f);
}

namespace {

int32_t float_limit(size_t inputs) {
  const auto root = static_cast<int32_t>(std::sqrt(static_cast<double>(kSumLimit) / inputs));
  return std::clamp(root, 1, 32767);
}

constexpr size_t kMostInputs = 8192;
constexpr int32_t kByteLimit = 128;

}  // namespace

Result<Matrix> Matrix::load(const BlobFile& file, const std::string& weights,
                            const std::string& bias, size_t columns, size_t first, size_t rows) {
  const Blob* blob = file.find(weights);
  if (blob == nullptr) return bad(weights, "is missing");
  const size_t all = blob->rows();
  if (rows == 0 && first <= all) rows = all - first;
  if (rows == 0 || first > all || rows > all - first || columns == 0 || columns > kMostInputs)
    return bad(weights, "has the wrong shape");
  const auto checked = shaped(file, weights, all, columns);
  if (!checked) return checked.error();
  const auto biases = read_floats(file, bias, all, 0);
  if (!biases) return biases.error();
  Matrix out;
  if (blob->type == BlobType::i8) {
    const auto scales = row_scales(file, weights, all);
    if (!scales) return scales.error();
    out.shape(rows, columns, kByteLimit);
    const int8_t* items = blob->as<int8_t>().data() + first * columns;
    for (size_t r = 0; r < rows; ++r) {
      for (size_t c = 0; c < columns; ++c) out.panels_[out.at(r, c)] = items[r * columns + c];
      out.scale_[r] = (*scales)[first + r];
    }
  } else {
    const auto values = read_floats(file, weights, all, columns);
    if (!values) return values.error();
    Aligned<float> padded(rows * round_up(columns, kLanes));
    for (size_t r = 0; r < rows; ++r)
      std::memcpy(&padded[r * round_up(columns, kLanes)], &(*values)[(first + r) * columns],
                  columns * sizeof(float));
    out.assign(portable_kernels(), padded.data(), round_up(columns, kLanes), rows, columns);
  }
  std::copy_n(biases->begin() + static_cast<ptrdiff_t>(first), rows, out.bias_.begin());
  return out;
}

void Matrix::assign(const Kernels& kernels, const float* rows, size_t stride, size_t n,
                    size_t columns) {
  shape(n, columns, float_limit(columns));
  packing_.assign(kernels, rows, stride, n, columns, w_limit_);
  for (size_t r = 0; r < n; ++r) {
    scale_[r] = packing_.scale[r];
    const int16_t* from = &packing_.items[r * packing_.stride];
    int16_t* to = &panels_[r / kPanel * padded_inputs() * kPanel + r % kPanel * 2];
    for (size_t c = 0; c < padded_inputs(); c += 2, to += 2 * kPanel)
      std::memcpy(to, from + c, 2 * sizeof(int16_t));
  }
}

Product Matrix::task(const IntegerRows& x, float* y) const {
  Product out;
  out.x_scale = x.scale.data();
  out.rows = x.rows;
  out.panels = y_stride() / kPanel;
  out.w_scale = scale_.data();
  out.bias = bias_.data();
  out.y = y;
  out.y_stride = y_stride();
  return out;
}

void Matrix::product(const Kernels& kernels, const IntegerRows& x, float* y) const {
  ProductTask pairs{task(x, y), x.items.data(), panels_.data()};
  pairs.x_stride = x.stride;
  pairs.columns = padded_inputs();
  kernels.product(pairs);
}

void Matrix::product(const Kernels& kernels, const float* x, size_t x_stride, size_t n,
                     IntegerRows& scratch, float* y) const {
  scratch.assign(kernels, x, x_stride, n, inputs_, x_limit_);
  if (bytes_.empty())
    product(kernels, scratch, y);
  else
    product_bytes(kernels, scratch, y);
}

void Matrix::round_weights() {
  const float by = 127 / w_limit_;
  for (int16_t& w : panels_) w = static_cast<int16_t>(std::lround(by * static_cast<float>(w)));
  for (float& scale : scale_) scale /= by;
  w_limit_ = kByteLimit;
}

void Matrix::use_bytes(const Kernels& kernels) {
  if (w_limit_ != kByteLimit) round_weights();
  x_limit_ = 127;
  if (kernels.product_bytes == nullptr) return;
  const size_t columns = round_up(inputs_, 4);
  bytes_.assign(y_stride() * columns, 0);
  offset_.assign(y_stride(), 0);
  int8_t* to = bytes_.data();  // in its own order, which start-up notices
  for (size_t panel = 0; panel < y_stride(); panel += kPanel)
    for (size_t c = 0; c < columns; c += 4)
      for (size_t n = 0; n < kPanel; ++n)
        for (size_t i = c; i < c + 4; ++i, ++to) {
          const int16_t w = i < padded_inputs() ? panels_[at(panel + n, i)] : int16_t{0};
          *to = static_cast<int8_t>(w);
          offset_[panel + n] += 128 * w;
        }
  panels_ = {};
}

void Matrix::product_bytes(const Kernels& kernels, IntegerRows& x, float* y) const {
  const size_t columns = round_up(inputs_, 4);
  uint8_t* bytes = at_least(x.bytes, x.rows * columns);
  for (size_t r = 0; r < x.rows; ++r) {
    const int16_t* __restrict from = &x.items[r * x.stride];
    uint8_t* __restrict to = bytes + r * columns;
    for (size_t c = 0; c < columns; ++c) to[c] = static_cast<uint8_t>(from[c] + 128);
  }
  ByteProductTask fours{task(x, y), bytes, bytes_.data(), offset_.data()};
  fours.x_stride = columns;
  fours.columns = columns;
  kernels.product_bytes(fours);
}

Status take_floats(const BlobFile& file, const std::string& name, size_t rows, size_t columns,
                   Aligned<float>& out) {
  const auto values = read_floats(file, name, rows, columns);
  if (!values) return values.error();
  out.assign(values->begin(), values->end());
  return Done{};
}

Status take(Result<Matrix> matrix, Matrix& out) {
  if (!matrix) return matrix.error();
  out = std::move(*matrix);
  return Done{};
}

Status take_bytes(const Kernels& kernels, Result<Matrix> matrix, Matrix& out) {
  const Status status = take(std::move(matrix), out);
  if (status) out.use_bytes(kernels);
  return status;
}

}  // namespace dateline
