#include "aggregator/service/submit_session.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"

namespace caspian::aggregator {

namespace pb = ::caspian::v1;

namespace {

// Failures of the store are the call's: the client keeps its documents and tries again.
bool EndsTheCall(const absl::Status& status) {
  const pb::ErrorReason reason = ReasonOf(status);
  return reason == pb::ERROR_REASON_STORE_FAILED || reason == pb::ERROR_REASON_STORE_FULL ||
         reason == pb::ERROR_REASON_SERVER_DRAINING;
}

absl::Status OutOfOrder(absl::string_view what) { return MakeError(pb::ERROR_REASON_STREAM_OUT_OF_ORDER, what); }

}  // namespace

SubmitSession::SubmitSession(Aggregator* aggregator, rpc::WorkerPool* pool, std::shared_ptr<Flow> flow,
                             size_t extraction_limit_bytes)
    : aggregator_(aggregator), pool_(pool), flow_(std::move(flow)), extraction_limit_bytes_(extraction_limit_bytes) {}

void SubmitSession::OnMessage(pb::SubmitRequest request) {
  absl::Status status;
  if (request.message_case() == pb::SubmitRequest::kConfig) {
    status = Configure(request.config());
  } else if (!configured_) {
    status =
        MakeError(pb::ERROR_REASON_STREAM_CONFIG_MISSING, "send SubmitConfig first, then documents with their parts");
  } else if (request.message_case() == pb::SubmitRequest::kDocument) {
    status = Begin(std::move(*request.mutable_document()));
  } else if (request.message_case() == pb::SubmitRequest::kPart) {
    status = Append(std::move(*request.mutable_part()));
  } else {
    status = OutOfOrder("a SubmitRequest is empty: set config, document or part");
  }
  if (status.ok()) return;
  // The document that is not complete has no answer: the call ends in its place.
  open_ ? flow_->End(open_->place, status) : flow_->End(status);
}

void SubmitSession::OnHalfClose() {
  if (!configured_)
    return flow_->End(
        MakeError(pb::ERROR_REASON_STREAM_CONFIG_MISSING, "the stream ended without SubmitConfig: send it first"));
  if (!open_) return flow_->End(absl::OkStatus());
  flow_->End(open_->place,
             OutOfOrder(absl::StrCat("the stream ended before the last part of document ", open_->document.id())));
}

absl::Status SubmitSession::Configure(const pb::SubmitConfig& config) {
  if (configured_) return OutOfOrder("SubmitConfig came twice: send it first and once");
  if (absl::Status status = CheckCollectionName(config.collection()); !status.ok()) return status;
  collection_ = config.collection();
  configured_ = true;
  return absl::OkStatus();
}

absl::Status SubmitSession::Begin(pb::SubmitDocument document) {
  if (open_)
    return OutOfOrder(absl::StrCat("document ", document.document().id(), " came before the last part of document ",
                                   open_->document.id()));
  open_.emplace();
  open_->place = flow_->Reserve(document.ByteSizeLong());
  open_->sequence = document.sequence();
  open_->document.Swap(document.mutable_document());
  return absl::OkStatus();
}

absl::Status SubmitSession::Append(pb::SubmitPart part) {
  if (!open_) return OutOfOrder(absl::StrCat("a part with sequence ", part.sequence(), " came without its document"));
  if (part.sequence() != open_->sequence) {
    return OutOfOrder(absl::StrCat("a part with sequence ", part.sequence(), " came among those of ", open_->sequence));
  }
  open_->extraction_bytes += part.extraction().ByteSizeLong();
  if (open_->extraction_bytes <= extraction_limit_bytes_) {
    open_->extraction.MergeFrom(part.extraction());
  } else {
    open_->extraction.Clear();  // the rest is read and dropped: this document gets its error, the stream goes on
  }
  if (!part.last()) return absl::OkStatus();
  Entry entry = std::move(*open_);
  open_.reset();
  Enqueue(std::move(entry));
  return absl::OkStatus();
}

void SubmitSession::Enqueue(Entry entry) {
  if (entry.extraction_bytes > extraction_limit_bytes_) {
    return AnswerError(
        entry.place, entry.sequence, entry.document.id(),
        MakeError(pb::ERROR_REASON_EXTRACTION_INVALID,
                  absl::StrCat("document ", entry.document.id(), ": its extraction has ", entry.extraction_bytes,
                               " bytes, the limit is ", extraction_limit_bytes_, ": split the document"),
                  {{"document_id", entry.document.id()}}));
  }
  flow_->Charge(entry.place, entry.extraction_bytes);
  {
    absl::MutexLock lock(&mutex_);
    queue_.push_back(std::move(entry));
    if (std::exchange(pumping_, true)) return;
  }
  pool_->Schedule([self = shared_from_this()] { self->Pump(); });
}

void SubmitSession::Pump() {
  for (;;) {
    Entry* next;
    {
      absl::MutexLock lock(&mutex_);
      if (flow_->over()) queue_.clear();
      if (queue_.empty()) {
        pumping_ = false;
        return;
      }
      next = &queue_.front();  // stays where it is: others only add behind it
    }
    if (!SubmitOne(*next)) return;
    absl::MutexLock lock(&mutex_);
    queue_.pop_front();
  }
}

// False where the aggregator's queue is full: pumping goes on when it has room.
bool SubmitSession::SubmitOne(const Entry& entry) {
  const auto self = shared_from_this();
  const bool taken = aggregator_->TrySubmit(
      collection_, entry.document, entry.extraction,
      [self, place = entry.place, sequence = entry.sequence, id = entry.document.id()](
          const absl::StatusOr<pb::StoreOutcome>& outcome) { self->Finish(place, sequence, id, outcome); });
  if (!taken) aggregator_->WhenRoom([self] { self->pool_->Schedule([self] { self->Pump(); }); });
  return taken;
}

void SubmitSession::Finish(Flow::Place place, uint32_t sequence, const std::string& document_id,
                           const absl::StatusOr<pb::StoreOutcome>& outcome) {
  if (!outcome.ok()) return AnswerError(place, sequence, document_id, outcome.status());
  pb::SubmitResponse response;
  response.mutable_acknowledgement()->set_sequence(sequence);
  response.mutable_acknowledgement()->set_document_id(document_id);
  response.mutable_acknowledgement()->set_outcome(*outcome);
  flow_->Answer(place, std::move(response));
}

void SubmitSession::AnswerError(Flow::Place place, uint32_t sequence, const std::string& document_id,
                                const absl::Status& status) {
  if (EndsTheCall(status)) return flow_->End(place, status);
  pb::SubmitResponse response;
  *response.mutable_error() = MakeDocumentError(sequence, document_id, status);
  flow_->Answer(place, std::move(response));
}

}  // namespace caspian::aggregator
