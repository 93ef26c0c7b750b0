#ifndef CASPIAN_TESTS_EXTRACTOR_ENGINE_ALLOCATION_COUNT_H_
#define CASPIAN_TESTS_EXTRACTOR_ENGINE_ALLOCATION_COUNT_H_

#include <cstdint>

namespace caspian {

// How often the program has asked for memory so far, of all threads. Who links its source has its operator new.
uint64_t AllocationCount();

}  // namespace caspian

#endif  // CASPIAN_TESTS_EXTRACTOR_ENGINE_ALLOCATION_COUNT_H_
