// Events that may be one (event_neighbours.h), kept up while records of events come and go. At any time it tells what
// FindEventNeighbours tells of all that are there: tested in
// tests/aggregator/merge/questions/growing_questions_test.cc.
//
// Events are kept by their participants; pairs that may be one with their score, in order. Cost of an event: a look at
// each that shares a participant (at most kMostEventsOfAParticipant for each); of a page: what is on it.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_GROWING_NEIGHBOURS_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_GROWING_NEIGHBOURS_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/resolution/directory.h"
#include "aggregator/merge/resolution/match_place.h"

namespace caspian::aggregator {

// Thread-safe while nothing changes it.
class GrowingNeighbours {
 public:
  // The directory outlives it.
  explicit GrowingNeighbours(const Directory* directory) : directory_(*directory) {}
  GrowingNeighbours(const GrowingNeighbours&) = delete;
  GrowingNeighbours& operator=(const GrowingNeighbours&) = delete;

  // An event's record comes, or goes; of a changed one both. `key` and what `first`, its first telling, points to live
  // until it goes.
  void Add(const std::string& key, const Sighting& first);
  void Remove(const std::string& key);
  // To be called after changes, before anything is read.
  void Settle();

  size_t event_count() const { return events_.size(); }
  // At most `most` pairs behind `after` (none: from the first), in order.
  std::vector<v1::MergeEdge> After(const std::optional<MatchPlace>& after, size_t most) const;

 private:
  struct Event;
  // Events of one type, polarity and actuality with the same participant.
  struct Block {
    std::string name;
    absl::flat_hash_set<Event*> members;
    bool active = true;
  };
  struct Event {
    const std::string* key;
    Sighting first;
    std::string day;
    std::string holders;
    bool alone = false;
    std::vector<Block*> participants;             // Ascending by address: each participant is one block.
    absl::flat_hash_map<Event*, int> neighbours;  // With their scores.

    const EventFact& fact() const { return first.document->events[first.index]; }
  };
  using Pair = std::pair<Event*, Event*>;
  // A pair, the smaller key first, with its score.
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

  static MatchPlaceView PlaceOf(const Placed& placed) {
    return MatchPlaceView(placed.score, *placed.pair.first->key, *placed.pair.second->key);
  }
  static Pair PairOf(Event* a, Event* b) { return *a->key < *b->key ? Pair(a, b) : Pair(b, a); }
  // -1 where they can't be one.
  static int ScoreOf(const Event& a, const Event& b);

  void UpdateBlocks();
  void CompareWithCandidates(Event* event);
  void UpdatePair(Event* a, Event* b);

  const Directory& directory_;
  absl::flat_hash_map<std::string, std::unique_ptr<Block>> blocks_;
  absl::flat_hash_map<absl::string_view, std::unique_ptr<Event>> events_;
  absl::btree_set<Placed, Stronger> order_;
  // Since the last Settle.
  absl::flat_hash_set<Block*> changed_;
  absl::flat_hash_set<Event*> fresh_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_GROWING_NEIGHBOURS_H_
