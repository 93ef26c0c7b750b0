// What an operator does with the folder of an SQLite store, beside a server that has it open or without one.
#ifndef CASPIAN_AGGREGATOR_STORE_SQLITE_MAINTENANCE_H_
#define CASPIAN_AGGREGATOR_STORE_SQLITE_MAINTENANCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/store.h"

namespace caspian::aggregator {

// What a store holds and what is wrong with it.
struct StoreReport {
  // By name.
  std::vector<CollectionSize> collections;
  uint64_t tombstone_count = 0;
  uint64_t judgement_count = 0;
  // One line each, at most kMostFaults; empty: the store is whole.
  std::vector<std::string> faults;
};
inline constexpr size_t kMostFaults = 100;

// Reads everything: SQLite's integrity_check, then each document with its extraction. Changes nothing. Linear in the
// store. STORE_INCOMPATIBLE where there is no store in `dir` or it can't be opened; STORE_FAILED.
absl::StatusOr<StoreReport> CheckSqliteStore(const std::string& dir);

// Copies the store as it stands at one moment to `file`, a database of its own without what was erased; a server may
// write meanwhile. `file` appears when it is complete and durable. Meanwhile the server's log holds what it erases; it
// goes with the first commit or snapshot after the copy. STORE_INCOMPATIBLE where `file` is there
// already, or `dir` holds no store; STORE_FULL, STORE_FAILED.
absl::Status BackUpSqliteStore(const std::string& dir, const std::string& file);

// Makes the store of a backup in `dir`, the folder included. A folder that has a store is refused and stays as it is,
// and so is a file that is no whole backup: STORE_INCOMPATIBLE. STORE_FULL, STORE_FAILED.
absl::Status RestoreSqliteStore(const std::string& file, const std::string& dir);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_STORE_SQLITE_MAINTENANCE_H_
