// Entities that may be one (possible_matches.h), kept up while keys come and go. At any time it offers what
// FindPossibleMatches offers of a resolution of all keys that are there: tested in
// tests/aggregator/merge/questions/growing_questions_test.cc.
//
// Pairs of keys that anything offers are kept, with what it scores: an edge of the resolution, names that are alike, a
// bare surname. Those whose keys are in two clusters stand in order. Which of them is the strongest between its
// clusters, and what judgements keep apart, is seen when they are read. Cost of a new key: a comparison with each key
// that shares a word (at most kMostNamesOfAWord for each word); of one that changes its cluster: the pairs that it is
// in; of a page: what is on it, and the weaker pairs of its clusters.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_GROWING_MATCHES_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_GROWING_MATCHES_H_

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "aggregator/merge/resolution/directory.h"
#include "aggregator/merge/resolution/match_place.h"
#include "aggregator/merge/resolution/resolution_state.h"

namespace caspian::aggregator {

// Thread-safe while nothing changes it.
class GrowingMatches {
 public:
  // Both outlive it; they are up to date, and whenever anything but Follow is called.
  GrowingMatches(const ResolutionState* resolution, const Directory* directory);
  GrowingMatches(const GrowingMatches&) = delete;
  GrowingMatches& operator=(const GrowingMatches&) = delete;

  // Follows an update of the resolution, which gave these moves.
  void Follow(const std::vector<ClusterMove>& moves) { Follow(moves, resolution_.touched()); }

  size_t key_count() const { return names_.size(); }
  // At most `most` matches behind `after` (none: from the first), in order.
  std::vector<v1::MergeEdge> After(const std::optional<MatchPlace>& after, size_t most) const;

 private:
  struct Name;
  // Names that share a word.
  struct Block {
    std::string word;
    absl::flat_hash_set<Name*> members;
    bool active = true;
  };
  struct Name {
    std::string key;
    const NamedKey* named = nullptr;  // The resolution's; null where names are not compared.
    std::vector<Block*> blocks;
    std::optional<std::string> surname;  // SurnameSounds of a person's name.
    bool bare = false;                   // It is all of the name.
    Name* bearer = nullptr;              // Of a bare one, who is offered with it.
    absl::flat_hash_set<Name*> others;   // With which it makes a pair.
  };
  struct ByKey {
    bool operator()(const Name* a, const Name* b) const { return a->key < b->key; }
  };
  using NameSet = absl::flat_hash_set<Name*>;
  // The smaller key first.
  using Pair = std::pair<Name*, Name*>;
  // What offers a pair, with its score; of equal ones the first counts. -1: nothing.
  struct Offer {
    int edge = -1;
    int alike = -1;
    int surname = -1;
    int placed = -1;  // The score under which it stands in order.
    int Score() const { return std::max({edge, alike, surname}); }
  };
  struct Placed {
    int score;
    Pair pair;
  };
  struct Stronger {
    using is_transparent = void;
    bool operator()(const Placed& a, const Placed& b) const { return PlaceOf(a) < PlaceOf(b); }
    bool operator()(const MatchPlace& a, const Placed& b) const { return a.View() < PlaceOf(b); }
    bool operator()(const Placed& a, const MatchPlace& b) const { return PlaceOf(a) < b.View(); }
  };
  struct Surname {
    absl::btree_set<Name*, ByKey> bearers;
    NameSet bare;
  };

  static MatchPlaceView PlaceOf(const Placed& placed) {
    return MatchPlaceView(placed.score, placed.pair.first->key, placed.pair.second->key);
  }
  static Pair PairOf(Name* a, Name* b) { return a->key < b->key ? Pair(a, b) : Pair(b, a); }

  void Follow(const std::vector<ClusterMove>& moves, const std::vector<absl::string_view>& touched);
  Name* Find(absl::string_view key) const;
  Name* Make(absl::string_view key);
  void Remove(Name* name);
  void EnterBlocks(Name* name);
  void EnterSurname(Name* name);
  void UpdateBlocks();
  void CompareWithAlike(Name* name);
  void UpdateAlike(Name* a, Name* b);
  void UpdateEdges(absl::string_view key);
  void TouchSurname(Name* name);
  void UpdateSurname(Name* bare);
  void Moved(Name* name);
  void Change(Name* a, Name* b, int Offer::*source, int score);
  void Place(const Pair& pair, Offer* offer);
  bool AreOne(const Name& a, const Name& b) const;
  bool IsStrongest(const Placed& placed) const;
  bool AreJudgedApart(const Placed& placed) const;
  v1::MergeEdge Tell(const Placed& placed) const;

  const ResolutionState& resolution_;
  const Directory& directory_;
  absl::flat_hash_map<absl::string_view, std::unique_ptr<Name>> names_;
  absl::flat_hash_map<std::string, std::unique_ptr<Block>> blocks_;
  absl::flat_hash_map<std::string, Surname> surnames_;
  absl::flat_hash_map<Pair, Offer> offers_;
  absl::btree_set<Placed, Stronger> order_;
  // Within Follow.
  absl::flat_hash_set<Block*> changed_blocks_;
  NameSet changed_bare_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_GROWING_MATCHES_H_
