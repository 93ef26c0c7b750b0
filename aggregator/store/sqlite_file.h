// The files of an SQLite store: DIR/caspian.db (with SQLite's own -wal and -shm beside it) and DIR/caspian.lock.
//
// caspian.db says what it is in SQLite's header: application_id is kApplicationId, user_version the schema's version;
// the table meta holds the version of the views. It is made under another name and renamed when complete, so that a
// file of that name is either a whole store or somebody else's.
#ifndef CASPIAN_AGGREGATOR_STORE_SQLITE_FILE_H_
#define CASPIAN_AGGREGATOR_STORE_SQLITE_FILE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/sqlite_connection.h"

namespace caspian::aggregator {

// "Casp" in SQLite's header.
inline constexpr int32_t kApplicationId = 0x43617370;

// Held by the one process that has a store open; free when the object or the process ends.
class StoreLock {
 public:
  // UNAVAILABLE (STORE_FAILED): another holds it, or the file can't be made.
  static absl::StatusOr<std::unique_ptr<StoreLock>> Take(const std::string& dir);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}

  const int descriptor_;
};

// The database of a store's folder.
std::string StoreFileOf(const std::string& dir);

// Makes an empty store in the folder where there is none; checks the one that is there without writing to it, after an
// unclean stop whole. STORE_INCOMPATIBLE, STORE_FULL, STORE_FAILED. Needs the lock. Returns the database's path.
absl::StatusOr<std::string> PrepareStoreFile(const std::string& dir);

// Brings a store of an older schema to this program's, in one transaction; nothing happens where it has it. Fails as
// the connection does.
absl::Status MigrateStore(SqliteConnection* connection);

// OK where the file is a store that this program can read. STORE_INCOMPATIBLE, STORE_FAILED.
absl::Status CheckStoreFile(const std::string& path);

// STORE_INCOMPATIBLE, with what to do.
absl::Status DamagedStore(const std::string& path, absl::string_view fault);

// Makes the names in a folder durable. STORE_FULL, STORE_FAILED.
absl::Status SyncFolder(const std::string& dir);

// Makes the folder and those above it. STORE_FULL, STORE_FAILED.
absl::Status MakeStoreFolder(const std::string& dir);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_STORE_SQLITE_FILE_H_
