// The loops for processors with AVX-512 VNNI, where one instruction multiplies
// pairs (vpdpwssd) or fours (vpdpbusd) and adds them to the sums; the other loops are those of
// kernels.inc. Not called without asking the processor. kernels.h says what they are.
#include "dateline/syntax/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
#include <immintrin.h>

namespace dateline {
namespace avx512 {
namespace {
#include "dateline/syntax/kernels.inc"
}  // namespace
}  // namespace avx512

namespace vnni {
namespace {

using Sums = int32_t __attribute__((vector_size(64)));
using FloatSums = float __attribute__((vector_size(64)));
using SumsAt = int32_t __attribute__((vector_size(64), aligned(32), may_alias));
using FloatSumsAt = float __attribute__((vector_size(64), aligned(32), may_alias));

// 24 sums, 3 of w and 1 of x of the 32 registers: 11 loads for 24 products, so the two units
// that multiply are never short of numbers.
constexpr size_t kTile = 8;   // rows
constexpr size_t kGroup = 3;  // panels

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

// `kPanels` panels of outputs for `kRows` rows.
template <size_t kRows, size_t kPanels, class Task>
inline void product_tile(const Task& task, size_t row, size_t panel) {
  constexpr size_t kStep = sizeof(int32_t) / sizeof(*Task::x);  // columns of a lane
  const size_t next = task.columns * kPanel;                    // panel of w
  const auto* w = task.w + panel * next;
  const auto* x = task.x + row * task.x_stride;
  Sums sum[kRows][kPanels] = {};
  for (size_t k = 0; k < task.columns; k += kStep, w += kStep * kPanel) {
    Sums weights[kPanels];
    for (size_t p = 0; p < kPanels; ++p) weights[p] = lanes(static_cast<const void*>(w + p * next));
    for (size_t r = 0; r < kRows; ++r) {
      const Sums lane = Sums{} + load_lane(x + r * task.x_stride + k);
      for (size_t p = 0; p < kPanels; ++p)
        sum[r][p] = add_products(task, sum[r][p], lane, weights[p]);
    }
  }
  for (size_t r = 0; r < kRows; ++r)
    for (size_t p = 0; p < kPanels; ++p) {
      const size_t n = (panel + p) * kPanel;
      *reinterpret_cast<FloatSumsAt*>(task.y + (row + r) * task.y_stride + n) =
          __builtin_convertvector(meant(task, n, sum[r][p]), FloatSums) * lanes(task.w_scale + n) *
              task.x_scale[row + r] +
          lanes(task.bias + n);
    }
}

// What is left of the rows when whole tiles are done.
template <size_t kRows, size_t kPanels, class Task>
inline void product_rest(const Task& task, size_t row, size_t panel) {
  if (task.rows - row == kRows) return product_tile<kRows, kPanels>(task, row, panel);
  if constexpr (kRows > 1) product_rest<kRows - 1, kPanels>(task, row, panel);
}

// `kPanels` panels at a time while there are so many, then fewer.
template <size_t kPanels, class Task>
void product_from(const Task& task, size_t panel) {
  for (; panel + kPanels <= task.panels; panel += kPanels) {
    size_t row = 0;
    for (; row + kTile <= task.rows; row += kTile) product_tile<kTile, kPanels>(task, row, panel);
    product_rest<kTile - 1, kPanels>(task, row, panel);
  }
  if constexpr (kPanels > 1) product_from<kPanels - 1>(task, panel);
}

template <class Task>
void product(const Task& task) {
  product_from<kGroup>(task, 0);
}

}  // namespace

extern constexpr Kernels kKernels = {
    "avx512vnni",      product<ProductTask>, avx512::recurrence,
    avx512::normalise, avx512::quantise,     avx512::argmax,
    avx512::softmax,   avx512::gelu,         product<ByteProductTask>};
}  // namespace vnni

const Kernels* vnni_kernels() { return &vnni::kKernels; }

}  // namespace dateline
#else
namespace dateline {

const Kernels* vnni_kernels() { return nullptr; }

}  // namespace dateline
#endif
