#include "common/rpc/stream_registry.h"

#include <vector>

namespace caspian::rpc {

void StreamRegistry::Add(const std::shared_ptr<Drainable>& stream) {
  {
    absl::MutexLock lock(&mutex_);
    streams_[stream.get()] = stream;
    if (!draining_) return;
  }
  stream->Drain();
}

void StreamRegistry::Remove(const Drainable* stream) {
  absl::MutexLock lock(&mutex_);
  streams_.erase(stream);
}

void StreamRegistry::Drain() {
  std::vector<std::shared_ptr<Drainable>> open;
  {
    absl::MutexLock lock(&mutex_);
    draining_ = true;
    for (const auto& [key, weak] : streams_) {
      if (auto stream = weak.lock()) open.push_back(std::move(stream));
    }
  }
  for (const auto& stream : open) stream->Drain();
}

void StreamRegistry::AwaitEmpty(absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithDeadline(absl::Condition(this, &StreamRegistry::Empty), deadline);
}

size_t StreamRegistry::size() const {
  absl::MutexLock lock(&mutex_);
  return streams_.size();
}

}  // namespace caspian::rpc
