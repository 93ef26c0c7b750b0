#include "extractor/service/extractor_services.h"

#include <grpcpp/channel.h>

#include <utility>

#include "caspian/v1/extractor_service.grpc.pb.h"
#include "caspian/v1/rules_service.grpc.pb.h"
#include "common/rpc/server_stream.h"
#include "common/rpc/unary_call.h"
#include "extractor/service/extract_session.h"
#include "extractor/service/ingest_session.h"
#include "extractor/service/rule_queries.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// What both services work with.
struct Ground {
  std::shared_ptr<const RuleSetLibrary> library;
  AggregatorTarget aggregator;
  rpc::StreamContext streams;
  std::unique_ptr<rpc::WorkerPool> pool;
};

template <class Response>
absl::Status Take(absl::StatusOr<Response> result, Response* response) {
  if (!result.ok()) return result.status();
  response->Swap(&*result);
  return absl::OkStatus();
}

using ExtractorBase =
    pb::ExtractorService::WithRawCallbackMethod_Extract<pb::ExtractorService::WithRawCallbackMethod_Ingest<
        pb::ExtractorService::WithCallbackMethod_GetCapabilities<pb::ExtractorService::Service>>>;

class ExtractorServiceReactors final : public ExtractorBase {
 public:
  explicit ExtractorServiceReactors(Ground* ground) : ground_(*ground) {}

  rpc::RawReactor* Extract(grpc::CallbackServerContext*) override {
    return rpc::StartServerStream<pb::ExtractRequest, pb::ExtractResponse>(ground_.streams, [this](auto flow) {
      return std::make_shared<ExtractSession>(ground_.library, ground_.pool.get(), std::move(flow));
    });
  }

  rpc::RawReactor* Ingest(grpc::CallbackServerContext*) override {
    return rpc::StartServerStream<pb::IngestRequest, pb::IngestResponse>(ground_.streams, [this](auto flow) {
      return std::make_shared<IngestSession>(ground_.library, ground_.aggregator, ground_.pool.get(), std::move(flow));
    });
  }

  grpc::ServerUnaryReactor* GetCapabilities(grpc::CallbackServerContext* context,
                                            const pb::ExtractorServiceGetCapabilitiesRequest*,
                                            pb::ExtractorServiceGetCapabilitiesResponse* response) override {
    *response = Capabilities(*ground_.library, ground_.aggregator.stub != nullptr);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  Ground& ground_;
};

class RulesServiceReactors final : public pb::RulesService::CallbackService {
 public:
  explicit RulesServiceReactors(Ground* ground) : ground_(*ground) {}

  grpc::ServerUnaryReactor* ListRuleSets(grpc::CallbackServerContext* context, const pb::ListRuleSetsRequest*,
                                         pb::ListRuleSetsResponse* response) override {
    return Run(context, [this, response] {
      *response = extractor::ListRuleSets(*ground_.library);
      return absl::OkStatus();
    });
  }
  grpc::ServerUnaryReactor* GetRuleSet(grpc::CallbackServerContext* context, const pb::GetRuleSetRequest* request,
                                       pb::GetRuleSetResponse* response) override {
    return Run(context,
               [this, request, response] { return Take(extractor::GetRuleSet(*ground_.library, *request), response); });
  }
  grpc::ServerUnaryReactor* ValidateRuleSet(grpc::CallbackServerContext* context,
                                            const pb::ValidateRuleSetRequest* request,
                                            pb::ValidateRuleSetResponse* response) override {
    return Run(context, [request, response] { return Take(extractor::ValidateRuleSet(*request), response); });
  }
  grpc::ServerUnaryReactor* DiffRuleSets(grpc::CallbackServerContext* context, const pb::DiffRuleSetsRequest* request,
                                         pb::DiffRuleSetsResponse* response) override {
    return Run(context, [this, request, response] {
      return Take(extractor::DiffRuleSets(*ground_.library, *request), response);
    });
  }
  grpc::ServerUnaryReactor* Explain(grpc::CallbackServerContext* context, const pb::ExplainRequest* request,
                                    pb::ExplainResponse* response) override {
    return Run(context,
               [this, request, response] { return Take(extractor::Explain(*ground_.library, *request), response); });
  }

 private:
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, std::function<absl::Status()> work) {
    return rpc::RunUnary(ground_.pool.get(), context, std::move(work));
  }

  Ground& ground_;
};

Ground MakeGround(ExtractorServicesOptions options, std::shared_ptr<const RuleSetLibrary> library) {
  Ground ground;
  ground.library = std::move(library);
  if (options.aggregator)
    ground.aggregator = {pb::AggregatorService::NewStub(options.aggregator), options.aggregator_address};
  ground.streams = {{options.stream_documents, options.stream_bytes},
                    std::make_shared<rpc::MemoryBudget>(options.total_bytes),
                    std::make_shared<rpc::StreamRegistry>()};
  ground.pool = std::make_unique<rpc::WorkerPool>(options.threads);
  return ground;
}

}  // namespace

struct ExtractorServices::Parts {
  explicit Parts(Ground made) : ground(std::move(made)) {}
  Ground ground;
  ExtractorServiceReactors extractor{&ground};
  RulesServiceReactors rules{&ground};
};

ExtractorServices::ExtractorServices(ExtractorServicesOptions options, std::shared_ptr<const RuleSetLibrary> library)
    : parts_(std::make_unique<Parts>(MakeGround(std::move(options), std::move(library)))) {}

ExtractorServices::~ExtractorServices() = default;

std::vector<rpc::NamedService> ExtractorServices::services() {
  return {{pb::ExtractorService::service_full_name(), &parts_->extractor},
          {pb::RulesService::service_full_name(), &parts_->rules}};
}

std::shared_ptr<rpc::StreamRegistry> ExtractorServices::registry() const { return parts_->ground.streams.registry; }

}  // namespace caspian::extractor
