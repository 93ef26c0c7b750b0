// The counts of one support, kept up while documents come and go: at any time what RecordEvidence::Fill (evidence.h)
// counts of the places that all its documents have in it. A document costs its own places, whatever others there are.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_SUPPORT_TALLY_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_SUPPORT_TALLY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "aggregator/merge/records/evidence.h"
#include "aggregator/merge/resolution/key_votes.h"
#include "aggregator/merge/witnesses/near_duplicates.h"

namespace caspian::aggregator {

// Changes are not thread-safe. Documents outlive it, or are removed before they end.
class SupportTally {
 public:
  // The places of a document in the support, sorted; the same at each call.
  using PlacesOf = absl::FunctionRef<std::vector<Place>(const DocumentFacts&)>;

  // Counts the document as `copies` tells of it now; where it tells otherwise it is to be removed and added again.
  // Without places it is not in the support.
  void Add(const DocumentFacts& document, const NearDuplicates& copies, PlacesOf places_of);
  // The document may be none of it.
  void Remove(const DocumentFacts& document, PlacesOf places_of);

  uint64_t evidence_count() const { return evidence_count_; }
  // Writes the counts, and lists the first places in `evidence`. `support` must stay where it is until that ends.
  void Write(PlacesOf places_of, RecordEvidence* evidence, v1::Support* support) const;

 private:
  // Copies of one text.
  struct Star {
    DocumentSet documents;
    DocumentSet crediting;  // Those of them that credit somebody.

    // Who speaks for all, as evidence.cc says.
    const DocumentFacts* Speaker() const {
      if (!crediting.empty()) return *crediting.begin();
      return documents.empty() ? nullptr : *documents.begin();
    }
  };
  using Counts = absl::flat_hash_map<std::string, uint32_t>;

  void Testify(const DocumentFacts& document, const std::vector<Place>& places, int by);
  // Brings what the star's speaker says up to date around `change`.
  template <typename Change>
  void ChangeStar(const DocumentFacts* original, PlacesOf places_of, Change change);

  DocumentSet documents_;
  uint64_t evidence_count_ = 0;
  uint32_t without_publisher_ = 0, unnamed_ = 0;
  Counts publishers_;  // With their documents counted.
  Counts named_;       // Witnesses that have a name, with what they say counted.
  absl::flat_hash_map<const DocumentFacts*, const DocumentFacts*> originals_;  // Of documents that do not stand alone.
  absl::flat_hash_map<const DocumentFacts*, Star> stars_;                      // By original.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_SUPPORT_TALLY_H_
