#include "common/base/freed_memory.h"

// Of mimalloc, which is not there in all programs.
extern "C" __attribute__((weak)) void mi_collect(bool force) noexcept;

namespace caspian {

void GiveBackFreedMemory() {
  if (mi_collect != nullptr) mi_collect(true);
}

}  // namespace caspian
