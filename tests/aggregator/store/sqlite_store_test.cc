// What only a store on disk can promise: it outlives its process, refuses what is not its own, fails without harm, and
// erases.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "aggregator/store/store.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

std::shared_ptr<const LiveDocument> Live(const std::string& id, const std::string& text) {
  auto live = std::make_shared<LiveDocument>();
  live->rank = "r";
  live->document.set_id(id);
  live->document.set_text(text);
  return live;
}

absl::Status Put(Store* store, const std::string& id, const std::string& text) {
  absl::StatusOr<std::unique_ptr<Transaction>> transaction = store->Write();
  if (!transaction.ok()) return transaction.status();
  const absl::Status put = (*transaction)->Savepoint([&] { return (*transaction)->PutLive("news", Live(id, text)); });
  const absl::Status commit = (*transaction)->Commit();
  return put.ok() ? commit : put;
}

void Erase(Store* store, const std::string& id) {
  auto transaction = *store->Write();
  EXPECT_TRUE(transaction->Savepoint([&] { return transaction->EraseLive("news", id); }).ok());
  EXPECT_TRUE(transaction->Commit().ok());
}

bool Has(Store* store, const std::string& id) { return *(*store->Read())->Find("news", id) != nullptr; }

class SqliteStoreTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(const SqliteStoreOptions& options = {}) {
    absl::StatusOr<std::unique_ptr<Store>> store = OpenSqliteStore(folder_.path(), options);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

  absl::Status OpenFails() { return OpenSqliteStore(folder_.path()).status(); }

  std::string Database() const { return folder_.path() + "/caspian.db"; }

  void RunSql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(Database().c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  void Write(const std::string& bytes) { std::ofstream(Database(), std::ios::binary) << bytes; }

  TemporaryFolder folder_;
};

TEST_F(SqliteStoreTest, KeepsWhatItHasWhenOpenedAgain) {
  EXPECT_TRUE(Put(Open().get(), "a", "Rain.").ok());

  EXPECT_TRUE(Has(Open().get(), "a"));
}

TEST_F(SqliteStoreTest, MakesItsFolder) {
  const std::string below = folder_.path() + "/deep/er";

  EXPECT_TRUE(OpenSqliteStore(below).ok());
  EXPECT_TRUE(std::filesystem::exists(below + "/caspian.db"));
}

TEST_F(SqliteStoreTest, RefusesASecondOpenAndAllowsItAfterTheFirstEnds) {
  auto first = Open();

  const absl::Status second = OpenFails();

  EXPECT_EQ(ReasonOf(second), v1::ERROR_REASON_STORE_FAILED);
  EXPECT_TRUE(absl::StrContains(second.message(), "another process")) << second;
  first.reset();
  EXPECT_NE(Open(), nullptr);
}

TEST_F(SqliteStoreTest, RefusesAndKeepsWhatIsNotAStore) {
  for (const std::string& bytes : {std::string(), std::string("dear diary"), std::string(4096, 'x')}) {
    Write(bytes);

    const absl::Status status = OpenFails();

    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_STORE_INCOMPATIBLE) << bytes.size();
    EXPECT_TRUE(absl::StrContains(status.message(), "another folder")) << status;
    EXPECT_EQ(TemporaryFolder::ReadAll(Database()), bytes);
  }
}

TEST_F(SqliteStoreTest, RefusesAndKeepsAForeignDatabase) {
  RunSql("CREATE TABLE recipes (name TEXT)");
  const std::string before = TemporaryFolder::ReadAll(Database());

  EXPECT_EQ(ReasonOf(OpenFails()), v1::ERROR_REASON_STORE_INCOMPATIBLE);

  EXPECT_EQ(TemporaryFolder::ReadAll(Database()), before);
}

TEST_F(SqliteStoreTest, RefusesANewerSchemaAndANewerView) {
  for (const char* sql :
       {"PRAGMA user_version=3", "PRAGMA user_version=2; UPDATE meta SET value = 99 WHERE name = 'view_version'"}) {
    if (!std::filesystem::exists(Database())) Open();
    RunSql(sql);
    const std::string before = TemporaryFolder::ReadAll(Database());

    const absl::Status status = OpenFails();

    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_STORE_INCOMPATIBLE);
    EXPECT_TRUE(absl::StrContains(status.message(), "newer program")) << status;
    EXPECT_EQ(TemporaryFolder::ReadAll(Database()), before);
  }
}

TEST_F(SqliteStoreTest, RefusesAFolderThatIsAFile) {
  Write("a file");

  EXPECT_EQ(ReasonOf(OpenSqliteStore(Database()).status()), v1::ERROR_REASON_STORE_FAILED);
}

