// Copies among the documents of a collection: each copy belongs to the document with the smallest id that it is a copy
// of and that is no copy itself. So copies form stars, never chains: what is like a copy, but not like the document
// that the copy belongs to, stands apart. A pure function of the set of documents.
//
// Candidates are found by locality-sensitive hashing: signatures (text_signature.h) that agree in all three values of
// one of 64 bands share a bucket (P. Indyk, R. Motwani, "Approximate nearest neighbors", STOC 1998; with bands as in
// J. Leskovec et al., "Mining of Massive Datasets", chapter 3). Of two texts with resemblance 0.5 that finds 99.98 %,
// at 0.4 98.5 %, at 0.3 82.6 %.
//
// What many texts have in common that are no copies (the words of a form, an imprint) fills buckets that say nothing:
// a document is compared in a bucket only where at most kMostOriginals documents of smaller ids stand there that are no
// copies. That is told by the set of documents alone, so order changes nothing; a copy is still found by what it has in
// common with its original alone. Cost: of each document at most 64 · kMostOriginals comparisons, few of them as a
// rule.
#ifndef CASPIAN_AGGREGATOR_MERGE_WITNESSES_NEAR_DUPLICATES_H_
#define CASPIAN_AGGREGATOR_MERGE_WITNESSES_NEAR_DUPLICATES_H_

#include <unordered_map>

#include "aggregator/merge/facts/facts.h"

namespace caspian::aggregator {

// Documents behind so many originals of a bucket are not compared with them.
inline constexpr size_t kMostOriginals = 32;

// Thread-safe while nothing changes it.
class NearDuplicates {
 public:
  NearDuplicates() = default;
  // The documents by id; they outlive it.
  explicit NearDuplicates(const DocumentList& documents);

  // The document that this one is a copy of; itself where it is none.
  const DocumentFacts* OriginalOf(const DocumentFacts* document) const {
    const auto found = originals_.find(document);
    return found == originals_.end() ? document : found->second;
  }
  // True where there are no copies.
  bool empty() const { return originals_.empty(); }
  // True of a document that is no copy and has none.
  bool StandsAlone(const DocumentFacts* document) const {
    return empty() || (originals_.count(document) == 0 && copy_counts_.count(document) == 0);
  }

 protected:
  std::unordered_map<const DocumentFacts*, const DocumentFacts*> originals_;  // Of copies alone.
  std::unordered_map<const DocumentFacts*, size_t> copy_counts_;              // Of their originals.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_WITNESSES_NEAR_DUPLICATES_H_
