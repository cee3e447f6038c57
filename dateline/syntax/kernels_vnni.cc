// The product for processors with AVX-512 VNNI, where one instruction multiplies
// pairs and adds them to the sums; the other loops are those of AVX2. Not called
// without asking the processor. kernels.h says what they are.
#include "dateline/syntax/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512F__)
#include <immintrin.h>

namespace dateline {
namespace vnni {
namespace {

using Sums = int32_t __attribute__((vector_size(64)));
using FloatSums = float __attribute__((vector_size(64)));
using SumsAt = int32_t __attribute__((vector_size(64), aligned(32), may_alias));
using FloatSumsAt = float __attribute__((vector_size(64), aligned(32), may_alias));

constexpr size_t kTile = 12;  // rows: 12 sums hide the latency of two units

inline const SumsAt& part(const int16_t* at) { return *reinterpret_cast<const SumsAt*>(at); }
inline const FloatSumsAt& part(const float* at) {
  return *reinterpret_cast<const FloatSumsAt*>(at);
}

inline Sums add_pairs(Sums sum, Sums a, Sums b) {
  return reinterpret_cast<Sums>(_mm512_dpwssd_epi32(reinterpret_cast<__m512i>(sum),
                                                    reinterpret_cast<__m512i>(a),
                                                    reinterpret_cast<__m512i>(b)));
}

inline int32_t load_pair(const int16_t* at) {
  int32_t pair;
  __builtin_memcpy(&pair, at, sizeof pair);
  return pair;
}

// One panel of outputs for `kRows` rows.
template <size_t kRows>
inline void product_tile(const ProductTask& task, size_t row, size_t panel) {
  const int16_t* w = task.w + panel * task.columns * kPanel;
  const int16_t* x = task.x + row * task.x_stride;
  Sums sum[kRows] = {};
  for (size_t k = 0; k < task.columns; k += 2, w += 2 * kPanel) {
    const Sums weights = part(w);
    for (size_t r = 0; r < kRows; ++r)
      sum[r] = add_pairs(sum[r], Sums{} + load_pair(x + r * task.x_stride + k), weights);
  }
  const size_t n = panel * kPanel;
  for (size_t r = 0; r < kRows; ++r)
    *reinterpret_cast<FloatSumsAt*>(task.y + (row + r) * task.y_stride + n) =
        __builtin_convertvector(sum[r], FloatSums) * part(task.w_scale + n) *
            task.x_scale[row + r] +
        part(task.bias + n);
}

// What is left of the rows when whole tiles are done.
template <size_t kRows>
inline void product_rest(const ProductTask& task, size_t row, size_t panel) {
  if (task.rows - row == kRows) return product_tile<kRows>(task, row, panel);
  if constexpr (kRows > 1) product_rest<kRows - 1>(task, row, panel);
}

void product(const ProductTask& task) {
  for (size_t panel = 0; panel < task.panels; ++panel) {
    size_t row = 0;
    for (; row + kTile <= task.rows; row += kTile) product_tile<kTile>(task, row, panel);
    product_rest<kTile - 1>(task, row, panel);
  }
}

inline Sums add_fours(Sums sum, Sums unsigned_bytes, Sums signed_bytes) {
  return reinterpret_cast<Sums>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum),
                                                    reinterpret_cast<__m512i>(unsigned_bytes),
                                                    reinterpret_cast<__m512i>(signed_bytes)));
}

template <size_t kRows>
inline void bytes_tile(const ByteProductTask& task, size_t row, size_t panel) {
  const int8_t* w = task.w + panel * task.columns * kPanel;
  const uint8_t* x = task.x + row * task.x_stride;
  Sums sum[kRows] = {};
  for (size_t k = 0; k < task.columns; k += 4, w += 4 * kPanel) {
    const Sums weights = *reinterpret_cast<const SumsAt*>(w);
    for (size_t r = 0; r < kRows; ++r) {
      int32_t four;
      __builtin_memcpy(&four, x + r * task.x_stride + k, sizeof four);
      sum[r] = add_fours(sum[r], Sums{} + four, weights);
    }
  }
  const size_t n = panel * kPanel;
  const Sums offset = *reinterpret_cast<const SumsAt*>(task.offset + n);
  for (size_t r = 0; r < kRows; ++r)
    *reinterpret_cast<FloatSumsAt*>(task.y + (row + r) * task.y_stride + n) =
        __builtin_convertvector(sum[r] - offset, FloatSums) * part(task.w_scale + n) *
            task.x_scale[row + r] +
        part(task.bias + n);
}

template <size_t kRows>
inline void bytes_rest(const ByteProductTask& task, size_t row, size_t panel) {
  if (task.rows - row == kRows) return bytes_tile<kRows>(task, row, panel);
  if constexpr (kRows > 1) bytes_rest<kRows - 1>(task, row, panel);
}

void product_bytes(const ByteProductTask& task) {
  for (size_t panel = 0; panel < task.panels; ++panel) {
    size_t row = 0;
    for (; row + kTile <= task.rows; row += kTile) bytes_tile<kTile>(task, row, panel);
    bytes_rest<kTile - 1>(task, row, panel);
  }
}

Kernels with_product(Kernels kernels) {
  kernels.name = "avx512vnni";
  kernels.product = product;
  kernels.product_bytes = product_bytes;
  return kernels;
}

}  // namespace
}  // namespace vnni

const Kernels* vnni_kernels() {
  const Kernels* rest = avx2_kernels();
  if (rest == nullptr) return nullptr;
  static const Kernels kernels = vnni::with_product(*rest);
  return &kernels;
}

}  // namespace dateline
#else
namespace dateline {

const Kernels* vnni_kernels() { return nullptr; }

}  // namespace dateline
#endif
