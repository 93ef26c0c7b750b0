// One connection writes and checkpoints; each snapshot has a connection of its own, from a small pool, inside a read
// transaction. The first write, fsync or checkpoint that the system refuses ends all writing: see Store::Failure.
// secure_delete overwrites what is deleted in the database; the write-ahead log still has it until it is
// truncated, which needs a moment without snapshots: tried after each commit that erases, and again as snapshots end.
#include <deque>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/store/sqlite_connection.h"
#include "aggregator/store/sqlite_file.h"
#include "aggregator/store/sqlite_rows.h"
#include "aggregator/store/store.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kIdleReaders = 8;
// Pages of the log from which a commit moves them to the database: SQLite's own default.
constexpr int kLogPages = 1000;
constexpr char kWriterPragmas[] = "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;";

class SqliteStore : public Store {
 public:
  static absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& dir, const SqliteStoreOptions& options);

  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override;
  absl::StatusOr<std::unique_ptr<Transaction>> Write() override;
  absl::Status Failure() override;
  std::string Kind() const override { return "sqlite"; }

  // Ends all writing where `status` tells that the files can't be trusted.
  void Note(const absl::Status& status);
  void EndRead(std::unique_ptr<SqliteConnection> connection);
  void EndWrite(bool erased) ABSL_NO_THREAD_SAFETY_ANALYSIS;

 private:
  SqliteStore(std::unique_ptr<StoreLock> lock, std::string path) : lock_(std::move(lock)), path_(std::move(path)) {}

  absl::Status OpenWriter(const std::string& dir, const SqliteStoreOptions& options);
  absl::Status UseLog();
  absl::Status LimitSize(uint64_t max_bytes);
  absl::StatusOr<std::unique_ptr<SqliteConnection>> TakeReader();
  void TruncateLog() ABSL_EXCLUSIVE_LOCKS_REQUIRED(writer_mutex_);

  const std::unique_ptr<StoreLock> lock_;
  const std::string path_;
  absl::Mutex writer_mutex_;  // Held for the life of a transaction.
  std::unique_ptr<SqliteConnection> writer_;
  std::unique_ptr<SqliteChanges> changes_;
  bool log_holds_erased_ ABSL_GUARDED_BY(writer_mutex_) = false;
  absl::Mutex failure_mutex_;
  absl::Status failure_ ABSL_GUARDED_BY(failure_mutex_);
  absl::Mutex readers_mutex_;
  std::deque<std::unique_ptr<SqliteConnection>> idle_readers_ ABSL_GUARDED_BY(readers_mutex_);
};

class SqliteSnapshot : public Snapshot {
 public:
  SqliteSnapshot(SqliteStore* store, std::unique_ptr<SqliteConnection> connection)
      : store_(store), connection_(std::move(connection)) {}
  ~SqliteSnapshot() override { store_->EndRead(std::move(connection_)); }

  absl::StatusOr<bool> HasCollection(absl::string_view collection) override {
    absl::StatusOr<SqliteStatement> statement = connection_->Prepare("SELECT 1 FROM collection WHERE name = ?1");
    if (!statement.ok()) return statement.status();
    return statement->Text(1, collection).Step();
  }

  absl::StatusOr<std::vector<CollectionSize>> Collections() override {
    absl::StatusOr<SqliteStatement> statement = connection_->Prepare(
        "SELECT name, (SELECT count(*) FROM live WHERE live.collection = collection.key) FROM collection ORDER BY "
        "name");
    if (!statement.ok()) return statement.status();
    std::vector<CollectionSize> sizes;
    while (true) {
      const absl::StatusOr<bool> row = statement->Step();
      if (!row.ok()) return row.status();
      if (!*row) return sizes;
      sizes.push_back({std::string(statement->Bytes(0)), static_cast<uint32_t>(statement->Integer(1))});
    }
  }

  absl::StatusOr<std::shared_ptr<const LiveDocument>> Find(absl::string_view collection,
                                                           absl::string_view id) override {
    absl::StatusOr<SqliteStatement> statement = Select("AND id = ?2");
    if (!statement.ok()) return statement.status();
    const absl::StatusOr<bool> row = statement->Text(1, collection).Text(2, id).Step();
    if (!row.ok()) return row.status();
    if (!*row) return std::shared_ptr<const LiveDocument>();
    return ReadLiveRow(*statement);
  }

  absl::Status ForEachAfter(absl::string_view collection, absl::string_view after,
                            absl::FunctionRef<bool(const LiveDocument&)> visit) override {
    absl::StatusOr<SqliteStatement> statement = Select("AND id > ?2 ORDER BY id");
    if (!statement.ok()) return statement.status();
    statement->Text(1, collection);
    statement->Text(2, after);
    while (true) {
      const absl::StatusOr<bool> row = statement->Step();
      if (!row.ok() || !*row) return row.status();
      const auto live = ReadLiveRow(*statement);
      if (!live.ok()) return live.status();
      if (!visit(**live)) return absl::OkStatus();
    }
  }

