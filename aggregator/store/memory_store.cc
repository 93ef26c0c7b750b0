#include <map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/store/store.h"

namespace caspian::aggregator {
namespace {

using LivePtr = std::shared_ptr<const LiveDocument>;

struct CollectionState {
  std::map<std::string, LivePtr, std::less<>> live;
  std::map<std::string, uint32_t, std::less<>> tombstones;
  std::map<std::string, v1::JudgementEntry, std::less<>> judgements;
};

// Collections are copied on write where a snapshot still holds them, so that a snapshot costs one pointer a collection.
using State = std::map<std::string, std::shared_ptr<CollectionState>, std::less<>>;

// Changes not yet committed; a null pointer erases.
struct Changes {
  std::map<std::pair<std::string, std::string>, LivePtr> live;
  std::map<std::pair<std::string, std::string>, uint32_t> tombstones;
  std::map<std::pair<std::string, std::string>, v1::JudgementEntry> judgements;

  void Absorb(Changes later) {
    for (auto& [key, value] : later.live) live[key] = std::move(value);
    for (auto& [key, value] : later.tombstones) tombstones[key] = value;
    for (auto& [key, value] : later.judgements) judgements[key] = std::move(value);
  }
};

class MemorySnapshot : public Snapshot {
 public:
  MemorySnapshot(State state, absl::Mutex* mutex) : state_(std::move(state)), mutex_(mutex) {}

  // Under the store's mutex, so that the store may trust use_count.
  ~MemorySnapshot() override {
    absl::MutexLock lock(mutex_);
    state_.clear();
  }

  absl::StatusOr<bool> HasCollection(absl::string_view collection) override { return StateOf(collection) != nullptr; }

  absl::StatusOr<std::vector<CollectionSize>> Collections() override {
    std::vector<CollectionSize> sizes;
    for (const auto& [name, state] : state_) sizes.push_back({name, static_cast<uint32_t>(state->live.size())});
    return sizes;
  }

  absl::StatusOr<LivePtr> Find(absl::string_view collection, absl::string_view id) override {
    const CollectionState* state = StateOf(collection);
    if (state == nullptr) return LivePtr();
    const auto found = state->live.find(id);
    return found == state->live.end() ? LivePtr() : found->second;
  }

  absl::Status ForEachAfter(absl::string_view collection, absl::string_view after,
                            absl::FunctionRef<bool(const LiveDocument&)> visit) override {
    const CollectionState* state = StateOf(collection);
    if (state == nullptr) return absl::OkStatus();
    for (auto live = state->live.upper_bound(after); live != state->live.end() && visit(*live->second);) ++live;
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<v1::JudgementEntry>> Judgements(absl::string_view collection) override {
    std::vector<v1::JudgementEntry> judgements;
    const CollectionState* state = StateOf(collection);
    if (state == nullptr) return judgements;
    for (const auto& [id, entry] : state->judgements) judgements.push_back(entry);
    return judgements;
  }

 private:
  const CollectionState* StateOf(absl::string_view collection) const {
    const auto found = state_.find(collection);
    return found == state_.end() ? nullptr : found->second.get();
  }

  State state_;
  absl::Mutex* const mutex_;
};

class MemoryStore : public Store {
 public:
  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override {
    absl::MutexLock lock(&mutex_);
    return std::make_unique<MemorySnapshot>(state_, &mutex_);
  }

  absl::StatusOr<std::unique_ptr<Transaction>> Write() override;

  std::string Kind() const override { return "memory"; }

  LivePtr Live(absl::string_view collection, absl::string_view id) {
    absl::MutexLock lock(&mutex_);
    const auto found = state_.find(collection);
    if (found == state_.end()) return nullptr;
    const auto live = found->second->live.find(id);
    return live == found->second->live.end() ? nullptr : live->second;
  }

  uint32_t Tombstone(absl::string_view collection, absl::string_view id_hash) {
    absl::MutexLock lock(&mutex_);
    const auto found = state_.find(collection);
    if (found == state_.end()) return 0;
    const auto tombstone = found->second->tombstones.find(id_hash);
    return tombstone == found->second->tombstones.end() ? 0 : tombstone->second;
  }

  std::optional<v1::JudgementEntry> Judgement(absl::string_view collection, absl::string_view id) {
    absl::MutexLock lock(&mutex_);
    const auto found = state_.find(collection);
    if (found == state_.end()) return std::nullopt;
    const auto entry = found->second->judgements.find(id);
    if (entry == found->second->judgements.end()) return std::nullopt;
    return entry->second;
  }

