#ifndef CASPIAN_TESTS_INTEGRATION_TWO_SERVERS_H_
#define CASPIAN_TESTS_INTEGRATION_TWO_SERVERS_H_

#include <grpcpp/channel.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "aggregator/service/aggregator_services.h"
#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "caspian/v1/extractor_service.grpc.pb.h"
#include "common/rpc/server.h"
#include "extractor/service/extractor_services.h"

namespace caspian::testing {

enum class Transport { kLoopback, kInProcess };

std::string TransportName(const ::testing::TestParamInfo<Transport>& info);

// An extractor with the word engine and an aggregator with a store in memory, over the transport that the test asks
// for: the same suite runs on both.
class TwoServers {
 public:
  explicit TwoServers(Transport transport);
  // With a store and an aggregator of the test's choice, and the flow's bounds.
  TwoServers(Transport transport, std::unique_ptr<aggregator::Aggregator> aggregator, size_t stream_documents);
  ~TwoServers();

  std::shared_ptr<grpc::Channel> extractor_channel() { return ChannelTo(extractor_server_.get()); }
  std::shared_ptr<grpc::Channel> aggregator_channel() { return ChannelTo(aggregator_server_.get()); }
  std::unique_ptr<v1::ExtractorService::Stub> extractor() { return v1::ExtractorService::NewStub(extractor_channel()); }
  std::unique_ptr<v1::AggregatorService::Stub> aggregator() {
    return v1::AggregatorService::NewStub(aggregator_channel());
  }
  rpc::Server& extractor_server() { return *extractor_server_; }
  rpc::Server& aggregator_server() { return *aggregator_server_; }

 private:
  std::shared_ptr<grpc::Channel> ChannelTo(rpc::Server* server);
  rpc::ServerOptions Options() const;

  const Transport transport_;
  std::unique_ptr<aggregator::Aggregator> aggregator_;
  std::unique_ptr<aggregator::AggregatorServices> aggregator_services_;
  std::unique_ptr<rpc::Server> aggregator_server_;
  std::unique_ptr<extractor::ExtractorServices> extractor_services_;
  std::unique_ptr<rpc::Server> extractor_server_;
};

// What a bidirectional call gave.
template <class Response>
struct CallResult {
  std::vector<Response> responses;
  absl::Status status;
};

// Sends all requests from a thread of their own, reads to the end.
CallResult<v1::ExtractResponse> Extract(v1::ExtractorService::Stub* stub,
                                        const std::vector<v1::ExtractRequest>& requests);
CallResult<v1::IngestResponse> Ingest(v1::ExtractorService::Stub* stub, const std::vector<v1::IngestRequest>& requests);
CallResult<v1::SubmitResponse> Submit(v1::AggregatorService::Stub* stub,
                                      const std::vector<v1::SubmitRequest>& requests);

// Requests.
v1::ExtractRequest ExtractConfigRequest(const v1::ExtractConfig& config = {});
v1::ExtractRequest ExtractDocument(uint32_t sequence, const std::string& id, const std::string& text);
v1::IngestRequest IngestConfigRequest(const std::string& collection);
v1::IngestRequest IngestDocument(uint32_t sequence, const std::string& id, const std::string& text);

}  // namespace caspian::testing

#endif  // CASPIAN_TESTS_INTEGRATION_TWO_SERVERS_H_
