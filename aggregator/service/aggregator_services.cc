#include "aggregator/service/aggregator_services.h"

#include <utility>

#include "aggregator/service/briefing_queries.h"
#include "aggregator/service/submit_session.h"
#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "common/rpc/server_stream.h"
#include "common/rpc/unary_call.h"

namespace caspian::aggregator {

namespace pb = ::caspian::v1;

namespace {

struct Ground {
  Aggregator* aggregator;
  rpc::StreamContext streams;
  std::unique_ptr<rpc::WorkerPool> pool;
};

template <class Response>
absl::Status Take(absl::StatusOr<Response> result, Response* response) {
  if (!result.ok()) return result.status();
  response->Swap(&*result);
  return absl::OkStatus();
}

using Service = pb::AggregatorService;
using StreamsBase = Service::WithRawCallbackMethod_Submit<Service::WithCallbackMethod_StreamBriefing<Service::Service>>;
using BriefingBase = Service::WithCallbackMethod_GetBriefing<Service::WithCallbackMethod_GetEvidence<StreamsBase>>;
using DocumentBase = Service::WithCallbackMethod_GetDocument<
    Service::WithCallbackMethod_DeleteDocument<Service::WithCallbackMethod_ListDocuments<BriefingBase>>>;
using JudgeBase = Service::WithCallbackMethod_Judge<Service::WithCallbackMethod_UndoJudgement<DocumentBase>>;
using MergeBase = Service::WithCallbackMethod_ListJudgements<
    Service::WithCallbackMethod_ExplainMerge<Service::WithCallbackMethod_ListPossibleMatches<JudgeBase>>>;
using AllBase = Service::WithCallbackMethod_ListCollections<Service::WithCallbackMethod_GetCapabilities<MergeBase>>;
using Context = grpc::CallbackServerContext;
using Unary = grpc::ServerUnaryReactor;

class AggregatorServiceReactors final : public AllBase {
 public:
  explicit AggregatorServiceReactors(Ground* ground) : ground_(*ground) {}

  rpc::RawReactor* Submit(Context*) override {
    return rpc::StartServerStream<pb::SubmitRequest, pb::SubmitResponse>(ground_.streams, [this](auto flow) {
      return std::make_shared<SubmitSession>(ground_.aggregator, ground_.pool.get(), std::move(flow));
    });
  }
  grpc::ServerWriteReactor<pb::StreamBriefingResponse>* StreamBriefing(
      Context*, const pb::StreamBriefingRequest* request) override {
    auto* call = new rpc::SequenceCall<pb::StreamBriefingResponse>(ground_.pool.get());
    call->Start([this, request = *request](rpc::ResponseSource<pb::StreamBriefingResponse>* source) {
      return aggregator::StreamBriefing(ground_.aggregator, request, source);
    });
    return call;
  }

  Unary* GetBriefing(Context* context, const pb::GetBriefingRequest* request,
                     pb::GetBriefingResponse* response) override {
    return Run(context, [=, this] { return Take(aggregator::GetBriefing(ground_.aggregator, *request), response); });
  }
  Unary* GetEvidence(Context* context, const pb::GetEvidenceRequest* request,
                     pb::GetEvidenceResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->GetEvidence(*request), response); });
  }
  Unary* ListCollections(Context* context, const pb::ListCollectionsRequest* request,
                         pb::ListCollectionsResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->ListCollections(*request), response); });
  }
  Unary* ListDocuments(Context* context, const pb::ListDocumentsRequest* request,
                       pb::ListDocumentsResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->ListDocuments(*request), response); });
  }
  Unary* GetDocument(Context* context, const pb::GetDocumentRequest* request,
                     pb::GetDocumentResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->GetDocument(*request), response); });
  }
  Unary* DeleteDocument(Context* context, const pb::DeleteDocumentRequest* request,
                        pb::DeleteDocumentResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->DeleteDocument(*request), response); });
  }
  Unary* Judge(Context* context, const pb::JudgeRequest* request, pb::JudgeResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->Judge(*request), response); });
  }
  Unary* UndoJudgement(Context* context, const pb::UndoJudgementRequest* request,
                       pb::UndoJudgementResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->UndoJudgement(*request), response); });
  }
  Unary* ListJudgements(Context* context, const pb::ListJudgementsRequest* request,
                        pb::ListJudgementsResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->ListJudgements(*request), response); });
  }
  Unary* ExplainMerge(Context* context, const pb::ExplainMergeRequest* request,
                      pb::ExplainMergeResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->ExplainMerge(*request), response); });
  }
  Unary* ListPossibleMatches(Context* context, const pb::ListPossibleMatchesRequest* request,
                             pb::ListPossibleMatchesResponse* response) override {
    return Run(context, [=, this] { return Take(ground_.aggregator->ListPossibleMatches(*request), response); });
  }
  Unary* GetCapabilities(Context* context, const pb::AggregatorServiceGetCapabilitiesRequest*,
                         pb::AggregatorServiceGetCapabilitiesResponse* response) override {
    *response = Capabilities(*ground_.aggregator);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  Unary* Run(Context* context, std::function<absl::Status()> work) {
    return rpc::RunUnary(ground_.pool.get(), context, std::move(work));
  }

  Ground& ground_;
};

Ground MakeGround(const AggregatorServicesOptions& options, Aggregator* aggregator) {
  return {aggregator,
          {{options.stream_documents, options.stream_bytes},
           std::make_shared<rpc::MemoryBudget>(options.total_bytes),
           std::make_shared<rpc::StreamRegistry>()},
          std::make_unique<rpc::WorkerPool>(options.threads)};
}

}  // namespace

struct AggregatorServices::Parts {
  explicit Parts(Ground made) : ground(std::move(made)) {}
  Ground ground;
  AggregatorServiceReactors service{&ground};
};

AggregatorServices::AggregatorServices(AggregatorServicesOptions options, Aggregator* aggregator)
    : parts_(std::make_unique<Parts>(MakeGround(options, aggregator))) {}

AggregatorServices::~AggregatorServices() = default;

std::vector<rpc::NamedService> AggregatorServices::services() {
  return {{pb::AggregatorService::service_full_name(), &parts_->service}};
}

std::shared_ptr<rpc::StreamRegistry> AggregatorServices::registry() const { return parts_->ground.streams.registry; }

}  // namespace caspian::aggregator
