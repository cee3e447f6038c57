// The products for processors with AVX-512 VNNI, where one instruction multiplies
// pairs (vpdpwssd) or fours (vpdpbusd) and adds them to the sums; the other loops are those of
// AVX2. Not called without asking the processor. kernels.h says what they are.
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

inline const SumsAt& lanes(const void* at) { return *static_cast<const SumsAt*>(at); }
inline const FloatSumsAt& lanes(const float* at) {
  return *reinterpret_cast<const FloatSumsAt*>(at);
}

// Two columns in each lane, or four bytes.
inline Sums add_products(const ProductTask&, Sums sum, Sums x, Sums w) {
  return reinterpret_cast<Sums>(_mm512_dpwssd_epi32(
      reinterpret_cast<__m512i>(sum), reinterpret_cast<__m512i>(x), reinterpret_cast<__m512i>(w)));
}
inline Sums add_products(const ByteProductTask&, Sums sum, Sums x, Sums w) {
  return reinterpret_cast<Sums>(_mm512_dpbusd_epi32(
      reinterpret_cast<__m512i>(sum), reinterpret_cast<__m512i>(x), reinterpret_cast<__m512i>(w)));
}

inline Sums meant(const ProductTask&, size_t, Sums sum) { return sum; }
inline Sums meant(const ByteProductTask& task, size_t n, Sums sum) {
  return sum - lanes(task.offset + n);
}

inline int32_t load_lane(const void* at) {
  int32_t lane;
  __builtin_memcpy(&lane, at, sizeof lane);
  return lane;
}

// One panel of outputs for `kRows` rows.
template <size_t kRows, class Task>
inline void product_tile(const Task& task, size_t row, size_t panel) {
  constexpr size_t kStep = sizeof(int32_t) / sizeof(*Task::x);  // columns of a lane
  const auto* w = task.w + panel * task.columns * kPanel;
  const auto* x = task.x + row * task.x_stride;
  Sums sum[kRows] = {};
  for (size_t k = 0; k < task.columns; k += kStep, w += kStep * kPanel) {
    const Sums weights = lanes(static_cast<const void*>(w));
    for (size_t r = 0; r < kRows; ++r)
      sum[r] = add_products(task, sum[r], Sums{} + load_lane(x + r * task.x_stride + k), weights);
  }
  const size_t n = panel * kPanel;
  for (size_t r = 0; r < kRows; ++r)
    *reinterpret_cast<FloatSumsAt*>(task.y + (row + r) * task.y_stride + n) =
        __builtin_convertvector(meant(task, n, sum[r]), FloatSums) * lanes(task.w_scale + n) *
            task.x_scale[row + r] +
        lanes(task.bias + n);
}

// What is left of the rows when whole tiles are done.
template <size_t kRows, class Task>
inline void product_rest(const Task& task, size_t row, size_t panel) {
  if (task.rows - row == kRows) return product_tile<kRows>(task, row, panel);
  if constexpr (kRows > 1) product_rest<kRows - 1>(task, row, panel);
}

template <class Task>
void product(const Task& task) {
  for (size_t panel = 0; panel < task.panels; ++panel) {
    size_t row = 0;
    for (; row + kTile <= task.rows; row += kTile) product_tile<kTile>(task, row, panel);
    product_rest<kTile - 1>(task, row, panel);
  }
}

Kernels with_product(Kernels kernels) {
  kernels.name = "avx512vnni";
  kernels.product = product<ProductTask>;
  kernels.product_bytes = product<ByteProductTask>;
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