  absl::StatusOr<std::vector<v1::JudgementEntry>> Judgements(absl::string_view collection) override {
    absl::StatusOr<SqliteStatement> statement = connection_->Prepare(
        "SELECT entry FROM judgement WHERE collection = (SELECT key FROM collection WHERE name = ?1) ORDER BY id");
    if (!statement.ok()) return statement.status();
    statement->Text(1, collection);
    std::vector<v1::JudgementEntry> judgements;
    while (true) {
      const absl::StatusOr<bool> row = statement->Step();
      if (!row.ok()) return row.status();
      if (!*row) return judgements;
      absl::StatusOr<v1::JudgementEntry> entry = ReadJudgementRow(*statement);
      if (!entry.ok()) return entry.status();
      judgements.push_back(*std::move(entry));
    }
  }

 private:
  absl::StatusOr<SqliteStatement> Select(absl::string_view rest) {
    return connection_->Prepare(
        absl::StrCat("SELECT ", kLiveColumns,
                     " FROM live WHERE collection = (SELECT key FROM collection WHERE name = ?1) ", rest)
            .c_str());
  }

  SqliteStore* const store_;
  std::unique_ptr<SqliteConnection> connection_;
};

class SqliteTransaction : public Transaction {
 public:
  SqliteTransaction(SqliteStore* store, SqliteConnection* connection, SqliteChanges* changes)
      : store_(store), connection_(connection), changes_(changes) {}

  ~SqliteTransaction() override {
    if (connection_->InTransaction()) connection_->Execute("ROLLBACK").IgnoreError();
    store_->EndWrite(committed_ && erased_);
  }

  absl::Status Savepoint(absl::FunctionRef<absl::Status()> change) override {
    if (!failure_.ok()) return failure_;
    if (absl::Status status = connection_->Execute("SAVEPOINT change"); !status.ok()) return Break(status);
    absl::Status status = change();
    store_->Note(status);
    if (!connection_->InTransaction()) return Break(status);
    const absl::Status end =
        connection_->Execute(status.ok() ? "RELEASE change" : "ROLLBACK TO change; RELEASE change");
    if (!end.ok()) return Break(end);
    return status;
  }

  absl::StatusOr<std::optional<std::string>> LiveRank(absl::string_view collection, absl::string_view id) override {
    return changes_->LiveRank(collection, id);
  }
  absl::StatusOr<uint32_t> TombstoneRevision(absl::string_view collection, absl::string_view id_hash) override {
    return changes_->TombstoneRevision(collection, id_hash);
  }
  absl::Status PutLive(absl::string_view collection, std::shared_ptr<const LiveDocument> live) override {
    return changes_->PutLive(collection, *live);
  }
  absl::Status EraseLive(absl::string_view collection, absl::string_view id) override {
    erased_ = true;
    return changes_->EraseLive(collection, id);
  }
  absl::Status PutTombstone(absl::string_view collection, absl::string_view id_hash, uint32_t revision) override {
    return changes_->PutTombstone(collection, id_hash, revision);
  }
  absl::StatusOr<std::optional<v1::JudgementEntry>> Judgement(absl::string_view collection,
                                                              absl::string_view id) override {
    return changes_->Judgement(collection, id);
  }
  absl::Status PutJudgement(absl::string_view collection, const v1::JudgementEntry& entry) override {
    return changes_->PutJudgement(collection, entry);
  }

  absl::Status Commit() override {
    if (!failure_.ok()) return failure_;
    const absl::Status status = connection_->Execute("COMMIT");
    store_->Note(status);
    committed_ = status.ok();
    return status;
  }

 private:
  // SQLite ended the transaction, or can't go on with it: what follows fails with the first reason.
  absl::Status Break(const absl::Status& status) {
    failure_ = status.ok() ? absl::UnavailableError("the store's transaction ended early") : status;
    store_->Note(failure_);
    if (connection_->InTransaction()) connection_->Execute("ROLLBACK").IgnoreError();
    return failure_;
  }

  SqliteStore* const store_;
  SqliteConnection* const connection_;
  SqliteChanges* const changes_;
  absl::Status failure_;
  bool erased_ = false;
  bool committed_ = false;
};

absl::StatusOr<std::unique_ptr<Store>> SqliteStore::Open(const std::string& dir, const SqliteStoreOptions& options) {
  if (absl::Status status = MakeStoreFolder(dir); !status.ok()) return status;
  auto lock = StoreLock::Take(dir);
  if (!lock.ok()) return lock.status();
  absl::StatusOr<std::string> path = PrepareStoreFile(dir);
  if (!path.ok()) return path.status();
  std::unique_ptr<SqliteStore> store(new SqliteStore(*std::move(lock), *std::move(path)));
  if (absl::Status status = store->OpenWriter(dir, options); !status.ok()) return status;
  return store;
}

