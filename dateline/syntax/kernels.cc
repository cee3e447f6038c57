#include "dateline/syntax/kernels.h"

namespace dateline {
namespace {

#if defined(__x86_64__)
bool processor_has_avx2() { return __builtin_cpu_supports("avx2"); }
bool processor_has_vnni() {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
}
#else
bool processor_has_avx2() { return false; }
bool processor_has_vnni() { return false; }
#endif

}  // namespace

const Kernels& best_kernels() {
  const Kernels* avx2 = avx2_kernels();
  if (avx2 == nullptr || !processor_has_avx2()) return portable_kernels();
  const Kernels* vnni = vnni_kernels();
  return vnni != nullptr && processor_has_vnni() ? *vnni : *avx2;
}

}  // namespace dateline
