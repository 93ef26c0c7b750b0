#include "aggregator/store/sqlite_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite_connection.h"
#include "aggregator/store/store.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

constexpr char kSqliteMagic[] = "SQLite format 3";
constexpr size_t kApplicationIdOffset = 68;
constexpr size_t kHeaderBytes = 100;

constexpr char kSchema[] = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE collection (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE live (
  key INTEGER PRIMARY KEY, collection INTEGER NOT NULL, id TEXT NOT NULL, rank BLOB NOT NULL, document BLOB NOT NULL,
  extraction BLOB NOT NULL, UNIQUE (collection, id));
CREATE TABLE tombstone (
  collection INTEGER NOT NULL, id_hash TEXT NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (collection, id_hash)) WITHOUT ROWID;
)sql";

// What each schema adds to the one before, from version 2 on. A new store is made at version 1 and gets them, too.
constexpr const char* kMigrations[] = {R"sql(
CREATE TABLE judgement (
  collection INTEGER NOT NULL, id TEXT NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (collection, id)) WITHOUT ROWID;
)sql"};
static_assert(std::size(kMigrations) + 1 == kSchemaVersion, "a migration for each version");

absl::Status Failed(const std::string& path, int error) {
  const auto reason = error == ENOSPC || error == EDQUOT ? v1::ERROR_REASON_STORE_FULL : v1::ERROR_REASON_STORE_FAILED;
  return MakeError(reason, absl::StrCat("store ", path, ": ", std::strerror(error)));
}

absl::Status Incompatible(const std::string& path, absl::string_view what) {
  return MakeError(v1::ERROR_REASON_STORE_INCOMPATIBLE, absl::StrCat(path, " ", what, ". It was left as it is"));
}

absl::Status WriteEmptyStore(const std::string& path) {
  auto connection = SqliteConnection::Open(path, SqliteConnection::Mode::kCreate);
  if (!connection.ok()) return connection.status();
  const std::string sql =
      absl::StrCat("PRAGMA synchronous=FULL; BEGIN IMMEDIATE;", kSchema, "INSERT INTO meta VALUES ('view_version', ",
                   kViewVersion, "); PRAGMA application_id=", kApplicationId, "; PRAGMA user_version=1; COMMIT;");
  if (absl::Status status = (*connection)->Execute(sql.c_str()); !status.ok()) return status;
  return MigrateStore(connection->get());
}

absl::Status CreateStoreFile(const std::string& dir, const std::string& path) {
  const std::string draft = path + ".new";
  for (const char* suffix : {"", "-journal"}) unlink((draft + suffix).c_str());
  if (absl::Status status = WriteEmptyStore(draft); !status.ok()) {
    for (const char* suffix : {"", "-journal"}) unlink((draft + suffix).c_str());
    return status;
  }
  if (rename(draft.c_str(), path.c_str()) != 0) return Failed(path, errno);
  return SyncFolder(dir);
}

// Reads the header as plain bytes: opening a foreign database could already change it.
absl::Status CheckHeader(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Failed(path, errno);
  char header[kHeaderBytes] = {};
  file.read(header, sizeof(header));
  const bool sqlite = file.gcount() == sizeof(header) && std::memcmp(header, kSqliteMagic, sizeof(kSqliteMagic)) == 0;
  uint32_t application_id = 0;
  for (size_t i = 0; i < 4; ++i)
    application_id = application_id << 8 | static_cast<uint8_t>(header[kApplicationIdOffset + i]);
  if (sqlite && application_id == static_cast<uint32_t>(kApplicationId)) return absl::OkStatus();
  return Incompatible(path, "is not a store of Caspian: choose another folder, or move the file away");
}

absl::Status CheckVersion(const std::string& path, absl::string_view what, int64_t found, uint32_t known) {
  if (found > known) {
    return Incompatible(path, absl::StrCat("has ", what, " version ", found, ", this program knows up to ", known,
                                           ": use a newer program, or another folder"));
  }
  if (found < 1)
    return Incompatible(
        path, absl::StrCat("has no valid ", what, " version: restore it from a copy, or choose another folder"));
  return absl::OkStatus();
}

absl::Status CheckVersions(const std::string& path) {
  auto connection = SqliteConnection::Open(path, SqliteConnection::Mode::kRead);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<int64_t> schema = (*connection)->QueryInteger("PRAGMA user_version");
  if (!schema.ok()) return schema.status();
  if (absl::Status status = CheckVersion(path, "schema", *schema, kSchemaVersion); !status.ok()) return status;
  const absl::StatusOr<int64_t> view =
      (*connection)->QueryInteger("SELECT value FROM meta WHERE name = 'view_version'");
  if (!view.ok()) return view.status();
  return CheckVersion(path, "view", *view, kViewVersion);
}

