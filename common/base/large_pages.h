// Memory in large pages: where the kernel has them for those who ask, a list of megabytes costs a fault each 2 MiB, and
// not each 4 KiB. What is read and written is the same without them.
#ifndef CASPIAN_COMMON_BASE_LARGE_PAGES_H_
#define CASPIAN_COMMON_BASE_LARGE_PAGES_H_

#include <cstddef>
#include <vector>

namespace caspian {

// Asks for large pages in [begin, begin + bytes), which is mapped: for those of 2 MiB that lie in it whole.
void AskForLargePages(void* begin, size_t bytes);

// Makes room for `count` items in all; in large pages where it is new, and long.
template <typename T>
void ReserveLong(size_t count, std::vector<T>* list) {
  if (count <= list->capacity()) return;
  list->reserve(count);
  AskForLargePages(list->data(), count * sizeof(T));
}

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_LARGE_PAGES_H_
