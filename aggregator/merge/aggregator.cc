#include "aggregator/merge/aggregator.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "aggregator/merge/judgements/judgement_log.h"
#include "aggregator/merge/questions/evidence_page.h"
#include "aggregator/merge/questions/judging.h"
#include "aggregator/merge/questions/match_pages.h"
#include "aggregator/merge/questions/merge_explanation.h"
#include "aggregator/merge/questions/page_token.h"
#include "aggregator/merge/records/filter.h"
#include "aggregator/merge/submissions/check_submission.h"
#include "aggregator/merge/submissions/live.h"
#include "aggregator/merge/submissions/writer.h"
#include "aggregator/merge/views/briefing_stream.h"
#include "aggregator/merge/views/view_cache.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

// What a queued change weighs beside its messages.
constexpr size_t kChangeBytes = 512;
constexpr size_t kEvidenceLimit = 3, kMostEvidence = 100;
constexpr size_t kPageSize = 100, kMostPageSize = 1000;
// A briefing is whole unless a page is asked for.
constexpr size_t kAllRecords = std::numeric_limits<size_t>::max();

absl::Status Draining() {
  return MakeError(pb::ERROR_REASON_SERVER_DRAINING,
                   "the aggregator is going down: send to another, or again when it is back");
}

std::vector<CollectionChange> ChangesOf(const Writer::Batch& batch) {
  std::vector<CollectionChange> changes;
  for (const PendingChange& change : batch) changes.push_back({change.collection, change.document_id});
  return changes;
}

class StoreAggregator : public Aggregator {
 public:
  StoreAggregator(const AggregatorOptions& options, std::unique_ptr<Store> store)
      : briefing_stream_(options.briefing_stream),
        store_(std::move(store)),
        views_(store_.get(), options.view_bytes),
        writer_({options.commit_documents, options.commit_bytes, options.queue_bytes}, store_.get(),
                {[this](const Writer::Batch& batch) { views_.Committing(ChangesOf(batch)); },
                 [this] { views_.Committed(); }, options.store_failed}) {}

  bool TrySubmit(const std::string& collection, pb::Document document, pb::Extraction extraction,
                 SubmitDone done) override;
  void WhenRoom(std::function<void()> callback) override { writer_.WhenRoom(std::move(callback)); }
  absl::StatusOr<pb::DeleteDocumentResponse> DeleteDocument(const pb::DeleteDocumentRequest& request) override;
  absl::StatusOr<pb::JudgeResponse> Judge(const pb::JudgeRequest& request) override;
  absl::StatusOr<pb::UndoJudgementResponse> UndoJudgement(const pb::UndoJudgementRequest& request) override;
  absl::StatusOr<pb::ListJudgementsResponse> ListJudgements(const pb::ListJudgementsRequest& request) override;
  absl::StatusOr<pb::ExplainMergeResponse> ExplainMerge(const pb::ExplainMergeRequest& request) override;
  absl::StatusOr<pb::ListPossibleMatchesResponse> ListPossibleMatches(
      const pb::ListPossibleMatchesRequest& request) override;
  absl::StatusOr<pb::Briefing> GetBriefing(const pb::GetBriefingRequest& request) override;
  absl::StatusOr<pb::GetBriefingResponse> GetBriefingPage(const pb::GetBriefingRequest& request) override;
  absl::StatusOr<std::unique_ptr<BriefingReader>> ReadBriefing(const pb::StreamBriefingRequest& request) override;
  absl::StatusOr<pb::GetEvidenceResponse> GetEvidence(const pb::GetEvidenceRequest& request) override;
  absl::StatusOr<pb::ListCollectionsResponse> ListCollections(const pb::ListCollectionsRequest& request) override;
  absl::StatusOr<pb::ListDocumentsResponse> ListDocuments(const pb::ListDocumentsRequest& request) override;
  absl::StatusOr<pb::GetDocumentResponse> GetDocument(const pb::GetDocumentRequest& request) override;
  absl::Status Rebuild() override;
  size_t ViewBytes() const override { return views_.EstimatedBytes(); }
  std::string StoreKind() const override { return store_->Kind(); }
  void Drain() override { writer_.Drain(); }

 private:
  // Queues a change of the document, or of judgements, and waits until it is durable.
  absl::Status Write(const std::string& collection, const std::string& document_id,
                     std::function<absl::Status(Transaction*)> apply);
  // The judgement that a request means.
  absl::StatusOr<pb::Judgement> Resolve(const pb::JudgeRequest& request);

  const BriefingStreamOptions briefing_stream_;
  const std::unique_ptr<Store> store_;
  ViewCache views_;
  Writer writer_;
};

