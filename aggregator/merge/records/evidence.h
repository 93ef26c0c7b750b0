// Evidence of records: its canonical order, its counts, and its interning in a record.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_EVIDENCE_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_EVIDENCE_H_

#include <string>
#include <utility>
#include <vector>

#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/witnesses/near_duplicates.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// Sorts by document, span, rule, and drops what is there twice. Of two places that differ in credit or voice alone the
// first by that stays.
void SortPlaces(std::vector<Place>* places);

// Bytes that order as SortPlaces does: where a page of evidence ended.
std::string PlaceKey(const Place& place);

// Reported where any place is; else the author's where any is.
v1::Voice VoiceOf(const std::vector<Place>& places);

// Gathers the supports of one record, then writes its tables.
class RecordEvidence {
 public:
  // `limit`: most places that a support lists. `copies` outlives it. `keep_all`: AllPlaces will be asked for.
  RecordEvidence(size_t limit, const NearDuplicates* copies, bool keep_all = false)
      : limit_(limit), copies_(copies), keep_all_(keep_all) {}

  // Fills the counts of `support` from `places`; its list of places at Finish. `support` must stay where it is until
  // then.
  void Fill(std::vector<Place> places, v1::Support* support);

  // Takes the first places of a support whose counts are written already: sorted; those beyond the limit are dropped.
  void List(std::vector<Place> first, v1::Support* support);

  size_t limit() const { return limit_; }
  // True where any support has a place.
  bool HasPlaces() const { return any_; }
  // All places of all supports, sorted.
  std::vector<Place> AllPlaces() const;

  // Writes documents, rules and evidence that the supports list, and the supports' lists.
  void Finish(v1::BriefingRecord* record);

 private:
  const size_t limit_;
  const NearDuplicates* const copies_;
  const bool keep_all_;
  bool any_ = false;
  std::vector<std::pair<v1::Support*, std::vector<Place>>> listed_;
  std::vector<Place> all_;
};

// Writes `places`, which are sorted, with their tables of documents and rules.
void WriteEvidence(const std::vector<Place>& places,
                   google::protobuf::RepeatedPtrField<v1::EvidenceDocument>* documents,
                   google::protobuf::RepeatedPtrField<v1::EvidenceRuleRef>* rules,
                   google::protobuf::RepeatedPtrField<v1::Evidence>* evidence);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_EVIDENCE_H_
