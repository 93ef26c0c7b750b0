#include "aggregator/merge/witnesses/band_index.h"

#include <algorithm>

namespace caspian::aggregator {
namespace {

constexpr size_t kBands = 64;
constexpr size_t kBandValues = kSignatureHashes / kBands;
static_assert(kBands * kBandValues == kSignatureHashes, "each value belongs to one band");

// Equal where the values of the band are; else equal by chance alone.
uint32_t KeyOf(const TextSignature& signature, size_t band) {
  uint64_t key = band;
  for (size_t i = 0; i < kBandValues; ++i) {
    key = (key ^ signature.minima[band * kBandValues + i]) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
  }
  return static_cast<uint32_t>(key >> 16);
}

}  // namespace

void BandIndex::Add(uint32_t text, const TextSignature& signature) {
  for (size_t band = 0; band < kBands; ++band) {
    uint32_t& first = buckets_.try_emplace(KeyOf(signature, band), kNoEntry).first->second;
    uint32_t entry = free_;
    if (entry == kNoEntry) {
      entry = static_cast<uint32_t>(entries_.size());
      entries_.push_back({});
    } else {
      free_ = entries_[entry].next;
    }
    entries_[entry] = {text, first};
    first = entry;
  }
}

void BandIndex::Remove(uint32_t text, const TextSignature& signature) {
  for (size_t band = 0; band < kBands; ++band) {
    const auto bucket = buckets_.find(KeyOf(signature, band));
    uint32_t* at = &bucket->second;
    while (entries_[*at].text != text) at = &entries_[*at].next;
    const uint32_t entry = *at;
    *at = entries_[entry].next;
    entries_[entry].next = free_;
    free_ = entry;
    if (bucket->second == kNoEntry) buckets_.erase(bucket);
  }
}

std::vector<uint32_t> BandIndex::Candidates(const TextSignature& signature) const {
  std::vector<uint32_t> candidates;
  for (size_t band = 0; band < kBands; ++band) {
    const auto bucket = buckets_.find(KeyOf(signature, band));
    if (bucket == buckets_.end()) continue;
    for (uint32_t at = bucket->second; at != kNoEntry; at = entries_[at].next) candidates.push_back(entries_[at].text);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  return candidates;
}

}  // namespace caspian::aggregator
