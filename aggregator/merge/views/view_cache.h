// Views of collections, kept while nothing is committed to them.
#ifndef CASPIAN_AGGREGATOR_MERGE_VIEWS_VIEW_CACHE_H_
#define CASPIAN_AGGREGATOR_MERGE_VIEWS_VIEW_CACHE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/store/store.h"

namespace caspian::aggregator {

// NOT_FOUND (COLLECTION_NOT_FOUND) that names collections that are there; OK where `collection` is.
absl::Status CheckCollectionExists(const std::string& collection, Snapshot* snapshot);

// Thread-safe. One view is made at a time; the last few are kept.
class ViewCache {
 public:
  // `store` outlives it.
  explicit ViewCache(Store* store) : store_(store) {}

  // The view of the collection with all that was committed before the call. COLLECTION_NOT_FOUND, STORE_FAILED.
  absl::StatusOr<std::shared_ptr<const CollectionView>> Get(const std::string& collection);

  // Says that a commit may have changed these.
  void Invalidate(const std::vector<std::string>& collections);
  // Forgets all.
  void Clear();

 private:
  struct Kept {
    uint64_t last_use = 0;
    std::shared_ptr<const CollectionView> view;
  };

  std::shared_ptr<const CollectionView> Find(const std::string& collection);
  absl::StatusOr<std::shared_ptr<const CollectionView>> Make(const std::string& collection);
  void Keep(const std::string& collection, uint64_t generation, std::shared_ptr<const CollectionView> view);

  Store* const store_;
  absl::Mutex making_;
  absl::Mutex mutex_;
  uint64_t generation_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t uses_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_VIEWS_VIEW_CACHE_H_