// The log of a process that ended in order is gone, or empty.
bool StoppedUncleanly(const std::string& path) {
  std::error_code error;
  const uintmax_t bytes = std::filesystem::file_size(path + "-wal", error);
  return !error && bytes > 0;
}

// OK where SQLite finds the pages whole, or there are more of them than that.
absl::Status CheckPages(const std::string& path, uint64_t most_bytes) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) > most_bytes || error) return absl::OkStatus();
  auto connection = SqliteConnection::Open(path, SqliteConnection::Mode::kRead);
  if (!connection.ok()) return connection.status();
  absl::StatusOr<SqliteStatement> check = (*connection)->Prepare("PRAGMA quick_check(1)");
  if (!check.ok()) return check.status();
  const absl::StatusOr<bool> row = check->Step();
  if (!row.ok()) return row.status();
  return check->Bytes(0) == "ok" ? absl::OkStatus() : DamagedStore(path, check->Bytes(0));
}

}  // namespace

std::string StoreFileOf(const std::string& dir) { return dir + "/caspian.db"; }

absl::Status DamagedStore(const std::string& path, absl::string_view fault) {
  return Incompatible(path, absl::StrCat("is damaged (", fault,
                                         "): `caspian store check` tells more; restore a backup into another folder "
                                         "with `caspian store restore`"));
}

absl::Status SyncFolder(const std::string& dir) {
  const int descriptor = open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return Failed(dir, errno);
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return error == 0 ? absl::OkStatus() : Failed(dir, error);
}

absl::StatusOr<std::unique_ptr<StoreLock>> StoreLock::Take(const std::string& dir) {
  const std::string path = dir + "/caspian.lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return Failed(path, errno);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return std::unique_ptr<StoreLock>(new StoreLock(descriptor));
  const int error = errno;
  close(descriptor);
  if (error != EWOULDBLOCK) return Failed(path, error);
  return MakeError(v1::ERROR_REASON_STORE_FAILED,
                   absl::StrCat("store ", dir, " is open in another process: stop that one, or choose another folder"));
}

StoreLock::~StoreLock() { close(descriptor_); }

absl::Status MigrateStore(SqliteConnection* connection) {
  const absl::StatusOr<int64_t> schema = connection->QueryInteger("PRAGMA user_version");
  if (!schema.ok()) return schema.status();
  if (*schema >= kSchemaVersion) return absl::OkStatus();
  std::string sql = "BEGIN IMMEDIATE;";
  for (int64_t version = *schema; version < kSchemaVersion; ++version) absl::StrAppend(&sql, kMigrations[version - 1]);
  absl::StrAppend(&sql, "UPDATE meta SET value = ", kViewVersion,
                  " WHERE name = 'view_version'; PRAGMA user_version=", kSchemaVersion, "; COMMIT;");
  absl::Status status = connection->Execute(sql.c_str());
  if (!status.ok() && connection->InTransaction()) connection->Execute("ROLLBACK").IgnoreError();
  return status;
}

absl::Status MakeStoreFolder(const std::string& dir) {
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  return error ? Failed(dir, error.value()) : absl::OkStatus();
}

absl::StatusOr<std::string> PrepareStoreFile(const std::string& dir) {
  const std::string path = StoreFileOf(dir);
  std::error_code error;
  const bool exists = std::filesystem::exists(path, error);
  if (error) return Failed(path, error.value());
  if (!exists) {
    if (absl::Status status = CreateStoreFile(dir, path); !status.ok()) return status;
    return path;
  }
  const uint64_t checked_bytes = StoppedUncleanly(path) ? kCheckedBytes : kAlwaysCheckedBytes;
  absl::Status status = CheckStoreFile(path);
  if (status.ok()) status = CheckPages(path, checked_bytes);
  if (IsDamaged(status)) return DamagedStore(path, status.message());
  if (!status.ok()) return status;
  return path;
}

absl::Status CheckStoreFile(const std::string& path) {
  if (absl::Status status = CheckHeader(path); !status.ok()) return status;
  const absl::Status status = CheckVersions(path);
  return IsDamaged(status) ? DamagedStore(path, status.message()) : status;
}

}  // namespace caspian::aggregator
