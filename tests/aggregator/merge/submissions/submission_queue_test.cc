// Queue, batches, failures and drain of an aggregator.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/aggregator_fixture.h"

namespace caspian::aggregator {
namespace {

class SubmissionQueueTest : public AggregatorFixture {};

TEST_F(SubmissionQueueTest, RefusesWhatDoesNotFitAtOnceAndGoesOn) {
  SetOpen(false);
  Submission bad = Naming("a");
  bad.extraction.mutable_mentions(0)->mutable_span()->set_end(9000);

  EXPECT_EQ(ReasonOf(Submit(bad).status()), v1::ERROR_REASON_EXTRACTION_INVALID);
  EXPECT_EQ(ReasonOf(Submit(Naming("a"), "no spaces").status()), v1::ERROR_REASON_COLLECTION_NAME_INVALID);
  SetOpen(true);
  EXPECT_TRUE(Submit(Naming("a")).ok());
}

TEST_F(SubmissionQueueTest, AStoreThatFailsAcknowledgesNothingAndWorksAgain) {
  SetFailure(MakeError(v1::ERROR_REASON_STORE_FULL, "no room"));
  EXPECT_EQ(ReasonOf(Submit(Naming("a")).status()), v1::ERROR_REASON_STORE_FULL);
  EXPECT_EQ(ReasonOf(Brief().status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);

  SetFailure(absl::OkStatus());

  EXPECT_EQ(*Submit(Naming("a")), v1::STORE_OUTCOME_STORED);
}

TEST_F(SubmissionQueueTest, OneCommitTakesWhatIsQueuedUpToItsLimit) {
  Start({.commit_documents = 10});
  SetOpen(false);
  absl::BlockingCounter done(31);
  for (int i = 0; i < 31; ++i) {
    const Submission one = Naming(absl::StrCat("d", i));
    EXPECT_TRUE(
        aggregator_->TrySubmit("news", one.document, one.extraction, [&done](absl::StatusOr<v1::StoreOutcome> outcome) {
          EXPECT_TRUE(outcome.ok());
          done.DecrementCount();
        }));
  }

  SetOpen(true);
  done.Wait();

  EXPECT_LE(gate_.commits, 5);
  EXPECT_GE(gate_.commits, 4);
}

TEST_F(SubmissionQueueTest, RefusesAboveTheQueueAndCallsWhenThereIsRoom) {
  Start({.queue_bytes = 1500});
  SetOpen(false);
  std::atomic<int> done{0};
  const Submission one = Naming("a");
  int taken = 0;
  while (aggregator_->TrySubmit("news", one.document, one.extraction,
                                [&done](absl::StatusOr<v1::StoreOutcome>) { ++done; }))
    ++taken;
  EXPECT_GE(taken, 1);
  EXPECT_LT(taken, 4);
  absl::Notification room;
  aggregator_->WhenRoom([&room] { room.Notify(); });
  EXPECT_FALSE(room.HasBeenNotified());

  SetOpen(true);
  room.WaitForNotification();

  EXPECT_TRUE(Submit(Naming("b")).ok());
  EXPECT_EQ(done, taken);
}

TEST_F(SubmissionQueueTest, WhenRoomCallsAtOnceWhereThereIsRoom) {
  bool called = false;
  aggregator_->WhenRoom([&called] { called = true; });

  EXPECT_TRUE(called);
}

TEST_F(SubmissionQueueTest, DrainsWhatIsQueuedAndRefusesTheRest) {
  SetOpen(false);
  std::atomic<int> stored{0};
  for (int i = 0; i < 20; ++i) {
    const Submission one = Naming(absl::StrCat("d", i));
    EXPECT_TRUE(aggregator_->TrySubmit("news", one.document, one.extraction,
                                       [&stored](absl::StatusOr<v1::StoreOutcome> o) { stored += o.ok(); }));
  }
  SetOpen(true);

  aggregator_->Drain();
  aggregator_->Drain();

  EXPECT_EQ(stored, 20);
  EXPECT_EQ(ReasonOf(Submit(Naming("late")).status()), v1::ERROR_REASON_SERVER_DRAINING);
  v1::DeleteDocumentRequest request;
  request.set_collection("news");
  request.set_document_id("d1");
  EXPECT_EQ(ReasonOf(aggregator_->DeleteDocument(request).status()), v1::ERROR_REASON_SERVER_DRAINING);
  EXPECT_EQ(Brief()->counts().document_count(), 20u);
}

TEST_F(SubmissionQueueTest, ManyThreadsSubmitDeleteAndRead) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(Submit(Naming(absl::StrCat("t", t, "-", i))).ok());
        if (i % 4 == 3) Delete(absl::StrCat("t", t, "-", i));
        EXPECT_TRUE(Brief().ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(Brief()->counts().document_count(), 45u);
}

}  // namespace
}  // namespace caspian::aggregator
