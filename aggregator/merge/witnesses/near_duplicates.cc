#include "aggregator/merge/witnesses/near_duplicates.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "aggregator/merge/witnesses/band_index.h"

namespace caspian::aggregator {
namespace {

// Documents that are no copies, by number: the smaller, the smaller their id.
class Originals {
 public:
  // The first of which `document` is a copy; null where there is none.
  const DocumentFacts* Find(const DocumentFacts& document) const {
    std::vector<uint32_t> candidates;
    for (const uint32_t bucket : BucketsOf(document.signature)) {
      const absl::Span<const uint32_t> texts = buckets_.Texts(bucket);
      if (texts.size() <= kMostOriginals) candidates.insert(candidates.end(), texts.begin(), texts.end());
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (const uint32_t candidate : candidates) {
      if (AreNearDuplicates(list_[candidate]->signature, document.signature)) return list_[candidate];
    }
    return nullptr;
  }

  void Add(const DocumentFacts& document) {
    const auto number = static_cast<uint32_t>(list_.size());
    for (const uint32_t bucket : BucketsOf(document.signature)) buckets_.Add(bucket, number, std::less<uint32_t>());
    list_.push_back(&document);
  }

 private:
  std::vector<const DocumentFacts*> list_;
  BandIndex buckets_;
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
