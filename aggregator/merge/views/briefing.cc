#include "aggregator/merge/views/briefing.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "aggregator/merge/records/evidence.h"
#include "aggregator/merge/records/record.h"
#include "aggregator/merge/records/record_order.h"

namespace caspian::aggregator {
namespace {

// A publication needs no evidence, but a document.
bool IsLeft(const RecordGroup& group, const RecordEvidence& evidence) {
  const bool publication = group.source_kind == v1::SOURCE_KIND_PUBLICATION;
  return !group.sightings.empty() && (publication || evidence.HasPlaces());
}

}  // namespace

CollectionView::CollectionView(DocumentList documents, const std::vector<Verdict>& verdicts)
    : documents_(std::move(documents)),
      copies_(documents_),
      directory_(documents_, verdicts),
      groups_(GroupFacts(documents_, directory_)),
      links_(LinkEvents(groups_, directory_)) {}

bool WriteGroup(const RecordGroup& narrowed, const Directory& directory, const NearDuplicates& copies,
                const EventLinks& links, const Filter& filter, size_t evidence_limit, v1::BriefingRecord* record) {
  RecordEvidence evidence(evidence_limit, &copies);
  WriteRecord(narrowed, directory, &evidence, record);
  if (narrowed.kind == v1::RECORD_KIND_EVENT) WriteLinks(links, record);
  if (!IsLeft(narrowed, evidence) || !filter.Passes(*record)) return false;
  evidence.Finish(record);
  return true;
}

absl::optional<std::vector<Place>> PlacesOfGroup(const RecordGroup& narrowed, const Directory& directory,
                                                 const NearDuplicates& copies, const Filter& filter) {
  RecordEvidence evidence(std::numeric_limits<size_t>::max(), &copies, /*keep_all=*/true);
  v1::BriefingRecord record;
  WriteRecord(narrowed, directory, &evidence, &record);
  if (!IsLeft(narrowed, evidence) || !filter.Passes(record)) return absl::nullopt;
  return evidence.AllPlaces();
}

v1::BriefingCounts CountsOf(const DocumentList& documents) {
  std::set<std::string> publishers, sources;
  v1::BriefingCounts counts;
  for (const auto& document : documents) {
    counts.set_document_count(counts.document_count() + 1);
    counts.set_citation_count(counts.citation_count() + static_cast<uint32_t>(document->citations.size()));
    if (!document->head.publisher().empty()) publishers.insert(document->head.publisher());
    for (const CreditFact& credit : document->credits) sources.insert(credit.folded_source);
  }
  counts.set_publisher_count(static_cast<uint32_t>(publishers.size()));
  counts.set_credited_source_count(static_cast<uint32_t>(sources.size()));
  return counts;
}

v1::Briefing CollectionView::Brief(const std::string& collection, const Filter& filter, size_t evidence_limit) const {
  v1::Briefing briefing;
  briefing.set_collection(collection);
  DocumentList passing;
  for (const auto& document : documents_) {
    if (filter.Passes(document->head)) passing.push_back(document);
  }
  *briefing.mutable_counts() = CountsOf(passing);
  for (const RecordGroup& group : groups_) {
    const bool made = filter.Passes(group.kind) && WriteGroup(filter.Narrow(group), directory_, copies_, links_, filter,
                                                              evidence_limit, briefing.add_records());
    if (!made && filter.Passes(group.kind)) briefing.mutable_records()->RemoveLast();
  }
  SortRecords(briefing.mutable_records());
  std::set<std::string> listed;
  for (const v1::BriefingRecord& record : briefing.records()) {
    for (const v1::EvidenceDocument& document : record.documents()) listed.insert(document.id());
  }
  for (const auto& document : passing) {
    if (filter.folded_names().empty() || listed.count(document->head.id()) > 0)
      *briefing.add_documents() = document->head;
  }
  return briefing;
}

absl::optional<std::vector<Place>> CollectionView::EvidenceOf(const std::string& record_id,
                                                              const Filter& filter) const {
  for (const RecordGroup& group : groups_) {
    if (group.id == record_id && filter.Passes(group.kind))
      return PlacesOfGroup(filter.Narrow(group), directory_, copies_, filter);
  }
  return absl::nullopt;
}

const RecordGroup* CollectionView::GroupOfKey(const std::string& key) const {
  const auto found = std::lower_bound(groups_.begin(), groups_.end(), key,
                                      [](const RecordGroup& group, const std::string& at) { return group.key < at; });
  return found == groups_.end() || found->key != key ? nullptr : &*found;
}

std::set<std::string> CollectionView::ActingJudgements() const {
  std::set<std::string> ids;
  for (const auto& document : documents_) ids.insert(document->judgement_ids.begin(), document->judgement_ids.end());
  for (const auto& entry : directory_.entries()) ids.insert(entry->judgement_ids.begin(), entry->judgement_ids.end());
  return ids;
}

}  // namespace caspian::aggregator
