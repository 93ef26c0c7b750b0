#ifndef CASPIAN_COMMON_RPC_WORKER_POOL_H_
#define CASPIAN_COMMON_RPC_WORKER_POOL_H_

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace caspian::rpc {

// A fixed number of threads that do the domain's work, so that gRPC's own threads only move messages. Work begins in
// the order in which it was scheduled. Its queue has no bound of its own: who schedules is bound (StreamFlow,
// concurrent streams). Thread-safe.
class WorkerPool {
 public:
  // `threads` 0 or below: one for each processor.
  explicit WorkerPool(int threads);
  // Does what is scheduled, then ends.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void Schedule(std::function<void()> work);

  int threads() const { return static_cast<int>(threads_.size()); }

 private:
  void Run();
  bool Ready() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return stopping_ || !queue_.empty(); }

  absl::Mutex mutex_;
  std::deque<std::function<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_WORKER_POOL_H_
