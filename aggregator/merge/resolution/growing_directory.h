// A directory (directory.h) of documents that come and go: only entries that a change touches are made anew. At any
// time it says what a directory of the documents that are there says: tested with all else in
// tests/aggregator/merge/views/growing_view_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_GROWING_DIRECTORY_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_GROWING_DIRECTORY_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/merge/resolution/directory.h"
#include "aggregator/merge/resolution/growing_matches.h"
#include "aggregator/merge/resolution/key_votes.h"
#include "aggregator/merge/resolution/resolution_state.h"

namespace caspian::aggregator {

// What an update of the directory did.
struct DirectoryChanges {
  std::vector<std::string> gone;                 // Keys of entries that are no more.
  std::vector<const DirectoryEntry*> changed;    // Entries of which anything may be otherwise than before, or new.
  std::vector<const DirectoryEntry*> renamed;    // Those of them that are shown by another name than before.
  std::vector<const DirectoryEntry*> regrouped;  // Those of them whose keys are others than before.
};

// Changes are not thread-safe. Documents outlive it, or are removed before they end.
class GrowingDirectory : public Directory {
 public:
  // The keys of the document count from the next update on. Entries stay as they are until then.
  void Add(const DocumentFacts& document);
  void Remove(const DocumentFacts& document);
  void SetVerdicts(std::vector<Verdict> verdicts);

  // The moves of clusters that are due: what will be another entity's after Update. To be handed to it.
  std::vector<ClusterMove> Resolve() { return resolution_.Update(); }
  DirectoryChanges Update(const std::vector<ClusterMove>& moves);

  // The judgements that make any entry what it is.
  std::set<std::string> ActingJudgements() const;
  // The documents that tell of the key.
  const DocumentSet& DocumentsOf(const std::string& key) const;
  // The places of the entry's names, each once.
  uint64_t PlaceCount(const DirectoryEntry& entry) const;
  const std::vector<Verdict>& verdicts() const { return resolution_.verdicts(); }
  // The entities that may be one: made when they are first asked for, at the cost of all, and kept up from then on.
  const GrowingMatches& Matches() const;
  size_t key_count() const { return votes_.size(); }
  // Keys that are looked up for entities that may be one; 0 until these are first asked for.
  size_t MatchedKeys() const;
  // What speaks for and against the keys' being one with others (resolution_state.h).
  const ResolutionState& resolution() const { return resolution_; }

 private:
  using EntrySet = absl::flat_hash_set<DirectoryEntry*>;

  void ChangePlaces(const DocumentFacts& document, bool add);
  void Move(const ClusterMove& move, EntrySet* touched);
  void TouchEntry(const std::string& key, EntrySet* touched) const;
  DirectoryEntry* EntryOfCluster(const std::string& cluster);
  // True where it is shown by another name than before.
  bool Rename(DirectoryEntry* entry) const;
  void GiveJudgements(DirectoryEntry* entry);
  void GiveOffice(DirectoryEntry* entry) const;
  // Gives offices to these, and to those that hold one of an entry in `shown`; all of them.
  EntrySet GiveOffices(EntrySet entries, const std::vector<const DirectoryEntry*>& shown) const;

  ResolutionState resolution_;
  absl::flat_hash_map<std::string, std::unique_ptr<KeyVotes>> votes_;
  absl::flat_hash_map<std::string, std::unique_ptr<DirectoryEntry>> owned_;
  // By the key that an office is of: the keys that hold one, counted.
  absl::flat_hash_map<std::string, absl::flat_hash_map<std::string, uint32_t>> holders_;
  absl::flat_hash_set<std::string> touched_keys_;
  EntrySet judged_;                    // Entries with judgements.
  mutable absl::Mutex matches_mutex_;  // Of the making, among readers.
  mutable std::unique_ptr<GrowingMatches> matches_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_GROWING_DIRECTORY_H_
