#include "tests/integration/two_servers.h"

#include <thread>
#include <utility>

#include "common/rpc/status.h"
#include "common/rpc/tls.h"
#include "tests/integration/wire.h"
#include "tests/integration/word_engine.h"

namespace caspian::testing {
namespace {

std::unique_ptr<aggregator::Aggregator> MemoryAggregator() {
  auto made = aggregator::Aggregator::Create({}, aggregator::MakeMemoryStore());
  EXPECT_TRUE(made.ok()) << made.status();
  return *std::move(made);
}

std::unique_ptr<rpc::Server> MustStart(absl::StatusOr<std::unique_ptr<rpc::Server>> server) {
  EXPECT_TRUE(server.ok()) << server.status();
  return *std::move(server);
}

template <class Response, class Request, class Stream>
CallResult<Response> Talk(Stream stream, const std::vector<Request>& requests) {
  std::thread writer([&] {
    for (const Request& request : requests) {
      if (!stream->Write(request)) return;
    }
    stream->WritesDone();
  });
  CallResult<Response> result;
  for (Response response; stream->Read(&response);) result.responses.push_back(std::move(response));
  writer.join();
  result.status = rpc::FromGrpcStatus(stream->Finish());
  return result;
}

}  // namespace

std::string TransportName(const ::testing::TestParamInfo<Transport>& info) {
  return info.param == Transport::kLoopback ? "Loopback" : "InProcess";
}

TwoServers::TwoServers(Transport transport) : TwoServers(transport, MemoryAggregator(), 64) {}

TwoServers::TwoServers(Transport transport, std::unique_ptr<aggregator::Aggregator> aggregator, size_t stream_documents)
    : transport_(transport), aggregator_(std::move(aggregator)) {
  aggregator::AggregatorServicesOptions aggregator_options;
  aggregator_options.threads = 2;
  aggregator_options.stream_documents = stream_documents;
  aggregator_services_ = std::make_unique<aggregator::AggregatorServices>(aggregator_options, aggregator_.get());
  aggregator_server_ =
      MustStart(rpc::Server::Start(Options(), aggregator_services_->services(), aggregator_services_->registry()));
  extractor::ExtractorServicesOptions extractor_options;
  extractor_options.threads = 3;
  extractor_options.stream_documents = stream_documents;
  extractor_options.aggregator = aggregator_channel();
  extractor_options.aggregator_address = aggregator_server_->address();
  extractor_services_ = std::make_unique<extractor::ExtractorServices>(extractor_options, MakeWordLibrary());
  extractor_server_ =
      MustStart(rpc::Server::Start(Options(), extractor_services_->services(), extractor_services_->registry()));
}

TwoServers::~TwoServers() {
  extractor_server_->Stop();
  aggregator_server_->Stop();
  aggregator_->Drain();
}

rpc::ServerOptions TwoServers::Options() const {
  rpc::ServerOptions options;
  if (transport_ == Transport::kLoopback) options.address = "127.0.0.1:0";
  return options;
}

std::shared_ptr<grpc::Channel> TwoServers::ChannelTo(rpc::Server* server) {
  if (transport_ == Transport::kInProcess) return server->InProcessChannel();
  const auto channel = rpc::MakeChannel(server->address());
  EXPECT_TRUE(channel.ok()) << channel.status();
  return *channel;
}

CallResult<v1::ExtractResponse> Extract(v1::ExtractorService::Stub* stub,
                                        const std::vector<v1::ExtractRequest>& requests) {
  grpc::ClientContext context;
  SetDeadline(&context);
  return Talk<v1::ExtractResponse>(stub->Extract(&context), requests);
}
CallResult<v1::IngestResponse> Ingest(v1::ExtractorService::Stub* stub,
                                      const std::vector<v1::IngestRequest>& requests) {
  grpc::ClientContext context;
  SetDeadline(&context);
  return Talk<v1::IngestResponse>(stub->Ingest(&context), requests);
}
CallResult<v1::SubmitResponse> Submit(v1::AggregatorService::Stub* stub,
                                      const std::vector<v1::SubmitRequest>& requests) {
  grpc::ClientContext context;
  SetDeadline(&context);
  return Talk<v1::SubmitResponse>(stub->Submit(&context), requests);
}

v1::ExtractRequest ExtractConfigRequest(const v1::ExtractConfig& config) {
  v1::ExtractRequest request;
  *request.mutable_config() = config;
  return request;
}
v1::ExtractRequest ExtractDocument(uint32_t sequence, const std::string& id, const std::string& text) {
  v1::ExtractRequest request;
  request.mutable_document()->set_sequence(sequence);
  request.mutable_document()->mutable_document()->set_id(id);
  request.mutable_document()->mutable_document()->set_utf8(text);
  return request;
}
v1::IngestRequest IngestConfigRequest(const std::string& collection) {
  v1::IngestRequest request;
  request.mutable_config()->set_collection(collection);
  return request;
}
v1::IngestRequest IngestDocument(uint32_t sequence, const std::string& id, const std::string& text) {
  v1::IngestRequest request;
  *request.mutable_document() = ExtractDocument(sequence, id, text).document();
  return request;
}

}  // namespace caspian::testing
