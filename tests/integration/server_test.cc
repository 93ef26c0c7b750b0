// What every server of ours does around its services: addresses, health, reflection, metrics, drain.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

#include "caspian/v1/rules_service.grpc.pb.h"
#include "common/base/error.h"
#include "common/base/exit_code.h"
#include "common/rpc/server_flags.h"
#include "common/rpc/status.h"
#include "extractor/service/extractor_services.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"
#include "tests/integration/word_engine.h"

namespace caspian::testing {
namespace {

using ::testing::HasSubstr;

constexpr char kHealthName[] = "caspian.v1.ExtractorService";
constexpr char kReflection[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
constexpr char kListServices[] = "\x3a\x01*";  // ServerReflectionRequest: 7 = list_services

class ServerTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<rpc::Server>> Start(rpc::ServerOptions options) {
    return rpc::Server::Start(std::move(options), services_.services(), services_.registry());
  }
  std::unique_ptr<rpc::Server> MustStart(rpc::ServerOptions options) {
    auto server = Start(std::move(options));
    EXPECT_TRUE(server.ok()) << server.status();
    return *std::move(server);
  }
  static rpc::ServerOptions At(const std::string& address) {
    rpc::ServerOptions options;
    options.address = address;
    return options;
  }
  static std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) { return *rpc::MakeChannel(address); }

  static extractor::ExtractorServicesOptions OneThread() {
    extractor::ExtractorServicesOptions options;
    options.threads = 1;
    return options;
  }

  extractor::ExtractorServices services_{OneThread(), MakeWordLibrary()};
};

TEST_F(ServerTest, TakesAFreePortAndSaysWhich) {
  const auto server = MustStart(At("127.0.0.1:0"));

  EXPECT_THAT(server->address(), ::testing::StartsWith("127.0.0.1:"));
  EXPECT_NE(server->address(), "127.0.0.1:0");
  EXPECT_EQ(AskHealth(ChannelTo(server->address()), kHealthName), "SERVING");
}

TEST_F(ServerTest, SaysThatAPortIsTaken) {
  const auto first = MustStart(At("127.0.0.1:0"));

  const auto second = Start(At(first->address()));

  ASSERT_FALSE(second.ok());
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(first->address()));
  EXPECT_THAT(std::string(second.status().message()), HasSubstr("taken"));
  EXPECT_EQ(rpc::StartExitCode(second.status()), kExitUnavailable);
}

TEST_F(ServerTest, RefusesAnAddressThatOthersReachWithoutTls) {
  for (const char* address : {"0.0.0.0:0", "[::]:0"}) {
    const auto server = Start(At(address));
    ASSERT_FALSE(server.ok()) << address;
    EXPECT_THAT(std::string(server.status().message()), HasSubstr("--tls-cert"));
    EXPECT_EQ(rpc::StartExitCode(server.status()), kExitConfiguration);
  }
}

TEST_F(ServerTest, RefusesOptionsThatDoNotFit) {
  const auto with = [](auto change) {
    rpc::ServerOptions options = At("127.0.0.1:0");
    change(&options);
    return options;
  };
  const struct {
    rpc::ServerOptions options;
    const char* says;
  } cases[] = {
      {At("nonsense"), "HOST:PORT"},
      {At("192.0.2.77:0"), "TLS"},
      {with([](auto* options) {
         options->tls = {"/no/such/cert.pem", "/no/such/key.pem", ""};
       }),
       "/no/such/cert.pem"},
      {with([](auto* options) { options->tls.key_file = "key.pem"; }), "certificate"},
      {with([](auto* options) { options->auth_policy_file = "policy.json"; }), "--tls-client-ca"},
      {with([](auto* options) { options->metrics_address = "0.0.0.0:0"; }), "loopback"},
  };
  for (const auto& [options, says] : cases) {
    const auto server = Start(options);
    ASSERT_FALSE(server.ok()) << says;
    EXPECT_THAT(std::string(server.status().message()), HasSubstr(says));
    EXPECT_EQ(rpc::StartExitCode(server.status()), kExitConfiguration) << server.status();
  }
}

TEST_F(ServerTest, ListensOnAUnixSocket) {
  const std::string path = ::testing::TempDir() + "caspian_server_test.sock";
  const auto server = MustStart(At("unix:" + path));

  EXPECT_EQ(AskHealth(ChannelTo("unix:" + path), kHealthName), "SERVING");
}

TEST_F(ServerTest, TellsTheHealthOfEachService) {
  const auto server = MustStart(At("127.0.0.1:0"));
  const auto channel = ChannelTo(server->address());

  EXPECT_EQ(AskHealth(channel, ""), "SERVING");
  EXPECT_EQ(AskHealth(channel, "caspian.v1.RulesService"), "SERVING");
  EXPECT_EQ(AskHealth(channel, "caspian.v1.NoSuchService"), "NOT_FOUND");
}

