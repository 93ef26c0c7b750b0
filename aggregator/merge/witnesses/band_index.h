// Texts by the bands of their signatures: those that share a bucket may be near-duplicates (near_duplicates.h).
#ifndef CASPIAN_AGGREGATOR_MERGE_WITNESSES_BAND_INDEX_H_
#define CASPIAN_AGGREGATOR_MERGE_WITNESSES_BAND_INDEX_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "aggregator/merge/text/text_signature.h"

namespace caspian::aggregator {

// The buckets of a signature, one a band: ascending, each once. Two texts share one where all values of a band are
// equal, else by chance alone.
std::vector<uint32_t> BucketsOf(const TextSignature& signature);

// Texts are numbers. Most buckets hold one: it costs eight bytes. Not thread-safe for changes.
class BandIndex {
 public:
  // True where the first text comes before the second; a strict total order that stays.
  using Before = absl::FunctionRef<bool(uint32_t, uint32_t)>;

  void Add(uint32_t bucket, uint32_t text, Before before);
  // `text` is there.
  void Remove(uint32_t bucket, uint32_t text, Before before);
  // The texts of the bucket, in order. Valid until the next change.
  absl::Span<const uint32_t> Texts(uint32_t bucket) const;

 private:
  // Of a bucket: its one text, or with kList the number of its list.
  static constexpr uint32_t kList = 0x80000000;

  uint32_t MakeList();

  absl::flat_hash_map<uint32_t, uint32_t> buckets_;
  std::vector<std::vector<uint32_t>> lists_;
  std::vector<uint32_t> free_lists_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_WITNESSES_BAND_INDEX_H_
