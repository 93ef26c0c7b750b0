#include "aggregator/merge/views/view_cache.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kKeptViews = 4;
constexpr size_t kNamedCollections = 10;

}  // namespace

absl::Status CheckCollectionExists(const std::string& collection, Snapshot* snapshot) {
  const absl::StatusOr<bool> there = snapshot->HasCollection(collection);
  if (!there.ok()) return there.status();
  if (*there) return absl::OkStatus();
  const absl::StatusOr<std::vector<CollectionSize>> known = snapshot->Collections();
  if (!known.ok()) return known.status();
  std::string names = known->empty() ? "there is none yet" : "known are ";
  for (size_t i = 0; i < known->size() && i < kNamedCollections; ++i)
    absl::StrAppend(&names, i == 0 ? "" : ", ", (*known)[i].name);
  if (known->size() > kNamedCollections) absl::StrAppend(&names, ", …");
  return MakeError(v1::ERROR_REASON_COLLECTION_NOT_FOUND, absl::StrCat("collection ", collection, ": ", names));
}

struct ViewCache::Kept {
  // Of the cache's mutex.
  uint64_t last_use = 0;
  Ids pending;  // An empty id: judgements.

  absl::Mutex updating;  // Held while the view is brought up to date. Of it:
  bool loaded = false;
  std::shared_ptr<const Judgements> judgements;
  absl::Mutex reading;  // Held by readers; by the update while it changes the view. Of it:
  uint64_t state = 0;
  GrowingView view;
};

ViewCache::Lease::Lease(std::shared_ptr<Kept> kept)
    : kept_(std::move(kept)), lock_(std::make_unique<absl::ReaderMutexLock>(&kept_->reading)) {}

const GrowingView& ViewCache::Lease::view() const { return kept_->view; }

uint64_t ViewCache::Lease::state() const { return kept_->state; }

absl::StatusOr<ViewCache::Lease> ViewCache::Read(const std::string& collection) {
  const std::shared_ptr<Kept> kept = Keep(collection);
  {
    absl::MutexLock lock(&kept->updating);
    if (absl::Status status = Update(collection, kept.get()); !status.ok()) return status;
  }
  return Lease(kept);
}

std::shared_ptr<ViewCache::Kept> ViewCache::Keep(const std::string& collection) {
  absl::MutexLock lock(&mutex_);
  std::shared_ptr<Kept>& kept = kept_[collection];
  if (kept == nullptr) kept = std::make_shared<Kept>();
  kept->last_use = ++uses_;
  const std::shared_ptr<Kept> result = kept;
  if (kept_.size() > kKeptViews) {
    kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                                 [](const auto& a, const auto& b) { return a.second->last_use < b.second->last_use; }));
  }
  return result;
}

uint64_t ViewCache::NextState() {
  absl::MutexLock lock(&mutex_);
  return ++states_;
}

ViewCache::Ids ViewCache::TakePending(Kept* kept) {
  absl::MutexLock lock(&mutex_);
  return std::exchange(kept->pending, {});
}

void ViewCache::AddPending(const std::string& collection, const Kept& kept, Ids* ids) {
  absl::MutexLock lock(&mutex_);
  ids->insert(kept.pending.begin(), kept.pending.end());
  for (const CollectionChange& change : committing_) {
    if (change.collection == collection) ids->insert(change.document_id);
  }
}

absl::Status ViewCache::Update(const std::string& collection, Kept* kept) {
  Ids ids = TakePending(kept);
  if (kept->loaded && ids.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  absl::Status status = snapshot.status();
  if (status.ok()) {
    AddPending(collection, *kept, &ids);
    status = kept->loaded ? Follow(collection, ids, snapshot->get(), kept) : Load(collection, snapshot->get(), kept);
  }
  if (!status.ok()) PutBack(collection, std::move(ids), kept);
  return status;
}

absl::Status ViewCache::Load(const std::string& collection, Snapshot* snapshot, Kept* kept) {
  if (absl::Status status = CheckCollectionExists(collection, snapshot); !status.ok()) return status;
  const absl::StatusOr<std::vector<v1::JudgementEntry>> entries = snapshot->Judgements(collection);
  if (!entries.ok()) return entries.status();
  kept->judgements = std::make_shared<const Judgements>(*entries);
  std::vector<DocumentChange> documents;
  const absl::Status read = snapshot->ForEach(collection, [&](const LiveDocument& live) {
    documents.push_back({live.document.id(), ReadFacts(live, kept->judgements->Of(live.document.id()))});
  });
  if (!read.ok()) return read;
  const uint64_t state = NextState();
  absl::MutexLock lock(&kept->reading);
  kept->state = state;
  kept->view.SetVerdicts(kept->judgements->verdicts());
  kept->view.Apply(documents);
  kept->loaded = true;
  return absl::OkStatus();
}

absl::Status ViewCache::Follow(const std::string& collection, const Ids& ids, Snapshot* snapshot, Kept* kept) {
  Ids touched = ids;
  const bool judged = touched.erase("") > 0;
  std::shared_ptr<const Judgements> judgements = kept->judgements;
  if (judged) {
    const absl::StatusOr<std::vector<v1::JudgementEntry>> entries = snapshot->Judgements(collection);
    if (!entries.ok()) return entries.status();
    judgements = std::make_shared<const Judgements>(*entries);
    touched.merge(DocumentsJudgedOtherwise(*kept->judgements, *judgements));
  }
  std::vector<DocumentChange> documents;
  for (const std::string& id : touched) {
    const absl::StatusOr<std::shared_ptr<const LiveDocument>> live = snapshot->Find(collection, id);
    if (!live.ok()) return live.status();
    documents.push_back({id, *live == nullptr ? nullptr : ReadFacts(**live, judgements->Of(id))});
  }
  kept->judgements = std::move(judgements);
  const uint64_t state = NextState();
  absl::MutexLock lock(&kept->reading);
  kept->state = state;
  if (judged) kept->view.SetVerdicts(kept->judgements->verdicts());
  kept->view.Apply(documents);
  return absl::OkStatus();
}

// After a failure: what was to be done is to be done still. A collection that can't be read is not kept.
void ViewCache::PutBack(const std::string& collection, Ids ids, Kept* kept) {
  absl::MutexLock lock(&mutex_);
  kept->pending.merge(std::move(ids));
  const auto found = kept_.find(collection);
  if (!kept->loaded && found != kept_.end() && found->second.get() == kept) kept_.erase(found);
}

void ViewCache::Committing(std::vector<CollectionChange> changes) {
  absl::MutexLock lock(&mutex_);
  committing_ = std::move(changes);
}

void ViewCache::Committed() {
  absl::MutexLock lock(&mutex_);
  for (const CollectionChange& change : std::exchange(committing_, {})) {
    const auto found = kept_.find(change.collection);
    if (found != kept_.end()) found->second->pending.insert(change.document_id);
  }
}

void ViewCache::Clear() {
  absl::MutexLock lock(&mutex_);
  kept_.clear();
}

}  // namespace caspian::aggregator
