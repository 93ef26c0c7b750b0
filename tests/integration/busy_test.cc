// The services on an aggregator that is slow, fails, or has much to say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/error.h"
#include "common/rpc/status.h"
#include "common/rpc/worker_pool.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"

namespace caspian::testing {
namespace {

using ::testing::HasSubstr;

// Three parts, then an error.
class Reading final : public aggregator::BriefingReader {
 public:
  absl::StatusOr<bool> Next(v1::StreamBriefingResponse* response) override {
    if (parts_++ == 3) return MakeError(v1::ERROR_REASON_STORE_FAILED, "the disk is gone");
    response->mutable_briefing()->add_records()->set_id("one");
    return true;
  }

 private:
  int parts_ = 0;
};

// An aggregator whose queue is full each second time, and whose commits come from another thread.
class BusyAggregator final : public aggregator::Aggregator {
 public:
  explicit BusyAggregator(absl::Status failure = absl::OkStatus()) : failure_(std::move(failure)) {}

  bool TrySubmit(const std::string&, v1::Document document, v1::Extraction, SubmitDone done) override {
    if (document.id() == "fails" && !failure_.ok()) return (done(failure_), true);
    if (tries_++ % 2 == 0) return false;
    writer_.Schedule([done = std::move(done)] { done(v1::STORE_OUTCOME_STORED); });
    return true;
  }
  void WhenRoom(std::function<void()> callback) override { writer_.Schedule(std::move(callback)); }
  absl::StatusOr<v1::DeleteDocumentResponse> DeleteDocument(const v1::DeleteDocumentRequest&) override {
    return v1::DeleteDocumentResponse();
  }
  absl::StatusOr<v1::Briefing> GetBriefing(const v1::GetBriefingRequest& request) override {
    v1::Briefing briefing;
    briefing.set_collection(request.collection());
    for (int i = 0; i < 5000; ++i) briefing.add_documents()->set_title(std::string(1000, 't'));
    briefing.add_records()->set_id("one");
    return briefing;
  }
  absl::StatusOr<v1::GetBriefingResponse> GetBriefingPage(const v1::GetBriefingRequest& request) override {
    v1::GetBriefingResponse response;
    *response.mutable_briefing() = *GetBriefing(request);
    return response;
  }
  absl::StatusOr<std::unique_ptr<aggregator::BriefingReader>> ReadBriefing(const v1::StreamBriefingRequest&) override {
    return std::make_unique<Reading>();
  }
  absl::StatusOr<v1::GetEvidenceResponse> GetEvidence(const v1::GetEvidenceRequest&) override {
    return absl::UnknownError("not asked");
  }
  absl::StatusOr<v1::ListCollectionsResponse> ListCollections(const v1::ListCollectionsRequest&) override {
    return v1::ListCollectionsResponse();
  }
  absl::StatusOr<v1::JudgeResponse> Judge(const v1::JudgeRequest&) override { return v1::JudgeResponse(); }
  absl::StatusOr<v1::UndoJudgementResponse> UndoJudgement(const v1::UndoJudgementRequest&) override {
    return v1::UndoJudgementResponse();
  }
  absl::StatusOr<v1::ListJudgementsResponse> ListJudgements(const v1::ListJudgementsRequest&) override {
    return v1::ListJudgementsResponse();
  }
  absl::StatusOr<v1::ExplainMergeResponse> ExplainMerge(const v1::ExplainMergeRequest&) override {
    return v1::ExplainMergeResponse();
  }
  absl::StatusOr<v1::ListPossibleMatchesResponse> ListPossibleMatches(const v1::ListPossibleMatchesRequest&) override {
    return v1::ListPossibleMatchesResponse();
  }
  absl::StatusOr<v1::ListDocumentsResponse> ListDocuments(const v1::ListDocumentsRequest&) override {
    return v1::ListDocumentsResponse();
  }
  absl::StatusOr<v1::GetDocumentResponse> GetDocument(const v1::GetDocumentRequest&) override {
    return absl::UnknownError("not asked");
  }
  absl::Status Rebuild() override { return absl::OkStatus(); }
  size_t ViewBytes() const override { return 0; }
  std::string StoreKind() const override { return "busy"; }
  void Drain() override {}

 private:
  const absl::Status failure_;
  std::atomic<int> tries_ = 0;
  rpc::WorkerPool writer_{1};
};

class BusyAggregatorTest : public ::testing::TestWithParam<Transport> {};

INSTANTIATE_TEST_SUITE_P(Transports, BusyAggregatorTest, ::testing::Values(Transport::kLoopback, Transport::kInProcess),
                         TransportName);

TEST_P(BusyAggregatorTest, MakesClientsWaitAndLosesNothing) {
  TwoServers servers(GetParam(), std::make_unique<BusyAggregator>(), 4);
  std::vector<v1::IngestRequest> requests = {IngestConfigRequest("news")};
  for (uint32_t i = 0; i < 500; ++i) requests.push_back(IngestDocument(i, "doc" + std::to_string(i), "Rain"));

  const auto result = Ingest(servers.extractor().get(), requests);

  EXPECT_TRUE(result.status.ok()) << result.status;
  EXPECT_EQ(result.responses.size(), 500u);
}

TEST_P(BusyAggregatorTest, EndsTheCallWhereTheStoreFails) {
  TwoServers servers(
      GetParam(), std::make_unique<BusyAggregator>(MakeError(v1::ERROR_REASON_STORE_FULL, "no room in the store")), 4);
  std::vector<v1::IngestRequest> requests = {IngestConfigRequest("news"), IngestDocument(1, "a", "Rain"),
                                             IngestDocument(2, "fails", "Sun")};
  for (uint32_t i = 3; i < 50; ++i) requests.push_back(IngestDocument(i, "doc" + std::to_string(i), "Snow"));

  const auto result = Ingest(servers.extractor().get(), requests);

  EXPECT_EQ(ReasonOf(result.status), v1::ERROR_REASON_STORE_FULL) << result.status;
  EXPECT_TRUE(absl::IsResourceExhausted(result.status));
  for (const auto& response : result.responses) EXPECT_NE(response.acknowledgement().document_id(), "fails");
}

TEST_P(BusyAggregatorTest, RefusesABriefingThatIsTooLargeForAMessage) {
  TwoServers servers(GetParam(), std::make_unique<BusyAggregator>(), 4);
  grpc::ClientContext context;
  v1::GetBriefingRequest request;
  request.set_collection("news");
  v1::GetBriefingResponse whole;

  const absl::Status refused = rpc::FromGrpcStatus(servers.aggregator()->GetBriefing(&context, request, &whole));

  EXPECT_TRUE(absl::IsResourceExhausted(refused)) << refused;
  EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_REQUEST_INVALID);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("StreamBriefing"));
}

TEST_P(BusyAggregatorTest, EndsAStreamOfABriefingWhereItsReaderFails) {
  TwoServers servers(GetParam(), std::make_unique<BusyAggregator>(), 4);
  grpc::ClientContext context;
  const auto stream = servers.aggregator()->StreamBriefing(&context, v1::StreamBriefingRequest());

  int parts = 0;
  for (v1::StreamBriefingResponse part; stream->Read(&part);) parts += part.briefing().records_size();

  EXPECT_EQ(parts, 3);
  EXPECT_EQ(ReasonOf(rpc::FromGrpcStatus(stream->Finish())), v1::ERROR_REASON_STORE_FAILED);
}

}  // namespace
}  // namespace caspian::testing
