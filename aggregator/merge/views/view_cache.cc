#include "aggregator/merge/views/view_cache.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/facts/facts_bytes.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kNamedCollections = 10;
// While a view is made its documents are applied in batches, each half as large as what is there: few, and a view that
// will not fit is noticed before it takes much more than it may.
constexpr size_t kLeastBatchBytes = size_t{16} << 20;
constexpr size_t kBatchesInBound = 32;

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
  Ids pending;       // An empty id: judgements.
  size_t bytes = 0;  // Estimated; 0: not loaded.
  bool making = false;
  // As many documents as did not fit; 0: not known of any. Then `pending` is not kept, but whether there was any.
  size_t too_many = 0;
  bool changed = false;

  absl::Mutex updating;  // Held while the view is brought up to date. Of it:
  bool loaded = false;
  std::shared_ptr<const Judgements> judgements;
  absl::Mutex reading;  // Held by readers; by the update while it changes the view. Of it:
  uint64_t state = 0;
  std::unique_ptr<GrowingView> view = std::make_unique<GrowingView>();
};

ViewCache::Lease::Lease(std::shared_ptr<Kept> kept)
    : kept_(std::move(kept)), lock_(std::make_unique<absl::ReaderMutexLock>(&kept_->reading)) {}

const GrowingView& ViewCache::Lease::view() const { return *kept_->view; }

uint64_t ViewCache::Lease::state() const { return kept_->state; }

absl::StatusOr<ViewCache::Lease> ViewCache::Read(const std::string& collection) {
  const std::shared_ptr<Kept> kept = Keep(collection);
  absl::MutexLock lock(&kept->updating);
  if (absl::Status status = Update(collection, kept.get()); !status.ok()) return status;
  return Lease(kept);
}

std::shared_ptr<ViewCache::Kept> ViewCache::Keep(const std::string& collection) {
  absl::MutexLock lock(&mutex_);
  std::shared_ptr<Kept>& kept = kept_[collection];
  if (kept == nullptr) kept = std::make_shared<Kept>();
  kept->last_use = ++uses_;
  return kept;
}

size_t ViewCache::EstimatedBytes() const {
  absl::MutexLock lock(&mutex_);
  size_t bytes = 0;
  for (const auto& [collection, kept] : kept_) bytes += kept->bytes;
  return bytes;
}

absl::Status ViewCache::TooLarge(const std::string& collection) const {
  return MakeError(
      v1::ERROR_REASON_VIEW_TOO_LARGE,
      absl::StrCat(
          "collection ", collection, ": its view does not fit into the ", most_bytes_ >> 20,
          " MiB that there are for views; what is stored is safe, and documents are taken: give the aggregator "
          "a larger --view-memory, or split the collection"),
      {{"collection", collection}});
}

absl::Status ViewCache::NoRoomNow(const std::string& collection) const {
  return MakeError(v1::ERROR_REASON_VIEW_TOO_LARGE,
                   absl::StrCat("collection ", collection,
                                ": views of other collections are being made and leave no room "
                                "for its own: ask again, or give the aggregator a larger --view-memory"),
                   {{"collection", collection}});
}

absl::Status ViewCache::MakeRoom(const std::string& collection, Kept* kept) {
  const size_t bytes = kept->view->EstimatedBytes();
  std::vector<std::shared_ptr<Kept>> gone;  // Ends without the mutex.
  absl::MutexLock lock(&mutex_);
  kept->bytes = bytes;
  size_t all = 0;
  for (const auto& [name, other] : kept_) all += other->bytes;
  while (all > most_bytes_) {
    auto oldest = kept_.end();
    for (auto at = kept_.begin(); at != kept_.end(); ++at) {
      if (at->second.get() == kept || at->second->bytes == 0 || at->second->making) continue;
      if (oldest == kept_.end() || at->second->last_use < oldest->second->last_use) oldest = at;
    }
    if (oldest == kept_.end()) break;
    all -= oldest->second->bytes;
    gone.push_back(std::move(oldest->second));
    kept_.erase(oldest);
  }
  if (all <= most_bytes_) return absl::OkStatus();
  if (bytes <= most_bytes_) return NoRoomNow(collection);
  kept->too_many = kept->view->document_count();
  kept->pending.clear();
  return TooLarge(collection);
}

