// SQLite's C interface with owners and statuses. Only this folder knows it.
#ifndef CASPIAN_AGGREGATOR_STORE_SQLITE_CONNECTION_H_
#define CASPIAN_AGGREGATOR_STORE_SQLITE_CONNECTION_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace caspian::aggregator {

// A compiled statement of one connection, used again and again. It must end before its connection.
class SqliteStatement {
 public:
  explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement, &sqlite3_finalize) {}

  // Forgets the run before. The bound bytes must live until the statement's next Reset.
  SqliteStatement& Reset();
  SqliteStatement& Text(int parameter, absl::string_view text);
  SqliteStatement& Blob(int parameter, absl::string_view bytes);
  SqliteStatement& Integer(int parameter, int64_t value);

  // True: a row is there. False: the statement is done.
  absl::StatusOr<bool> Step();
  // Steps a statement that gives no rows.
  absl::Status Run();

  // Columns of the row, from 0; bytes are valid until the next Step or Reset.
  absl::string_view Bytes(int column) const;
  int64_t Integer(int column) const;

 private:
  std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_;
};

// One connection; one thread at a time. Failures: STORE_FULL where the disk or the size limit is reached, else
// STORE_FAILED; the message names the file.
class SqliteConnection {
 public:
  enum class Mode { kCreate, kWrite, kRead };

  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(const std::string& path, Mode mode);

  // Runs statements that give no rows that matter.
  absl::Status Execute(const char* sql);
  absl::StatusOr<SqliteStatement> Prepare(const char* sql);
  // The first column of the only row of `sql`.
  absl::StatusOr<int64_t> QueryInteger(const char* sql);
  // True between BEGIN and COMMIT or ROLLBACK; some failures end a transaction by themselves.
  bool InTransaction() const;

  // Of a connection of mode kWrite: pages in the write-ahead log after its last commit. SQLite moves none of them to
  // the database by itself, so that no failure on the way goes unheard.
  int log_pages() const { return log_pages_; }
  // Moves what no snapshot needs from the log to the database; with `truncate` the log is empty afterwards. False where
  // a snapshot is in the way.
  absl::StatusOr<bool> Checkpoint(bool truncate);

 private:
  explicit SqliteConnection(sqlite3* database) : database_(database, &sqlite3_close_v2) {}
  static int NoteLogPages(void* connection, sqlite3*, const char*, int pages);

  int log_pages_ = 0;
  std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> database_;
};

// The status of the connection's last failure, with SQLite's extended code as "sqlite_code" in the metadata.
absl::Status SqliteError(sqlite3* database);

// True where `status` came from SqliteError and says that the system refused to write, read or sync, or that the file
// is damaged: what is in the file may not be what was written.
bool IsBroken(const absl::Status& status);
// True where it says that the file is damaged.
bool IsDamaged(const absl::Status& status);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_STORE_SQLITE_CONNECTION_H_
