#ifndef CASPIAN_COMMON_RPC_STREAM_REGISTRY_H_
#define CASPIAN_COMMON_RPC_STREAM_REGISTRY_H_

#include <map>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace caspian::rpc {

// Something long that can be told to come to its end.
class Drainable {
 public:
  virtual ~Drainable() = default;
  // Takes nothing new, finishes what it has, ends. Any thread; idempotent.
  virtual void Drain() = 0;
};

// The streams that are open, so that a server that goes down can end them in good order. Thread-safe.
class StreamRegistry {
 public:
  // From Drain() on, a stream is drained as it comes.
  void Add(const std::shared_ptr<Drainable>& stream);
  void Remove(const Drainable* stream);
  void Drain();
  // Waits until no stream is open, at most until `deadline`.
  void AwaitEmpty(absl::Time deadline) const;
  size_t size() const;

 private:
  bool Empty() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return streams_.empty(); }

  mutable absl::Mutex mutex_;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<const Drainable*, std::weak_ptr<Drainable>> streams_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_STREAM_REGISTRY_H_
