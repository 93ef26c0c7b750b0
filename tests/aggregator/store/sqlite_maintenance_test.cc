#include "aggregator/store/sqlite_maintenance.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

absl::Status Put(Store* store, const std::string& id, const std::string& text) {
  auto live = std::make_shared<LiveDocument>();
  live->rank = "r";
  live->document.set_id(id);
  live->document.set_text(text);
  auto transaction = *store->Write();
  const absl::Status put = transaction->Savepoint([&] { return transaction->PutLive("news", live); });
  return put.ok() ? transaction->Commit() : put;
}

void Erase(Store* store, const std::string& id) {
  auto transaction = *store->Write();
  EXPECT_TRUE(transaction
                  ->Savepoint([&] {
                    EXPECT_TRUE(transaction->PutTombstone("news", "hash of " + id, 1).ok());
                    return transaction->EraseLive("news", id);
                  })
                  .ok());
  EXPECT_TRUE(transaction->Commit().ok());
}

class SqliteMaintenanceTest : public testing::Test {
 protected:
  std::string Store() const { return folder_.path() + "/store"; }
  std::string Backup() const { return folder_.path() + "/backup.db"; }
  std::unique_ptr<aggregator::Store> Open(const std::string& dir) {
    auto store = OpenSqliteStore(dir);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }
  // Writes to the database behind the store's back.
  void RunSql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((Store() + "/caspian.db").c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  TemporaryFolder folder_;
};

TEST_F(SqliteMaintenanceTest, TellsWhatAStoreHoldsWhileItIsOpen) {
  auto store = Open(Store());
  EXPECT_TRUE(Put(store.get(), "a", "Rain.").ok());
  EXPECT_TRUE(Put(store.get(), "b", "Snow.").ok());
  Erase(store.get(), "b");

  const auto report = CheckSqliteStore(Store());

  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->faults.empty()) << report->faults.front();
  ASSERT_EQ(report->collections.size(), 1u);
  EXPECT_EQ(report->collections[0].name, "news");
  EXPECT_EQ(report->collections[0].document_count, 1u);
  EXPECT_EQ(report->tombstone_count, 1u);
}

TEST_F(SqliteMaintenanceTest, FindsADocumentThatCantBeReadAndOneWithoutCollection) {
  EXPECT_TRUE(Put(Open(Store()).get(), "a", "Rain.").ok());
  RunSql(
      "INSERT INTO live (collection, id, rank, document, extraction) VALUES (77, 'lost', 'r', x'0A046C6F7374', x'')");
  RunSql("UPDATE live SET document = x'FFFF' WHERE id = 'a'");

  const auto report = CheckSqliteStore(Store());

  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->faults.size(), 2u);
  EXPECT_TRUE(absl::StrContains(report->faults[0], "document a is damaged")) << report->faults[0];
  EXPECT_EQ(report->faults[1], "1 documents belong to no collection");
}

TEST_F(SqliteMaintenanceTest, FindsDamagedPages) {
  {
    auto store = Open(Store());
    for (int i = 0; i < 50; ++i) EXPECT_TRUE(Put(store.get(), absl::StrCat("d", i), std::string(3000, 'x')).ok());
  }
  {
    std::fstream file(Store() + "/caspian.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20 * 4096);
    file << std::string(4 * 4096, '\x55');
  }

  const auto report = CheckSqliteStore(Store());

  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_FALSE(report->faults.empty());
}

TEST_F(SqliteMaintenanceTest, ABackupOfAnOpenStoreIsTheStoreOfThatMoment) {
  auto store = Open(Store());
  EXPECT_TRUE(Put(store.get(), "a", "Rain.").ok());

  ASSERT_TRUE(BackUpSqliteStore(Store(), Backup()).ok());
  EXPECT_TRUE(Put(store.get(), "b", "Snow.").ok());
  ASSERT_TRUE(RestoreSqliteStore(Backup(), folder_.path() + "/again").ok());

  auto again = Open(folder_.path() + "/again");
  auto snapshot = *again->Read();
  EXPECT_EQ((*snapshot->Find("news", "a"))->document.text(), "Rain.");
  EXPECT_EQ(*snapshot->Find("news", "b"), nullptr);
  EXPECT_TRUE(Put(again.get(), "c", "Hail.").ok());
  EXPECT_TRUE(CheckSqliteStore(folder_.path() + "/again")->faults.empty());
}

TEST_F(SqliteMaintenanceTest, ABackupHoldsNothingThatWasErased) {
  auto store = Open(Store());
  EXPECT_TRUE(Put(store.get(), "a", "the heron flies at dusk").ok());
  EXPECT_TRUE(Put(store.get(), "b", "Rain.").ok());
  Erase(store.get(), "a");

  ASSERT_TRUE(BackUpSqliteStore(Store(), Backup()).ok());

  EXPECT_FALSE(absl::StrContains(TemporaryFolder::ReadAll(Backup()), "heron"));
  EXPECT_TRUE(absl::StrContains(TemporaryFolder::ReadAll(Backup()), "Rain."));
}

TEST_F(SqliteMaintenanceTest, LeavesWhatIsThere) {
  EXPECT_TRUE(Put(Open(Store()).get(), "a", "Rain.").ok());
  ASSERT_TRUE(BackUpSqliteStore(Store(), Backup()).ok());
  const std::string backup = TemporaryFolder::ReadAll(Backup());
  const std::string database = TemporaryFolder::ReadAll(Store() + "/caspian.db");

  EXPECT_EQ(ReasonOf(BackUpSqliteStore(Store(), Backup())), v1::ERROR_REASON_STORE_INCOMPATIBLE);
  EXPECT_EQ(ReasonOf(RestoreSqliteStore(Backup(), Store())), v1::ERROR_REASON_STORE_INCOMPATIBLE);

  EXPECT_EQ(TemporaryFolder::ReadAll(Backup()), backup);
  EXPECT_EQ(TemporaryFolder::ReadAll(Store() + "/caspian.db"), database);
}

TEST_F(SqliteMaintenanceTest, RefusesWhatIsNoStoreAndNoBackup) {
  std::ofstream(Backup()) << std::string(9000, 'x');

  EXPECT_EQ(ReasonOf(CheckSqliteStore(folder_.path() + "/nowhere").status()), v1::ERROR_REASON_STORE_INCOMPATIBLE);
  EXPECT_EQ(ReasonOf(BackUpSqliteStore(folder_.path(), Backup() + "2")), v1::ERROR_REASON_STORE_INCOMPATIBLE);
  EXPECT_EQ(ReasonOf(RestoreSqliteStore(Backup(), folder_.path() + "/again")), v1::ERROR_REASON_STORE_INCOMPATIBLE);

  EXPECT_FALSE(std::filesystem::exists(Backup() + "2"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() + "/again/caspian.db"));
}

}  // namespace
}  // namespace caspian::aggregator
