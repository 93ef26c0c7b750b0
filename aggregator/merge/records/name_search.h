// Finds the records that a name may be found by, in documents that come and go: by the names that documents use, by the
// words in roles, and by the names under which entities are shown. More may be found than the filter then lets pass,
// never less. What a name's entities do is not gathered, but read on where it stands in order: a page of it costs what
// is on it, however often the name is told.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_NAME_SEARCH_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_NAME_SEARCH_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "aggregator/merge/records/record_index.h"

namespace caspian::aggregator {

// Changes are not thread-safe.
class NameSearch {
 public:
  // What was found, in the order of records. Holds until the next change.
  class Found {
   public:
    // The first record whose order is that or comes behind it; that comes behind it. Null where there is none.
    const IndexedRecord* From(const std::string& order) const;
    const IndexedRecord* After(const std::string& order) const;

   private:
    friend class NameSearch;
    RecordIndex::Order some_;
    std::vector<const RecordIndex::Order*> filled_;  // By entities of the name.
  };

  // Both outlive it.
  NameSearch(const GrowingDirectory* directory, const RecordIndex* records)
      : directory_(*directory), records_(*records) {}

  void Add(const DocumentFacts& document) { Change(document, 1); }
  void Remove(const DocumentFacts& document) { Change(document, -1); }

  // The keys of what documents name so (`folded`: fold.h).
  std::set<std::string> KeysNamed(const std::string& folded) const;
  // Adds the records that may be found by `folded`.
  void Find(const std::string& folded, Found* found) const;

 private:
  // Counted, by the hash of a folded text.
  using Keys = absl::flat_hash_map<std::string, uint32_t>;

  // The entries of those keys, by key.
  std::vector<const DirectoryEntry*> EntriesOf(const std::string& folded) const;
  void Change(const DocumentFacts& document, int by);
  void ChangePublisher(const std::string& publisher, int by);
  void ChangeParties(const DocumentFacts& document, int by);
  void FindEntities(const std::string& folded, Found* found) const;
  void FindWords(const DocumentFacts& document, const std::string& folded, Found* found) const;
  void AddRecord(const std::string& key, Found* found) const;

  const GrowingDirectory& directory_;
  const RecordIndex& records_;
  absl::flat_hash_map<uint64_t, Keys> bearers_;           // Keys that documents name so.
  absl::flat_hash_map<uint64_t, DocumentSet> documents_;  // That have it as words, not as an entity's name.
  absl::flat_hash_map<std::string, Keys> parties_;        // By the key of a party: keys of what it is a party of.
  std::map<std::string, std::map<std::string, size_t>> publishers_;  // By folded name, with their documents counted.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_NAME_SEARCH_H_
