// What every store promises of judgements, and that a store of the schema before them gets a place for them.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <utility>

#include "aggregator/store/store.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

v1::JudgementEntry Entry(const std::string& id, const std::string& reason = "") {
  v1::JudgementEntry entry;
  entry.mutable_judgement()->set_id(id);
  entry.mutable_judgement()->set_reason(reason);
  return entry;
}

class JudgementStoreTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    store_.reset();
    store_ = GetParam() == "memory" ? MakeMemoryStore() : *OpenSqliteStore(folder_.path());
  }

  absl::Status Put(const std::vector<v1::JudgementEntry>& entries, const absl::Status& end = absl::OkStatus()) {
    auto transaction = *store_->Write();
    const absl::Status status = transaction->Savepoint([&] {
      for (const v1::JudgementEntry& entry : entries) EXPECT_TRUE(transaction->PutJudgement("news", entry).ok());
      return end;
    });
    EXPECT_TRUE(transaction->Commit().ok());
    return status;
  }

  std::vector<std::string> Reasons() {
    std::vector<std::string> reasons;
    const std::vector<v1::JudgementEntry> entries = *(*store_->Read())->Judgements("news");
    for (const v1::JudgementEntry& entry : entries)
      reasons.push_back(entry.judgement().id() + entry.judgement().reason());
    return reasons;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(JudgementStoreTest, GivesThemByIdTheLastOfEach) {
  EXPECT_TRUE(Put({Entry("b"), Entry("a", " old")}).ok());
  EXPECT_TRUE(Put({Entry("a", " new")}).ok());

  EXPECT_EQ(Reasons(), std::vector<std::string>({"a new", "b"}));
  EXPECT_TRUE((*store_->Read())->Judgements("other")->empty());
}

TEST_P(JudgementStoreTest, MakesTheCollectionOfTheFirstJudgement) {
  EXPECT_TRUE(Put({Entry("a")}).ok());

  EXPECT_TRUE(*(*store_->Read())->HasCollection("news"));
  EXPECT_EQ((*store_->Read())->Collections()->at(0).document_count, 0u);
}

TEST_P(JudgementStoreTest, ATransactionSeesItsOwnAndForgetsWhatFailed) {
  EXPECT_TRUE(Put({Entry("a", " old")}).ok());
  EXPECT_FALSE(Put({Entry("a", " new"), Entry("b")}, absl::CancelledError()).ok());
  EXPECT_EQ(Reasons(), std::vector<std::string>({"a old"}));

  auto transaction = *store_->Write();
  EXPECT_TRUE(transaction->Savepoint([&] { return transaction->PutJudgement("news", Entry("c", " here")); }).ok());

  EXPECT_EQ(transaction->Judgement("news", "c")->value().judgement().reason(), " here");
  EXPECT_EQ(transaction->Judgement("news", "a")->value().judgement().reason(), " old");
  EXPECT_FALSE(transaction->Judgement("news", "d")->has_value());
}

TEST_P(JudgementStoreTest, ASnapshotStaysAsItWas) {
  EXPECT_TRUE(Put({Entry("a")}).ok());
  auto snapshot = *store_->Read();
  EXPECT_TRUE(Put({Entry("b")}).ok());

  EXPECT_EQ(snapshot->Judgements("news")->size(), 1u);
}

TEST_P(JudgementStoreTest, KeepsThemWhenOpenedAgain) {
  if (GetParam() == "memory") GTEST_SKIP() << "memory keeps nothing";
  EXPECT_TRUE(Put({Entry("a")}).ok());
  Open();

  EXPECT_EQ(Reasons(), std::vector<std::string>({"a"}));
}

INSTANTIATE_TEST_SUITE_P(EachStore, JudgementStoreTest, testing::Values("memory", "sqlite"),
                         [](const auto& info) { return info.param; });

class SchemaOneTest : public testing::Test {
 protected:
  void RunSql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder_.path() + "/caspian.db").c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  // A store as version 1 of the schema had it, with one document.
  void MakeSchemaOne() {
    RunSql(R"sql(
      CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE collection (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE live (
        key INTEGER PRIMARY KEY, collection INTEGER NOT NULL, id TEXT NOT NULL, rank BLOB NOT NULL, document BLOB NOT NULL,
        extraction BLOB NOT NULL, UNIQUE (collection, id));
      CREATE TABLE tombstone (collection INTEGER NOT NULL, id_hash TEXT NOT NULL, revision INTEGER NOT NULL,
        PRIMARY KEY (collection, id_hash)) WITHOUT ROWID;
      INSERT INTO meta VALUES ('view_version', 1);
      INSERT INTO collection VALUES (1, 'news');
      INSERT INTO live VALUES (1, 1, 'a.txt', x'01', x'0a05612e747874', x'');
      INSERT INTO tombstone VALUES (1, 'ff', 3);
      PRAGMA application_id=1130460016;
      PRAGMA user_version=1;)sql");
  }

  TemporaryFolder folder_;
};

TEST_F(SchemaOneTest, IsBroughtForwardWithAllThatItHolds) {
  MakeSchemaOne();
  {
    auto store = *OpenSqliteStore(folder_.path());
    auto snapshot = *store->Read();
    ASSERT_NE(*snapshot->Find("news", "a.txt"), nullptr);
    EXPECT_EQ((*snapshot->Find("news", "a.txt"))->document.id(), "a.txt");
    EXPECT_TRUE(snapshot->Judgements("news")->empty());
    auto transaction = *store->Write();
    EXPECT_EQ(*transaction->TombstoneRevision("news", "ff"), 3u);
    EXPECT_TRUE(transaction->Savepoint([&] { return transaction->PutJudgement("news", Entry("a")); }).ok());
    EXPECT_TRUE(transaction->Commit().ok());
  }

  EXPECT_EQ((*(*OpenSqliteStore(folder_.path()))->Read())->Judgements("news")->size(), 1u);
}

TEST_F(SchemaOneTest, StaysAsItIsWhereBringingItForwardFails) {
  MakeSchemaOne();
  RunSql("CREATE TABLE judgement (other TEXT)");

  EXPECT_FALSE(OpenSqliteStore(folder_.path()).ok());

  RunSql("DROP TABLE judgement");
  EXPECT_TRUE(OpenSqliteStore(folder_.path()).ok());
}

}  // namespace
}  // namespace caspian::aggregator