TEST_F(ServerTest, ListsItsServicesOnLoopback) {
  const auto server = MustStart(At("127.0.0.1:0"));

  const WireResult result = CallRaw(ChannelTo(server->address()), kReflection, {kListServices});

  ASSERT_EQ(result.responses.size(), 1u) << result.status.error_message();
  EXPECT_THAT(result.responses[0], HasSubstr("caspian.v1.ExtractorService"));
  EXPECT_THAT(result.responses[0], HasSubstr("caspian.v1.RulesService"));
}

TEST_F(ServerTest, ListsNothingWhereOthersReachIt) {
  rpc::ServerOptions options = At("0.0.0.0:0");
  options.allow_public_without_tls = true;
  const auto server = MustStart(options);
  const std::string port = server->address().substr(server->address().rfind(':'));

  const WireResult result = CallRaw(ChannelTo("127.0.0.1" + port), kReflection, {kListServices});

  EXPECT_EQ(result.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(AskHealth(ChannelTo("127.0.0.1" + port), kHealthName), "SERVING");
}

TEST_F(ServerTest, CountsCallsUnderTheNamesThatDashboardsExpect) {
  rpc::ServerOptions options = At("127.0.0.1:0");
  options.metrics_address = "127.0.0.1:0";
  const auto server = MustStart(options);
  const auto stub = v1::ExtractorService::NewStub(ChannelTo(server->address()));
  ASSERT_TRUE(
      Extract(stub.get(), {ExtractConfigRequest(), ExtractDocument(1, "a", "Rom"), ExtractDocument(2, "b", "Ulm")})
          .status.ok());
  EXPECT_FALSE(Extract(stub.get(), {ExtractDocument(1, "a", "Rom")}).status.ok());
  server->Stop();

  const std::string page = HttpGet(server->metrics_address(), "/metrics");

  const std::string call =
      R"(grpc_method="Extract",grpc_service="caspian.v1.ExtractorService",grpc_type="bidi_stream"})";
  EXPECT_THAT(page, HasSubstr("grpc_server_started_total{" + call + " 2"));
  EXPECT_THAT(page, HasSubstr("grpc_server_handled_total{grpc_code=\"OK\"," + call + " 1"));
  EXPECT_THAT(page, HasSubstr("grpc_server_handled_total{grpc_code=\"InvalidArgument\"," + call + " 1"));
  EXPECT_THAT(page, HasSubstr("grpc_server_msg_received_total{" + call + " 4"));
  EXPECT_THAT(page, HasSubstr("grpc_server_msg_sent_total{" + call + " 2"));
  EXPECT_THAT(page, HasSubstr("grpc_server_handling_seconds_count{" + call + " 2"));
}

TEST_F(ServerTest, SaysNotServingBeforeItGoes) {
  const auto server = MustStart(At("127.0.0.1:0"));
  const auto channel = ChannelTo(server->address());
  const auto stub = v1::ExtractorService::NewStub(channel);
  grpc::ClientContext context;
  SetDeadline(&context);
  const auto stream = stub->Extract(&context);
  stream->Write(ExtractConfigRequest());
  stream->Write(ExtractDocument(1, "a", "Rom"));
  v1::ExtractResponse response;
  ASSERT_TRUE(stream->Read(&response));

  // A drain in which one call does not end yet: its stream is not read to the end.
  services_.registry()->Drain();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(ReasonOf(rpc::FromGrpcStatus(stream->Finish())), v1::ERROR_REASON_SERVER_DRAINING);
  server->Stop();

  EXPECT_NE(AskHealth(channel, kHealthName), "SERVING");
}

TEST_F(ServerTest, StopsTwiceAsOnce) {
  const auto server = MustStart(At("127.0.0.1:0"));

  server->Stop();
  server->Stop();
}

TEST_F(ServerTest, ServesRules) {
  const auto server = MustStart(At(""));
  const auto stub = v1::RulesService::NewStub(server->InProcessChannel());

  grpc::ClientContext list_context;
  v1::ListRuleSetsResponse list;
  ASSERT_TRUE(stub->ListRuleSets(&list_context, {}, &list).ok());
  ASSERT_EQ(list.rule_sets_size(), 1);
  EXPECT_EQ(list.rule_sets(0).rule_count(), 1u);
  EXPECT_THAT(list.rule_sets(0).labels(), ::testing::ElementsAre("WORD")) << "steps are in no result";

  grpc::ClientContext get_context;
  v1::GetRuleSetRequest get;
  get.set_name("wrods");
  v1::GetRuleSetResponse got;
  EXPECT_EQ(ReasonOf(rpc::FromGrpcStatus(stub->GetRuleSet(&get_context, get, &got))),
            v1::ERROR_REASON_RULE_SET_NOT_FOUND);

  grpc::ClientContext validate_context;
  v1::ValidateRuleSetRequest validate;
  validate.mutable_rule_set()->set_name("Not A Name");
  v1::ValidateRuleSetResponse validated;
  ASSERT_TRUE(stub->ValidateRuleSet(&validate_context, validate, &validated).ok());
  EXPECT_GT(validated.problems_size(), 0);
  EXPECT_EQ(validated.digest(), "");
}

TEST_F(ServerTest, ComparesRuleSets) {
  const auto server = MustStart(At(""));
  const auto stub = v1::RulesService::NewStub(server->InProcessChannel());
  v1::DiffRuleSetsRequest request;
  for (const char* text : {"rain falls", "OVERBUDGET"}) {
    v1::Document* document = request.add_documents();
    document->set_id(text);
    document->set_text(text);
  }

  grpc::ClientContext context;
  v1::DiffRuleSetsResponse response;
  ASSERT_TRUE(stub->DiffRuleSets(&context, request, &response).ok());
  EXPECT_EQ(response.differences_size(), 0);
  ASSERT_EQ(response.errors_size(), 1);
  EXPECT_EQ(response.errors(0).document_id(), "OVERBUDGET");

  grpc::ClientContext unknown_context;
  request.mutable_after()->set_name("wrods");
  EXPECT_EQ(ReasonOf(rpc::FromGrpcStatus(stub->DiffRuleSets(&unknown_context, request, &response))),
            v1::ERROR_REASON_RULE_SET_NOT_FOUND);
}

TEST_F(ServerTest, ExplainsARule) {
  const auto server = MustStart(At(""));
  const auto stub = v1::RulesService::NewStub(server->InProcessChannel());
  v1::ExplainRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"pb(
                                                              rule_set {
                                                                rule_set {
                                                                  rule_set {
                                                                    name: "weather"
                                                                    version: 1
                                                                    format: 1
                                                                    labels { name: "RAIN" kind: LABEL_KIND_NAME }
                                                                    stages {
                                                                      name: "words"
                                                                      rules {
                                                                        id: "rain"
                                                                        match { label: "RAIN" pattern: "rain" }
                                                                      }
                                                                    }
                                                                  }
                                                                }
                                                              }
                                                              document { id: "a" text: "rain falls" }
                                                              rule_id: "rain"
                                                            )pb",
                                                            &request));
  grpc::ClientContext context, unknown_context;
  v1::ExplainResponse response;

  const absl::Status explained = rpc::FromGrpcStatus(stub->Explain(&context, request, &response));
  request.set_rule_id("nobody");
  const absl::Status unknown = rpc::FromGrpcStatus(stub->Explain(&unknown_context, request, &response));

  ASSERT_TRUE(explained.ok()) << explained;
  ASSERT_EQ(response.explanations_size(), 1);
  EXPECT_EQ(response.explanations(0).outcome(), v1::OUTCOME_MADE);
  EXPECT_TRUE(absl::IsNotFound(unknown)) << unknown;
  EXPECT_EQ(ReasonOf(unknown), v1::ERROR_REASON_RULE_NOT_FOUND);
}

