// Vectors whose first item lies on a 64-byte boundary, as the kernels need.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace dateline {

template <class T>
struct AlignedAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlign{64};

  AlignedAllocator() = default;
  template <class U>
  AlignedAllocator(const AlignedAllocator<U>&) {}  // NOLINT(google-explicit-constructor)

  T* allocate(size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlign)); }
  void deallocate(T* at, size_t) { ::operator delete(at, kAlign); }
  friend bool operator==(AlignedAllocator, AlignedAllocator) { return true; }
};

template <class T>
using Aligned = std::vector<T, AlignedAllocator<T>>;

// Grows and never shrinks: scratch memory between calls. Old contents may go.
template <class T>
T* at_least(Aligned<T>& memory, size_t n) {
  if (memory.size() < n) {
    memory.clear();
    memory.resize(n + n / 4);
  }
  return memory.data();
}

}  // namespace dateline
