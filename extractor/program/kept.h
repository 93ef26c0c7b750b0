// Copies that are kept for as long as what was taken of a memory, which is given back at once.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_KEPT_H_
#define CASPIAN_EXTRACTOR_PROGRAM_KEPT_H_

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <type_traits>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace caspian::extractor {

// The parts, one behind the other.
inline absl::string_view KeptText(absl::Span<const absl::string_view> parts, std::pmr::memory_resource* memory) {
  size_t size = 0;
  for (absl::string_view part : parts) size += part.size();
  if (size == 0) return "";
  auto* const copy = static_cast<char*>(memory->allocate(size, 1));
  char* end = copy;
  for (absl::string_view part : parts) end = std::copy(part.begin(), part.end(), end);
  return {copy, size};
}

inline absl::string_view KeptText(absl::string_view text, std::pmr::memory_resource* memory) {
  return KeptText(absl::MakeConstSpan(&text, 1), memory);
}

template <typename Item>
absl::Span<const Item> KeptList(absl::Span<const Item> items, std::pmr::memory_resource* memory) {
  static_assert(std::is_trivially_copyable_v<Item> && std::is_trivially_destructible_v<Item>);
  auto* const copy = static_cast<Item*>(memory->allocate(items.size() * sizeof(Item), alignof(Item)));
  std::uninitialized_copy(items.begin(), items.end(), copy);
  return {copy, items.size()};
}

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_KEPT_H_
