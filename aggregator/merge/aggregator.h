// Keeps documents with their extractions in a store and gives briefings of them. Knows no gRPC.
#ifndef CASPIAN_AGGREGATOR_MERGE_AGGREGATOR_H_
#define CASPIAN_AGGREGATOR_MERGE_AGGREGATOR_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/merge/views/briefing_reader.h"
#include "aggregator/store/store.h"
#include "caspian/v1/acknowledgement.pb.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

struct AggregatorOptions {
  // Documents that one commit takes at most.
  int commit_documents = 256;
  // Bytes of documents and extractions that one commit takes at most.
  size_t commit_bytes = size_t{8} << 20;
  // Bytes that may wait for the writer; TrySubmit refuses above it.
  size_t queue_bytes = size_t{64} << 20;
  // Bytes that views may hold together, estimated (view_cache.h). Documents of 1.2 kB as tests/bench/merge_bench.cc
  // makes them take some 15 kB each.
  size_t view_bytes = size_t{4} << 30;
  // How much of a briefing is made at once where it is read message by message.
  BriefingStreamOptions briefing_stream;
  // Called once, from the writer's thread, where the store has failed for good (Store::Failure): the process should
  // end.
  std::function<void(const absl::Status&)> store_failed;
};

// Thread-safe. One thread of its own writes.
class Aggregator {
 public:
  using SubmitDone = std::function<void(absl::StatusOr<v1::StoreOutcome>)>;

  // Opens on `store`. Fails as the store's Open does.
  static absl::StatusOr<std::unique_ptr<Aggregator>> Create(AggregatorOptions options, std::unique_ptr<Store> store);
  virtual ~Aggregator() = default;

  // Queues a document with its extraction. `done` is called exactly once: with the outcome after the commit is durable,
  // or with an error: at once, on the caller's thread, for what does not fit (CheckDocument's codes;
  // EXTRACTION_INVALID, EXTRACTION_TEXT_MISMATCH, COLLECTION_NAME_INVALID), from the writer's thread for the store's
  // (STORE_FULL, STORE_FAILED). Returns false, without calling `done`, where the queue is full: the caller waits for a
  // `done` of its own, or for `when_room`, and submits again.
  virtual bool TrySubmit(const std::string& collection, v1::Document document, v1::Extraction extraction,
                         SubmitDone done) = 0;

  // Calls `callback` once, as soon as the queue has room; possibly at once.
  virtual void WhenRoom(std::function<void()> callback) = 0;

  // As AggregatorService.DeleteDocument says; returns when durable.
  virtual absl::StatusOr<v1::DeleteDocumentResponse> DeleteDocument(const v1::DeleteDocumentRequest& request) = 0;
  // As AggregatorService says; both return when durable.
  virtual absl::StatusOr<v1::JudgeResponse> Judge(const v1::JudgeRequest& request) = 0;
  virtual absl::StatusOr<v1::UndoJudgementResponse> UndoJudgement(const v1::UndoJudgementRequest& request) = 0;
  // What follows reads the view of a collection, as Judge does where it names records: VIEW_TOO_LARGE where there is no
  // room for it (view_cache.h).
  virtual absl::StatusOr<v1::ListJudgementsResponse> ListJudgements(const v1::ListJudgementsRequest& request) = 0;
  virtual absl::StatusOr<v1::ExplainMergeResponse> ExplainMerge(const v1::ExplainMergeRequest& request) = 0;
  virtual absl::StatusOr<v1::ListPossibleMatchesResponse> ListPossibleMatches(
      const v1::ListPossibleMatchesRequest& request) = 0;

  virtual absl::StatusOr<v1::Briefing> GetBriefing(const v1::GetBriefingRequest& request) = 0;
  // The same, or where the request asks for one a page of it, with the token of the next.
  virtual absl::StatusOr<v1::GetBriefingResponse> GetBriefingPage(const v1::GetBriefingRequest& request) = 0;
  // The same, message by message; made page by page while it is read (briefing_stream.h). The aggregator outlives it.
  virtual absl::StatusOr<std::unique_ptr<BriefingReader>> ReadBriefing(const v1::StreamBriefingRequest& request) = 0;
  virtual absl::StatusOr<v1::GetEvidenceResponse> GetEvidence(const v1::GetEvidenceRequest& request) = 0;
  virtual absl::StatusOr<v1::ListCollectionsResponse> ListCollections(const v1::ListCollectionsRequest& request) = 0;
  virtual absl::StatusOr<v1::ListDocumentsResponse> ListDocuments(const v1::ListDocumentsRequest& request) = 0;
  virtual absl::StatusOr<v1::GetDocumentResponse> GetDocument(const v1::GetDocumentRequest& request) = 0;

  // Throws all views away and makes those of every collection from what is stored, one after another. Views are never
  // stored: without this each is made when it is first asked for, with the same bytes. One for which there is no room
  // is left out. STORE_FAILED, also where a stored document can't be read.
  virtual absl::Status Rebuild() = 0;

  // Bytes that views hold, estimated.
  virtual size_t ViewBytes() const = 0;

  // "memory", "sqlite".
  virtual std::string StoreKind() const = 0;

  // Commits what is queued, calls its `done`s, and refuses what comes later (SERVER_DRAINING). Idempotent.
  virtual void Drain() = 0;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_AGGREGATOR_H_
