#include "aggregator/merge/submissions/writer.h"

#include <memory>
#include <utility>

namespace caspian::aggregator {
namespace {

// Applies each change in a savepoint of its own; the result has a status for each.
std::vector<absl::Status> ApplyAll(std::deque<PendingChange>& batch, Transaction* transaction) {
  std::vector<absl::Status> statuses;
  for (PendingChange& change : batch)
    statuses.push_back(transaction->Savepoint([&] { return change.apply(transaction); }));
  return statuses;
}

// Applies and commits; where the commit fails, all that was applied fails with it.
std::vector<absl::Status> WriteAll(std::deque<PendingChange>& batch, Store* store) {
  absl::StatusOr<std::unique_ptr<Transaction>> transaction = store->Write();
  if (!transaction.ok()) return std::vector<absl::Status>(batch.size(), transaction.status());
  std::vector<absl::Status> statuses = ApplyAll(batch, transaction->get());
  const absl::Status commit = (*transaction)->Commit();
  for (absl::Status& status : statuses) {
    if (status.ok()) status = commit;
  }
  return statuses;
}

}  // namespace

Writer::Writer(WriterLimits limits, Store* store, Listener listener)
    : limits_(limits), store_(store), listener_(std::move(listener)), thread_([this] { Work(); }) {}

Writer::~Writer() { Drain(); }

Writer::Admission Writer::TryQueue(PendingChange* change) {
  absl::MutexLock lock(&mutex_);
  if (draining_) return Admission::kDraining;
  if (!RoomLocked()) return Admission::kFull;
  Push(std::move(*change));
  return Admission::kQueued;
}

bool Writer::Queue(PendingChange change) {
  absl::MutexLock lock(&mutex_);
  if (draining_) return false;
  Push(std::move(change));
  return true;
}

void Writer::Push(PendingChange change) {
  held_bytes_ += change.bytes;
  queue_.push_back(std::move(change));
}

bool Writer::HasRoom() {
  absl::MutexLock lock(&mutex_);
  return RoomLocked();
}

void Writer::WhenRoom(std::function<void()> callback) {
  {
    absl::MutexLock lock(&mutex_);
    if (!RoomLocked()) {
      room_callbacks_.push_back(std::move(callback));
      return;
    }
  }
  callback();
}

void Writer::Drain() {
  {
    absl::MutexLock lock(&mutex_);
    draining_ = true;
  }
  Release(0);
  absl::MutexLock lock(&join_mutex_);
  if (thread_.joinable()) thread_.join();
}

void Writer::Work() {
  while (true) {
    Batch batch = TakeBatch();
    if (batch.empty()) return;
    Write(std::move(batch));
  }
}

Writer::Batch Writer::TakeBatch() {
  absl::MutexLock lock(&mutex_);
  const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return draining_ || !queue_.empty(); };
  mutex_.Await(absl::Condition(&ready));
  Batch batch;
  size_t bytes = 0;
  while (!queue_.empty() && static_cast<int>(batch.size()) < limits_.commit_changes) {
    bytes += queue_.front().bytes;
    if (!batch.empty() && bytes > limits_.commit_bytes) break;
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return batch;
}

void Writer::Write(Batch batch) {
  listener_.committing(batch);
  const std::vector<absl::Status> statuses = WriteAll(batch, store_);
  listener_.committed();
  size_t bytes = 0;
  for (size_t i = 0; i < batch.size(); ++i) {
    bytes += batch[i].bytes;
    batch[i].done(statuses[i]);
  }
  batch.clear();
  Release(bytes);
  TellFailure();
}

void Writer::TellFailure() {
  const absl::Status failure = store_->Failure();
  if (failure.ok() || listener_.failed == nullptr) return;
  std::exchange(listener_.failed, nullptr)(failure);
}

void Writer::Release(size_t bytes) {
  std::vector<std::function<void()>> callbacks;
  {
    absl::MutexLock lock(&mutex_);
    held_bytes_ -= bytes;
    if (RoomLocked()) callbacks.swap(room_callbacks_);
  }
  for (const auto& callback : callbacks) callback();
}

}  // namespace caspian::aggregator
