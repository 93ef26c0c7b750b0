#include "extractor/program/hash_slots.h"

#include <cstring>

namespace caspian::extractor {
namespace {

template <typename Number>
uint64_t NumberAt(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof(number));
  return number;
}

// Up to eight bytes as a number, all of them in it.
uint64_t TailOf(absl::string_view bytes) {
  const size_t size = bytes.size();
  const char* data = bytes.data();
  if (size >= 4) return NumberAt<uint32_t>(data) << 32 | NumberAt<uint32_t>(data + size - 4);
  return size == 0 ? 0
                   : NumberAt<uint8_t>(data) << 16 | NumberAt<uint8_t>(data + size / 2) << 8 |
                         NumberAt<uint8_t>(data + size - 1);
}

}  // namespace

uint64_t HashOf(absl::string_view word) {
  uint64_t hash = word.size();
  for (; word.size() > 8; word.remove_prefix(8)) hash = HashOf(hash ^ NumberAt<uint64_t>(word.data()));
  return HashOf(hash ^ TailOf(word));
}

}  // namespace caspian::extractor
