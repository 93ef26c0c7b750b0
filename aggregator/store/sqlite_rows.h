// The statements of an SQLite store and how its rows become messages. schema: sqlite_file.cc.
#ifndef CASPIAN_AGGREGATOR_STORE_SQLITE_ROWS_H_
#define CASPIAN_AGGREGATOR_STORE_SQLITE_ROWS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/store/sqlite_connection.h"
#include "aggregator/store/store.h"

namespace caspian::aggregator {

// Prepared changes of the one writing connection, which must outlive them.
class SqliteChanges {
 public:
  static absl::StatusOr<std::unique_ptr<SqliteChanges>> Prepare(SqliteConnection* connection);

  absl::StatusOr<std::optional<std::string>> LiveRank(absl::string_view collection, absl::string_view id);
  absl::StatusOr<uint32_t> TombstoneRevision(absl::string_view collection, absl::string_view id_hash);
  absl::Status PutLive(absl::string_view collection, const LiveDocument& live);
  absl::Status EraseLive(absl::string_view collection, absl::string_view id);
  absl::Status PutTombstone(absl::string_view collection, absl::string_view id_hash, uint32_t revision);
  absl::StatusOr<std::optional<v1::JudgementEntry>> Judgement(absl::string_view collection, absl::string_view id);
  absl::Status PutJudgement(absl::string_view collection, const v1::JudgementEntry& entry);

 private:
  enum Index {
    kAddCollection,
    kRank,
    kTombstone,
    kPutLive,
    kEraseLive,
    kPutTombstone,
    kJudgement,
    kPutJudgement,
    kStatementCount
  };

  SqliteChanges() = default;
  absl::Status AddCollection(absl::string_view collection);

  std::vector<SqliteStatement> statements_;
};

// The document in the current row of a statement that selects kLiveColumns; STORE_FAILED where its bytes are damaged.
inline constexpr char kLiveColumns[] = "id, rank, document, extraction";
absl::StatusOr<std::shared_ptr<const LiveDocument>> ReadLiveRow(const SqliteStatement& row);

// The judgement in the first column of a statement's current row; STORE_FAILED where its bytes are damaged.
absl::StatusOr<v1::JudgementEntry> ReadJudgementRow(const SqliteStatement& row);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_STORE_SQLITE_ROWS_H_
