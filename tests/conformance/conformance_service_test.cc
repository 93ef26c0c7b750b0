// The conformance cases through the extractor's service, in process and over TCP: each in a stream of its own, and all
// in one.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <thread>

#include "caspian/v1/extractor_service.grpc.pb.h"
#include "common/base/error.h"
#include "common/rpc/server.h"
#include "extractor/engine/library.h"
#include "extractor/service/extractor_services.h"
#include "tests/conformance/conformance_case.h"

namespace caspian::conformance {
namespace {

namespace pb = ::caspian::v1;
using Results = std::map<uint32_t, absl::StatusOr<pb::Extraction>>;

enum class Transport { kInProcess, kTcp };

std::shared_ptr<const extractor::RuleSetLibrary> LoadTiny() {
  auto tiny = extractor::LoadPack(PackPath("tiny"), nullptr);
  if (!tiny.ok()) return nullptr;
  return std::make_shared<const extractor::RuleSetLibrary>(std::vector{*std::move(tiny)});
}

pb::ExtractRequest ConfigFor(const std::string& pack) {
  pb::ExtractRequest request;
  request.mutable_config()->set_rule_set(pack);
  return request;
}

pb::ExtractRequest DocumentOf(const Case& test, uint32_t sequence) {
  pb::ExtractRequest request;
  request.mutable_document()->set_sequence(sequence);
  *request.mutable_document()->mutable_document() = test.document;
  return request;
}

void Collect(const pb::ExtractResponse& response, Results* results) {
  if (response.has_error()) {
    results->insert_or_assign(response.error().sequence(), FromRpcStatus(response.error().status()));
    return;
  }
  const auto [result, added] = results->try_emplace(response.part().sequence(), pb::Extraction());
  if (result->second.ok()) (*result->second).MergeFrom(response.part().extraction());
}

class ConformanceServiceTest : public testing::TestWithParam<Transport> {
 protected:
  void SetUp() override {
    const auto library = LoadTiny();
    ASSERT_NE(library, nullptr);
    services_ = std::make_unique<extractor::ExtractorServices>(extractor::ExtractorServicesOptions{}, library);
    rpc::ServerOptions options;
    if (GetParam() == Transport::kTcp) options.address = "127.0.0.1:0";
    auto server = rpc::Server::Start(options, services_->services(), services_->registry());
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    stub_ = pb::ExtractorService::NewStub(
        GetParam() == Transport::kInProcess
            ? server_->InProcessChannel()
            : grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials()));
  }

  void TearDown() override {
    stub_.reset();
    server_.reset();
  }

  // What comes back for `cases`, by their place, from one stream.
  Results Extract(const std::vector<Case>& cases) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    const auto stream = stub_->Extract(&context);
    std::thread writer([&] {
      stream->Write(ConfigFor("tiny"));
      for (size_t i = 0; i < cases.size(); ++i) stream->Write(DocumentOf(cases[i], i));
      stream->WritesDone();
    });
    Results results;
    pb::ExtractResponse response;
    while (stream->Read(&response)) Collect(response, &results);
    writer.join();
    const grpc::Status status = stream->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return results;
  }

  static void ExpectConforms(const Case& test, const Results& results, uint32_t sequence) {
    const auto result = results.find(sequence);
    ASSERT_NE(result, results.end()) << test.name << " got no answer";
    EXPECT_EQ(result->second.ok() ? Difference(test, *result->second) : Difference(test, result->second.status()), "")
        << test.name;
  }

  std::unique_ptr<extractor::ExtractorServices> services_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<pb::ExtractorService::Stub> stub_;
};

TEST_P(ConformanceServiceTest, AStreamOfAllCasesAnswersEach) {
  const Results results = Extract(AllCases());

  for (size_t i = 0; i < AllCases().size(); ++i) ExpectConforms(AllCases()[i], results, i);
}

TEST_P(ConformanceServiceTest, AStreamOfOneCaseAnswersIt) {
  for (const Case& test : AllCases()) ExpectConforms(test, Extract({test}), 0);
}

INSTANTIATE_TEST_SUITE_P(Transports, ConformanceServiceTest, testing::Values(Transport::kInProcess, Transport::kTcp),
                         [](const auto& info) { return info.param == Transport::kTcp ? "Tcp" : "InProcess"; });

}  // namespace
}  // namespace caspian::conformance
