// The loops for processors with AVX2; compiled with -mavx2 and not called
// without asking the processor. kernels.h says what they are.
#include "dateline/syntax/kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>

namespace dateline {
namespace avx2 {
namespace {
#include "dateline/syntax/kernels.inc"
}  // namespace

extern constexpr Kernels kKernels = {"avx2",   product, recurrence, normalise,
                                     quantise, argmax,  softmax,    gelu};
}  // namespace avx2

const Kernels* avx2_kernels() { return &avx2::kKernels; }

}  // namespace dateline
#else
namespace dateline {

const Kernels* avx2_kernels() { return nullptr; }

}  // namespace dateline
#endif
