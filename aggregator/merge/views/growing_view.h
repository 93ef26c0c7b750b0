// A collection merged, kept up while its documents and judgements change: at any time its briefings are, byte by byte,
// those of a CollectionView (briefing.h) of the documents that are there.
//
//   a change ──▶ names compared again ──▶ components resolved again ──▶ documents of keys that moved leave their groups
//   and join others ──▶ records put in their place again
//
// A record is made when it is asked for, that of a frequent name from counts that are kept up. What a filter asks for
// is looked up: documents by id and publisher, names by name_search.h, kinds by the order of records. Cost of a change:
// what the document tells, and what is told of keys whose cluster it changes. Tested in
// tests/aggregator/merge/views/growing_view_test.cc and tests/aggregator/laws.
#ifndef CASPIAN_AGGREGATOR_MERGE_VIEWS_GROWING_VIEW_H_
#define CASPIAN_AGGREGATOR_MERGE_VIEWS_GROWING_VIEW_H_

#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/optional.h"
#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/records/filter.h"
#include "aggregator/merge/records/name_search.h"
#include "aggregator/merge/records/record_index.h"
#include "aggregator/merge/resolution/growing_directory.h"
#include "aggregator/merge/witnesses/growing_duplicates.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// A document as it is from now on; without facts: it is not there.
struct DocumentChange {
  std::string id;
  std::shared_ptr<const DocumentFacts> facts;
};

// A stretch of the records of a briefing, in their order.
struct BriefingPage {
  std::string after = {};  // Where the page before ended; empty: from the first.
  size_t most_records = std::numeric_limits<size_t>::max();
  // The first record that makes it so large is its last.
  size_t most_bytes = std::numeric_limits<size_t>::max();

  bool IsWhole() const { return after.empty() && most_records == kAll && most_bytes == kAll; }

 private:
  static constexpr size_t kAll = std::numeric_limits<size_t>::max();
};

// Thread-safe while nothing changes it.
class GrowingView {
 public:
  // The record of an entity of which `many_documents` or more tell is tallied (entity_tally.h) from when it is first
  // asked for; others are made each time.
  explicit GrowingView(size_t many_documents = 32) : many_documents_(many_documents) {}
  GrowingView(const GrowingView&) = delete;
  GrowingView& operator=(const GrowingView&) = delete;

  // Each document is named once.
  void Apply(const std::vector<DocumentChange>& changes);
  // What is judged of entities from now on.
  void SetVerdicts(std::vector<Verdict> verdicts);

  // The briefing, or a page of it, with at most `evidence_limit` places a support. Of a page, and where the filter
  // names names, those documents are listed that its records list evidence of. `next`: where the page ended; empty
  // where it was the last.
  v1::Briefing Brief(const std::string& collection, const Filter& filter, size_t evidence_limit,
                     const BriefingPage& page, std::string* next) const;
  // What the documents are that pass the filter.
  v1::BriefingCounts Counts(const Filter& filter) const;
  // Those of them behind the id `after` (empty: from the first), by id: until they are so large together, at least one
  // where there is one.
  std::vector<v1::EvidenceDocument> DocumentsAfter(const Filter& filter, const std::string& after,
                                                   size_t most_bytes) const;
  // Null where it is not there.
  const v1::EvidenceDocument* FindDocument(const std::string& id) const;
  // All places of a record under the filter, in canonical order; nullopt where there is no such record or nothing of it
  // is left.
  absl::optional<std::vector<Place>> EvidenceOf(const std::string& record_id, const Filter& filter) const;

  // The group of the record with that key or id; nullopt where there is none.
  absl::optional<RecordGroup> GroupOf(const std::string& key_or_id) const;
  // The keys of what documents name so (`folded`: fold.h).
  std::set<std::string> KeysNamed(const std::string& folded) const { return names_.KeysNamed(folded); }
  // The judgements that make anything in it what it is.
  std::set<std::string> ActingJudgements() const;
  const GrowingDirectory& directory() const { return directory_; }
  const RecordIndex& records() const { return records_; }

  // The documents by id.
  DocumentList documents() const;
  size_t document_count() const { return documents_.size(); }
  // An estimate of the memory that it holds: what its documents tell (facts_bytes.h), and for each document, telling,
  // entity, record and what else is kept of them what their places in its tables take. How near it comes to what is
  // resident tests/bench/merge_bench.cc tells.
  size_t EstimatedBytes() const;
  const std::vector<Verdict>& verdicts() const { return directory_.verdicts(); }

 private:
  class Writing;
  using FreshDocuments = absl::flat_hash_set<const DocumentFacts*>;

  void Leave(const DocumentFacts& document);
  void Enter(const std::shared_ptr<const DocumentFacts>& document);
  void Count(const DocumentFacts& document, int by);
  // The documents whose groups the moves change, without `fresh` ones.
  DocumentSet MovingDocuments(const std::vector<ClusterMove>& moves, const FreshDocuments& fresh) const;
  v1::BriefingCounts Counts() const;
  // The tally of an entity's record, made where it is not there; null where few documents tell of it.
  const EntityTally* TallyOf(const IndexedRecord& record) const;
  DocumentList Passing(const Filter& filter) const;

  const size_t many_documents_;
  absl::btree_map<std::string, std::shared_ptr<const DocumentFacts>> documents_;
  absl::flat_hash_map<std::string, DocumentSet> of_publisher_;
  std::map<std::string, uint32_t> credited_;    // Folded sources with their credits counted.
  std::map<std::string, uint32_t> judgements_;  // That changed documents, with these counted.
  uint64_t citation_count_ = 0;
  size_t fact_bytes_ = 0;     // Of all documents.
  size_t telling_count_ = 0;  // Of entities.
  GrowingDuplicates copies_;
  GrowingDirectory directory_;
  RecordIndex records_{&directory_};
  NameSearch names_{&directory_, &records_};
  mutable absl::Mutex tally_mutex_;  // Of IndexedRecord::tally, among readers.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_VIEWS_GROWING_VIEW_H_
