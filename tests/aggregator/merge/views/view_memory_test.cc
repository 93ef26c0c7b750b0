// Views hold no more than they may: others go, and what does not fit is refused while documents are taken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/aggregator_fixture.h"
#include "tests/aggregator/testing/random_collection.h"

namespace caspian::aggregator {
namespace {

using ::testing::HasSubstr;

class ViewMemoryTest : public AggregatorFixture {
 protected:
  void StartWith(size_t view_bytes) {
    AggregatorOptions options;
    options.view_bytes = view_bytes;
    Start(options);
  }

  void Fill(const std::string& collection, int documents, int first = 0) {
    std::mt19937 random(7);
    for (int i = first; i < first + documents; ++i) {
      const Submission one = RandomDocument(absl::StrCat("doc-", 100 + i), &random);
      EXPECT_EQ(*Submit(one, collection), v1::STORE_OUTCOME_STORED);
    }
  }

  // What the view of so many documents holds.
  size_t BytesOfView(int documents) {
    Start({});
    Fill("sample", documents);
    EXPECT_TRUE(Brief("sample").ok());
    return aggregator_->ViewBytes();
  }

  v1::ErrorReason WhyNoBriefing(const std::string& collection = "news") { return ReasonOf(Brief(collection).status()); }
};

TEST_F(ViewMemoryTest, ACollectionThatDoesNotFitIsRefusedAndDocumentsAreTaken) {
  StartWith(BytesOfView(10));
  Fill("news", 30);

  const absl::Status refused = Brief().status();

  EXPECT_TRUE(absl::IsResourceExhausted(refused)) << refused;
  EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_VIEW_TOO_LARGE);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("--view-memory"));
  Fill("news", 5, 30);
  EXPECT_EQ(WhyNoBriefing(), v1::ERROR_REASON_VIEW_TOO_LARGE);
  EXPECT_EQ(aggregator_->ViewBytes(), 0u);
}

TEST_F(ViewMemoryTest, AllThatNeedsTheViewIsRefusedAndNothingElse) {
  StartWith(BytesOfView(10));
  Fill("news", 30);
  v1::ExplainMergeRequest explain;
  explain.set_collection("news");
  v1::ListPossibleMatchesRequest matches;
  matches.set_collection("news");
  v1::GetEvidenceRequest evidence;
  evidence.set_collection("news");
  v1::StreamBriefingRequest stream;
  stream.set_collection("news");
  v1::StreamBriefingResponse part;
  v1::ListDocumentsRequest documents;
  documents.set_collection("news");

  EXPECT_EQ(ReasonOf(aggregator_->ExplainMerge(explain).status()), v1::ERROR_REASON_VIEW_TOO_LARGE);
  EXPECT_EQ(ReasonOf(aggregator_->ListPossibleMatches(matches).status()), v1::ERROR_REASON_VIEW_TOO_LARGE);
  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(evidence).status()), v1::ERROR_REASON_VIEW_TOO_LARGE);
  EXPECT_EQ(ReasonOf((*aggregator_->ReadBriefing(stream))->Next(&part).status()), v1::ERROR_REASON_VIEW_TOO_LARGE);
  EXPECT_EQ(aggregator_->ListDocuments(documents)->documents_size(), 30);
  EXPECT_TRUE(aggregator_->Rebuild().ok());
}

TEST_F(ViewMemoryTest, AViewThatGrowsTooLargeGoesAndComesBackWhenDocumentsWent) {
  StartWith(BytesOfView(10));
  Fill("news", 8);
  const std::string before = SerializeDeterministically(*Brief());

  Fill("news", 22, 8);
  EXPECT_EQ(WhyNoBriefing(), v1::ERROR_REASON_VIEW_TOO_LARGE);
  for (int i = 8; i < 30; ++i) Delete(absl::StrCat("doc-", 100 + i));

  EXPECT_EQ(SerializeDeterministically(*Brief()), before);
}

TEST_F(ViewMemoryTest, TheViewThatWasNotReadForTheLongestTimeMakesRoom) {
  const size_t one = BytesOfView(10);
  StartWith(one * 5 / 2);
  for (const char* collection : {"a", "b", "c"}) Fill(collection, 10);
  const std::string before = SerializeDeterministically(*Brief("a"));
  EXPECT_EQ(aggregator_->ViewBytes(), one);

  EXPECT_TRUE(Brief("b").ok());
  EXPECT_EQ(aggregator_->ViewBytes(), 2 * one);
  EXPECT_TRUE(Brief("c").ok());
  EXPECT_EQ(aggregator_->ViewBytes(), 2 * one);

  EXPECT_EQ(SerializeDeterministically(*Brief("a")), before);
  EXPECT_EQ(aggregator_->ViewBytes(), 2 * one);
}

TEST_F(ViewMemoryTest, AViewMadeInManyBatchesIsTheSame) {
  const size_t bytes = BytesOfView(30);
  Fill("news", 30);
  const std::string expected = SerializeDeterministically(*Brief());

  // A batch is a small part of what there is room for.
  StartWith(bytes);
  Fill("news", 30);

  EXPECT_EQ(SerializeDeterministically(*Brief()), expected);
  EXPECT_EQ(aggregator_->ViewBytes(), bytes);
}

}  // namespace
}  // namespace caspian::aggregator
