// The one thread that writes to a store: it drains a bounded queue, many changes a commit.
#ifndef CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_WRITER_H_
#define CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_WRITER_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/store/store.h"

namespace caspian::aggregator {

// A change that waits to be written.
struct PendingChange {
  // The collection it changes.
  std::string collection;
  // The document; empty: judgements.
  std::string document_id;
  // What it weighs in the queue and in a commit.
  size_t bytes = 0;
  // Makes the change; what it fails with goes to `done`.
  std::function<absl::Status(Transaction*)> apply;
  // Called once, on the writer's thread: OK when the change is durable.
  std::function<void(const absl::Status&)> done;
};

struct WriterLimits {
  int commit_changes;
  size_t commit_bytes;
  size_t queue_bytes;
};

// Thread-safe.
class Writer {
 public:
  using Batch = std::deque<PendingChange>;

  // What is called on the writer's thread.
  struct Listener {
    // Before a commit, with what it may change; and after it, before its `done`s.
    std::function<void(const Batch&)> committing;
    std::function<void()> committed;
    // Once, where the store has failed for good, after the `done`s of that batch.
    std::function<void(const absl::Status&)> failed;
  };

  // `store` outlives it.
  Writer(WriterLimits limits, Store* store, Listener listener);
  // Drains.
  ~Writer();

  enum class Admission { kQueued, kFull, kDraining };

  // Queues; where it does not, `change` stays as it is. One change of any size is taken where the queue is below its
  // bound.
  Admission TryQueue(PendingChange* change);
  // Queues whatever the bound: for small changes whose senders wait. False while draining.
  bool Queue(PendingChange change);
  // True where TryQueue would not say kFull.
  bool HasRoom();
  // Calls `callback` once, as soon as TryQueue would not say kFull; possibly at once, else on the writer's thread.
  void WhenRoom(std::function<void()> callback);
  // Refuses what comes, writes what is there, ends the thread. Idempotent; not from a `done`.
  void Drain();

 private:
  void Work();
  Batch TakeBatch();
  void Write(Batch batch);
  void TellFailure();
  void Release(size_t bytes);
  void Push(PendingChange change) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool RoomLocked() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return draining_ || held_bytes_ < limits_.queue_bytes;
  }

  const WriterLimits limits_;
  Store* const store_;
  Listener listener_;  // Of the writer's thread; `failed` is empty when called.
  absl::Mutex mutex_;
  Batch queue_ ABSL_GUARDED_BY(mutex_);
  size_t held_bytes_ ABSL_GUARDED_BY(mutex_) = 0;  // Queued or being written.
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::function<void()>> room_callbacks_ ABSL_GUARDED_BY(mutex_);
  absl::Mutex join_mutex_;
  std::thread thread_ ABSL_GUARDED_BY(join_mutex_);
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_WRITER_H_
