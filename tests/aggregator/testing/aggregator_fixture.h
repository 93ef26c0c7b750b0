// An aggregator over a store that waits and fails as a test says.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_AGGREGATOR_FIXTURE_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_AGGREGATOR_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "aggregator/merge/aggregator.h"
#include "tests/aggregator/testing/small_submissions.h"

namespace caspian::aggregator {

// A memory store whose writes wait or fail as the test says, and which counts commits.
struct Gate {
  absl::Mutex mutex;
  bool open = true;
  absl::Status failure;
  int commits = 0;
};

class GatedTransaction : public Transaction {
 public:
  GatedTransaction(std::unique_ptr<Transaction> inner, Gate* gate) : inner_(std::move(inner)), gate_(gate) {}
  absl::Status Savepoint(absl::FunctionRef<absl::Status()> change) override { return inner_->Savepoint(change); }
  absl::StatusOr<std::optional<std::string>> LiveRank(absl::string_view c, absl::string_view id) override {
    return inner_->LiveRank(c, id);
  }
  absl::StatusOr<uint32_t> TombstoneRevision(absl::string_view c, absl::string_view h) override {
    return inner_->TombstoneRevision(c, h);
  }
  absl::Status PutLive(absl::string_view c, std::shared_ptr<const LiveDocument> live) override {
    return inner_->PutLive(c, std::move(live));
  }
  absl::Status EraseLive(absl::string_view c, absl::string_view id) override { return inner_->EraseLive(c, id); }
  absl::Status PutTombstone(absl::string_view c, absl::string_view h, uint32_t r) override {
    return inner_->PutTombstone(c, h, r);
  }
  absl::StatusOr<std::optional<v1::JudgementEntry>> Judgement(absl::string_view c, absl::string_view id) override {
    return inner_->Judgement(c, id);
  }
  absl::Status PutJudgement(absl::string_view c, const v1::JudgementEntry& entry) override {
    return inner_->PutJudgement(c, entry);
  }
  absl::Status Commit() override {
    absl::MutexLock lock(&gate_->mutex);
    if (!gate_->failure.ok()) return gate_->failure;
    ++gate_->commits;
    return inner_->Commit();
  }

 private:
  std::unique_ptr<Transaction> inner_;
  Gate* const gate_;
};

class GatedStore : public Store {
 public:
  explicit GatedStore(Gate* gate) : gate_(gate) {}
  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override { return inner_->Read(); }
  absl::StatusOr<std::unique_ptr<Transaction>> Write() override {
    gate_->mutex.LockWhen(absl::Condition(&gate_->open));
    gate_->mutex.Unlock();
    return std::unique_ptr<Transaction>(std::make_unique<GatedTransaction>(*inner_->Write(), gate_));
  }
  std::string Kind() const override { return "gated"; }

 private:
  std::unique_ptr<Store> inner_ = MakeMemoryStore();
  Gate* const gate_;
};

class AggregatorFixture : public testing::Test {
 protected:
  void SetUp() override { Start({}); }
  void Start(const AggregatorOptions& options) {
    aggregator_.reset();
    aggregator_ = *Aggregator::Create(options, std::make_unique<GatedStore>(&gate_));
  }
  void SetOpen(bool open) {
    absl::MutexLock lock(&gate_.mutex);
    gate_.open = open;
  }
  void SetFailure(const absl::Status& failure) {
    absl::MutexLock lock(&gate_.mutex);
    gate_.failure = failure;
  }

  absl::StatusOr<v1::StoreOutcome> Submit(const Submission& submission, const std::string& collection = "news") {
    absl::Notification done;
    absl::StatusOr<v1::StoreOutcome> result;
    EXPECT_TRUE(aggregator_->TrySubmit(collection, submission.document, submission.extraction,
                                       [&](absl::StatusOr<v1::StoreOutcome> outcome) {
                                         result = std::move(outcome);
                                         done.Notify();
                                       }));
    done.WaitForNotification();
    return result;
  }

  v1::DeleteDocumentResponse Delete(const std::string& id, uint32_t revision = 0) {
    v1::DeleteDocumentRequest request;
    request.set_collection("news");
    request.set_document_id(id);
    request.set_revision(revision);
    return *aggregator_->DeleteDocument(request);
  }

  absl::StatusOr<v1::Briefing> Brief(const std::string& collection = "news") {
    v1::GetBriefingRequest request;
    request.set_collection(collection);
    return aggregator_->GetBriefing(request);
  }

  Gate gate_;
  std::unique_ptr<Aggregator> aggregator_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_AGGREGATOR_FIXTURE_H_
