#include "common/base/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace caspian {
namespace {

constexpr uintptr_t kLargePage = uintptr_t{2} << 20;

}  // namespace

// Where the kernel refuses, pages are small.
void AskForLargePages(void* begin, size_t bytes) {
  const uintptr_t address = reinterpret_cast<uintptr_t>(begin);
  const uintptr_t first = (address + kLargePage - 1) / kLargePage * kLargePage;
  const uintptr_t last = (address + bytes) / kLargePage * kLargePage;
  if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

}  // namespace caspian