TEST_F(ServerTest, RefusesToIngestWithoutAnAggregator) {
  const auto server = MustStart(At(""));
  const auto stub = v1::ExtractorService::NewStub(server->InProcessChannel());

  const auto result = Ingest(stub.get(), {IngestConfigRequest("news"), IngestDocument(1, "a", "Rain")});

  EXPECT_TRUE(absl::IsFailedPrecondition(result.status)) << result.status;
  EXPECT_EQ(ReasonOf(result.status), v1::ERROR_REASON_REQUEST_INVALID);
}

TEST_F(ServerTest, SaysWhichAggregatorItCanNotReach) {
  // A port that was free a moment ago, and that nobody listens on.
  const std::string address = MustStart(At("127.0.0.1:0"))->address();
  extractor::ExtractorServicesOptions options = OneThread();
  options.aggregator = ChannelTo(address);
  options.aggregator_address = address;
  extractor::ExtractorServices services(options, MakeWordLibrary());
  auto server = rpc::Server::Start(At(""), services.services(), services.registry());
  ASSERT_TRUE(server.ok()) << server.status();

  const auto result = Ingest(v1::ExtractorService::NewStub((*server)->InProcessChannel()).get(),
                             {IngestConfigRequest("news"), IngestDocument(1, "a", "Rain")});

  EXPECT_EQ(ReasonOf(result.status), v1::ERROR_REASON_AGGREGATOR_UNAVAILABLE) << result.status;
  EXPECT_THAT(std::string(result.status.message()), HasSubstr(address));
  (*server)->Stop();
}

}  // namespace
}  // namespace caspian::testing
