#include "aggregator/merge/witnesses/band_index.h"

#include <algorithm>

namespace caspian::aggregator {
namespace {

constexpr size_t kBands = 64;
constexpr size_t kBandValues = kSignatureHashes / kBands;
static_assert(kBands * kBandValues == kSignatureHashes, "each value belongs to one band");

uint32_t BucketOf(const TextSignature& signature, size_t band) {
  uint64_t key = band;
  for (size_t i = 0; i < kBandValues; ++i) {
    key = (key ^ signature.minima[band * kBandValues + i]) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
  }
  return static_cast<uint32_t>(key >> 16);
}

}  // namespace

std::vector<uint32_t> BucketsOf(const TextSignature& signature) {
  std::vector<uint32_t> buckets;
  buckets.reserve(kBands);
  for (size_t band = 0; band < kBands; ++band) buckets.push_back(BucketOf(signature, band));
  std::sort(buckets.begin(), buckets.end());
  buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
  return buckets;
}

uint32_t BandIndex::MakeList() {
  if (free_lists_.empty()) {
    lists_.emplace_back();
    return static_cast<uint32_t>(lists_.size() - 1);
  }
  const uint32_t list = free_lists_.back();
  free_lists_.pop_back();
  return list;
}

void BandIndex::Add(uint32_t bucket, uint32_t text, Before before) {
  const auto [at, fresh] = buckets_.try_emplace(bucket, text);
  if (fresh) return;
  if ((at->second & kList) == 0) {
    const uint32_t list = MakeList();
    lists_[list] = {at->second};
    at->second = list | kList;
  }
  std::vector<uint32_t>& texts = lists_[at->second & ~kList];
  texts.insert(std::lower_bound(texts.begin(), texts.end(), text, before), text);
}

void BandIndex::Remove(uint32_t bucket, uint32_t text, Before before) {
  const auto at = buckets_.find(bucket);
  if ((at->second & kList) == 0) {
    buckets_.erase(at);
    return;
  }
  const uint32_t list = at->second & ~kList;
  std::vector<uint32_t>& texts = lists_[list];
  texts.erase(std::lower_bound(texts.begin(), texts.end(), text, before));
  if (texts.size() > 1) return;
  at->second = texts.front();
  texts = {};
  free_lists_.push_back(list);
}

absl::Span<const uint32_t> BandIndex::Texts(uint32_t bucket) const {
  const auto at = buckets_.find(bucket);
  if (at == buckets_.end()) return {};
  if ((at->second & kList) == 0) return {&at->second, 1};
  return lists_[at->second & ~kList];
}

}  // namespace caspian::aggregator
