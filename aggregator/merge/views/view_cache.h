// Views of collections, kept up to date with what is committed to them.
//
// The writer tells what a commit may change before it commits, and when it has. A view is brought up to date when it is
// read: from a snapshot, by the documents that commits have named since. What is being committed while the snapshot is
// taken may be in it or not: it is read from the snapshot too, and once more after the commit is through. So a view is
// always that of one snapshot.
#ifndef CASPIAN_AGGREGATOR_MERGE_VIEWS_VIEW_CACHE_H_
#define CASPIAN_AGGREGATOR_MERGE_VIEWS_VIEW_CACHE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/merge/views/growing_view.h"
#include "aggregator/store/store.h"

namespace caspian::aggregator {

// NOT_FOUND (COLLECTION_NOT_FOUND) that names collections that are there; OK where `collection` is.
absl::Status CheckCollectionExists(const std::string& collection, Snapshot* snapshot);

// What a commit may change: a document, or where its id is empty the judgements.
struct CollectionChange {
  std::string collection;
  std::string document_id;
};

// Its views together hold at most `most_bytes`, as GrowingView::EstimatedBytes estimates it: where one comes or grows
// those go that were not read for the longest time, and are made again when they are asked for. One that goes while it
// is read stays until that is done. One that does not fit by itself is not made, or dropped when it has grown; that is
// not tried again before the collection has lost documents.
//
// Thread-safe.
class ViewCache {
 private:
  struct Kept;

 public:
  // A view that stays as it is while the lease is held. Not to be held for long: the next change waits.
  class Lease {
   public:
    const GrowingView& view() const;
    // Equal of leases of one state of a collection; never of two.
    uint64_t state() const;

   private:
    friend class ViewCache;
    explicit Lease(std::shared_ptr<Kept> kept);
    std::shared_ptr<Kept> kept_;
    std::unique_ptr<absl::ReaderMutexLock> lock_;
  };

  // `store` outlives it.
  ViewCache(Store* store, size_t most_bytes) : store_(store), most_bytes_(most_bytes) {}

  // The view of the collection with all that was committed before the call. COLLECTION_NOT_FOUND, STORE_FAILED;
  // VIEW_TOO_LARGE where there is no room for it.
  absl::StatusOr<Lease> Read(const std::string& collection);

  // Called by the one writer, before each commit and after it.
  void Committing(std::vector<CollectionChange> changes);
  void Committed();
  // Forgets all.
  void Clear();
  // What the views hold, estimated.
  size_t EstimatedBytes() const;

 private:
  using Ids = std::set<std::string>;

  std::shared_ptr<Kept> Keep(const std::string& collection);
  absl::Status Update(const std::string& collection, Kept* kept);
  // VIEW_TOO_LARGE where it is known not to fit.
  absl::Status CheckMayFit(const std::string& collection, Kept* kept);
  absl::Status Load(const std::string& collection, Snapshot* snapshot, Kept* kept);
  absl::Status Follow(const std::string& collection, const Ids& ids, Snapshot* snapshot, Kept* kept);
  // What was named since the last time, as it is no longer pending; and what is pending now or being committed.
  Ids TakePending(Kept* kept);
  void AddPending(const std::string& collection, const Kept& kept, Ids* ids);
  // Applies the changes, whose documents are cleared, and makes room for what the view has become.
  absl::Status Apply(const std::string& collection, bool judged, std::vector<DocumentChange>* documents, Kept* kept);
  size_t BatchBytes(const GrowingView& view) const;
  absl::Status MakeRoom(const std::string& collection, Kept* kept);
  void Drop(Kept* kept);
  absl::Status TooLarge(const std::string& collection) const;
  absl::Status NoRoomNow(const std::string& collection) const;
  // One that is being made is no room for others.
  void SetMaking(bool making, Kept* kept);
  uint64_t NextState();
  void PutBack(const std::string& collection, Ids ids, Kept* kept);

  Store* const store_;
  const size_t most_bytes_;
  mutable absl::Mutex mutex_;
  uint64_t uses_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t states_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, std::shared_ptr<Kept>> kept_ ABSL_GUARDED_BY(mutex_);
  std::vector<CollectionChange> committing_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_VIEWS_VIEW_CACHE_H_
