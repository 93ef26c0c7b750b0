// One suite for every store: what the interface promises.
#include "aggregator/store/store.h"

#include <gtest/gtest.h>

#include <thread>
#include <utility>

#include "absl/synchronization/notification.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

std::shared_ptr<const LiveDocument> Live(const std::string& id, const std::string& rank,
                                         const std::string& text = "Rain.") {
  auto live = std::make_shared<LiveDocument>();
  live->rank = rank;
  live->document.set_id(id);
  live->document.set_text(text);
  live->extraction.set_document_id(id);
  return live;
}

class StoreTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    if (GetParam() == "memory") {
      store_ = MakeMemoryStore();
      return;
    }
    absl::StatusOr<std::unique_ptr<Store>> store = OpenSqliteStore(folder_.path());
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  // Commits what `change` does, in one savepoint.
  void Commit(const std::function<void(Transaction*)>& change) {
    auto transaction = *store_->Write();
    ASSERT_TRUE(transaction->Savepoint([&] { return change(transaction.get()), absl::OkStatus(); }).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }

  std::vector<std::string> Ids(Snapshot* snapshot, const std::string& collection) {
    std::vector<std::string> ids;
    EXPECT_TRUE(
        snapshot->ForEach(collection, [&ids](const LiveDocument& live) { ids.push_back(live.document.id()); }).ok());
    return ids;
  }
  std::vector<std::string> Ids(const std::string& collection) { return Ids(store_->Read()->get(), collection); }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(StoreTest, NamesItsKind) { EXPECT_EQ(store_->Kind(), GetParam()); }

TEST_P(StoreTest, HasNothingAtFirst) {
  auto snapshot = *store_->Read();

  EXPECT_FALSE(*snapshot->HasCollection("news"));
  EXPECT_TRUE(snapshot->Collections()->empty());
  EXPECT_EQ(*snapshot->Find("news", "a"), nullptr);
  EXPECT_TRUE(Ids(snapshot.get(), "news").empty());
}

TEST_P(StoreTest, GivesBackWhatWasCommitted) {
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", "r1", "Дождь.")).ok()); });

  const auto live = *(*store_->Read())->Find("news", "a");

  ASSERT_NE(live, nullptr);
  EXPECT_EQ(live->rank, "r1");
  EXPECT_EQ(live->document.text(), "Дождь.");
  EXPECT_EQ(live->extraction.document_id(), "a");
}

TEST_P(StoreTest, KeepsRanksWithAnyByte) {
  const std::string rank("\0\1\xff\0", 4);
  Commit([&rank](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", rank)).ok()); });

  EXPECT_EQ((*(*store_->Read())->Find("news", "a"))->rank, rank);
  EXPECT_EQ(*(*store_->Write())->LiveRank("news", "a"), rank);
}

TEST_P(StoreTest, ListsDocumentsByTheBytesOfTheirIds) {
  Commit([](Transaction* transaction) {
    for (const char* id : {"b", "é", "a", "Z", "a/2"}) EXPECT_TRUE(transaction->PutLive("news", Live(id, "r")).ok());
  });

  EXPECT_EQ(Ids("news"), (std::vector<std::string>{"Z", "a", "a/2", "b", "é"}));
}

TEST_P(StoreTest, KeepsCollectionsApart) {
  Commit([](Transaction* transaction) {
    EXPECT_TRUE(transaction->PutLive("two", Live("a", "r")).ok());
    EXPECT_TRUE(transaction->PutLive("one", Live("a", "r")).ok());
    EXPECT_TRUE(transaction->PutLive("one", Live("b", "r")).ok());
    EXPECT_TRUE(transaction->PutTombstone("none", "hash", 1).ok());
  });

  const auto collections = *(*store_->Read())->Collections();

  ASSERT_EQ(collections.size(), 3u);
  EXPECT_EQ(collections[0].name, "none");
  EXPECT_EQ(collections[0].document_count, 0u);
  EXPECT_EQ(collections[1].name, "one");
  EXPECT_EQ(collections[1].document_count, 2u);
  EXPECT_EQ(collections[2].document_count, 1u);
}

TEST_P(StoreTest, ReplacesTheLiveDocument) {
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", "r1", "Old.")).ok()); });
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", "r2", "New.")).ok()); });

  EXPECT_EQ((*(*store_->Read())->Find("news", "a"))->document.text(), "New.");
  EXPECT_EQ(Ids("news").size(), 1u);
}

TEST_P(StoreTest, ErasesAndKeepsTheTombstone) {
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", "r1")).ok()); });
  Commit([](Transaction* transaction) {
    EXPECT_TRUE(transaction->EraseLive("news", "a").ok());
    EXPECT_TRUE(transaction->PutTombstone("news", "hash-of-a", 7).ok());
  });

  EXPECT_TRUE(Ids("news").empty());
  EXPECT_TRUE(*(*store_->Read())->HasCollection("news"));
  auto transaction = *store_->Write();
  EXPECT_EQ(*transaction->TombstoneRevision("news", "hash-of-a"), 7u);
  EXPECT_EQ(*transaction->TombstoneRevision("other", "hash-of-a"), 0u);
  EXPECT_EQ(*transaction->LiveRank("news", "a"), std::nullopt);
}

TEST_P(StoreTest, ErasingWhatIsNotThereMakesNothing) {
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->EraseLive("news", "a").ok()); });

  EXPECT_FALSE(*(*store_->Read())->HasCollection("news"));
}

