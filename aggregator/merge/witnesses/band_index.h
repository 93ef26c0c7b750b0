// Texts by the bands of their signatures: those that share a bucket may be near-duplicates (near_duplicates.h).
#ifndef CASPIAN_AGGREGATOR_MERGE_WITNESSES_BAND_INDEX_H_
#define CASPIAN_AGGREGATOR_MERGE_WITNESSES_BAND_INDEX_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "aggregator/merge/text/text_signature.h"

namespace caspian::aggregator {

// Texts are numbers. Not thread-safe for changes.
class BandIndex {
 public:
  void Add(uint32_t text, const TextSignature& signature);
  // `text` is there, with that signature.
  void Remove(uint32_t text, const TextSignature& signature);
  // Those that share a bucket with the signature: ascending, each once.
  std::vector<uint32_t> Candidates(const TextSignature& signature) const;

 private:
  // A text in a bucket, and the entry after it there.
  struct Entry {
    uint32_t text;
    uint32_t next;
  };
  static constexpr uint32_t kNoEntry = 0xFFFFFFFF;

  std::vector<Entry> entries_;
  uint32_t free_ = kNoEntry;  // Entries that hold nothing, chained.
  // The first entry of each bucket. A bucket may hold a few texts of other bands: the keys are short.
  absl::flat_hash_map<uint32_t, uint32_t> buckets_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_WITNESSES_BAND_INDEX_H_
