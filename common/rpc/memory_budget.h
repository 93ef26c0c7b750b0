#ifndef CASPIAN_COMMON_RPC_MEMORY_BUDGET_H_
#define CASPIAN_COMMON_RPC_MEMORY_BUDGET_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace caspian::rpc {

// Counts the bytes that all streams of a process hold, so that they stop reading together. It is no hard wall: each
// stream may go above it by one message. Thread-safe.
class MemoryBudget {
 public:
  explicit MemoryBudget(size_t limit_bytes) : limit_(limit_bytes) {}

  void Add(size_t bytes);
  // Calls those who wait, on this thread, once there is room: hold no lock that they take.
  void Remove(size_t bytes);

  // True where there is room. False otherwise: then `callback` is called once, when there is.
  bool HasRoomOrWait(std::function<void()> callback);

  size_t held_bytes() const;

 private:
  const size_t limit_;
  mutable absl::Mutex mutex_;
  size_t held_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<std::function<void()>> waiting_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_MEMORY_BUDGET_H_