TEST_P(StoreTest, ATransactionSeesItsOwnChanges) {
  auto transaction = *store_->Write();

  const absl::Status status = transaction->Savepoint([&] {
    EXPECT_TRUE(transaction->PutLive("news", Live("a", "r1")).ok());
    EXPECT_EQ(*transaction->LiveRank("news", "a"), "r1");
    EXPECT_TRUE(transaction->PutTombstone("news", "h", 3).ok());
    return absl::OkStatus();
  });

  EXPECT_TRUE(status.ok());
  EXPECT_EQ(*transaction->LiveRank("news", "a"), "r1");
  EXPECT_EQ(*transaction->TombstoneRevision("news", "h"), 3u);
}

TEST_P(StoreTest, AFailedSavepointUndoesItsOwnChangesAlone) {
  auto transaction = *store_->Write();
  EXPECT_TRUE(transaction->Savepoint([&] { return transaction->PutLive("news", Live("kept", "r1")); }).ok());

  const absl::Status status = transaction->Savepoint([&] {
    EXPECT_TRUE(transaction->PutLive("news", Live("undone", "r1")).ok());
    EXPECT_TRUE(transaction->PutLive("news", Live("kept", "r2")).ok());
    return absl::InvalidArgumentError("no");
  });

  EXPECT_EQ(status, absl::InvalidArgumentError("no"));
  EXPECT_EQ(*transaction->LiveRank("news", "undone"), std::nullopt);
  EXPECT_EQ(*transaction->LiveRank("news", "kept"), "r1");
  EXPECT_TRUE(transaction->Commit().ok());
  transaction.reset();
  EXPECT_EQ(Ids("news"), std::vector<std::string>{"kept"});
}

TEST_P(StoreTest, WithoutCommitNothingHappened) {
  {
    auto transaction = *store_->Write();
    EXPECT_TRUE(transaction->Savepoint([&] { return transaction->PutLive("news", Live("a", "r1")); }).ok());
  }

  EXPECT_TRUE(Ids("news").empty());
}

TEST_P(StoreTest, ASnapshotStaysAsItWas) {
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", "r1", "Old.")).ok()); });
  auto before = *store_->Read();
  Commit([](Transaction* transaction) {
    EXPECT_TRUE(transaction->PutLive("news", Live("a", "r2", "New.")).ok());
    EXPECT_TRUE(transaction->PutLive("news", Live("b", "r1")).ok());
  });

  EXPECT_EQ((*before->Find("news", "a"))->document.text(), "Old.");
  EXPECT_EQ(Ids(before.get(), "news"), std::vector<std::string>{"a"});
  EXPECT_EQ(Ids("news"), (std::vector<std::string>{"a", "b"}));
}

TEST_P(StoreTest, ASnapshotDoesNotSeeAnOpenTransaction) {
  auto transaction = *store_->Write();
  EXPECT_TRUE(transaction->Savepoint([&] { return transaction->PutLive("news", Live("a", "r1")); }).ok());

  EXPECT_TRUE(Ids("news").empty());
}

TEST_P(StoreTest, ManyReadersReadWhileOneWrites) {
  Commit([](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", "0", "0")).ok()); });
  absl::Notification written;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      do {
        auto snapshot = *store_->Read();
        const auto a = *snapshot->Find("news", "a");
        EXPECT_EQ(a->rank, a->document.text());
      } while (!written.HasBeenNotified());
    });
  }

  for (int i = 1; i <= 30; ++i) {
    const std::string text = std::to_string(i);
    Commit(
        [&text](Transaction* transaction) { EXPECT_TRUE(transaction->PutLive("news", Live("a", text, text)).ok()); });
  }
  written.Notify();

  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ((*(*store_->Read())->Find("news", "a"))->rank, "30");
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreTest, testing::Values("memory", "sqlite"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace caspian::aggregator
