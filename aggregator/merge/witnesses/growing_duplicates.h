// The copies among documents that come and go: at any time what NearDuplicates says of the documents that are there.
//
// Whether a document is a copy depends on the documents of smaller ids alone. So a change is followed upwards:
// documents that it may touch are looked at again in ascending order of id, each once. A copy comes or goes at the cost
// of one look-up; where the original of a star goes, or a new one comes before it, its copies are looked at again.
//
// A bucket tells a document something while at most kMostOriginals originals come before it there. So an original that
// comes or goes among the first of a bucket also moves where the bucket falls silent: those in between are looked at.
// Tested in tests/aggregator/merge/witnesses/growing_duplicates_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_WITNESSES_GROWING_DUPLICATES_H_
#define CASPIAN_AGGREGATOR_MERGE_WITNESSES_GROWING_DUPLICATES_H_

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "aggregator/merge/witnesses/band_index.h"
#include "aggregator/merge/witnesses/near_duplicates.h"

namespace caspian::aggregator {

// Changes are not thread-safe. Documents outlive it, or are removed before they end.
class GrowingDuplicates : public NearDuplicates {
 public:
  GrowingDuplicates() = default;
  GrowingDuplicates(const GrowingDuplicates&) = delete;
  GrowingDuplicates& operator=(const GrowingDuplicates&) = delete;

  void Add(const DocumentFacts* document);
  void Remove(const DocumentFacts* document);
  // The documents that belong to others than at the last call, that have copies now, or have none any more, or may;
  // some of them may have been removed.
  std::vector<const DocumentFacts*> TakeChanged() { return std::exchange(changed_, {}); }

 private:
  // Documents to be looked at, by id.
  using Open = std::map<absl::string_view, const DocumentFacts*>;
  using Texts = absl::Span<const uint32_t>;

  void Settle(Open open);
  void LookAt(const DocumentFacts* document, Open* open);
  // The document with the smallest id, below its own, of which it is a copy; null where there is none.
  const DocumentFacts* FirstOriginal(uint32_t number) const;
  void Promote(const DocumentFacts* document, Open* open);
  // Takes it out of where it stands; copies that it had are opened.
  void Withdraw(const DocumentFacts* document, Open* open);
  // Those to whom the bucket tells of the original, which is there.
  void AddListeners(uint32_t original, uint32_t bucket, std::vector<uint32_t>* listeners) const;
  // Those between the last to whom the bucket tells something and the last with one original less.
  void OpenAtEnd(uint32_t bucket, Open* open) const;

  // How many of the texts, which are in order, come before that one.
  size_t CountBefore(Texts texts, uint32_t number) const;
  // The copies in the bucket between two documents; to the end where `last` is none.
  Texts CopiesBetween(uint32_t bucket, uint32_t first, std::optional<uint32_t> last) const;

  absl::flat_hash_map<const DocumentFacts*, uint32_t> numbers_;
  std::vector<const DocumentFacts*> documents_;  // By number; null: free.
  // Numbers by the ids of their documents.
  const std::function<bool(uint32_t, uint32_t)> order_ = [this](uint32_t a, uint32_t b) {
    return documents_[a]->head.id() < documents_[b]->head.id();
  };
  std::vector<uint32_t> free_numbers_;
  BandIndex originals_index_, copies_index_;                                                    // By id.
  absl::flat_hash_map<const DocumentFacts*, absl::flat_hash_set<const DocumentFacts*>> stars_;  // Copies by original.
  absl::flat_hash_set<const DocumentFacts*> standing_;  // Originals, those without copies included.
  std::vector<const DocumentFacts*> changed_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_WITNESSES_GROWING_DUPLICATES_H_
