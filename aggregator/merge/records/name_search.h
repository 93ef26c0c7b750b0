// Finds the records that a name may be found by, in documents that come and go: by the words that documents use, and by
// the names under which entities are shown. More may be found than the filter then lets pass, never less.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_NAME_SEARCH_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_NAME_SEARCH_H_

#include <map>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "aggregator/merge/records/record_index.h"

namespace caspian::aggregator {

// Changes are not thread-safe.
class NameSearch {
 public:
  using Found = absl::btree_set<const IndexedRecord*, RecordIndex::ByOrder>;

  // Both outlive it.
  NameSearch(const GrowingDirectory* directory, const RecordIndex* records)
      : directory_(*directory), records_(*records) {}

  void Add(const DocumentFacts& document);
  void Remove(const DocumentFacts& document);

  // Adds the records that may be found by `folded` (fold.h), in their order.
  void Find(const std::string& folded, Found* found) const;

 private:
  void Change(const DocumentFacts& document, bool add);
  void FindWords(const DocumentFacts& document, const std::string& folded, Found* found) const;
  void FindFillers(const DocumentFacts& document, const DirectoryEntry& entry, Found* found) const;
  void AddRecord(const std::string& key, Found* found) const;

  const GrowingDirectory& directory_;
  const RecordIndex& records_;
  absl::flat_hash_map<uint64_t, DocumentSet> documents_;             // By the hash of a folded text of theirs.
  std::map<std::string, std::map<std::string, size_t>> publishers_;  // By folded name, with their documents counted.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_NAME_SEARCH_H_