// A change that makes a document live and tells `done` what became of it.
PendingChange SubmissionOf(const std::string& collection, std::shared_ptr<const LiveDocument> live,
                           Aggregator::SubmitDone done) {
  const auto outcome = std::make_shared<pb::StoreOutcome>(pb::STORE_OUTCOME_UNSPECIFIED);
  PendingChange change;
  change.collection = collection;
  change.document_id = live->document.id();
  change.bytes = live->document.ByteSizeLong() + live->extraction.ByteSizeLong() + kChangeBytes;
  change.apply = [collection, live = std::move(live), outcome](Transaction* transaction) {
    const absl::StatusOr<pb::StoreOutcome> applied = ApplySubmission(collection, live, transaction);
    if (applied.ok()) *outcome = *applied;
    return applied.status();
  };
  change.done = [outcome, done = std::move(done)](const absl::Status& status) {
    if (status.ok()) {
      done(*outcome);
    } else {
      done(status);
    }
  };
  return change;
}

bool StoreAggregator::TrySubmit(const std::string& collection, pb::Document document, pb::Extraction extraction,
                                SubmitDone done) {
  if (!writer_.HasRoom()) return false;
  absl::Status status = CheckCollectionName(collection);
  if (status.ok()) status = CheckSubmission(document, extraction);
  if (!status.ok()) {
    done(status);
    return true;
  }
  PendingChange change =
      SubmissionOf(collection, MakeLiveDocument(std::move(document), std::move(extraction)), std::move(done));
  const Writer::Admission admission = writer_.TryQueue(&change);
  if (admission == Writer::Admission::kDraining) change.done(Draining());
  return admission != Writer::Admission::kFull;
}

absl::StatusOr<pb::DeleteDocumentResponse> StoreAggregator::DeleteDocument(const pb::DeleteDocumentRequest& request) {
  if (absl::Status status = CheckCollectionName(request.collection()); !status.ok()) return status;
  if (absl::Status status = CheckDocumentId(request.document_id()); !status.ok()) return status;
  pb::DeleteDocumentResponse response;
  const absl::Status status = Write(request.collection(), request.document_id(), [&](Transaction* transaction) {
    const absl::StatusOr<pb::DeleteDocumentResponse> applied = ApplyDeletion(request, transaction);
    if (applied.ok()) response = *applied;
    return applied.status();
  });
  if (!status.ok()) return status;
  return response;
}

absl::Status StoreAggregator::Write(const std::string& collection, const std::string& document_id,
                                    std::function<absl::Status(Transaction*)> apply) {
  absl::Notification written;
  absl::Status result;
  PendingChange change;
  change.collection = collection;
  change.document_id = document_id;
  change.bytes = kChangeBytes;
  change.apply = std::move(apply);
  change.done = [&result, &written](const absl::Status& status) {
    result = status;
    written.Notify();
  };
  if (!writer_.Queue(std::move(change))) return Draining();
  written.WaitForNotification();
  return result;
}

absl::StatusOr<pb::Judgement> StoreAggregator::Resolve(const pb::JudgeRequest& request) {
  if (request.records().empty()) return request.judgement();
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(request.collection());
  if (!lease.ok()) return lease.status();
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  return ResolveJudgement(request, lease->view(), snapshot->get());
}

absl::StatusOr<pb::JudgeResponse> StoreAggregator::Judge(const pb::JudgeRequest& request) {
  if (absl::Status status = CheckCollectionName(request.collection()); !status.ok()) return status;
  absl::StatusOr<pb::Judgement> judgement = Resolve(request);
  if (!judgement.ok()) return judgement.status();
  *judgement = Ordered(*std::move(judgement));
  if (absl::Status status = CheckJudgement(*judgement); !status.ok()) return status;
  pb::JudgeResponse response;
  const absl::Status status = Write(request.collection(), "", [&](Transaction* transaction) {
    const absl::StatusOr<pb::StoreOutcome> outcome = ApplyJudgement(request.collection(), *judgement, transaction);
    if (outcome.ok()) response.set_outcome(*outcome);
    return outcome.status();
  });
  if (!status.ok()) return status;
  *response.mutable_judgement() = *std::move(judgement);
  return response;
}

