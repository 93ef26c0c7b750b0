#include "extractor/engine/scratch_pool.h"

#include <algorithm>
#include <utility>

#include "common/base/freed_memory.h"

namespace caspian::extractor {

std::unique_ptr<TriggerScratch> ScratchPool::Take(size_t bytes) {
  std::unique_ptr<TriggerScratch> scratch = TakeFree(bytes);
  if (scratch == nullptr) return std::make_unique<TriggerScratch>(program_, triggers_);
  return scratch;
}

std::unique_ptr<TriggerScratch> ScratchPool::TakeFree(size_t bytes) {
  absl::ReleasableMutexLock lock(&mutex_);
  shorter_ = roomy_ != nullptr && bytes < roomy_->room / kMuchShorter ? shorter_ + 1 : 0;
  if (roomy_ != nullptr && shorter_ > kMostShorter) {
    std::unique_ptr<TriggerScratch> scratch = std::move(roomy_);
    lock.Release();
    scratch->Release();
    GiveBackFreedMemory();
    return scratch;
  }
  if (roomy_ != nullptr && IsLong(bytes)) return std::move(roomy_);
  if (free_.empty()) return nullptr;
  std::unique_ptr<TriggerScratch> scratch = std::move(free_.back());
  free_.pop_back();
  return scratch;
}

void ScratchPool::Keep(std::unique_ptr<TriggerScratch> scratch, size_t bytes) {
  if (IsLong(bytes)) {
    scratch->Begin();
    scratch->room = std::max(scratch->room, bytes);
    absl::MutexLock lock(&mutex_);
    if (roomy_ == nullptr || roomy_->room < scratch->room) std::swap(scratch, roomy_);
  }
  if (scratch == nullptr) return;
  if (IsLong(bytes)) scratch->Release();
  absl::MutexLock lock(&mutex_);
  free_.push_back(std::move(scratch));
}

}  // namespace caspian::extractor
