#include "aggregator/merge/witnesses/near_duplicates.h"

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kBands = 64;
constexpr size_t kBandValues = kSignatureHashes / kBands;
static_assert(kBands * kBandValues == kSignatureHashes, "each value belongs to one band");

// Equal where the values of the band are; else equal by chance alone.
uint64_t KeyOf(const TextSignature& signature, size_t band) {
  uint64_t key = band;
  for (size_t i = 0; i < kBandValues; ++i) {
    key = (key ^ signature.minima[band * kBandValues + i]) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
  }
  return key;
}

// Documents that are no copies, by the bands of their signatures.
class Originals {
 public:
  // The first by id of which `document` is a copy; null where there is none.
  const DocumentFacts* Find(const DocumentFacts& document) const {
    for (const uint32_t candidate : Candidates(document.signature)) {
      if (AreNearDuplicates(list_[candidate]->signature, document.signature)) return list_[candidate];
    }
    return nullptr;
  }

  void Add(const DocumentFacts& document) {
    const auto index = static_cast<uint32_t>(list_.size());
    list_.push_back(&document);
    for (size_t band = 0; band < kBands; ++band) {
      const auto [bucket, fresh] = buckets_.try_emplace(KeyOf(document.signature, band), kNoEntry);
      entries_.push_back({index, bucket->second});
      bucket->second = static_cast<uint32_t>(entries_.size() - 1);
    }
  }

 private:
  // A document in a bucket, and the entry before it there.
  struct Entry {
    uint32_t document;
    uint32_t before;
  };
  static constexpr uint32_t kNoEntry = 0xFFFFFFFF;

  // Ascending, each once.
  std::vector<uint32_t> Candidates(const TextSignature& signature) const {
    std::vector<uint32_t> candidates;
    for (size_t band = 0; band < kBands; ++band) {
      const auto bucket = buckets_.find(KeyOf(signature, band));
      if (bucket == buckets_.end()) continue;
      for (uint32_t at = bucket->second; at != kNoEntry; at = entries_[at].before)
        candidates.push_back(entries_[at].document);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    return candidates;
  }

  std::vector<const DocumentFacts*> list_;
  std::vector<Entry> entries_;
  absl::flat_hash_map<uint64_t, uint32_t> buckets_;  // The last entry of each.
};

}  // namespace

NearDuplicates::NearDuplicates(const DocumentList& documents) {
  Originals originals;
  for (const auto& document : documents) {
    if (document->signature.minima.empty()) continue;
    if (const DocumentFacts* original = originals.Find(*document)) {
      originals_[document.get()] = original;
      ++copy_counts_[original];
    } else {
      originals.Add(*document);
    }
  }
}

}  // namespace caspian::aggregator