absl::StatusOr<pb::UndoJudgementResponse> StoreAggregator::UndoJudgement(const pb::UndoJudgementRequest& request) {
  if (absl::Status status = CheckCollectionName(request.collection()); !status.ok()) return status;
  if (absl::Status status = CheckUndo(request.judgement_id(), request.undo()); !status.ok()) return status;
  pb::UndoJudgementResponse response;
  const absl::Status status = Write(request.collection(), "", [&](Transaction* transaction) {
    const absl::StatusOr<bool> undone =
        ApplyUndo(request.collection(), request.judgement_id(), request.undo(), transaction);
    if (undone.ok()) response.set_undone(*undone);
    return undone.status();
  });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<pb::ListJudgementsResponse> StoreAggregator::ListJudgements(const pb::ListJudgementsRequest& request) {
  const absl::StatusOr<size_t> page_size = CheckPageSize("page_size", request.page_size(), kPageSize, kMostPageSize);
  if (!page_size.ok()) return page_size.status();
  const std::string question = absl::StrCat("judgements ", request.collection());
  const absl::StatusOr<std::string> position = ReadPageToken(question, request.page_token());
  if (!position.ok()) return position.status();
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(request.collection());
  if (!lease.ok()) return lease.status();
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  const auto entries = (*snapshot)->Judgements(request.collection());
  if (!entries.ok()) return entries.status();
  bool more = false;
  pb::ListJudgementsResponse response;
  const std::set<std::string> acting = lease->view().ActingJudgements();
  for (pb::JudgementEntry& entry : JudgementPage(*entries, acting, *position, *page_size, &more))
    response.mutable_judgements()->Add(std::move(entry));
  if (more) response.set_next_page_token(MakePageToken(question, response.judgements().rbegin()->judgement().id()));
  return response;
}

absl::StatusOr<pb::ExplainMergeResponse> StoreAggregator::ExplainMerge(const pb::ExplainMergeRequest& request) {
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(request.collection());
  if (!lease.ok()) return lease.status();
  return aggregator::ExplainMerge(lease->view(), request.first(), request.second());
}

absl::StatusOr<pb::ListPossibleMatchesResponse> StoreAggregator::ListPossibleMatches(
    const pb::ListPossibleMatchesRequest& request) {
  const absl::StatusOr<size_t> page_size = CheckPageSize("page_size", request.page_size(), kPageSize, kMostPageSize);
  if (!page_size.ok()) return page_size.status();
  const std::string question = absl::StrCat("possible matches ", request.collection());
  const absl::StatusOr<std::string> position = ReadPageToken(question, request.page_token());
  if (!position.ok()) return position.status();
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(request.collection());
  if (!lease.ok()) return lease.status();
  return PossibleMatchesPage(lease->view(), question, *position, *page_size);
}

absl::StatusOr<pb::Briefing> StoreAggregator::GetBriefing(const pb::GetBriefingRequest& request) {
  absl::StatusOr<pb::GetBriefingResponse> page = GetBriefingPage(request);
  if (!page.ok()) return page.status();
  return std::move(*page->mutable_briefing());
}

absl::StatusOr<pb::GetBriefingResponse> StoreAggregator::GetBriefingPage(const pb::GetBriefingRequest& request) {
  if (absl::Status status = CheckFilter(request.filter()); !status.ok()) return status;
  const absl::StatusOr<size_t> limit =
      CheckPageSize("evidence_limit", request.evidence_limit(), kEvidenceLimit, kMostEvidence);
  if (!limit.ok()) return limit.status();
  const absl::StatusOr<size_t> page_size = CheckPageSize("page_size", request.page_size(), kAllRecords, kMostPageSize);
  if (!page_size.ok()) return page_size.status();
  const std::string question =
      absl::StrCat("briefing ", request.collection(), " ", SerializeDeterministically(request.filter()));
  absl::StatusOr<std::string> after = ReadPageToken(question, request.page_token());
  if (!after.ok()) return after.status();
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(request.collection());
  if (!lease.ok()) return lease.status();
  std::string next;
  pb::GetBriefingResponse response;
  *response.mutable_briefing() = lease->view().Brief(request.collection(), Filter(request.filter()), *limit,
                                                     {*std::move(after), *page_size}, &next);
  if (!next.empty()) response.set_next_page_token(MakePageToken(question, next));
  return response;
}

absl::StatusOr<std::unique_ptr<BriefingReader>> StoreAggregator::ReadBriefing(
    const pb::StreamBriefingRequest& request) {
  if (absl::Status status = CheckFilter(request.filter()); !status.ok()) return status;
  const absl::StatusOr<size_t> limit =
      CheckPageSize("evidence_limit", request.evidence_limit(), kEvidenceLimit, kMostEvidence);
  if (!limit.ok()) return limit.status();
  return std::make_unique<BriefingStream>(&views_, request.collection(), request.filter(), *limit, briefing_stream_);
}

absl::StatusOr<pb::GetEvidenceResponse> StoreAggregator::GetEvidence(const pb::GetEvidenceRequest& request) {
  if (absl::Status status = CheckFilter(request.filter()); !status.ok()) return status;
  const absl::StatusOr<size_t> page_size = CheckPageSize("page_size", request.page_size(), kPageSize, kMostPageSize);
  if (!page_size.ok()) return page_size.status();
  const std::string question = absl::StrCat("evidence ", request.collection(), " ", request.record_id(), " ",
                                            SerializeDeterministically(request.filter()));
  const absl::StatusOr<std::string> position = ReadPageToken(question, request.page_token());
  if (!position.ok()) return position.status();
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(request.collection());
  if (!lease.ok()) return lease.status();
  const auto places = lease->view().EvidenceOf(request.record_id(), Filter(request.filter()));
  if (!places.has_value()) {
    return MakeError(pb::ERROR_REASON_RECORD_NOT_FOUND,
                     absl::StrCat("collection ", request.collection(), " has no record ", request.record_id(),
                                  ", or the filter leaves nothing of it"));
  }
  return EvidencePage(*places, question, *position, *page_size);
}

absl::StatusOr<pb::ListCollectionsResponse> StoreAggregator::ListCollections(
    const pb::ListCollectionsRequest& request) {
  const absl::StatusOr<size_t> page_size = CheckPageSize("page_size", request.page_size(), kPageSize, kMostPageSize);
  if (!page_size.ok()) return page_size.status();
  const absl::StatusOr<std::string> position = ReadPageToken("collections", request.page_token());
  if (!position.ok()) return position.status();
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<CollectionSize>> collections = (*snapshot)->Collections();
  if (!collections.ok()) return collections.status();
  pb::ListCollectionsResponse response;
  for (const CollectionSize& collection : *collections) {
    if (!position->empty() && collection.name <= *position) continue;
    if (response.collections_size() == static_cast<int>(*page_size)) {
      response.set_next_page_token(MakePageToken("collections", response.collections().rbegin()->name()));
      break;
    }
    pb::Collection* listed = response.add_collections();
    listed->set_name(collection.name);
    listed->set_document_count(collection.document_count);
  }
  return response;
}

pb::DocumentSummary SummaryOf(const LiveDocument& live) {
  pb::DocumentSummary summary;
  summary.set_id(live.document.id());
  summary.set_revision(live.document.revision());
  summary.set_title(live.document.title());
  *summary.mutable_rule_set() = live.extraction.rule_set();
  return summary;
}

absl::StatusOr<pb::ListDocumentsResponse> StoreAggregator::ListDocuments(const pb::ListDocumentsRequest& request) {
  const absl::StatusOr<size_t> page_size = CheckPageSize("page_size", request.page_size(), kPageSize, kMostPageSize);
  if (!page_size.ok()) return page_size.status();
  const std::string question = absl::StrCat("documents ", request.collection());
  const absl::StatusOr<std::string> position = ReadPageToken(question, request.page_token());
  if (!position.ok()) return position.status();
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  if (absl::Status status = CheckCollectionExists(request.collection(), snapshot->get()); !status.ok()) return status;
  pb::ListDocumentsResponse response;
  const auto add = [&](const LiveDocument& live) {
    if (response.documents_size() == static_cast<int>(*page_size)) {
      response.set_next_page_token(MakePageToken(question, response.documents().rbegin()->id()));
      return false;
    }
    *response.add_documents() = SummaryOf(live);
    return true;
  };
  if (absl::Status status = (*snapshot)->ForEachAfter(request.collection(), *position, add); !status.ok())
    return status;
  return response;
}

absl::StatusOr<pb::GetDocumentResponse> StoreAggregator::GetDocument(const pb::GetDocumentRequest& request) {
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  if (absl::Status status = CheckCollectionExists(request.collection(), snapshot->get()); !status.ok()) return status;
  const absl::StatusOr<std::shared_ptr<const LiveDocument>> live =
      (*snapshot)->Find(request.collection(), request.document_id());
  if (!live.ok()) return live.status();
  if (*live == nullptr) {
    return MakeError(pb::ERROR_REASON_DOCUMENT_NOT_FOUND,
                     absl::StrCat("collection ", request.collection(), " has no document ", request.document_id()),
                     {{"document_id", request.document_id()}});
  }
  pb::GetDocumentResponse response;
  *response.mutable_document() = (*live)->document;
  if (request.include_extraction()) *response.mutable_extraction() = (*live)->extraction;
  return response;
}

absl::Status StoreAggregator::Rebuild() {
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<CollectionSize>> collections = (*snapshot)->Collections();
  if (!collections.ok()) return collections.status();
  snapshot->reset();
  views_.Clear();
  for (const CollectionSize& collection : *collections) {
    const auto view = views_.Read(collection.name);
    // Calls that need it say so.
    if (ReasonOf(view.status()) == pb::ERROR_REASON_VIEW_TOO_LARGE) continue;
    if (!view.ok()) return view.status();
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Aggregator>> Aggregator::Create(AggregatorOptions options,
                                                               std::unique_ptr<Store> store) {
  return std::make_unique<StoreAggregator>(options, std::move(store));
}

}  // namespace caspian::aggregator
