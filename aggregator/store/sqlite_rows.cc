#include "aggregator/store/sqlite_rows.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

// In the order of SqliteChanges::Index. ?1 is always the collection's name.
constexpr const char* kSql[] = {
    "INSERT INTO collection (name) VALUES (?1) ON CONFLICT DO NOTHING",
    "SELECT rank FROM live WHERE collection = (SELECT key FROM collection WHERE name = ?1) AND id = ?2",
    "SELECT revision FROM tombstone WHERE collection = (SELECT key FROM collection WHERE name = ?1) AND id_hash = ?2",
    "INSERT INTO live (collection, id, rank, document, extraction) VALUES ((SELECT key FROM collection WHERE name = "
    "?1), ?2, ?3, ?4, ?5) "
    "ON CONFLICT (collection, id) DO UPDATE SET rank = excluded.rank, document = excluded.document, extraction = "
    "excluded.extraction",
    "DELETE FROM live WHERE collection = (SELECT key FROM collection WHERE name = ?1) AND id = ?2",
    "INSERT INTO tombstone (collection, id_hash, revision) VALUES ((SELECT key FROM collection WHERE name = ?1), ?2, "
    "?3) "
    "ON CONFLICT (collection, id_hash) DO UPDATE SET revision = excluded.revision",
    "SELECT entry FROM judgement WHERE collection = (SELECT key FROM collection WHERE name = ?1) AND id = ?2",
    "INSERT INTO judgement (collection, id, entry) VALUES ((SELECT key FROM collection WHERE name = ?1), ?2, ?3) "
    "ON CONFLICT (collection, id) DO UPDATE SET entry = excluded.entry",
};

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteChanges>> SqliteChanges::Prepare(SqliteConnection* connection) {
  static_assert(sizeof(kSql) / sizeof(kSql[0]) == kStatementCount, "a statement for each index");
  std::unique_ptr<SqliteChanges> changes(new SqliteChanges);
  for (const char* sql : kSql) {
    absl::StatusOr<SqliteStatement> statement = connection->Prepare(sql);
    if (!statement.ok()) return statement.status();
    changes->statements_.push_back(*std::move(statement));
  }
  return changes;
}

absl::StatusOr<std::optional<std::string>> SqliteChanges::LiveRank(absl::string_view collection, absl::string_view id) {
  SqliteStatement& statement = statements_[kRank].Reset().Text(1, collection).Text(2, id);
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  std::optional<std::string> rank;
  if (*row) rank = std::string(statement.Bytes(0));
  statement.Reset();
  return rank;
}

absl::StatusOr<uint32_t> SqliteChanges::TombstoneRevision(absl::string_view collection, absl::string_view id_hash) {
  SqliteStatement& statement = statements_[kTombstone].Reset().Text(1, collection).Text(2, id_hash);
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  const uint32_t revision = *row ? static_cast<uint32_t>(statement.Integer(0)) : 0;
  statement.Reset();
  return revision;
}

absl::Status SqliteChanges::AddCollection(absl::string_view collection) {
  return statements_[kAddCollection].Reset().Text(1, collection).Run();
}

absl::Status SqliteChanges::PutLive(absl::string_view collection, const LiveDocument& live) {
  if (absl::Status status = AddCollection(collection); !status.ok()) return status;
  const std::string document = live.document.SerializeAsString();
  const std::string extraction = live.extraction.SerializeAsString();
  SqliteStatement& statement = statements_[kPutLive].Reset().Text(1, collection).Text(2, live.document.id());
  return statement.Blob(3, live.rank).Blob(4, document).Blob(5, extraction).Run();
}

absl::Status SqliteChanges::EraseLive(absl::string_view collection, absl::string_view id) {
  return statements_[kEraseLive].Reset().Text(1, collection).Text(2, id).Run();
}

absl::Status SqliteChanges::PutTombstone(absl::string_view collection, absl::string_view id_hash, uint32_t revision) {
  if (absl::Status status = AddCollection(collection); !status.ok()) return status;
  return statements_[kPutTombstone].Reset().Text(1, collection).Text(2, id_hash).Integer(3, revision).Run();
}

absl::StatusOr<std::optional<v1::JudgementEntry>> SqliteChanges::Judgement(absl::string_view collection,
                                                                           absl::string_view id) {
  SqliteStatement& statement = statements_[kJudgement].Reset().Text(1, collection).Text(2, id);
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<v1::JudgementEntry>();
  absl::StatusOr<v1::JudgementEntry> entry = ReadJudgementRow(statement);
  statement.Reset();
  if (!entry.ok()) return entry.status();
  return std::make_optional(*std::move(entry));
}

absl::Status SqliteChanges::PutJudgement(absl::string_view collection, const v1::JudgementEntry& entry) {
  if (absl::Status status = AddCollection(collection); !status.ok()) return status;
  const std::string bytes = entry.SerializeAsString();
  return statements_[kPutJudgement].Reset().Text(1, collection).Text(2, entry.judgement().id()).Blob(3, bytes).Run();
}

absl::StatusOr<v1::JudgementEntry> ReadJudgementRow(const SqliteStatement& row) {
  v1::JudgementEntry entry;
  const absl::string_view bytes = row.Bytes(0);
  if (entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return entry;
  return MakeError(v1::ERROR_REASON_STORE_FAILED, "a judgement is damaged in the store: restore it from a copy");
}

absl::StatusOr<std::shared_ptr<const LiveDocument>> ReadLiveRow(const SqliteStatement& row) {
  auto live = std::make_shared<LiveDocument>();
  live->rank = std::string(row.Bytes(1));
  const absl::string_view document = row.Bytes(2);
  const absl::string_view extraction = row.Bytes(3);
  const bool whole = live->document.ParseFromArray(document.data(), static_cast<int>(document.size())) &&
                     live->extraction.ParseFromArray(extraction.data(), static_cast<int>(extraction.size()));
  if (whole) return std::shared_ptr<const LiveDocument>(std::move(live));
  return MakeError(v1::ERROR_REASON_STORE_FAILED,
                   absl::StrCat("document ", row.Bytes(0), " is damaged in the store: delete it and send it again"));
}

}  // namespace caspian::aggregator
