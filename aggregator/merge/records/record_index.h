// The groups of a collection whose documents come and go, and the order of the records that they make. Records
// themselves are made when they are asked for.
//
// What happens and is said is kept in groups by key (record_key.h). Entities and agreements are not: their groups are
// the documents that the directory has for their keys. Each has its place in the order of a briefing, so that a page
// costs what is on it. Tested in tests/aggregator/merge/views/growing_view_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_INDEX_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_INDEX_H_

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/merge/records/entity_tally.h"
#include "aggregator/merge/records/event_links.h"
#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/records/growing_neighbours.h"
#include "aggregator/merge/resolution/growing_directory.h"

namespace caspian::aggregator {

// By document, then index.
struct SightingOrder {
  bool operator()(const Sighting& a, const Sighting& b) const {
    if (a.document == b.document) return a.index < b.index;
    return DocumentOrder()(a.document, b.document);
  }
};

// A record as it can be made.
struct IndexedRecord {
  std::string key;
  std::string id;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  v1::SourceKind source_kind = v1::SOURCE_KIND_UNSPECIFIED;
  const DirectoryEntry* entry = nullptr;               // Of entities and agreements.
  absl::btree_set<Sighting, SightingOrder> sightings;  // Of others.
  std::string order;                                   // Its place (record_order.h).
  uint64_t story = 0;                                  // Of events: what links may be sought by; 0: none.
  // Of events and statements: the entities in their roles, with their tellings counted.
  absl::InlinedVector<std::pair<const DirectoryEntry*, uint32_t>, 2> fillers;
  // Of an entity, for who makes records of large groups: kept up once it is there, gone when the entry's keys change.
  mutable std::unique_ptr<EntityTally> tally;
};

// Changes are not thread-safe.
class RecordIndex {
 public:
  struct ByOrder {
    using is_transparent = void;
    bool operator()(const IndexedRecord* a, const IndexedRecord* b) const { return a->order < b->order; }
    bool operator()(const IndexedRecord* a, const std::string& b) const { return a->order < b; }
    bool operator()(const std::string& a, const IndexedRecord* b) const { return a < b->order; }
  };
  using Order = absl::btree_set<const IndexedRecord*, ByOrder>;

  // The directory outlives it.
  explicit RecordIndex(const GrowingDirectory* directory) : directory_(*directory) {}

  // Adds, or takes back, what the document tells; as the directory is now, and was when it was added.
  void Add(const DocumentFacts& document);
  void Remove(const DocumentFacts& document);
  // Follows the directory.
  void Follow(const DirectoryChanges& changes);
  // Says that fillers of the document's statements are shown by other names.
  void Rename(const DocumentFacts& document);
  // Says that the document is a copy of another than before, or that its copies are others.
  void Recount(const DocumentFacts& document);
  // Puts what was touched in its place. To be called after changes, before anything is read.
  void Settle();

  // The records in the order of a briefing.
  const Order& order() const { return order_; }
  // The events and statements in whose roles the entry is, in that order.
  const Order& FilledBy(const DirectoryEntry& entry) const;
  // Null where there is none.
  const IndexedRecord* Find(absl::string_view key) const;
  const IndexedRecord* FindId(absl::string_view id) const;
  RecordGroup GroupOf(const IndexedRecord& record) const;
  // How many documents tell of the record of an entity or agreement, at most.
  size_t DocumentCount(const IndexedRecord& record) const;
  // Counts all documents of the record, which is an entity's. `copies` outlives it.
  std::unique_ptr<EntityTally> MakeTally(const IndexedRecord& record, const NearDuplicates* copies) const;
  // The events that may be one: looked for when they are first asked for, at the cost of all, and kept up from then on.
  const GrowingNeighbours& Neighbours() const;
  // Events that are looked up for that; 0 until it is first asked for.
  size_t NeighbouringEvents() const;
  // The groups of all events that links of this one's story can be between, this one among them.
  std::vector<RecordGroup> StoryOf(const IndexedRecord& event) const;

 private:
  void Change(const DocumentFacts& document, bool add);
  // Counts the fillers of a telling of the record, which stands nowhere.
  void ChangeFillers(const DocumentFacts& document, const std::vector<RoleFact>& roles, int by, IndexedRecord* record);
  IndexedRecord* Make(const std::string& key, v1::RecordKind kind);
  void Erase(IndexedRecord* record);
  void Place(IndexedRecord* record);
  void Unplace(IndexedRecord* record);
  void AddSightings(const IndexedRecord& record, RecordGroup* group) const;
  // Calls `visit` with each tally that the document counts in.
  void ForEachTally(const DocumentFacts& document, absl::FunctionRef<void(EntityTally*)> visit) const;

  const GrowingDirectory& directory_;
  absl::flat_hash_map<absl::string_view, std::unique_ptr<IndexedRecord>> records_;  // By key.
  absl::flat_hash_map<absl::string_view, IndexedRecord*> ids_;
  Order order_;
  absl::flat_hash_map<const DirectoryEntry*, Order> filled_;
  absl::flat_hash_map<uint64_t, absl::InlinedVector<const IndexedRecord*, 1>> stories_;
  absl::flat_hash_set<IndexedRecord*> touched_;
  mutable absl::Mutex neighbours_mutex_;  // Of the making, among readers.
  mutable std::unique_ptr<GrowingNeighbours> neighbours_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_INDEX_H_
