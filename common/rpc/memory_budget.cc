#include "common/rpc/memory_budget.h"

#include <utility>

namespace caspian::rpc {

void MemoryBudget::Add(size_t bytes) {
  absl::MutexLock lock(&mutex_);
  held_ += bytes;
}

void MemoryBudget::Remove(size_t bytes) {
  std::vector<std::function<void()>> called;
  {
    absl::MutexLock lock(&mutex_);
    held_ -= bytes;
    if (held_ < limit_) called.swap(waiting_);
  }
  for (const auto& callback : called) callback();
}

bool MemoryBudget::HasRoomOrWait(std::function<void()> callback) {
  absl::MutexLock lock(&mutex_);
  if (held_ < limit_) return true;
  waiting_.push_back(std::move(callback));
  return false;
}

size_t MemoryBudget::held_bytes() const {
  absl::MutexLock lock(&mutex_);
  return held_;
}

}  // namespace caspian::rpc
