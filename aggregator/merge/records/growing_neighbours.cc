#include "aggregator/merge/records/growing_neighbours.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/records/event_neighbours.h"
#include "aggregator/merge/records/record_key.h"

namespace caspian::aggregator {

void GrowingNeighbours::Add(const std::string& key, const Sighting& first) {
  const EventFact& fact = first.document->events[first.index];
  EventKeyParts parts = PartsOfEvent(*first.document, fact, directory_);
  if (parts.participants.empty()) return;
  auto& event = events_[key];
  event = std::make_unique<Event>();
  event->key = &key;
  event->first = first;
  event->day = std::move(parts.day);
  event->holders = std::move(parts.holders);
  event->alone = !parts.alone.empty();
  for (const std::string& participant : parts.participants) {
    std::string name = absl::StrCat(fact.type, "\x1e", fact.polarity, "\x1e", fact.actuality, "\x1e", participant);
    auto& block = blocks_[name];
    if (block == nullptr) block = std::make_unique<Block>(Block{std::move(name), {}, true});
    block->members.insert(event.get());
    event->participants.push_back(block.get());
    changed_.insert(block.get());
  }
  std::sort(event->participants.begin(), event->participants.end());
  fresh_.insert(event.get());
}

void GrowingNeighbours::Remove(const std::string& key) {
  const auto found = events_.find(key);
  if (found == events_.end()) return;
  Event* event = found->second.get();
  for (const auto& [other, score] : event->neighbours) {
    order_.erase({score, PairOf(event, other)});
    other->neighbours.erase(event);
  }
  for (Block* block : event->participants) {
    block->members.erase(event);
    changed_.insert(block);
  }
  fresh_.erase(event);
  events_.erase(found);
}

void GrowingNeighbours::Settle() {
  UpdateBlocks();
  for (Event* event : fresh_) CompareWithCandidates(event);
  fresh_.clear();
}

// A participant that too many events have says nothing; of what fewer have again all are compared.
void GrowingNeighbours::UpdateBlocks() {
  std::vector<Pair> pairs;
  for (Block* block : changed_) {
    const bool active = block->members.size() <= kMostEventsOfAParticipant;
    if (active == block->active) continue;
    block->active = active;
    for (Event* a : block->members) {
      if (!active) {
        for (const auto& [b, score] : a->neighbours) pairs.emplace_back(a, b);
        continue;
      }
      for (Event* b : block->members) {
        if (*a->key < *b->key) pairs.emplace_back(a, b);
      }
    }
  }
  for (const auto& [a, b] : pairs) UpdatePair(a, b);
  for (Block* block : changed_) {
    if (block->members.empty()) blocks_.erase(std::string(block->name));
  }
  changed_.clear();
}

void GrowingNeighbours::CompareWithCandidates(Event* event) {
  absl::flat_hash_set<Event*> others;
  for (const Block* block : event->participants) {
    if (block->active) others.insert(block->members.begin(), block->members.end());
  }
  for (Event* other : others) {
    if (other != event) UpdatePair(event, other);
  }
}

int GrowingNeighbours::ScoreOf(const Event& a, const Event& b) {
  const auto &left = a.participants, &right = b.participants;
  const bool share = std::any_of(left.begin(), left.end(), [&right](Block* block) {
    return block->active && std::binary_search(right.begin(), right.end(), block);
  });
  if (!share || a.holders != b.holders || a.alone || b.alone || (a.day == b.day) == (left == right)) return -1;
  if (left == right) return ScoreOfTimes(a.fact(), b.fact());
  const bool included = std::includes(left.begin(), left.end(), right.begin(), right.end()) ||
                        std::includes(right.begin(), right.end(), left.begin(), left.end());
  return included ? ScoreOfMoreParticipants() : -1;
}

void GrowingNeighbours::UpdatePair(Event* a, Event* b) {
  const int score = ScoreOf(*a, *b);
  const auto found = a->neighbours.find(b);
  const int before = found == a->neighbours.end() ? -1 : found->second;
  if (score == before) return;
  if (before >= 0) order_.erase({before, PairOf(a, b)});
  if (score >= 0) {
    order_.insert({score, PairOf(a, b)});
    a->neighbours[b] = b->neighbours[a] = score;
  } else {
    a->neighbours.erase(b);
    b->neighbours.erase(a);
  }
}

std::vector<v1::MergeEdge> GrowingNeighbours::After(const std::optional<MatchPlace>& after, size_t most) const {
  std::vector<v1::MergeEdge> found;
  for (auto at = after ? order_.upper_bound(*after) : order_.begin(); at != order_.end() && found.size() < most; ++at) {
    const auto& [a, b] = at->pair;
    found.push_back(*CompareEvents(*a->key, a->first, *b->key, b->first, directory_));
  }
  return found;
}

}  // namespace caspian::aggregator
