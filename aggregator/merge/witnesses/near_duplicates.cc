#include "aggregator/merge/witnesses/near_duplicates.h"

#include <vector>

#include "aggregator/merge/witnesses/band_index.h"

namespace caspian::aggregator {
namespace {

// Documents that are no copies.
class Originals {
 public:
  // The first by id of which `document` is a copy; null where there is none.
  const DocumentFacts* Find(const DocumentFacts& document) const {
    for (const uint32_t candidate : bands_.Candidates(document.signature)) {
      if (AreNearDuplicates(list_[candidate]->signature, document.signature)) return list_[candidate];
    }
    return nullptr;
  }

  void Add(const DocumentFacts& document) {
    bands_.Add(static_cast<uint32_t>(list_.size()), document.signature);
    list_.push_back(&document);
  }

 private:
  std::vector<const DocumentFacts*> list_;
  BandIndex bands_;  // Of indexes of `list_`.
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