absl::Status ViewCache::Apply(const std::string& collection, bool judged, std::vector<DocumentChange>* documents,
                              Kept* kept) {
  const uint64_t state = NextState();
  absl::MutexLock lock(&kept->reading);
  kept->state = state;
  if (judged) kept->view->SetVerdicts(kept->judgements->verdicts());
  kept->view->Apply(*documents);
  documents->clear();
  return MakeRoom(collection, kept);
}

void ViewCache::Drop(Kept* kept) {
  std::unique_ptr<GrowingView> gone;
  kept->loaded = false;
  {
    absl::MutexLock lock(&kept->reading);
    gone = std::exchange(kept->view, std::make_unique<GrowingView>());
  }
  absl::MutexLock lock(&mutex_);
  kept->bytes = 0;
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
  if (absl::Status status = CheckMayFit(collection, kept); !status.ok()) return status;
  SetMaking(!kept->loaded, kept);
  Ids ids = TakePending(kept);
  if (kept->loaded && ids.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  absl::Status status = snapshot.status();
  if (status.ok()) {
    AddPending(collection, *kept, &ids);
    status = kept->loaded ? Follow(collection, ids, snapshot->get(), kept) : Load(collection, snapshot->get(), kept);
  }
  if (!status.ok() && (!kept->loaded || ReasonOf(status) == v1::ERROR_REASON_VIEW_TOO_LARGE)) Drop(kept);
  if (!status.ok()) PutBack(collection, std::move(ids), kept);
  SetMaking(false, kept);
  return status;
}

void ViewCache::SetMaking(bool making, Kept* kept) {
  absl::MutexLock lock(&mutex_);
  kept->making = making;
}

absl::Status ViewCache::CheckMayFit(const std::string& collection, Kept* kept) {
  size_t too_many = 0;
  bool changed = false;
  {
    absl::MutexLock lock(&mutex_);
    too_many = kept->too_many;
    changed = std::exchange(kept->changed, false);
  }
  if (too_many == 0) return absl::OkStatus();
  if (!changed) return TooLarge(collection);
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<CollectionSize>> sizes = (*snapshot)->Collections();
  if (!sizes.ok()) return sizes.status();
  for (const CollectionSize& size : *sizes) {
    if (size.name == collection && size.document_count >= too_many) return TooLarge(collection);
  }
  absl::MutexLock lock(&mutex_);
  kept->too_many = 0;
  return absl::OkStatus();
}

absl::Status ViewCache::Load(const std::string& collection, Snapshot* snapshot, Kept* kept) {
  if (absl::Status status = CheckCollectionExists(collection, snapshot); !status.ok()) return status;
  const absl::StatusOr<std::vector<v1::JudgementEntry>> entries = snapshot->Judgements(collection);
  if (!entries.ok()) return entries.status();
  kept->judgements = std::make_shared<const Judgements>(*entries);
  std::vector<DocumentChange> batch;
  if (absl::Status status = Apply(collection, /*judged=*/true, &batch, kept); !status.ok()) return status;
  size_t batch_bytes = 0;
  absl::Status applied;
  const absl::Status read = snapshot->ForEachAfter(collection, "", [&](const LiveDocument& live) {
    batch.push_back({live.document.id(), ReadFacts(live, kept->judgements->Of(live.document.id()))});
    batch_bytes += BytesOf(*batch.back().facts);
    if (batch_bytes < BatchBytes(*kept->view)) return true;
    batch_bytes = 0;
    applied = Apply(collection, /*judged=*/false, &batch, kept);
    return applied.ok();
  });
  absl::Status status = read.ok() ? applied : read;
  if (status.ok()) status = Apply(collection, /*judged=*/false, &batch, kept);
  kept->loaded = status.ok();
  return status;
}

size_t ViewCache::BatchBytes(const GrowingView& view) const {
  return std::min(std::max(kLeastBatchBytes, view.EstimatedBytes() / 2), most_bytes_ / kBatchesInBound);
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
  return Apply(collection, judged, &documents, kept);
}

// After a failure: what was to be done is to be done still. A collection that can't be read is not kept, but where it
// is known not to fit.
void ViewCache::PutBack(const std::string& collection, Ids ids, Kept* kept) {
  absl::MutexLock lock(&mutex_);
  if (kept->too_many > 0) return;
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
    if (found == kept_.end()) continue;
    if (found->second->too_many > 0) {
      found->second->changed = true;
    } else {
      found->second->pending.insert(change.document_id);
    }
  }
}

void ViewCache::Clear() {
  absl::MutexLock lock(&mutex_);
  kept_.clear();
}

}  // namespace caspian::aggregator
