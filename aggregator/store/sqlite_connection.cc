#include "aggregator/store/sqlite_connection.h"

#include <cerrno>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

constexpr int kBusyTimeoutMilliseconds = 10000;

int FlagsOf(SqliteConnection::Mode mode) {
  switch (mode) {
    case SqliteConnection::Mode::kCreate:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    case SqliteConnection::Mode::kWrite:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case SqliteConnection::Mode::kRead:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  }
  return 0;
}

bool IsFull(sqlite3* database) {
  const int extended = sqlite3_extended_errcode(database);
  const int code = extended & 0xFF;
  if (code == SQLITE_FULL) return true;
  // What an fsync could not keep is lost, for whatever reason.
  if (extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC) return false;
  if (code != SQLITE_IOERR && code != SQLITE_CANTOPEN) return false;
  const int system_error = sqlite3_system_errno(database);
  return system_error == ENOSPC || system_error == EDQUOT;
}

// SQLite's primary code that made `status`; SQLITE_OK where none did.
int CodeOf(const absl::Status& status) {
  int code = SQLITE_OK;
  if (ReasonOf(status) != v1::ERROR_REASON_STORE_FAILED) return SQLITE_OK;
  return absl::SimpleAtoi(ErrorMetadataOf(status, "sqlite_code"), &code) ? code & 0xFF : SQLITE_OK;
}

}  // namespace

absl::Status SqliteError(sqlite3* database) {
  const char* file = database == nullptr ? nullptr : sqlite3_db_filename(database, "main");
  const absl::string_view path = file == nullptr ? "" : file;
  if (IsFull(database)) {
    return MakeError(
        v1::ERROR_REASON_STORE_FULL,
        absl::StrCat("no room for ", path, ": free space on its disk or raise its size limit, then send again"));
  }
  const int code = sqlite3_extended_errcode(database);
  const bool damaged = (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB;
  return MakeError(
      v1::ERROR_REASON_STORE_FAILED,
      absl::StrCat(path, damaged ? " is damaged: " : ": ", sqlite3_errmsg(database), " (SQLite code ", code,
                   "): nothing was stored; ",
                   damaged ? "`caspian store check` tells more; restore a backup into another folder" : "try again"),
      {{"sqlite_code", absl::StrCat(code)}});
}

bool IsBroken(const absl::Status& status) { return CodeOf(status) == SQLITE_IOERR || IsDamaged(status); }

bool IsDamaged(const absl::Status& status) {
  return CodeOf(status) == SQLITE_CORRUPT || CodeOf(status) == SQLITE_NOTADB;
}

SqliteStatement& SqliteStatement::Reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  return *this;
}

SqliteStatement& SqliteStatement::Text(int parameter, absl::string_view text) {
  sqlite3_bind_text64(statement_.get(), parameter, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

SqliteStatement& SqliteStatement::Blob(int parameter, absl::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), parameter, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

SqliteStatement& SqliteStatement::Integer(int parameter, int64_t value) {
  sqlite3_bind_int64(statement_.get(), parameter, value);
  return *this;
}

absl::StatusOr<bool> SqliteStatement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  absl::Status status = SqliteError(sqlite3_db_handle(statement_.get()));
  sqlite3_reset(statement_.get());
  return status;
}

absl::Status SqliteStatement::Run() {
  const absl::Status status = Step().status();
  Reset();
  return status;
}

absl::string_view SqliteStatement::Bytes(int column) const {
  const char* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return absl::string_view(bytes == nullptr ? "" : bytes, sqlite3_column_bytes(statement_.get(), column));
}

int64_t SqliteStatement::Integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(const std::string& path, Mode mode) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database, FlagsOf(mode), nullptr);
  if (database == nullptr) return MakeError(v1::ERROR_REASON_STORE_FAILED, absl::StrCat("no memory to open ", path));
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database));
  if (code != SQLITE_OK) return SqliteError(database);
  sqlite3_busy_timeout(database, kBusyTimeoutMilliseconds);
  if (mode == Mode::kWrite) sqlite3_wal_hook(database, &NoteLogPages, connection.get());
  return connection;
}

absl::Status SqliteConnection::Execute(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return absl::OkStatus();
  return SqliteError(database_.get());
}

absl::StatusOr<SqliteStatement> SqliteConnection::Prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr) != SQLITE_OK)
    return SqliteError(database_.get());
  return SqliteStatement(statement);
}

absl::StatusOr<int64_t> SqliteConnection::QueryInteger(const char* sql) {
  absl::StatusOr<SqliteStatement> statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Integer(0) : 0;
}

int SqliteConnection::NoteLogPages(void* connection, sqlite3*, const char*, int pages) {
  static_cast<SqliteConnection*>(connection)->log_pages_ = pages;
  return SQLITE_OK;
}

absl::StatusOr<bool> SqliteConnection::Checkpoint(bool truncate) {
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  // Without waiting for snapshots.
  sqlite3_busy_timeout(database_.get(), 0);
  int pages = 0, moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(database_.get(), "main", mode, &pages, &moved);
  absl::StatusOr<bool> result = code == SQLITE_OK && moved == pages;
  if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED) result = SqliteError(database_.get());
  sqlite3_busy_timeout(database_.get(), kBusyTimeoutMilliseconds);
  return result;
}

bool SqliteConnection::InTransaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

}  // namespace caspian::aggregator
