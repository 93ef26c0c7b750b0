// Where an aggregator keeps the truth: live documents with their extractions, the tombstones of deleted ones, and
// judgements. The rules which extraction is live and which judgement counts stand in aggregator/merge (live.h,
// judgement_log.h); a store keeps what it is told to.
#ifndef CASPIAN_AGGREGATOR_STORE_STORE_H_
#define CASPIAN_AGGREGATOR_STORE_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "caspian/v1/judgement.pb.h"

namespace caspian::aggregator {

// Version of what a store's files hold. A store with a newer one is refused.
inline constexpr uint32_t kSchemaVersion = 2;
// Raised when the same extractions can give another briefing. A store that a newer program wrote is refused.
inline constexpr uint32_t kViewVersion = 2;

// A live document. Immutable once stored.
struct LiveDocument {
  // Bytes whose order is the total order of extractions; equal only for equal submissions.
  std::string rank;
  v1::Document document;
  v1::Extraction extraction;
};

// A collection with the number of its live documents.
struct CollectionSize {
  std::string name;
  uint32_t document_count = 0;
};

// The state after some commit, unmoved by later ones. One thread at a time; lives shorter than its store.
// Failures: STORE_FAILED.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  // True where the collection holds a document, a tombstone or a judgement.
  virtual absl::StatusOr<bool> HasCollection(absl::string_view collection) = 0;
  // The collections by name.
  virtual absl::StatusOr<std::vector<CollectionSize>> Collections() = 0;
  // A live document; null where there is none.
  virtual absl::StatusOr<std::shared_ptr<const LiveDocument>> Find(absl::string_view collection,
                                                                   absl::string_view id) = 0;
  // Calls `visit` with the live documents of the collection in ascending order of id (bytes), from the first id behind
  // `after` on, until it returns false.
  virtual absl::Status ForEachAfter(absl::string_view collection, absl::string_view after,
                                    absl::FunctionRef<bool(const LiveDocument&)> visit) = 0;
  // Calls `visit` with each.
  absl::Status ForEach(absl::string_view collection, absl::FunctionRef<void(const LiveDocument&)> visit) {
    return ForEachAfter(collection, "", [&visit](const LiveDocument& live) { return visit(live), true; });
  }
  // The judgements of the collection with their undoings, in ascending order of id (bytes).
  virtual absl::StatusOr<std::vector<v1::JudgementEntry>> Judgements(absl::string_view collection) = 0;
};

// What one commit makes durable. One at a time a store, one thread at a time. Destroyed without Commit: nothing
// happened. Failures: STORE_FULL, STORE_FAILED.
class Transaction {
 public:
  virtual ~Transaction() = default;

  // Runs `change`. Where it fails, what it did is undone, its error is returned, and the transaction goes on.
  virtual absl::Status Savepoint(absl::FunctionRef<absl::Status()> change) = 0;

  // Rank of the live document; nullopt where there is none.
  virtual absl::StatusOr<std::optional<std::string>> LiveRank(absl::string_view collection, absl::string_view id) = 0;
  // Revision up to which the document of that hashed id is deleted; 0 where it is not.
  virtual absl::StatusOr<uint32_t> TombstoneRevision(absl::string_view collection, absl::string_view id_hash) = 0;
  // Replaces the live document of `live`'s id.
  virtual absl::Status PutLive(absl::string_view collection, std::shared_ptr<const LiveDocument> live) = 0;
  // Erases the live document; its text is overwritten wherever the store kept it. Nothing happens where there is none.
  virtual absl::Status EraseLive(absl::string_view collection, absl::string_view id) = 0;
  // Replaces the tombstone.
  virtual absl::Status PutTombstone(absl::string_view collection, absl::string_view id_hash, uint32_t revision) = 0;
  // The judgement of that id with its undoing; nullopt where there is neither.
  virtual absl::StatusOr<std::optional<v1::JudgementEntry>> Judgement(absl::string_view collection,
                                                                      absl::string_view id) = 0;
  // Replaces the entry of the judgement's id, which an entry that only undoes has, too.
  virtual absl::Status PutJudgement(absl::string_view collection, const v1::JudgementEntry& entry) = 0;

  // OK: all is durable. Otherwise nothing of it is. Call it once, and nothing after it.
  virtual absl::Status Commit() = 0;
};

// Thread-safe. Snapshots and transactions may overlap: readers never wait for the writer.
class Store {
 public:
  virtual ~Store() = default;

  virtual absl::StatusOr<std::unique_ptr<Snapshot>> Read() = 0;
  // Waits for the end of the transaction before.
  virtual absl::StatusOr<std::unique_ptr<Transaction>> Write() = 0;
  // OK while the store can be trusted to write. Otherwise what ended that: the system refused a write or an fsync, or
  // the file is damaged. From then on Write fails with it, since a later fsync may say OK though the system has dropped
  // what the failed one should have kept (A. Rebello et al., "Can applications recover from fsync failures?", USENIX
  // ATC 2020); snapshots go on. The process should end: opened again, the store has what it acknowledged.
  virtual absl::Status Failure() { return absl::OkStatus(); }
  // "memory", "sqlite".
  virtual std::string Kind() const = 0;
};

// Keeps everything in memory, gone with the object. "Durable" means: there.
std::unique_ptr<Store> MakeMemoryStore();

// Largest database that is checked when it is opened after an unclean stop: checking takes about a second a gigabyte
// and would hold up the start of larger ones. `caspian store check` checks any.
inline constexpr uint64_t kCheckedBytes = uint64_t{1} << 30;
// Largest that is checked whenever it is opened: what costs some hundredths of a second.
inline constexpr uint64_t kAlwaysCheckedBytes = uint64_t{64} << 20;

struct SqliteStoreOptions {
  // Largest size of the database file in bytes; STORE_FULL above it. 0: as large as the disk.
  uint64_t max_bytes = 0;
};

// Opens the store in folder `dir` (caspian.db and its companions), or makes one there, the folder included.
// A store of an older schema is brought to this one, in one transaction.
// FAILED_PRECONDITION (STORE_INCOMPATIBLE): the file is none of Caspian's, is damaged, or a newer program wrote it; it
// stays untouched. The file is checked, up to kAlwaysCheckedBytes, and where the last process did not end in order up
// to kCheckedBytes. UNAVAILABLE (STORE_FAILED): another process has it open, or the folder can't be used.
// RESOURCE_EXHAUSTED (STORE_FULL).
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& dir, const SqliteStoreOptions& options = {});

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_STORE_STORE_H_
