// Memory in large pages: where the kernel has them for those who ask, a list of megabytes costs a fault each 2 MiB, and
// not each 4 KiB. What is read and written is the same without them.
#ifndef CASPIAN_COMMON_BASE_LARGE_PAGES_H_
#define CASPIAN_COMMON_BASE_LARGE_PAGES_H_

#include <cstddef>
#include <memory_resource>
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

// Memory as the program has it, what is long of it in large pages. Stateless; thread-safe.
class LargePages : public std::pmr::memory_resource {
  void* do_allocate(size_t bytes, size_t alignment) override {
    void* const memory = std::pmr::new_delete_resource()->allocate(bytes, alignment);
    AskForLargePages(memory, bytes);
    return memory;
  }
  void do_deallocate(void* memory, size_t bytes, size_t alignment) override {
    std::pmr::new_delete_resource()->deallocate(memory, bytes, alignment);
  }
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_LARGE_PAGES_H_
