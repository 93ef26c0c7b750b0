#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

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
#include "tests/integration/word_engine.h"

namespace caspian::testing {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;

constexpr char kExtract[] = "/caspian.v1.ExtractorService/Extract";

class ExtractTest : public ::testing::TestWithParam<Transport> {
 protected:
  CallResult<v1::ExtractResponse> Call(const std::vector<v1::ExtractRequest>& requests) {
    return Extract(stub_.get(), requests);
  }

  TwoServers servers_{GetParam()};
  const std::unique_ptr<v1::ExtractorService::Stub> stub_ = servers_.extractor();
};

INSTANTIATE_TEST_SUITE_P(Transports, ExtractTest, ::testing::Values(Transport::kLoopback, Transport::kInProcess),
                         TransportName);

TEST_P(ExtractTest, GivesTheExtractionOfADocument) {
  const auto result = Call({ExtractConfigRequest(), ExtractDocument(9, "a.txt", "Rain fell")});

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 1u);
  const v1::ExtractionPart& part = result.responses[0].part();
  EXPECT_EQ(part.sequence(), 9u);
  EXPECT_EQ(part.document_id(), "a.txt");
  EXPECT_TRUE(part.last());
  EXPECT_EQ(part.extraction().rule_set().digest(), kWordDigest);
  ASSERT_EQ(part.extraction().mentions_size(), 2);
  EXPECT_EQ(part.extraction().mentions(1).span().begin(), 5u);
}

TEST_P(ExtractTest, AnswersInTheOrderOfTheDocuments) {
  std::vector<v1::ExtractRequest> requests = {ExtractConfigRequest()};
  for (uint32_t i = 0; i < 500; ++i) {
    std::string text = "x";
    for (uint32_t words = (i % 7 == 0) ? 3000 : i % 5; words > 0; --words) text += " y";
    requests.push_back(ExtractDocument(i, "doc" + std::to_string(i), text));
  }

  const auto result = Call(requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 500u);
  for (uint32_t i = 0; i < 500; ++i) {
    ASSERT_EQ(result.responses[i].part().sequence(), i);
    ASSERT_EQ(result.responses[i].part().document_id(), "doc" + std::to_string(i));
  }
}

TEST_P(ExtractTest, GivesABadDocumentItsErrorAndGoesOn) {
  const struct {
    std::string id;
    std::string text;
    v1::ErrorReason reason;
  } cases[] = {
      {"empty", "", v1::ERROR_REASON_DOCUMENT_EMPTY},
      {"bytes", "caf\xe9 bar", v1::ERROR_REASON_DOCUMENT_NOT_UTF8},
      {"nul", std::string("a\0b", 3), v1::ERROR_REASON_DOCUMENT_HAS_NUL},
      {"", "text without id", v1::ERROR_REASON_DOCUMENT_ID_INVALID},
      {"large", std::string(kDocumentLimitBytes + 1, 'x'), v1::ERROR_REASON_DOCUMENT_TOO_LARGE},
      {"budget", "far OVERBUDGET", v1::ERROR_REASON_BUDGET_EXCEEDED},
  };
  std::vector<v1::ExtractRequest> requests = {ExtractConfigRequest()};
  uint32_t sequence = 0;
  for (const auto& [id, text, reason] : cases) {
    requests.push_back(ExtractDocument(sequence++, id, text));
    requests.push_back(ExtractDocument(sequence++, "good", "Fine words"));
  }

  const auto result = Call(requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 2 * std::size(cases));
  for (size_t i = 0; i < std::size(cases); ++i) {
    const v1::DocumentError& error = result.responses[2 * i].error();
    EXPECT_EQ(error.sequence(), 2 * i);
    EXPECT_EQ(error.document_id(), cases[i].id);
    EXPECT_EQ(ReasonOf(FromRpcStatus(error.status())), cases[i].reason) << error.ShortDebugString();
    EXPECT_EQ(result.responses[2 * i + 1].part().extraction().mentions_size(), 2);
  }
}

TEST_P(ExtractTest, TakesADocumentOfTheLargestSize) {
  std::string text(kDocumentLimitBytes, 'x');
  text[100] = ' ';

  const auto result = Call({ExtractConfigRequest(), ExtractDocument(1, "largest", text)});

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 1u);
  EXPECT_EQ(result.responses[0].part().extraction().text_bytes(), kDocumentLimitBytes)
      << result.responses[0].ShortDebugString();
}

TEST_P(ExtractTest, SendsLargeExtractionsInPartsThatMergeToTheWhole) {
  std::string text = "Begin";
  while (text.size() < 300000) text += " w";

  const auto result =
      Call({ExtractConfigRequest(), ExtractDocument(1, "many", text), ExtractDocument(2, "next", "One")});

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_GT(result.responses.size(), 3u);
  v1::Extraction merged;
  for (size_t i = 0; i + 1 < result.responses.size(); ++i) {
    const v1::ExtractionPart& part = result.responses[i].part();
    EXPECT_EQ(part.sequence(), 1u);
    EXPECT_LE(part.extraction().ByteSizeLong(), kExtractionPartBytes);
    EXPECT_EQ(part.last(), i + 2 == result.responses.size());
    merged.MergeFrom(part.extraction());
  }
  v1::Document document;
  document.set_id("many");
  document.set_text(text);
  const auto whole = MakeWordLibrary()->rule_sets().front()->engine->Extract(document);
  EXPECT_TRUE(MessageDifferencer::Equals(merged, *whole));
  EXPECT_EQ(result.responses.back().part().sequence(), 2u);
}