  void Apply(Changes changes) {
    absl::MutexLock lock(&mutex_);
    for (auto& [key, live] : changes.live) {
      if (live == nullptr && state_.count(key.first) == 0) continue;
      auto& documents = Writable(key.first).live;
      if (live == nullptr) {
        documents.erase(key.second);
      } else {
        documents[key.second] = std::move(live);
      }
    }
    for (const auto& [key, revision] : changes.tombstones) Writable(key.first).tombstones[key.second] = revision;
    for (auto& [key, entry] : changes.judgements) Writable(key.first).judgements[key.second] = std::move(entry);
  }

  void EndWrite() {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
  }

 private:
  CollectionState& Writable(const std::string& collection) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    auto& state = state_[collection];
    if (state == nullptr) {
      state = std::make_shared<CollectionState>();
    } else if (state.use_count() > 1) {
      state = std::make_shared<CollectionState>(*state);
    }
    return *state;
  }

  absl::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
};

class MemoryTransaction : public Transaction {
 public:
  explicit MemoryTransaction(MemoryStore* store) : store_(store) {}
  ~MemoryTransaction() override { store_->EndWrite(); }

  absl::Status Savepoint(absl::FunctionRef<absl::Status()> change) override {
    const absl::Status status = change();
    if (status.ok()) batch_.Absorb(std::move(pending_));
    pending_ = Changes();
    return status;
  }

  absl::StatusOr<std::optional<std::string>> LiveRank(absl::string_view collection, absl::string_view id) override {
    const std::pair<std::string, std::string> key(collection, id);
    for (const Changes* changes : {&pending_, &batch_}) {
      if (const auto found = changes->live.find(key); found != changes->live.end()) return RankOf(found->second);
    }
    return RankOf(store_->Live(collection, id));
  }

  absl::StatusOr<uint32_t> TombstoneRevision(absl::string_view collection, absl::string_view id_hash) override {
    const std::pair<std::string, std::string> key(collection, id_hash);
    for (const Changes* changes : {&pending_, &batch_}) {
      if (const auto found = changes->tombstones.find(key); found != changes->tombstones.end()) return found->second;
    }
    return store_->Tombstone(collection, id_hash);
  }

  absl::Status PutLive(absl::string_view collection, LivePtr live) override {
    const std::string id = live->document.id();
    pending_.live[{std::string(collection), id}] = std::move(live);
    return absl::OkStatus();
  }

  absl::Status EraseLive(absl::string_view collection, absl::string_view id) override {
    pending_.live[{std::string(collection), std::string(id)}] = nullptr;
    return absl::OkStatus();
  }

  absl::Status PutTombstone(absl::string_view collection, absl::string_view id_hash, uint32_t revision) override {
    pending_.tombstones[{std::string(collection), std::string(id_hash)}] = revision;
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<v1::JudgementEntry>> Judgement(absl::string_view collection,
                                                              absl::string_view id) override {
    const std::pair<std::string, std::string> key(collection, id);
    for (const Changes* changes : {&pending_, &batch_}) {
      if (const auto found = changes->judgements.find(key); found != changes->judgements.end())
        return std::make_optional(found->second);
    }
    return store_->Judgement(collection, id);
  }

  absl::Status PutJudgement(absl::string_view collection, const v1::JudgementEntry& entry) override {
    pending_.judgements[{std::string(collection), entry.judgement().id()}] = entry;
    return absl::OkStatus();
  }

  absl::Status Commit() override {
    batch_.Absorb(std::move(pending_));
    store_->Apply(std::move(batch_));
    return absl::OkStatus();
  }

 private:
  static std::optional<std::string> RankOf(const LivePtr& live) {
    if (live == nullptr) return std::nullopt;
    return live->rank;
  }

  MemoryStore* const store_;
  Changes batch_;
  Changes pending_;
};

absl::StatusOr<std::unique_ptr<Transaction>> MemoryStore::Write() {
  absl::MutexLock lock(&mutex_);
  const auto free = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !writing_; };
  mutex_.Await(absl::Condition(&free));
  writing_ = true;
  return std::make_unique<MemoryTransaction>(this);
}

}  // namespace

std::unique_ptr<Store> MakeMemoryStore() { return std::make_unique<MemoryStore>(); }

}  // namespace caspian::aggregator
