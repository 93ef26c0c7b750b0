#include "aggregator/store/sqlite_maintenance.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite_connection.h"
#include "aggregator/store/sqlite_file.h"
#include "aggregator/store/sqlite_rows.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

absl::Status SystemFailed(const std::string& path, int error) {
  const auto reason = error == ENOSPC || error == EDQUOT ? v1::ERROR_REASON_STORE_FULL : v1::ERROR_REASON_STORE_FAILED;
  return MakeError(reason, absl::StrCat(path, ": ", std::strerror(error)));
}

absl::Status Refused(absl::string_view what) { return MakeError(v1::ERROR_REASON_STORE_INCOMPATIBLE, what); }

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenToRead(const std::string& path) {
  if (!Exists(path)) return Refused(absl::StrCat(path, " is not there: is this the folder of a store?"));
  if (absl::Status status = CheckStoreFile(path); !status.ok()) return status;
  return SqliteConnection::Open(path, SqliteConnection::Mode::kRead);
}

// Calls `visit` with each row of `sql`.
template <typename Visit>
absl::Status ForEachRow(SqliteConnection* connection, const char* sql, Visit visit) {
  absl::StatusOr<SqliteStatement> statement = connection->Prepare(sql);
  if (!statement.ok()) return statement.status();
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok() || !*row) return row.status();
    visit(*statement);
  }
}

void AddFault(absl::string_view fault, StoreReport* report) {
  if (report->faults.size() < kMostFaults) report->faults.emplace_back(fault);
}

absl::Status CheckPages(SqliteConnection* connection, StoreReport* report) {
  const std::string sql = absl::StrCat("PRAGMA integrity_check(", kMostFaults, ")");
  return ForEachRow(connection, sql.c_str(), [report](const SqliteStatement& row) {
    if (row.Bytes(0) != "ok") AddFault(row.Bytes(0), report);
  });
}

absl::Status CheckDocuments(SqliteConnection* connection, StoreReport* report) {
  const std::string sql = absl::StrCat("SELECT ", kLiveColumns, " FROM live");
  return ForEachRow(connection, sql.c_str(), [report](const SqliteStatement& row) {
    const auto live = ReadLiveRow(row);
    if (!live.ok()) return AddFault(live.status().message(), report);
    if ((*live)->document.id() != row.Bytes(0))
      AddFault(absl::StrCat("document ", row.Bytes(0), " holds document ", (*live)->document.id()), report);
  });
}

absl::Status CheckCollections(SqliteConnection* connection, StoreReport* report) {
  const char* lost = "SELECT count(*) FROM live WHERE collection NOT IN (SELECT key FROM collection)";
  const absl::StatusOr<int64_t> orphans = connection->QueryInteger(lost);
  if (!orphans.ok()) return orphans.status();
  if (*orphans > 0) AddFault(absl::StrCat(*orphans, " documents belong to no collection"), report);
  const absl::StatusOr<int64_t> tombstones = connection->QueryInteger("SELECT count(*) FROM tombstone");
  if (!tombstones.ok()) return tombstones.status();
  report->tombstone_count = static_cast<uint64_t>(*tombstones);
  // Stores of the first schema have no such table.
  const absl::StatusOr<int64_t> judgements = connection->QueryInteger("SELECT count(*) FROM judgement");
  if (judgements.ok()) report->judgement_count = static_cast<uint64_t>(*judgements);
  return ForEachRow(connection,
                    "SELECT name, (SELECT count(*) FROM live WHERE live.collection = collection.key) FROM collection "
                    "ORDER BY name",
                    [report](const SqliteStatement& row) {
                      report->collections.push_back({std::string(row.Bytes(0)), static_cast<uint32_t>(row.Integer(1))});
                    });
}

absl::Status SyncFile(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return SystemFailed(path, errno);
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return error == 0 ? absl::OkStatus() : SystemFailed(path, error);
}

std::string FolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// Gives a complete draft its name, durably.
absl::Status Publish(const std::string& draft, const std::string& path) {
  if (absl::Status status = SyncFile(draft); !status.ok()) return status;
  // link(2), unlike rename(2), never replaces what came meanwhile.
  if (link(draft.c_str(), path.c_str()) != 0) return SystemFailed(path, errno);
  unlink(draft.c_str());
  return SyncFolder(FolderOf(path));
}

// VACUUM INTO reads in one transaction and copies what is live alone.
absl::Status CopyStore(const std::string& from, const std::string& draft) {
  auto connection = OpenToRead(from);
  if (!connection.ok()) return connection.status();
  absl::StatusOr<SqliteStatement> copy = (*connection)->Prepare("VACUUM INTO ?1");
  if (!copy.ok()) return copy.status();
  return copy->Text(1, draft).Run();
}

// Copies and publishes; leaves no draft behind.
absl::Status CopyTo(const std::string& from, const std::string& path) {
  const std::string draft = absl::StrCat(path, ".", getpid(), ".new");
  unlink(draft.c_str());
  absl::Status status = CopyStore(from, draft);
  if (status.ok()) status = Publish(draft, path);
  unlink(draft.c_str());
  return status;
}

}  // namespace

absl::StatusOr<StoreReport> CheckSqliteStore(const std::string& dir) {
  auto connection = OpenToRead(StoreFileOf(dir));
  if (!connection.ok()) return connection.status();
  StoreReport report;
  for (const auto& check : {&CheckPages, &CheckDocuments, &CheckCollections}) {
    const absl::Status status = check(connection->get(), &report);
    // Damage is what is looked for.
    if (!status.ok() && !IsDamaged(status)) return status;
    if (!status.ok()) AddFault(status.message(), &report);
  }
  return report;
}

absl::Status BackUpSqliteStore(const std::string& dir, const std::string& file) {
  if (Exists(file)) return Refused(absl::StrCat(file, " is there already: name a file that is not"));
  return CopyTo(StoreFileOf(dir), file);
}

absl::Status RestoreSqliteStore(const std::string& file, const std::string& dir) {
  if (!Exists(file)) return Refused(absl::StrCat(file, " is not there"));
  // Before a folder is made for it.
  if (const auto backup = OpenToRead(file); !backup.ok()) return backup.status();
  if (absl::Status status = MakeStoreFolder(dir); !status.ok()) return status;
  auto lock = StoreLock::Take(dir);
  if (!lock.ok()) return lock.status();
  const std::string path = StoreFileOf(dir);
  if (Exists(path)) return Refused(absl::StrCat(dir, " has a store: choose another folder, or move it away"));
  return CopyTo(file, path);
}

}  // namespace caspian::aggregator
