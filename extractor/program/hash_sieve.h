// Tells of most hashes that none of some items has them, in one to two bytes an item: small enough for caches where the
// items themselves are not.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_HASH_SIEVE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_HASH_SIEVE_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace caspian::extractor {

// Looks at the lower halves of hashes (hash_slots.h). Filled, then thread-safe.
class HashSieve {
 public:
  // Of nothing, and for so many items.
  HashSieve() : HashSieve(0) {}
  explicit HashSieve(size_t items) : words_(std::bit_ceil(items * kBitsByItem / kWordBits + 1)) {}

  void Add(uint64_t hash) { words_[WordOf(hash)] |= uint64_t{1} << (hash % kWordBits); }
  // False where no item has the hash.
  bool MayHave(uint64_t hash) const { return (words_[WordOf(hash)] >> (hash % kWordBits) & 1) != 0; }

 private:
  static constexpr size_t kBitsByItem = 8, kWordBits = 64;

  size_t WordOf(uint64_t hash) const { return static_cast<uint32_t>(hash) / kWordBits & (words_.size() - 1); }

  std::vector<uint64_t> words_;  // a power of two
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_HASH_SIEVE_H_
