// Memory that the program has freed and its allocator keeps for later.
#ifndef CASPIAN_COMMON_BASE_FREED_MEMORY_H_
#define CASPIAN_COMMON_BASE_FREED_MEMORY_H_

namespace caspian {

// Gives that of the calling thread back to the system, where the program allocates with mimalloc; else it does nothing.
// Takes some milliseconds. Thread-safe.
void GiveBackFreedMemory();

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_FREED_MEMORY_H_
