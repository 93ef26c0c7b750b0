// Sorts what documents tell into records: all sightings with the same key are one record.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_GROUPS_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_GROUPS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/resolution/directory.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// One document's telling of something: an index into the list of facts that the record's kind names.
struct Sighting {
  const DocumentFacts* document = nullptr;
  size_t index = 0;
};

// What becomes one record.
struct RecordGroup {
  std::string key;
  std::string id;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  // By document, then index. Entities of entities and agreements, events, statements, figures, citations of credited
  // sources; of a publication the documents themselves, index 0.
  std::vector<Sighting> sightings;
  // Of an agreement: the events that may be its steps.
  std::vector<Sighting> steps;
  // Of a source.
  v1::SourceKind source_kind = v1::SOURCE_KIND_UNSPECIFIED;
};

// What puts a telling of an event, a statement, a figure or a source into one group.
struct Bucket {
  std::string key;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  v1::SourceKind source_kind = v1::SOURCE_KIND_UNSPECIFIED;
  size_t index = 0;  // Of the telling, as in Sighting.
};
void ForEachBucket(const DocumentFacts& document, const Directory& directory,
                   absl::FunctionRef<void(const Bucket&)> visit);

// The kind of the record of an entity.
v1::RecordKind KindOf(const DirectoryEntry& entry);

// The groups of a collection by key. `documents` are by id and outlive them.
std::vector<RecordGroup> GroupFacts(const DocumentList& documents, const Directory& directory);

// The index of the agreement that an event is about, into its document's entities; -1 where there is none.
int AgreementOf(const DocumentFacts& document, const EventFact& event);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_GROUPS_H_
