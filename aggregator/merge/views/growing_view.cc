#include "aggregator/merge/views/growing_view.h"

#include <algorithm>
#include <utility>

#include "aggregator/merge/facts/facts_bytes.h"
#include "aggregator/merge/views/briefing.h"

namespace caspian::aggregator {
namespace {

// What a view takes in its tables, beside the facts themselves: of itself, and for each document, telling of an entity,
// entity key, record, name that may be another's, and event that may be another.
constexpr size_t kViewBytes = size_t{16} << 10, kDocumentBytes = 1500, kTellingBytes = 120, kKeyBytes = 1800,
                 kRecordBytes = 900, kMatchedKeyBytes = 600, kNeighbourBytes = 700;

}  // namespace

void GrowingView::Apply(const std::vector<DocumentChange>& changes) {
  DocumentList gone, here;
  FreshDocuments fresh;
  for (const DocumentChange& change : changes) {
    const auto before = documents_.find(change.id);
    if (before != documents_.end()) gone.push_back(before->second);
    if (change.facts == nullptr) continue;
    here.push_back(change.facts);
    fresh.insert(change.facts.get());
  }
  for (const auto& document : gone) directory_.Remove(*document);
  for (const auto& document : here) directory_.Add(*document);
  // Until the directory is brought up to date it tells in which groups documents are.
  const std::vector<ClusterMove> moves = directory_.Resolve();
  const DocumentSet moving = MovingDocuments(moves, fresh);
  for (const auto& document : gone) records_.Remove(*document);
  for (const DocumentFacts* document : moving) records_.Remove(*document);
  const DirectoryChanges changed = directory_.Update(moves);
  records_.Follow(changed);
  for (const auto& document : gone) Leave(*document);
  for (const auto& document : here) Enter(document);
  for (const DocumentFacts* document : moving) records_.Add(*document);
  for (const DirectoryEntry* entry : changed.renamed) {
    for (const std::string& key : entry->keys) {
      for (const DocumentFacts* document : directory_.DocumentsOf(key)) {
        if (!fresh.contains(document)) records_.Rename(*document);
      }
    }
  }
  for (const DocumentFacts* document : copies_.TakeChanged()) {
    if (const auto found = documents_.find(document->head.id()); found != documents_.end())
      records_.Recount(*found->second);
  }
  records_.Settle();
}

void GrowingView::Leave(const DocumentFacts& document) {
  copies_.Remove(&document);
  names_.Remove(document);
  Count(document, -1);
  // The caller holds it.
  documents_.erase(document.head.id());
}

void GrowingView::Enter(const std::shared_ptr<const DocumentFacts>& document) {
  documents_.emplace(document->head.id(), document);
  copies_.Add(document.get());
  names_.Add(*document);
  Count(*document, 1);
  records_.Add(*document);
}

void GrowingView::SetVerdicts(std::vector<Verdict> verdicts) {
  directory_.SetVerdicts(std::move(verdicts));
  Apply({});
}

DocumentSet GrowingView::MovingDocuments(const std::vector<ClusterMove>& moves, const FreshDocuments& fresh) const {
  DocumentSet moving;
  for (const ClusterMove& move : moves) {
    // Of a key that was not there only fresh documents tell, of one that is no more none.
    if (move.from.empty() || move.to.empty()) continue;
    for (const DocumentFacts* document : directory_.DocumentsOf(move.key)) {
      if (!fresh.contains(document)) moving.insert(document);
    }
  }
  return moving;
}

void GrowingView::Count(const DocumentFacts& document, int by) {
  fact_bytes_ += by * static_cast<int64_t>(BytesOf(document));
  telling_count_ += by * static_cast<int64_t>(document.entities.size());
  citation_count_ += by * static_cast<int64_t>(document.citations.size());
  for (const CreditFact& credit : document.credits) {
    const auto at = credited_.try_emplace(credit.folded_source).first;
    if ((at->second += by) == 0) credited_.erase(at);
  }
  for (const std::string& id : document.judgement_ids) {
    const auto at = judgements_.try_emplace(id).first;
    if ((at->second += by) == 0) judgements_.erase(at);
  }
  if (document.head.publisher().empty()) return;
  DocumentSet& of_publisher = of_publisher_[document.head.publisher()];
  if (by > 0) {
    of_publisher.insert(&document);
  } else {
    of_publisher.erase(&document);
  }
  if (of_publisher.empty()) of_publisher_.erase(document.head.publisher());
}

size_t GrowingView::EstimatedBytes() const {
  return kViewBytes + fact_bytes_ + documents_.size() * kDocumentBytes + telling_count_ * kTellingBytes +
         directory_.key_count() * kKeyBytes + records_.order().size() * kRecordBytes +
         directory_.MatchedKeys() * kMatchedKeyBytes + records_.NeighbouringEvents() * kNeighbourBytes;
}

DocumentList GrowingView::documents() const {
  DocumentList documents;
  documents.reserve(documents_.size());
  for (const auto& [id, document] : documents_) documents.push_back(document);
  return documents;
}

DocumentList GrowingView::Passing(const Filter& filter) const {
  DocumentList passing;
  const auto add = [&](const std::string& id) {
    const auto found = documents_.find(id);
    if (found != documents_.end() && filter.Passes(found->second->head)) passing.push_back(found->second);
  };
  if (!filter.BoundsDocuments()) return documents();
  if (!filter.document_ids().empty()) {
    for (const std::string& id : filter.document_ids()) add(id);
    return passing;
  }
  DocumentSet of_publishers;
  for (const std::string& publisher : filter.publishers()) {
    const auto found = of_publisher_.find(publisher);
    if (found != of_publisher_.end()) of_publishers.insert(found->second.begin(), found->second.end());
  }
  for (const DocumentFacts* document : of_publishers) add(document->head.id());
  return passing;
}

v1::BriefingCounts GrowingView::Counts() const {
  v1::BriefingCounts counts;
  counts.set_document_count(static_cast<uint32_t>(documents_.size()));
  counts.set_publisher_count(static_cast<uint32_t>(of_publisher_.size()));
  counts.set_credited_source_count(static_cast<uint32_t>(credited_.size()));
  counts.set_citation_count(static_cast<uint32_t>(citation_count_));
  return counts;
}

v1::BriefingCounts GrowingView::Counts(const Filter& filter) const {
  return filter.BoundsDocuments() ? CountsOf(Passing(filter)) : Counts();
}

std::vector<v1::EvidenceDocument> GrowingView::DocumentsAfter(const Filter& filter, const std::string& after,
                                                              size_t most_bytes) const {
  std::vector<v1::EvidenceDocument> documents;
  size_t bytes = 0;
  const auto add = [&](const DocumentFacts& document) {
    if (bytes >= most_bytes) return false;
    documents.push_back(document.head);
    bytes += document.head.ByteSizeLong();
    return true;
  };
  if (filter.BoundsDocuments()) {
    const DocumentList passing = Passing(filter);
    const auto behind = [](const std::string& id, const auto& document) { return id < document->head.id(); };
    auto at = std::upper_bound(passing.begin(), passing.end(), after, behind);
    while (at != passing.end() && add(**at)) ++at;
  } else {
    auto at = documents_.upper_bound(after);
    while (at != documents_.end() && add(*at->second)) ++at;
  }
  return documents;
}

const v1::EvidenceDocument* GrowingView::FindDocument(const std::string& id) const {
  const auto found = documents_.find(id);
  return found == documents_.end() ? nullptr : &found->second->head;
}

const EntityTally* GrowingView::TallyOf(const IndexedRecord& record) const {
  if (record.kind != v1::RECORD_KIND_ENTITY) return nullptr;
  {
    absl::MutexLock lock(&tally_mutex_);
    if (record.tally != nullptr) return record.tally.get();
  }
  if (records_.DocumentCount(record) < many_documents_) return nullptr;
  std::unique_ptr<EntityTally> made = records_.MakeTally(record, &copies_);
  absl::MutexLock lock(&tally_mutex_);
  if (record.tally == nullptr) record.tally = std::move(made);
  return record.tally.get();
}

absl::optional<RecordGroup> GrowingView::GroupOf(const std::string& key_or_id) const {
  const IndexedRecord* record = records_.FindId(key_or_id);
  if (record == nullptr) record = records_.Find(key_or_id);
  if (record == nullptr) return absl::nullopt;
  return records_.GroupOf(*record);
}

std::set<std::string> GrowingView::ActingJudgements() const {
  std::set<std::string> ids = directory_.ActingJudgements();
  for (const auto& [id, count] : judgements_) ids.insert(id);
  return ids;
}

}  // namespace caspian::aggregator