TEST_P(ExtractTest, CountsInTheUnitsThatTheStreamAsksFor) {
  v1::ExtractConfig config;
  config.add_offset_units(v1::OFFSET_UNIT_CODE_POINTS);
  config.add_offset_units(v1::OFFSET_UNIT_UTF16);

  const auto result = Call({ExtractConfigRequest(config), ExtractDocument(1, "a", "\u00dcber \U0001F600 Rom")});

  ASSERT_EQ(result.responses.size(), 1u) << result.status;
  const v1::Span& rome = result.responses[0].part().extraction().mentions(2).span();
  EXPECT_EQ(rome.begin(), 11u);
  EXPECT_EQ(rome.begin_code_point(), 7u);
  EXPECT_EQ(rome.end_code_point(), 10u);
  EXPECT_EQ(rome.begin_utf16(), 8u);
  EXPECT_EQ(rome.end_utf16(), 11u);
}

TEST_P(ExtractTest, GivesBytesAloneUnlessAsked) {
  const auto result = Call({ExtractConfigRequest(), ExtractDocument(1, "a", "Rom")});

  ASSERT_EQ(result.responses.size(), 1u) << result.status;
  EXPECT_FALSE(result.responses[0].part().extraction().mentions(0).span().has_begin_code_point());
}

TEST_P(ExtractTest, KeepsTheLabelsThatTheStreamAsksFor) {
  v1::ExtractConfig config;
  config.add_labels("CAPITAL");

  const auto result = Call({ExtractConfigRequest(config), ExtractDocument(1, "a", "the Aral sea and Baku")});

  ASSERT_EQ(result.responses.size(), 1u) << result.status;
  const v1::Extraction& extraction = result.responses[0].part().extraction();
  ASSERT_EQ(extraction.mentions_size(), 2);
  EXPECT_EQ(extraction.mentions(0).span().begin(), 4u);
  EXPECT_EQ(extraction.mentions(1).span().begin(), 17u);
}

TEST_P(ExtractTest, EndsAStreamThatBreaksTheProtocolBehindWhatItTook) {
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

TEST_P(ExtractTest, RefusesAMessageAboveTheLimit) {
  const auto result = Call({ExtractConfigRequest(), ExtractDocument(1, "a", "Rom"),
                            ExtractDocument(2, "huge", std::string(kMessageLimitBytes + 1, 'x'))});

  EXPECT_EQ(result.status.code(), absl::StatusCode::kResourceExhausted) << result.status;
}

TEST_P(ExtractTest, SaysWhichMessageCanNotBeRead) {
  const std::string config = ExtractConfigRequest().SerializeAsString();
  const std::string good = ExtractDocument(1, "a", "Rom").SerializeAsString();

  const WireResult result = CallRaw(servers_.extractor_channel(), kExtract, {config, good, "\x12\xff\xff"});

  EXPECT_EQ(result.responses.size(), 1u) << "what came before is answered";
  const absl::Status status = rpc::FromGrpcStatus(result.status);
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_REQUEST_INVALID) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("message 3"));
}

TEST_P(ExtractTest, DoesNotInflateCompressedMessages) {
  if (GetParam() == Transport::kInProcess) GTEST_SKIP() << "nothing is compressed within a process";
  const std::string config = ExtractConfigRequest().SerializeAsString();
  const std::string good = ExtractDocument(1, "a", std::string(20000, 'x')).SerializeAsString();

  const WireResult result = CallRaw(servers_.extractor_channel(), kExtract, {config, good}, GRPC_COMPRESS_GZIP);

  EXPECT_EQ(result.status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << result.status.error_message();
}

TEST_P(ExtractTest, LivesOnWhenAClientCancels) {
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

TEST_P(ExtractTest, WaitsForAClientThatReadsLate) {
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

TEST_P(ExtractTest, AnswersWhatItTookWhenTheServerGoesDown) {
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

TEST_P(ExtractTest, SaysWhatItIs) {
  grpc::ClientContext context;
  v1::ExtractorServiceGetCapabilitiesResponse response;

  ASSERT_TRUE(stub_->GetCapabilities(&context, {}, &response).ok());

  EXPECT_EQ(response.version(), kVersion);
  EXPECT_EQ(response.default_rule_set(), "words");
  EXPECT_EQ(response.rule_sets_size(), 1);
  EXPECT_EQ(response.document_limit_bytes(), kDocumentLimitBytes);
  EXPECT_TRUE(response.ingest());
}

}  // namespace
}  // namespace caspian::testing