TEST_F(SqliteStoreTest, ErasesTheTextFromAllItsFiles) {
  const std::string secret = absl::StrCat("the heron flies ", std::string(20000, 'w'), " at dusk");
  auto store = Open();
  EXPECT_TRUE(Put(store.get(), "a", secret).ok());
  EXPECT_TRUE(Put(store.get(), "b", "Nothing of it.").ok());
  ASSERT_TRUE(absl::StrContains(folder_.AllBytes(), "the heron flies"));

  Erase(store.get(), "a");

  EXPECT_FALSE(absl::StrContains(folder_.AllBytes(), "the heron flies"));
  EXPECT_FALSE(absl::StrContains(folder_.AllBytes(), "wwww"));
  EXPECT_TRUE(Has(store.get(), "b"));
}

TEST_F(SqliteStoreTest, ErasesTheTextWhenTheLastReaderIsGone) {
  auto store = Open();
  EXPECT_TRUE(Put(store.get(), "a", "the heron flies").ok());
  auto reader = *store->Read();

  Erase(store.get(), "a");

  EXPECT_NE(*reader->Find("news", "a"), nullptr);
  reader.reset();
  EXPECT_FALSE(absl::StrContains(folder_.AllBytes(), "the heron flies"));
}

TEST_F(SqliteStoreTest, SaysFullAtItsSizeLimitAndTakesWhatFits) {
  auto store = Open({.max_bytes = 200 << 10});

  const absl::Status status = Put(store.get(), "big", std::string(1 << 20, 'x'));

  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_STORE_FULL) << status;
  EXPECT_FALSE(Has(store.get(), "big"));
  EXPECT_TRUE(Put(store.get(), "small", "Rain.").ok());
  EXPECT_TRUE(Has(store.get(), "small"));
}

TEST_F(SqliteStoreTest, SaysFullOnAFullDiskAndGoesOnWhenThereIsRoom) {
  if (mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=1m") != 0)
    GTEST_SKIP() << "needs the right to mount a small disk";
  const std::string ballast = folder_.path() + "/ballast";
  auto store = Open();
  EXPECT_TRUE(Put(store.get(), "first", "Rain.").ok());
  std::ofstream(ballast, std::ios::binary) << std::string(600 << 10, 'x');

  const absl::Status status = Put(store.get(), "second", std::string(512 << 10, 'x'));

  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_STORE_FULL) << status;
  EXPECT_TRUE(Has(store.get(), "first"));
  EXPECT_FALSE(Has(store.get(), "second"));
  std::filesystem::remove(ballast);
  EXPECT_TRUE(Put(store.get(), "third", std::string(64 << 10, 'x')).ok());
  store.reset();
  EXPECT_TRUE(Has(Open().get(), "third"));
  umount(folder_.path().c_str());
}

TEST_F(SqliteStoreTest, AWriteThatTheSystemRefusesEndsAllWritingUntilItIsOpenedAgain) {
  auto store = Open();
  EXPECT_TRUE(Put(store.get(), "first", "Rain.").ok());
  signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit tight{64 << 10, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &tight);

  const absl::Status status = Put(store.get(), "second", std::string(1 << 20, 'x'));

  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_STORE_FAILED) << status;
  EXPECT_EQ(store->Failure(), status);
  EXPECT_EQ(Put(store.get(), "second", "Snow."), status);
  EXPECT_FALSE(Has(store.get(), "second"));
  EXPECT_TRUE(Has(store.get(), "first"));
  store.reset();
  store = Open();
  EXPECT_TRUE(Put(store.get(), "second", "Snow.").ok());
  EXPECT_TRUE(Has(store.get(), "first"));
}

// Writes documents for ever and tells each commit's number to `descriptor`.
[[noreturn]] void WriteUntilKilled(const std::string& folder, int descriptor) {
  auto store = OpenSqliteStore(folder);
  if (!store.ok()) _exit(1);
  for (uint32_t i = 0;; ++i) {
    if (!Put(store->get(), absl::StrCat("d", i), std::string(3000, 'x')).ok()) _exit(2);
    if (write(descriptor, &i, sizeof(i)) != sizeof(i)) _exit(3);
  }
}

TEST_F(SqliteStoreTest, WhatWasCommittedOutlivesAKilledProcess) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) WriteUntilKilled(folder_.path(), ends[1]);
  close(ends[1]);
  uint32_t committed = 0;
  while (committed < 40)
    ASSERT_EQ(read(ends[0], &committed, sizeof(committed)), static_cast<ssize_t>(sizeof(committed)));

  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  uint32_t last = committed;
  while (read(ends[0], &last, sizeof(last)) == sizeof(last)) committed = last;
  close(ends[0]);

  ASSERT_TRUE(WIFSIGNALED(status));
  auto store = Open();
  for (uint32_t i = 0; i <= committed; ++i) EXPECT_TRUE(Has(store.get(), absl::StrCat("d", i))) << i;
}

}  // namespace
}  // namespace caspian::aggregator
