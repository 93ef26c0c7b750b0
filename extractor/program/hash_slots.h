// Open addressing in tables that lie flat (extractor/rules/flat_bytes.h): half of the slots at least are free, an item
// stands in the first free slot from its home on. A hash is the same on every machine.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_HASH_SLOTS_H_
#define CASPIAN_EXTRACTOR_PROGRAM_HASH_SLOTS_H_

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace caspian::extractor {

inline uint64_t HashOf(uint64_t number) {
  // 2^64 divided by the golden ratio.
  const absl::uint128 product = absl::uint128(number) * 0x9E3779B97F4A7C15;
  return absl::Uint128High64(product) ^ absl::Uint128Low64(product);
}
uint64_t HashOf(absl::string_view word);

// For so many items.
inline size_t SlotCount(size_t items) { return 2 * items + 1; }

inline size_t HomeOf(uint64_t hash, size_t slots) { return static_cast<size_t>((hash >> 32) * slots >> 32); }

// The slot for which `is_it` holds; the free one behind its like where there is none. A slot with IsFree() is free, and
// there is one.
template <typename Slot, typename IsIt>
const Slot& FindSlot(absl::Span<const Slot> slots, uint64_t hash, const IsIt& is_it) {
  size_t at = HomeOf(hash, slots.size());
  while (!slots[at].IsFree() && !is_it(slots[at])) at = at + 1 == slots.size() ? 0 : at + 1;
  return slots[at];
}

// The slot where an item is put that is not there.
template <typename Slot>
Slot* FreeSlot(std::vector<Slot>* slots, uint64_t hash) {
  const auto nothing = [](const Slot&) { return false; };
  return const_cast<Slot*>(&FindSlot(absl::MakeConstSpan(*slots), hash, nothing));
}

// Whether a search ends in slots that were read.
template <typename Slot>
bool HasFreeSlot(absl::Span<const Slot> slots) {
  for (const Slot& slot : slots) {
    if (slot.IsFree()) return true;
  }
  return false;
}

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_HASH_SLOTS_H_
