// What the record of an entity shows, kept up while documents come and go, so that the record of a name that half of
// all documents tell of costs what is on it. At any time it writes what WriteEntity (record.h) writes of all its
// documents; offices are gathered anew from the documents that tell one. Tested with all else in
// tests/aggregator/merge/views/growing_view_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_ENTITY_TALLY_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_ENTITY_TALLY_H_

#include <map>
#include <string>
#include <vector>

#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/records/support_tally.h"
#include "aggregator/merge/resolution/directory.h"

namespace caspian::aggregator {

// Holds for one entry as long as its keys stay. Changes are not thread-safe.
class EntityTally {
 public:
  // All outlive it.
  EntityTally(const DirectoryEntry* entry, const Directory* directory, const NearDuplicates* copies)
      : entry_(*entry), directory_(*directory), copies_(*copies) {}

  // A document that tells of the entry.
  void Add(const DocumentFacts& document);
  void Remove(const DocumentFacts& document);
  // Says that its copies are others than before, or it is another's.
  void Recount(const DocumentFacts& document);

  void Write(RecordEvidence* evidence, v1::EntityRecord* record) const;

 private:
  bool IsOf(const EntityFact& entity) const { return &directory_.Entry(entity) == &entry_; }
  // The places of the entry's names in the document, or of that name alone; sorted.
  std::vector<Place> PlacesIn(const DocumentFacts& document, const std::string* name = nullptr) const;
  template <typename Visit>
  void ForEachSupport(const DocumentFacts& document, Visit visit);
  void ChangeFeatures(const DocumentFacts& document, int by);
  void WriteNames(RecordEvidence* evidence, v1::EntityRecord* record) const;
  void WriteFeatures(v1::EntityRecord* record) const;

  const DirectoryEntry& entry_;
  const Directory& directory_;
  const NearDuplicates& copies_;
  SupportTally support_;
  std::map<std::string, SupportTally> names_;
  std::map<std::string, std::map<std::string, uint32_t>> features_;  // Values by name, counted.
  DocumentSet with_offices_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_ENTITY_TALLY_H_
