// The aggregator's service on the real aggregator, and Ingest from end to end.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/names/romanize.h"
#include "common/rpc/status.h"
#include "extractor/service/parts.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"
#include "tests/integration/word_engine.h"

namespace caspian::testing {
namespace {

using ::google::protobuf::util::MessageDifferencer;

v1::SubmitRequest Config(const std::string& collection) {
  v1::SubmitRequest request;
  request.mutable_config()->set_collection(collection);
  return request;
}

v1::Document MakeDocument(const std::string& id, const std::string& text) {
  return ExtractDocument(0, id, text).document().document();
}

v1::SubmitRequest DocumentRequest(uint32_t sequence, const v1::Document& document) {
  v1::SubmitRequest request;
  request.mutable_document()->set_sequence(sequence);
  *request.mutable_document()->mutable_document() = document;
  return request;
}

v1::SubmitRequest PartRequest(uint32_t sequence, const v1::Extraction& part, bool last) {
  v1::SubmitRequest request;
  request.mutable_part()->set_sequence(sequence);
  *request.mutable_part()->mutable_extraction() = part;
  request.mutable_part()->set_last(last);
  return request;
}

v1::Extraction ExtractionOf(const v1::Document& document) {
  static const auto library = MakeWordLibrary();
  return *library->rule_sets().front()->engine->Extract(document);
}

// A document with its extraction in parts of `part_bytes`.
void AddSubmission(uint32_t sequence, const v1::Document& document, std::vector<v1::SubmitRequest>* requests,
                   size_t part_bytes = 1 << 20) {
  requests->push_back(DocumentRequest(sequence, document));
  const auto parts = extractor::SplitExtraction(ExtractionOf(document), part_bytes);
  for (size_t i = 0; i < parts.size(); ++i) requests->push_back(PartRequest(sequence, parts[i], i + 1 == parts.size()));
}

class SubmitTest : public ::testing::TestWithParam<Transport> {
 protected:
  CallResult<v1::SubmitResponse> Call(const std::vector<v1::SubmitRequest>& requests) {
    return Submit(aggregator_.get(), requests);
  }
  absl::StatusOr<v1::GetDocumentResponse> GetDocument(const std::string& collection, const std::string& id) {
    grpc::ClientContext context;
    v1::GetDocumentRequest request;
    request.set_collection(collection);
    request.set_document_id(id);
    request.set_include_extraction(true);
    v1::GetDocumentResponse response;
    const absl::Status status = rpc::FromGrpcStatus(aggregator_->GetDocument(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  TwoServers servers_{GetParam()};
  const std::unique_ptr<v1::AggregatorService::Stub> aggregator_ = servers_.aggregator();
  const std::unique_ptr<v1::ExtractorService::Stub> extractor_ = servers_.extractor();
};

INSTANTIATE_TEST_SUITE_P(Transports, SubmitTest, ::testing::Values(Transport::kLoopback, Transport::kInProcess),
                         TransportName);

TEST_P(SubmitTest, AcknowledgesInTheOrderOfTheDocuments) {
  std::vector<v1::SubmitRequest> requests = {Config("news")};
  for (uint32_t i = 0; i < 600; ++i)
    AddSubmission(i, MakeDocument("doc" + std::to_string(i), "Text number " + std::to_string(i)), &requests, 40);

  const auto result = Call(requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 600u);
  for (uint32_t i = 0; i < 600; ++i) {
    ASSERT_EQ(result.responses[i].acknowledgement().sequence(), i);
    ASSERT_EQ(result.responses[i].acknowledgement().outcome(), v1::STORE_OUTCOME_STORED);
  }
}

TEST_P(SubmitTest, KeepsWhatItAcknowledged) {
  std::vector<v1::SubmitRequest> requests = {Config("news")};
  const v1::Document document = MakeDocument("a", "Rain fell on Lumeria");
  AddSubmission(1, document, &requests, 30);

  ASSERT_EQ(Call(requests).responses.size(), 1u);

  const auto stored = GetDocument("news", "a");
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(ContentOf(stored->document()), "Rain fell on Lumeria");
  EXPECT_TRUE(MessageDifferencer::Equals(stored->extraction(), ExtractionOf(document)));
}

TEST_P(SubmitTest, SaysThatADocumentWasThereBefore) {
  std::vector<v1::SubmitRequest> requests = {Config("news")};
  AddSubmission(1, MakeDocument("a", "Same"), &requests);
  AddSubmission(2, MakeDocument("a", "Same"), &requests);

  const auto result = Call(requests);

  ASSERT_EQ(result.responses.size(), 2u) << result.status;
  EXPECT_EQ(result.responses[1].acknowledgement().outcome(), v1::STORE_OUTCOME_DUPLICATE);
}

TEST_P(SubmitTest, GivesABadDocumentItsErrorAndGoesOn) {
  std::vector<v1::SubmitRequest> requests = {Config("news")};
  AddSubmission(1, MakeDocument("good", "Fine"), &requests);
  requests.push_back(DocumentRequest(2, MakeDocument("other", "A text")));
  requests.push_back(PartRequest(2, ExtractionOf(MakeDocument("other", "Another text")), true));
  AddSubmission(3, MakeDocument("next", "Fine, too"), &requests);

  const auto result = Call(requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 3u);
  EXPECT_TRUE(result.responses[0].has_acknowledgement());
  EXPECT_EQ(result.responses[1].error().sequence(), 2u);
  EXPECT_EQ(ReasonOf(FromRpcStatus(result.responses[1].error().status())), v1::ERROR_REASON_EXTRACTION_TEXT_MISMATCH);
  EXPECT_TRUE(result.responses[2].has_acknowledgement());
}

TEST_P(SubmitTest, EndsAStreamThatBreaksTheProtocolBehindWhatItTook) {
  std::vector<v1::SubmitRequest> good = {Config("news")};
  AddSubmission(1, MakeDocument("a", "Fine"), &good);
  const v1::Document b = MakeDocument("b", "Other");
  const auto with = [&good](std::vector<v1::SubmitRequest> more) {
    std::vector<v1::SubmitRequest> all = good;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const struct {
    std::vector<v1::SubmitRequest> requests;
    size_t answers;
    v1::ErrorReason reason;
  } cases[] = {
      {{}, 0, v1::ERROR_REASON_STREAM_CONFIG_MISSING},
      {{DocumentRequest(1, b)}, 0, v1::ERROR_REASON_STREAM_CONFIG_MISSING},
      {{Config("no such name!")}, 0, v1::ERROR_REASON_COLLECTION_NAME_INVALID},
      {with({Config("news")}), 1, v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
      {with({PartRequest(2, {}, true)}), 1, v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
      {with({DocumentRequest(2, b), DocumentRequest(3, b)}), 1, v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
      {with({DocumentRequest(2, b), PartRequest(3, {}, true)}), 1, v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
      {with({DocumentRequest(2, b), PartRequest(2, {}, false)}), 1, v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
      {with({v1::SubmitRequest()}), 1, v1::ERROR_REASON_STREAM_OUT_OF_ORDER},
  };
  for (size_t i = 0; i < std::size(cases); ++i) {
    const auto result = Call(cases[i].requests);
    EXPECT_EQ(result.responses.size(), cases[i].answers) << "case " << i << ": " << result.status;
    EXPECT_EQ(ReasonOf(result.status), cases[i].reason) << "case " << i << ": " << result.status;
    EXPECT_TRUE(absl::IsInvalidArgument(result.status));
  }
}

TEST_P(SubmitTest, StreamsTheBriefingThatItGivesInOneMessage) {
  std::vector<v1::SubmitRequest> requests = {Config("news")};
  for (uint32_t i = 0; i < 20; ++i) {
    v1::Document document = MakeDocument("doc" + std::to_string(i), "Rain fell on Lumeria");
    document.set_publisher("Paper " + std::to_string(i % 3));
    AddSubmission(i, document, &requests);
  }
  ASSERT_TRUE(Call(requests).status.ok());

  grpc::ClientContext whole_context;
  v1::GetBriefingRequest whole_request;
  whole_request.set_collection("news");
  v1::GetBriefingResponse whole;
  ASSERT_TRUE(aggregator_->GetBriefing(&whole_context, whole_request, &whole).ok());
  grpc::ClientContext context;
  v1::StreamBriefingRequest request;
  request.set_collection("news");
  const auto stream = aggregator_->StreamBriefing(&context, request);
  v1::Briefing merged;
  int messages = 0;
  for (v1::StreamBriefingResponse part; stream->Read(&part); ++messages) {
    if (messages == 0) {
      EXPECT_EQ(part.briefing().counts().document_count(), 20u);
    }
    EXPECT_LE(part.briefing().records_size(), 1);
    merged.MergeFrom(part.briefing());
  }

  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_TRUE(MessageDifferencer::Equals(merged, whole.briefing()));
  EXPECT_EQ(messages, 1 + whole.briefing().records_size());
  EXPECT_GE(whole.briefing().records_size(), 3) << "each publisher is a source";
}

TEST_P(SubmitTest, SaysWhatIsNotThere) {
  EXPECT_EQ(ReasonOf(GetDocument("nowhere", "a").status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
  grpc::ClientContext context;
  v1::StreamBriefingRequest request;
  request.set_collection("nowhere");
  const auto stream = aggregator_->StreamBriefing(&context, request);
  v1::StreamBriefingResponse part;
  EXPECT_FALSE(stream->Read(&part));
  EXPECT_EQ(ReasonOf(rpc::FromGrpcStatus(stream->Finish())), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
}

TEST_P(SubmitTest, DeletesADocumentForGood) {
  std::vector<v1::SubmitRequest> requests = {Config("news")};
  AddSubmission(1, MakeDocument("a", "Rain"), &requests);
  ASSERT_TRUE(Call(requests).status.ok());

  grpc::ClientContext context;
  v1::DeleteDocumentRequest request;
  request.set_collection("news");
  request.set_document_id("a");
  v1::DeleteDocumentResponse response;
  ASSERT_TRUE(aggregator_->DeleteDocument(&context, request, &response).ok());

  EXPECT_TRUE(response.deleted());
  EXPECT_EQ(ReasonOf(GetDocument("news", "a").status()), v1::ERROR_REASON_DOCUMENT_NOT_FOUND);
  EXPECT_EQ(Call(requests).responses[0].acknowledgement().outcome(), v1::STORE_OUTCOME_SUPERSEDED);
}

TEST_P(SubmitTest, IngestsFromTextToStore) {
  std::vector<v1::IngestRequest> requests = {IngestConfigRequest("news")};
  for (uint32_t i = 0; i < 300; ++i)
    requests.push_back(IngestDocument(i, "doc" + std::to_string(i), "Rain fell on Lumeria " + std::to_string(i)));
  requests.push_back(IngestDocument(300, "bad", "caf\xe9"));
  requests.push_back(IngestDocument(7, "the same number again", "Sun"));

  const auto result = Ingest(extractor_.get(), requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 302u);
  std::multimap<uint32_t, v1::IngestResponse> by_number;
  for (const auto& response : result.responses) {
    by_number.emplace(response.has_error() ? response.error().sequence() : response.acknowledgement().sequence(),
                      response);
  }
  EXPECT_EQ(by_number.count(7), 2u);
  EXPECT_EQ(ReasonOf(FromRpcStatus(by_number.find(300)->second.error().status())), v1::ERROR_REASON_DOCUMENT_NOT_UTF8);
  for (uint32_t i = 0; i < 300; ++i) {
    ASSERT_EQ(by_number.find(i)->second.acknowledgement().outcome(), v1::STORE_OUTCOME_STORED) << i;
    ASSERT_TRUE(GetDocument("news", "doc" + std::to_string(i)).ok()) << i;
  }
}

TEST_P(SubmitTest, RefusesToIngestWhatTheAggregatorRefuses) {
  const auto result = Ingest(extractor_.get(), {IngestConfigRequest("bad name"), IngestDocument(1, "a", "Rain")});

  EXPECT_EQ(ReasonOf(result.status), v1::ERROR_REASON_COLLECTION_NAME_INVALID) << result.status;
}

TEST_P(SubmitTest, SaysThatTheAggregatorIsGone) {
  if (GetParam() == Transport::kInProcess) GTEST_SKIP() << "within a process the extractor stops first";
  servers_.aggregator_server().Stop();

  const auto result = Ingest(extractor_.get(), {IngestConfigRequest("news"), IngestDocument(1, "a", "Rain")});

  EXPECT_TRUE(absl::IsUnavailable(result.status)) << result.status;
  EXPECT_THAT(ReasonOf(result.status),
              ::testing::AnyOf(v1::ERROR_REASON_AGGREGATOR_UNAVAILABLE, v1::ERROR_REASON_SERVER_DRAINING))
      << result.status;
  EXPECT_TRUE(result.responses.empty()) << "nothing is acknowledged";
}

TEST_P(SubmitTest, EndsAnOpenIngestWhenTheAggregatorGoesDown) {
  grpc::ClientContext context;
  SetDeadline(&context);
  const auto stream = extractor_->Ingest(&context);
  stream->Write(IngestConfigRequest("news"));
  stream->Write(IngestDocument(1, "a", "Rain"));
  v1::IngestResponse response;
  ASSERT_TRUE(stream->Read(&response));

  servers_.aggregator_server().Stop();

  EXPECT_FALSE(stream->Read(&response));
  EXPECT_TRUE(absl::IsUnavailable(rpc::FromGrpcStatus(stream->Finish())));
}

TEST_P(SubmitTest, SaysWhatItIs) {
  grpc::ClientContext context;
  v1::AggregatorServiceGetCapabilitiesResponse response;

  ASSERT_TRUE(aggregator_->GetCapabilities(&context, {}, &response).ok());

  EXPECT_EQ(response.version(), kVersion);
  EXPECT_EQ(response.store(), "memory");
  EXPECT_EQ(response.view_version(), aggregator::kViewVersion);
  EXPECT_EQ(response.transliteration_version(), RomanizationVersion());
}

}  // namespace
}  // namespace caspian::testing
