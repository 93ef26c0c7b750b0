// Extract as a stream: its protocol, its limits, its end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/rpc/client_stream.h"
#include "common/rpc/status.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"

namespace caspian::testing {
namespace {

using ::testing::HasSubstr;

constexpr char kExtract[] = "/caspian.v1.ExtractorService/Extract";

class ExtractStreamTest : public ::testing::TestWithParam<Transport> {
 protected:
  CallResult<v1::ExtractResponse> Call(const std::vector<v1::ExtractRequest>& requests) {
    return Extract(stub_.get(), requests);
  }

  TwoServers servers_{GetParam()};
  const std::unique_ptr<v1::ExtractorService::Stub> stub_ = servers_.extractor();
};

INSTANTIATE_TEST_SUITE_P(Transports, ExtractStreamTest, ::testing::Values(Transport::kLoopback, Transport::kInProcess),
                         TransportName);

TEST_P(ExtractStreamTest, EndsAStreamThatBreaksTheProtocolBehindWhatItTook) {
  v1::ExtractConfig unknown;
  unknown.set_rule_set("wrods");
  v1::ExtractConfig other_digest;
  other_digest.set_rule_set_digest(std::string(64, '0'));
  v1::ExtractConfig bad_unit;
  bad_unit.add_offset_units(static_cast<v1::OffsetUnit>(77));
  const v1::ExtractRequest good = ExtractDocument(1, "a", "Rom");
  const struct {
    std::vector<v1::ExtractRequest> requests;
    size_t answers;
    absl::StatusCode code;
    v1::ErrorReason reason;
  } cases[] = {
      {{}, 0, absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_STREAM_CONFIG_MISSING},
      {{good}, 0, absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_STREAM_CONFIG_MISSING},
      {{ExtractConfigRequest(), good, ExtractConfigRequest(), good},
       1,
       absl::StatusCode::kInvalidArgument,
       v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
      {{ExtractConfigRequest(), good, v1::ExtractRequest()},
       1,
       absl::StatusCode::kInvalidArgument,
       v1::ERROR_REASON_REQUEST_INVALID},
      {{ExtractConfigRequest(bad_unit)}, 0, absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_REQUEST_INVALID},
      {{ExtractConfigRequest(unknown), good}, 0, absl::StatusCode::kNotFound, v1::ERROR_REASON_RULE_SET_NOT_FOUND},
      {{ExtractConfigRequest(other_digest), good},
       0,
       absl::StatusCode::kFailedPrecondition,
       v1::ERROR_REASON_RULE_SET_DIGEST_MISMATCH},
  };
  for (const auto& [requests, answers, code, reason] : cases) {
    const auto result = Call(requests);
    EXPECT_EQ(result.responses.size(), answers) << result.status;
    EXPECT_EQ(result.status.code(), code) << result.status;
    EXPECT_EQ(ReasonOf(result.status), reason) << result.status;
  }
}

TEST_P(ExtractStreamTest, RefusesAMessageAboveTheLimit) {
  const auto result = Call({ExtractConfigRequest(), ExtractDocument(1, "a", "Rom"),
                            ExtractDocument(2, "huge", std::string(kMessageLimitBytes + 1, 'x'))});

  EXPECT_EQ(result.status.code(), absl::StatusCode::kResourceExhausted) << result.status;
}

TEST_P(ExtractStreamTest, SaysWhichMessageCanNotBeRead) {
  const std::string config = ExtractConfigRequest().SerializeAsString();
  const std::string good = ExtractDocument(1, "a", "Rom").SerializeAsString();

  const WireResult result = CallRaw(servers_.extractor_channel(), kExtract, {config, good, "\x12\xff\xff"});

  EXPECT_EQ(result.responses.size(), 1u) << "what came before is answered";
  const absl::Status status = rpc::FromGrpcStatus(result.status);
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_REQUEST_INVALID) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("message 3"));
}

TEST_P(ExtractStreamTest, DoesNotInflateCompressedMessages) {
  if (GetParam() == Transport::kInProcess) GTEST_SKIP() << "nothing is compressed within a process";
  const std::string config = ExtractConfigRequest().SerializeAsString();
  const std::string good = ExtractDocument(1, "a", std::string(20000, 'x')).SerializeAsString();

  const WireResult result = CallRaw(servers_.extractor_channel(), kExtract, {config, good}, GRPC_COMPRESS_GZIP);

  EXPECT_EQ(result.status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << result.status.error_message();
}

TEST_P(ExtractStreamTest, LivesOnWhenAClientCancels) {
  for (int round = 0; round < 20; ++round) {
    grpc::ClientContext context;
    const auto stream = stub_->Extract(&context);
    stream->Write(ExtractConfigRequest());
    for (uint32_t i = 0; i < 5; ++i) stream->Write(ExtractDocument(i, "a", std::string(20000, 'x')));
    context.TryCancel();
    for (v1::ExtractResponse response; stream->Read(&response);) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_TRUE(Call({ExtractConfigRequest(), ExtractDocument(1, "a", "Rom")}).status.ok());
}

TEST_P(ExtractStreamTest, WaitsForAClientThatReadsLate) {
  grpc::ClientContext context;
  SetDeadline(&context);
  const auto stream = stub_->Extract(&context);
  stream->Write(ExtractConfigRequest());
  constexpr uint32_t kDocuments = 3000;
  std::thread writer([&] {
    for (uint32_t i = 0; i < kDocuments; ++i) stream->Write(ExtractDocument(i, "a", std::string(5000, 'x') + " y"));
    stream->WritesDone();
  });

  uint32_t answers = 0;
  for (v1::ExtractResponse response; stream->Read(&response); ++answers) ASSERT_EQ(response.part().sequence(), answers);

  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(answers, kDocuments);
}

TEST_P(ExtractStreamTest, AnswersWhatItTookWhenTheServerGoesDown) {
  // The callback client asks for the status from the start: gRPC's in-process transport forgets one that nobody asked
  // for yet.
  using Stream = rpc::ClientStream<v1::ExtractRequest, v1::ExtractResponse>;
  absl::Notification answered;
  absl::Notification finished;
  absl::Status status;
  const auto stream = std::make_shared<Stream>(Stream::Callbacks{[&](const v1::ExtractResponse& response) {
                                                                   EXPECT_EQ(response.part().sequence(), 1u);
                                                                   answered.Notify();
                                                                 },
                                                                 [&](const absl::Status& end) {
                                                                   status = end;
                                                                   finished.Notify();
                                                                 }});
  stream->Start(
      [&](grpc::ClientContext* context, Stream::Reactor* reactor) { stub_->async()->Extract(context, reactor); });
  stream->Write({ExtractConfigRequest(), ExtractDocument(1, "a", "Rom")});
  answered.WaitForNotification();

  servers_.extractor_server().Stop();
  finished.WaitForNotification();

  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_SERVER_DRAINING) << status;
  EXPECT_TRUE(absl::IsUnavailable(status));
}

}  // namespace
}  // namespace caspian::testing
