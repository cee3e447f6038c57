#include "dateline/syntax/kernels.h"

namespace dateline {
namespace {

bool processor_has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2");
#else
  return false;
#endif
}

}  // namespace

const Kernels& best_kernels() {
  const Kernels* fast = avx2_kernels();
  return fast != nullptr && processor_has_avx2() ? *fast : portable_kernels();
}

}  // namespace dateline
