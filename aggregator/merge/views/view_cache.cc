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

absl::StatusOr<std::shared_ptr<const CollectionView>> ViewCache::Get(const std::string& collection) {
  if (auto view = Find(collection)) return view;
  absl::MutexLock lock(&making_);
  // Another call may have made it meanwhile.
  if (auto view = Find(collection)) return view;
  return Make(collection);
}

std::shared_ptr<const CollectionView> ViewCache::Find(const std::string& collection) {
  absl::MutexLock lock(&mutex_);
  const auto found = kept_.find(collection);
  if (found == kept_.end()) return nullptr;
  found->second.last_use = ++uses_;
  return found->second.view;
}

absl::StatusOr<std::shared_ptr<const CollectionView>> ViewCache::Make(const std::string& collection) {
  uint64_t generation = 0;
  {
    absl::MutexLock lock(&mutex_);
    generation = generation_;
  }
  absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = store_->Read();
  if (!snapshot.ok()) return snapshot.status();
  if (absl::Status status = CheckCollectionExists(collection, snapshot->get()); !status.ok()) return status;
  const absl::StatusOr<std::vector<v1::JudgementEntry>> entries = (*snapshot)->Judgements(collection);
  if (!entries.ok()) return entries.status();
  const Judgements judgements(*entries);
  DocumentList documents;
  const absl::Status read = (*snapshot)->ForEach(collection, [&](const LiveDocument& live) {
    documents.push_back(ReadFacts(live, judgements.Of(live.document.id())));
  });
  if (!read.ok()) return read;
  snapshot->reset();
  auto view = std::make_shared<const CollectionView>(std::move(documents), judgements.verdicts());
  Keep(collection, generation, view);
  return view;
}

void ViewCache::Keep(const std::string& collection, uint64_t generation, std::shared_ptr<const CollectionView> view) {
  absl::MutexLock lock(&mutex_);
  // A commit came in between: good for this call, not for later ones.
  if (generation != generation_) return;
  kept_[collection] = {++uses_, std::move(view)};
  if (kept_.size() <= kKeptViews) return;
  kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                               [](const auto& a, const auto& b) { return a.second.last_use < b.second.last_use; }));
}

void ViewCache::Invalidate(const std::vector<std::string>& collections) {
  absl::MutexLock lock(&mutex_);
  ++generation_;
  for (const std::string& collection : collections) kept_.erase(collection);
}

void ViewCache::Clear() {
  absl::MutexLock lock(&mutex_);
  ++generation_;
  kept_.clear();
}

}  // namespace caspian::aggregator
