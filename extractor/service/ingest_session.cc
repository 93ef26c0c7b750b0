#include "extractor/service/ingest_session.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/rpc/status.h"
#include "extractor/service/parts.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

IngestSession::IngestSession(std::shared_ptr<const RuleSetLibrary> library, AggregatorTarget aggregator,
                             rpc::WorkerPool* pool, std::shared_ptr<Flow> flow)
    : library_(std::move(library)), aggregator_(std::move(aggregator)), pool_(pool), flow_(std::move(flow)) {}

void IngestSession::OnMessage(pb::IngestRequest request) {
  switch (request.message_case()) {
    case pb::IngestRequest::kConfig:
      if (absl::Status status = Configure(request.config()); !status.ok()) flow_->End(status);
      return;
    case pb::IngestRequest::kDocument:
      if (!configured_)
        return flow_->End(MakeError(pb::ERROR_REASON_STREAM_CONFIG_MISSING, "send IngestConfig first, then documents"));
      return Accept(std::move(*request.mutable_document()));
    default:
      return flow_->End(
          MakeError(pb::ERROR_REASON_REQUEST_INVALID, "an IngestRequest is empty: set config or document"));
  }
}

void IngestSession::OnHalfClose() {
  flow_->End(configured_ ? absl::OkStatus()
                         : MakeError(pb::ERROR_REASON_STREAM_CONFIG_MISSING,
                                     "the stream ended without IngestConfig: send it first"));
}

void IngestSession::OnOver() {
  if (!submit_) return;
  bool all_answered;
  {
    absl::MutexLock lock(&mutex_);
    all_answered = pending_.empty();
  }
  all_answered ? submit_->WritesDone() : submit_->Cancel();
}

absl::Status IngestSession::Configure(const pb::IngestConfig& config) {
  if (configured_)
    return MakeError(pb::ERROR_REASON_STREAM_OUT_OF_ORDER, "IngestConfig came twice: send it first and once");
  if (absl::Status status = CheckCollectionName(config.collection()); !status.ok()) return status;
  if (const auto rules = library_->Find(config.rule_set(), config.rule_set_digest()); !rules.ok())
    return rules.status();
  if (!aggregator_.stub) {
    return rpc::WithCode(absl::StatusCode::kFailedPrecondition,
                         MakeError(pb::ERROR_REASON_REQUEST_INVALID,
                                   "this extractor has no aggregator: start it with --aggregator HOST:PORT"));
  }
  config_ = config;
  configured_ = true;
  OpenSubmit(config.collection());
  return absl::OkStatus();
}

void IngestSession::OpenSubmit(const std::string& collection) {
  const auto self = shared_from_this();
  submit_ = std::make_shared<Submit>(
      Submit::Callbacks{[self](pb::SubmitResponse response) { self->OnSubmitResponse(std::move(response)); },
                        [self](const absl::Status& status) { self->OnSubmitFinished(status); }});
  submit_->Start([this](grpc::ClientContext* context, Submit::Reactor* reactor) {
    aggregator_.stub->async()->Submit(context, reactor);
  });
  std::vector<pb::SubmitRequest> config(1);
  config[0].mutable_config()->set_collection(collection);
  submit_->Write(std::move(config));
}

void IngestSession::Accept(pb::SequencedDocument document) {
  const Flow::Place place = flow_->Reserve(document.ByteSizeLong());
  auto rules = library_->Find(config_.rule_set(), config_.rule_set_digest());
  if (!rules.ok()) return flow_->End(place, rules.status());
  const auto shared = std::make_shared<pb::SequencedDocument>(std::move(document));
  pool_->Schedule([self = shared_from_this(), place, rules = *std::move(rules), shared] {
    self->Work(place, *rules, shared.get());
  });
}

void IngestSession::Work(Flow::Place place, const LoadedRuleSet& rules, pb::SequencedDocument* document) {
  if (flow_->over()) return;
  absl::StatusOr<pb::Extraction> extraction = rules.engine->Extract(document->document());
  if (extraction.ok()) return Forward(place, document, *std::move(extraction));
  pb::IngestResponse response;
  *response.mutable_error() = MakeDocumentError(document->sequence(), document->document().id(), extraction.status());
  flow_->Answer(place, std::move(response));
}

void IngestSession::Forward(Flow::Place place, pb::SequencedDocument* document, pb::Extraction extraction) {
  flow_->Charge(place, extraction.ByteSizeLong());
  uint32_t number = 0;
  absl::Status failure;
  {
    absl::MutexLock lock(&mutex_);
    failure = failure_;
    if (failure.ok()) {
      number = next_number_++;
      pending_[number] = {place, document->sequence()};
    }
  }
  if (!failure.ok()) return flow_->End(place, failure);
  submit_->Write(SubmitRequestsOf(number, std::move(*document->mutable_document()), std::move(extraction)));
}

void IngestSession::OnSubmitResponse(pb::SubmitResponse submitted) {
  const bool acknowledged = submitted.has_acknowledgement();
  Pending pending;
  {
    absl::MutexLock lock(&mutex_);
    const auto found =
        pending_.find(acknowledged ? submitted.acknowledgement().sequence() : submitted.error().sequence());
    if (found == pending_.end()) return;
    pending = found->second;
    pending_.erase(found);
  }
  pb::IngestResponse response;
  if (acknowledged) {
    response.mutable_acknowledgement()->Swap(submitted.mutable_acknowledgement());
    response.mutable_acknowledgement()->set_sequence(pending.sequence);
  } else {
    response.mutable_error()->Swap(submitted.mutable_error());
    response.mutable_error()->set_sequence(pending.sequence);
  }
  flow_->Answer(pending.place, std::move(response));
}

void IngestSession::OnSubmitFinished(const absl::Status& status) {
  const absl::Status failure = Explain(status);
  std::map<uint32_t, Pending> unanswered;
  {
    absl::MutexLock lock(&mutex_);
    failure_ = failure;
    unanswered.swap(pending_);
  }
  for (const auto& [number, pending] : unanswered) flow_->End(pending.place, failure);
  flow_->End(failure);  // behind what is being extracted; nothing where the client's end is there already
}

absl::Status IngestSession::Explain(const absl::Status& status) const {
  if (ReasonOf(status) != pb::ERROR_REASON_UNSPECIFIED) return status;
  const std::string what =
      status.ok() ? "ended the call before it had acknowledged all" : std::string(status.message());
  return MakeError(pb::ERROR_REASON_AGGREGATOR_UNAVAILABLE,
                   absl::StrCat("aggregator ", aggregator_.address, ": ", what,
                                ": is it running? Send again what was not acknowledged"));
}

}  // namespace caspian::extractor