absl::Status SqliteStore::OpenWriter(const std::string& dir, const SqliteStoreOptions& options) {
  auto writer = SqliteConnection::Open(path_, SqliteConnection::Mode::kWrite);
  if (!writer.ok()) return writer.status();
  writer_ = *std::move(writer);
  if (absl::Status status = UseLog(); !status.ok()) return status;
  if (absl::Status status = writer_->Execute(kWriterPragmas); !status.ok()) return status;
  if (options.max_bytes > 0) {
    if (absl::Status status = LimitSize(options.max_bytes); !status.ok()) return status;
  }
  if (absl::Status status = MigrateStore(writer_.get()); !status.ok()) return status;
  auto changes = SqliteChanges::Prepare(writer_.get());
  if (!changes.ok()) return changes.status();
  changes_ = *std::move(changes);
  // What a process erased just before it was killed may still stand in its log.
  absl::MutexLock lock(&writer_mutex_);
  TruncateLog();
  if (absl::Status status = Failure(); !status.ok()) return status;
  // The name of a new log must outlive a loss of power. SQLite syncs the folder, too, but passes over its failure.
  return SyncFolder(dir);
}

// SQLite answers with the mode that it has, no error, where it could not change it; the change is written behind the
// answer, with the next step.
absl::Status SqliteStore::UseLog() {
  absl::StatusOr<SqliteStatement> statement = writer_->Prepare("PRAGMA journal_mode=WAL");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  if (*row && statement->Bytes(0) == "wal") return statement->Step().status();
  return MakeError(v1::ERROR_REASON_STORE_FAILED, absl::StrCat(path_, ": SQLite can't use a write-ahead log there"));
}

absl::Status SqliteStore::LimitSize(uint64_t max_bytes) {
  const absl::StatusOr<int64_t> page_bytes = writer_->QueryInteger("PRAGMA page_size");
  if (!page_bytes.ok()) return page_bytes.status();
  const std::string sql = absl::StrCat("PRAGMA max_page_count=", max_bytes / static_cast<uint64_t>(*page_bytes));
  return writer_->Execute(sql.c_str());
}

absl::Status SqliteStore::Failure() {
  absl::MutexLock lock(&failure_mutex_);
  return failure_;
}

void SqliteStore::Note(const absl::Status& status) {
  if (!IsBroken(status)) return;
  absl::MutexLock lock(&failure_mutex_);
  if (failure_.ok()) failure_ = status;
}

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteStore::TakeReader() {
  {
    absl::MutexLock lock(&readers_mutex_);
    if (!idle_readers_.empty()) {
      std::unique_ptr<SqliteConnection> reader = std::move(idle_readers_.front());
      idle_readers_.pop_front();
      return reader;
    }
  }
  return SqliteConnection::Open(path_, SqliteConnection::Mode::kRead);
}

absl::StatusOr<std::unique_ptr<Snapshot>> SqliteStore::Read() {
  auto reader = TakeReader();
  if (!reader.ok()) return reader.status();
  if (absl::Status status = (*reader)->Execute("BEGIN"); !status.ok()) return status;
  // A transaction sees the state of its first read.
  if (const auto first = (*reader)->QueryInteger("SELECT count(*) FROM meta"); !first.ok()) return first.status();
  return std::make_unique<SqliteSnapshot>(this, *std::move(reader));
}

void SqliteStore::EndRead(std::unique_ptr<SqliteConnection> connection) {
  if (connection->Execute("ROLLBACK").ok()) {
    absl::MutexLock lock(&readers_mutex_);
    if (idle_readers_.size() < kIdleReaders) idle_readers_.push_back(std::move(connection));
  }
  connection.reset();
  if (!writer_mutex_.TryLock()) return;  // Its end will truncate.
  if (log_holds_erased_) TruncateLog();
  writer_mutex_.Unlock();
}

absl::StatusOr<std::unique_ptr<Transaction>> SqliteStore::Write() ABSL_NO_THREAD_SAFETY_ANALYSIS {
  writer_mutex_.Lock();
  absl::Status status = Failure();
  if (status.ok()) {
    status = writer_->Execute("BEGIN IMMEDIATE");
    Note(status);
  }
  if (!status.ok()) {
    writer_mutex_.Unlock();
    return status;
  }
  return std::make_unique<SqliteTransaction>(this, writer_.get(), changes_.get());
}

void SqliteStore::EndWrite(bool erased) {
  log_holds_erased_ = log_holds_erased_ || erased;
  if (log_holds_erased_) {
    TruncateLog();
  } else if (writer_->log_pages() >= kLogPages) {
    Note(writer_->Checkpoint(false).status());
  }
  writer_mutex_.Unlock();
}

void SqliteStore::TruncateLog() {
  // Where a snapshot is in the way, the last of them tries again.
  const absl::StatusOr<bool> empty = writer_->Checkpoint(true);
  Note(empty.status());
  log_holds_erased_ = !empty.ok() || !*empty;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& dir, const SqliteStoreOptions& options) {
  return SqliteStore::Open(dir, options);
}

}  // namespace caspian::aggregator
