#include "aggregator/merge/aggregator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/submission_builder.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Submission Naming(const std::string& id, uint32_t revision = 1, const std::string& person = "Omar Haddad") {
  SubmissionBuilder builder(id, revision);
  builder.Sentence(person + " spoke.").Name("PERSON", person);
  return builder.Build();
}

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
  absl::StatusOr<std::optional<std::string>> LiveRank(absl::string_view c, absl::string_view id) override { return inner_->LiveRank(c, id); }
  absl::StatusOr<uint32_t> TombstoneRevision(absl::string_view c, absl::string_view h) override { return inner_->TombstoneRevision(c, h); }
  absl::Status PutLive(absl::string_view c, std::shared_ptr<const LiveDocument> live) override { return inner_->PutLive(c, std::move(live)); }
  absl::Status EraseLive(absl::string_view c, absl::string_view id) override { return inner_->EraseLive(c, id); }
  absl::Status PutTombstone(absl::string_view c, absl::string_view h, uint32_t r) override { return inner_->PutTombstone(c, h, r); }
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

class AggregatorTest : public testing::Test {
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
    EXPECT_TRUE(aggregator_->TrySubmit(collection, submission.document, submission.extraction, [&](absl::StatusOr<v1::StoreOutcome> outcome) {
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

TEST_F(AggregatorTest, TellsWhatBecameOfASubmission) {
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_DUPLICATE);
  EXPECT_EQ(*Submit(Naming("a", 1)), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(*Submit(Naming("a", 3)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, RanksByRevisionThenRuleSetThenEngine) {
  Submission low = Naming("a");
  Submission engine = low, rules = low;
  engine.extraction.set_engine_version(9);
  rules.extraction.mutable_rule_set()->set_version(2);

  EXPECT_EQ(*Submit(low), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(engine), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(rules), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(engine), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, RefusesWhatDoesNotFitAtOnceAndGoesOn) {
  SetOpen(false);
  Submission bad = Naming("a");
  bad.extraction.mutable_mentions(0)->mutable_span()->set_end(9000);

  EXPECT_EQ(ReasonOf(Submit(bad).status()), v1::ERROR_REASON_EXTRACTION_INVALID);
  EXPECT_EQ(ReasonOf(Submit(Naming("a"), "no spaces").status()), v1::ERROR_REASON_COLLECTION_NAME_INVALID);
  SetOpen(true);
  EXPECT_TRUE(Submit(Naming("a")).ok());
}

TEST_F(AggregatorTest, ReadsItsOwnWrites) {
  for (int i = 1; i <= 3; ++i) {
    EXPECT_TRUE(Submit(Naming(absl::StrCat("d", i))).ok());
    EXPECT_EQ(Brief()->counts().document_count(), static_cast<uint32_t>(i));
  }
}

TEST_F(AggregatorTest, KeepsCollectionsApart) {
  EXPECT_TRUE(Submit(Naming("a"), "one").ok());
  EXPECT_TRUE(Submit(Naming("b"), "two").ok());

  EXPECT_EQ(Brief("one")->documents(0).id(), "a");
  EXPECT_EQ(Brief("two")->documents(0).id(), "b");
}

TEST_F(AggregatorTest, NamesKnownCollectionsWhereOneIsNotThere) {
  EXPECT_TRUE(Submit(Naming("a"), "archive").ok());

  const absl::Status status = Brief("archiv").status();

  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
  EXPECT_THAT(std::string(status.message()), HasSubstr("known are archive"));
}

TEST_F(AggregatorTest, DeletesForGood) {
  EXPECT_TRUE(Submit(Naming("a", 4)).ok());

  const v1::DeleteDocumentResponse response = Delete("a");

  EXPECT_TRUE(response.deleted());
  EXPECT_EQ(response.tombstone_revision(), 4u);
  EXPECT_EQ(Brief()->records_size(), 0);
  EXPECT_EQ(*Submit(Naming("a", 4)), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(Brief()->records_size(), 0);
  EXPECT_EQ(*Submit(Naming("a", 5)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, DeletingWhatIsNotThereLeavesATombstone) {
  EXPECT_FALSE(Delete("a").deleted());
  EXPECT_EQ(Delete("a").tombstone_revision(), 1u);
  EXPECT_EQ(*Submit(Naming("a")), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, ADeletionBelowTheLiveRevisionLeavesItLive) {
  EXPECT_TRUE(Submit(Naming("a", 4)).ok());

  EXPECT_FALSE(Delete("a", 3).deleted());

  EXPECT_EQ(Brief()->counts().document_count(), 1u);
}

TEST_F(AggregatorTest, ALowerDeletionNeverLowersTheTombstone) {
  Delete("a", 9);

  EXPECT_EQ(Delete("a", 2).tombstone_revision(), 9u);
}

TEST_F(AggregatorTest, RefusesToDeleteUnderBadNames) {
  v1::DeleteDocumentRequest request;
  request.set_collection("news");
  EXPECT_EQ(ReasonOf(aggregator_->DeleteDocument(request).status()), v1::ERROR_REASON_DOCUMENT_ID_INVALID);
  request.set_collection("");
  EXPECT_EQ(ReasonOf(aggregator_->DeleteDocument(request).status()), v1::ERROR_REASON_COLLECTION_NAME_INVALID);
}

TEST_F(AggregatorTest, GivesDocumentsWithTheirExtraction) {
  EXPECT_TRUE(Submit(Naming("a")).ok());
  v1::GetDocumentRequest request;
  request.set_collection("news");
  request.set_document_id("a");

  EXPECT_FALSE(aggregator_->GetDocument(request)->has_extraction());
  request.set_include_extraction(true);
  const auto response = aggregator_->GetDocument(request);

  EXPECT_EQ(response->document().text(), "Omar Haddad spoke.");
  EXPECT_EQ(response->extraction().mentions_size(), 1);
  request.set_document_id("b");
  EXPECT_EQ(ReasonOf(aggregator_->GetDocument(request).status()), v1::ERROR_REASON_DOCUMENT_NOT_FOUND);
  request.set_collection("b");
  EXPECT_EQ(ReasonOf(aggregator_->GetDocument(request).status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
}

TEST_F(AggregatorTest, ListsCollectionsInPages) {
  for (const char* name : {"c", "a", "b", "e", "d"}) EXPECT_TRUE(Submit(Naming("x"), name).ok());
  v1::ListCollectionsRequest request;
  request.set_page_size(2);
  std::string names;
  for (int page = 0; page < 3; ++page) {
    const auto response = *aggregator_->ListCollections(request);
    for (const auto& collection : response.collections()) absl::StrAppend(&names, collection.name(), collection.document_count());
    request.set_page_token(response.next_page_token());
    EXPECT_EQ(response.next_page_token().empty(), page == 2);
  }

  EXPECT_EQ(names, "a1b1c1d1e1");
}

TEST_F(AggregatorTest, RefusesBadPages) {
  v1::ListCollectionsRequest request;
  request.set_page_size(-3);
  EXPECT_EQ(ReasonOf(aggregator_->ListCollections(request).status()), v1::ERROR_REASON_REQUEST_INVALID);
  request.set_page_size(1001);
  EXPECT_EQ(ReasonOf(aggregator_->ListCollections(request).status()), v1::ERROR_REASON_REQUEST_INVALID);
  request.set_page_size(1);
  for (const char* token : {"x", "====", "bm90IGEgdG9rZW4gb2YgdGhpcw"}) {
    request.set_page_token(token);
    EXPECT_EQ(ReasonOf(aggregator_->ListCollections(request).status()), v1::ERROR_REASON_PAGE_TOKEN_INVALID) << token;
  }
}

TEST_F(AggregatorTest, PagesOfEvidenceAreTheWholeEvidence) {
  for (int i = 0; i < 25; ++i) EXPECT_TRUE(Submit(Naming(absl::StrCat("d", i))).ok());
  v1::GetEvidenceRequest request;
  request.set_collection("news");
  request.set_record_id(Brief()->records(0).id());
  request.set_page_size(10);
  std::vector<std::string> ids;
  for (int page = 0; page < 3; ++page) {
    const auto response = *aggregator_->GetEvidence(request);
    EXPECT_EQ(response.evidence_count(), 25u);
    for (const auto& evidence : response.evidence()) ids.push_back(response.documents(static_cast<int>(evidence.document())).id());
    request.set_page_token(response.next_page_token());
  }

  EXPECT_THAT(ids, SizeIs(25));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_TRUE(request.page_token().empty());
}

TEST_F(AggregatorTest, APageTokenBelongsToItsRequest) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Submit(Naming(absl::StrCat("d", i))).ok());
  v1::GetEvidenceRequest request;
  request.set_collection("news");
  request.set_record_id(Brief()->records(0).id());
  request.set_page_size(1);
  request.set_page_token(aggregator_->GetEvidence(request)->next_page_token());
  EXPECT_TRUE(aggregator_->GetEvidence(request).ok());

  request.mutable_filter()->add_document_ids("d1");

  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(request).status()), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(AggregatorTest, RefusesBadRequestsForBriefingsAndEvidence) {
  EXPECT_TRUE(Submit(Naming("a")).ok());
  v1::GetBriefingRequest request;
  request.set_collection("news");
  request.set_evidence_limit(101);
  EXPECT_EQ(ReasonOf(aggregator_->GetBriefing(request).status()), v1::ERROR_REASON_REQUEST_INVALID);
  v1::GetEvidenceRequest evidence;
  evidence.set_collection("news");
  evidence.set_record_id("0123");
  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(evidence).status()), v1::ERROR_REASON_RECORD_NOT_FOUND);
  evidence.set_collection("none");
  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(evidence).status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
}

TEST_F(AggregatorTest, AStoreThatFailsAcknowledgesNothingAndWorksAgain) {
  SetFailure(MakeError(v1::ERROR_REASON_STORE_FULL, "no room"));
  EXPECT_EQ(ReasonOf(Submit(Naming("a")).status()), v1::ERROR_REASON_STORE_FULL);
  EXPECT_EQ(ReasonOf(Brief().status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);

  SetFailure(absl::OkStatus());

  EXPECT_EQ(*Submit(Naming("a")), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, OneCommitTakesWhatIsQueuedUpToItsLimit) {
  Start({.commit_documents = 10});
  SetOpen(false);
  absl::BlockingCounter done(31);
  for (int i = 0; i < 31; ++i) {
    const Submission one = Naming(absl::StrCat("d", i));
    EXPECT_TRUE(aggregator_->TrySubmit("news", one.document, one.extraction, [&done](absl::StatusOr<v1::StoreOutcome> outcome) {
      EXPECT_TRUE(outcome.ok());
      done.DecrementCount();
    }));
  }

  SetOpen(true);
  done.Wait();

  EXPECT_LE(gate_.commits, 5);
  EXPECT_GE(gate_.commits, 4);
}

TEST_F(AggregatorTest, RefusesAboveTheQueueAndCallsWhenThereIsRoom) {
  Start({.queue_bytes = 1500});
  SetOpen(false);
  std::atomic<int> done{0};
  const Submission one = Naming("a");
  int taken = 0;
  while (aggregator_->TrySubmit("news", one.document, one.extraction, [&done](absl::StatusOr<v1::StoreOutcome>) { ++done; })) ++taken;
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

TEST_F(AggregatorTest, WhenRoomCallsAtOnceWhereThereIsRoom) {
  bool called = false;
  aggregator_->WhenRoom([&called] { called = true; });

  EXPECT_TRUE(called);
}

TEST_F(AggregatorTest, DrainsWhatIsQueuedAndRefusesTheRest) {
  SetOpen(false);
  std::atomic<int> stored{0};
  for (int i = 0; i < 20; ++i) {
    const Submission one = Naming(absl::StrCat("d", i));
    EXPECT_TRUE(aggregator_->TrySubmit("news", one.document, one.extraction, [&stored](absl::StatusOr<v1::StoreOutcome> o) { stored += o.ok(); }));
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

TEST_F(AggregatorTest, ManyThreadsSubmitDeleteAndRead) {
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

TEST(SqliteAggregatorTest, KeepsDocumentsAndDeletionsOverARestart) {
  TemporaryFolder folder;
  std::string before;
  v1::GetBriefingRequest request;
  request.set_collection("news");
  for (const bool first : {true, false}) {
    auto aggregator = *Aggregator::Create({}, *OpenSqliteStore(folder.path()));
    EXPECT_EQ(aggregator->StoreKind(), "sqlite");
    for (const char* id : {"a", "b"}) {
      const Submission one = Naming(id);
      absl::Notification done;
      EXPECT_TRUE(aggregator->TrySubmit("news", one.document, one.extraction, [&](absl::StatusOr<v1::StoreOutcome>) { done.Notify(); }));
      done.WaitForNotification();
    }
    v1::DeleteDocumentRequest deletion;
    deletion.set_collection("news");
    deletion.set_document_id("b");
    if (first) EXPECT_TRUE(aggregator->DeleteDocument(deletion)->deleted());
    const std::string briefing = aggregator->GetBriefing(request)->SerializeAsString();
    if (!first) EXPECT_EQ(briefing, before);
    before = briefing;
  }
}

}  // namespace
}  // namespace caspian::aggregator
