// Dense layers y = W x + b over rows of tokens.
//
// Weights are kept as 16-bit integers with a scale for each row, and rows of x
// are made so too, each with its own scale, to as many bits as the sum of
// products leaves room for in 32: 15 bits of x beside 8-bit weights, 11 or 12
// of each where the file has floats; or, after use_bytes(), both as 8 bits.
// docs/model-format.md has the file side.
// Covered by kernels_test.cc against a plain product in double precision.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "dateline/base/blob_file.h"
#include "dateline/syntax/aligned.h"
#include "dateline/syntax/kernels.h"

namespace dateline {

// What is wrong with a model file.
Error model_error(std::string what);

// Any numeric blob (f32, f16, i8 with its scale) as floats. Errors: bad_model
// for a blob that is missing, of another shape, or holds what is not a number.
// `columns` 0: a vector of `rows`; else a matrix.
Result<std::vector<float>> read_floats(const BlobFile& file, const std::string& name, size_t rows,
                                       size_t columns);

// The same, aligned.
Status take_floats(const BlobFile& file, const std::string& name, size_t rows, size_t columns,
                   Aligned<float>& out);

float from_half(uint16_t half);

inline constexpr size_t kMostWidth = 4096;  // of an encoder or an embedding

// Rows of 16-bit integers, each with its scale: one side of a product.
struct IntegerRows {
  size_t rows = 0;
  size_t stride = 0;
  Aligned<int16_t> items;
  Aligned<uint8_t> bytes;  // scratch of Matrix: the items and 128
  Aligned<float> scale;

  // x: rows of round_up(columns, kLanes) floats at x_stride, zero beyond columns.
  void assign(const Kernels& kernels, const float* x, size_t x_stride, size_t n, size_t columns,
              float limit);
};

class Matrix {
 public:
  // Rows [first, first + rows) of blob `name` + ".w" with `name` + ".b".
  // rows 0: all from `first` on. REQUIRES: nothing; shapes are checked.
  static Result<Matrix> load(const BlobFile& file, const std::string& weights,
                             const std::string& bias, size_t columns, size_t first = 0,
                             size_t rows = 0);
  // From rows of floats; `bias` may be nullptr. REQUIRES: rows at 32-byte steps.
  void assign(const Kernels& kernels, const float* rows, size_t stride, size_t n, size_t columns);

  size_t outputs() const { return outputs_; }
  size_t inputs() const { return inputs_; }
  size_t y_stride() const { return round_up(outputs_, kPanel); }
  float x_limit() const { return x_limit_; }  // for IntegerRows::assign
  // From now on weights and x are of 8 bits, which is twice as fast where the processor
  // multiplies bytes. REQUIRES: product() with scratch only.
  void use_bytes(const Kernels& kernels);
  void set_bias(size_t output, float value) { bias_[output] = value; }

  // y: x.rows rows of y_stride() floats. REQUIRES: x made with x_limit().
  void product(const Kernels& kernels, const IntegerRows& x, float* y) const;
  // Quantises x into `scratch` and multiplies.
  void product(const Kernels& kernels, const float* x, size_t x_stride, size_t n,
               IntegerRows& scratch, float* y) const;

 private:
  void round_weights();
  void product_bytes(const Kernels& kernels, IntegerRows& x, float* y) const;
  void shape(size_t outputs, size_t inputs, int32_t w_limit);
  // The place of a weight in panels_.
  size_t at(size_t output, size_t input) const {
    return (output / kPanel * padded_inputs() + input / 2 * 2) * kPanel + output % kPanel * 2 +
           input % 2;
  }
  // A product without its two sides, which depend on the width of the integers.
  Product task(const IntegerRows& x, float* y) const;
  size_t padded_inputs() const { return round_up(inputs_, 2); }

  size_t outputs_ = 0;
  size_t inputs_ = 0;
  float x_limit_ = 0;
  float w_limit_ = 0;
  Aligned<int16_t> panels_;
  Aligned<float> scale_;
  Aligned<float> bias_;
  IntegerRows packing_;  // of assign()
  Aligned<int8_t> bytes_;  // in place of panels_, after use_bytes()
  Aligned<int32_t> offset_;
};

Status take(Result<Matrix> matrix, Matrix& out);
// The same, to be multiplied as bytes: the scores do not tell the difference.
Status take_bytes(const Kernels& kernels, Result<Matrix> matrix, Matrix& out);

}  // namespace dateline
