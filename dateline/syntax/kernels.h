// The loops that take the time, in three builds that give the same bits.
//
// Products are of 16-bit integers summed in 32 bits: exact, so the order of the
// sum does not matter, and twice as fast as float on a processor with AVX2 but
// no VNNI (pmaddwd: Intel SDM vol. 2). Everything else is IEEE single precision
// in a fixed order without fused multiply-add. One source, kernels.inc, is
// compiled for plain x86-64 (or any machine) and for AVX2; AVX-512 VNNI has
// products of its own, of 16 bits and of bytes. The processor is asked at run
// time. Covered by kernels_test.cc, which holds the builds to be equal bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dateline {

inline constexpr size_t kPanel = 16;  // outputs that a packed matrix holds side by side
inline constexpr size_t kLanes = 8;   // floats in a step of the other loops

constexpr size_t round_up(size_t n, size_t step) { return (n + step - 1) / step * step; }

// y[row][n] = product(x[row], w[n]) * x_scale[row] * w_scale[n] + bias[n].
struct Product {
  size_t x_stride = 0;
  const float* x_scale = nullptr;
  size_t rows = 0;
  size_t columns = 0;
  size_t panels = 0;
  const float* w_scale = nullptr;  // panels * kPanel
  const float* bias = nullptr;     // panels * kPanel
  float* y = nullptr;
  size_t y_stride = 0;  // at least panels * kPanel
};

struct ProductTask : Product {  // columns and x_stride even, the columns beyond the matrix 0
  const int16_t* x = nullptr;   // rows of x_stride
  const int16_t* w = nullptr;   // panels of [columns / 2][kPanel][2]
};

// Of bytes: x is 128 more than the numbers that are meant, and offset[n] takes that off the sum.
struct ByteProductTask : Product {  // columns a multiple of 4
  const uint8_t* x = nullptr;
  const int8_t* w = nullptr;        // panels of [columns / 4][kPanel][4]
  const int32_t* offset = nullptr;  // panels * kPanel
};

// One direction of a simple recurrent unit over one sentence.
struct RecurrenceTask {
  const float* u = nullptr;  // of the first token; z, f, r of h floats each
  ptrdiff_t u_step = 0;      // to the next token of this direction; negative when backward
  const float* x = nullptr;
  float* y = nullptr;
  ptrdiff_t x_step = 0;
  const float* v_forget = nullptr;
  const float* v_reset = nullptr;
  float* state = nullptr;  // h floats
  size_t h = 0;            // a multiple of kLanes
  size_t length = 0;
};

// REQUIRES everywhere: arrays aligned to 32 bytes, strides multiples of kLanes.
struct Kernels {
  const char* name;
  void (*product)(const ProductTask& task);
  void (*recurrence)(const RecurrenceTask& task);
  // x ← (x − mean) / deviation · gain + bias, over n floats.
  void (*normalise)(float* x, size_t n, const float* gain, const float* bias);
  // q ← x rounded to −limit … limit; gives the scale that turns q back into x.
  float (*quantise)(const float* x, size_t n, float limit, int16_t* q);
  // The first index of the largest of n > 0 floats; 0 where none is a number.
  size_t (*argmax)(const float* x, size_t n);
  // x ← softmax(scale · x) over n > 0 floats, 0 beyond them up to a multiple of kLanes.
  void (*softmax)(float* x, size_t n, float scale);
  // x ← x · Φ(x) by the tanh formula of Hendrycks and Gimpel 2016; n a multiple of kLanes.
  void (*gelu)(float* x, size_t n);
  // nullptr where bytes are no faster than 16-bit integers: all but AVX-512 VNNI (vpdpbusd). The
  // sums are exact, so it gives the bits that `product` gives of the same numbers.
  void (*product_bytes)(const ByteProductTask& task) = nullptr;
};

const Kernels& portable_kernels();
// nullptr in a build without them. REQUIRES to call them: a processor with AVX2.
const Kernels* avx2_kernels();
// The same for a processor with AVX2 and AVX-512 VNNI.
const Kernels* vnni_kernels();
// The fastest that this processor runs.
const Kernels& best_kernels();

}  // namespace dateline
