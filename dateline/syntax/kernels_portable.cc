// The loops for any processor. kernels.h says what they are.
#include "dateline/syntax/kernels.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dateline {
namespace portable {
namespace {
#include "dateline/syntax/kernels.inc"
}  // namespace
}  // namespace portable

const Kernels& portable_kernels() {
  static constexpr Kernels kKernels = {
      "portable",         portable::product, portable::recurrence, portable::normalise,
      portable::quantise, portable::argmax,  portable::softmax,    portable::gelu};
  return kKernels;
}

}  // namespace dateline
