// Merges a collection: briefing = f(live documents with their extractions, judgements), a pure function.
//
//   LiveDocument, Judgements ──ReadFacts──▶ DocumentFacts ──Directory──▶ who is who ──GroupFacts──▶ groups ──Filter,
//   WriteRecord──▶ records
//
// Nothing on the way depends on the order of submissions: documents come by id, groups by key, evidence by place; every
// choice (which name is shown, which time) goes by counts with ties settled by bytes. Cost: n log n in what the
// documents tell. Tested in tests/aggregator/merge: laws_test.cc, briefing_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_H_
#define CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "aggregator/merge/records/event_links.h"
#include "aggregator/merge/records/evidence.h"
#include "aggregator/merge/records/filter.h"
#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/resolution/directory.h"
#include "aggregator/merge/witnesses/near_duplicates.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// Writes the record that a group, narrowed by the filter, makes. False where nothing of it is left, or the filter does
// not let it pass; `record` is then of no use.
bool WriteGroup(const RecordGroup& narrowed, const Directory& directory, const NearDuplicates& copies,
                const EventLinks& links, const Filter& filter, size_t evidence_limit, v1::BriefingRecord* record);
// All places of that record, in canonical order; nullopt where WriteGroup is false.
absl::optional<std::vector<Place>> PlacesOfGroup(const RecordGroup& narrowed, const Directory& directory,
                                                 const NearDuplicates& copies, const Filter& filter);
// What these documents are.
v1::BriefingCounts CountsOf(const DocumentList& documents);

// A collection merged, before any filter: all at once, without regard to cost. The oracle of GrowingView
// (growing_view.h), from which all answers are read. Immutable; thread-safe.
class CollectionView {
 public:
  // `documents` by id, read as they are judged; `verdicts` are what is judged of their entities.
  explicit CollectionView(DocumentList documents, const std::vector<Verdict>& verdicts = {});

  // The briefing with at most `evidence_limit` places a support. Where the filter names names, those documents are
  // listed that its records list evidence of.
  v1::Briefing Brief(const std::string& collection, const Filter& filter, size_t evidence_limit) const;

  // All places of a record under the filter, in canonical order; nullopt where there is no such record or nothing of it
  // is left.
  absl::optional<std::vector<Place>> EvidenceOf(const std::string& record_id, const Filter& filter) const;

  const DocumentList& documents() const { return documents_; }
  const CollectionDirectory& directory() const { return directory_; }
  // By key.
  const std::vector<RecordGroup>& groups() const { return groups_; }
  // Null where there is none.
  const RecordGroup* GroupOfKey(const std::string& key) const;
  // The judgements that make anything in it what it is.
  std::set<std::string> ActingJudgements() const;

 private:
  const DocumentList documents_;
  const NearDuplicates copies_;
  const CollectionDirectory directory_;
  const std::vector<RecordGroup> groups_;
  const EventLinks links_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_H_
