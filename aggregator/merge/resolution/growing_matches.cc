#include "aggregator/merge/resolution/growing_matches.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/possible_matches.h"
#include "aggregator/merge/resolution/surnames.h"

namespace caspian::aggregator {

GrowingMatches::GrowingMatches(const ResolutionState* resolution, const Directory* directory)
    : resolution_(*resolution), directory_(*directory) {
  std::vector<ClusterMove> moves;
  std::vector<absl::string_view> all;
  resolution_.ForEachKey([&](const std::string& key) {
    moves.push_back({key, "", key});
    all.push_back(key);
  });
  Follow(moves, all);
}

void GrowingMatches::Follow(const std::vector<ClusterMove>& moves, const std::vector<absl::string_view>& touched) {
  std::vector<Name*> fresh;
  for (const ClusterMove& move : moves) {
    Name* name = Find(move.key);
    if (move.to.empty() && name != nullptr) Remove(name);
    if (move.from.empty() && resolution_.NamedOf(move.key) != nullptr) fresh.push_back(Make(move.key));
  }
  UpdateBlocks();
  for (Name* name : fresh) CompareWithAlike(name);
  for (const absl::string_view key : touched) UpdateEdges(key);
  for (const ClusterMove& move : moves) {
    if (Name* name = Find(move.key)) Moved(name);
  }
  for (Name* bare : std::exchange(changed_bare_, {})) UpdateSurname(bare);
}

GrowingMatches::Name* GrowingMatches::Find(absl::string_view key) const {
  const auto found = names_.find(key);
  return found == names_.end() ? nullptr : found->second.get();
}

GrowingMatches::Name* GrowingMatches::Make(absl::string_view key) {
  if (Name* name = Find(key)) return name;
  auto fresh = std::make_unique<Name>();
  Name* name = fresh.get();
  name->key = std::string(key);
  name->named = resolution_.NamedOf(name->key);
  names_.emplace(name->key, std::move(fresh));
  if (name->named == nullptr) return name;
  EnterBlocks(name);
  EnterSurname(name);
  return name;
}

void GrowingMatches::EnterBlocks(Name* name) {
  const absl::string_view label = PartsOfKey(name->key).label;
  for (const std::string& word : WordsOfName(*name->named)) {
    const std::string labelled = absl::StrCat(label, "\x1f", word);
    auto& block = blocks_[labelled];
    if (block == nullptr) block = std::make_unique<Block>(Block{labelled, {}, true});
    block->members.insert(name);
    name->blocks.push_back(block.get());
    changed_blocks_.insert(block.get());
  }
}

void GrowingMatches::EnterSurname(Name* name) {
  name->bare = IsBareSurname(*name->named);
  if (!name->bare && !IsFullName(*name->named)) return;
  name->surname = std::string(SurnameSounds(*name->named));
  Surname& surname = surnames_[*name->surname];
  if (name->bare) {
    surname.bare.insert(name);
  } else {
    surname.bearers.insert(name);
  }
}

void GrowingMatches::Remove(Name* name) {
  TouchSurname(name);
  changed_bare_.erase(name);
  for (Name* other : name->others) {
    const auto offer = offers_.find(PairOf(name, other));
    if (offer->second.placed >= 0) order_.erase({offer->second.placed, offer->first});
    offers_.erase(offer);
    other->others.erase(name);
    if (other->bearer == name) other->bearer = nullptr;
  }
  for (Block* block : name->blocks) {
    block->members.erase(name);
    changed_blocks_.insert(block);
  }
  if (const auto surname = name->surname ? surnames_.find(*name->surname) : surnames_.end();
      surname != surnames_.end()) {
    surname->second.bare.erase(name);
    surname->second.bearers.erase(name);
    if (surname->second.bare.empty() && surname->second.bearers.empty()) surnames_.erase(surname);
  }
  names_.erase(std::string(name->key));
}

// Which bearer is offered with its bare surnames may change with it.
void GrowingMatches::TouchSurname(Name* name) {
  if (!name->surname) return;
  const auto found = surnames_.find(*name->surname);
  if (found == surnames_.end()) return;
  if (name->bare) {
    changed_bare_.insert(name);
  } else {
    changed_bare_.insert(found->second.bare.begin(), found->second.bare.end());
  }
}

void GrowingMatches::Moved(Name* name) {
  TouchSurname(name);
  for (Name* other : name->others) {
    const Pair pair = PairOf(name, other);
    Place(pair, &offers_.at(pair));
  }
}

// A word that too many names have says nothing; of what fewer have again all are compared.
void GrowingMatches::UpdateBlocks() {
  std::vector<Pair> pairs;
  for (Block* block : changed_blocks_) {
    const bool active = block->members.size() <= kMostNamesOfAWord;
    if (active == block->active) continue;
    block->active = active;
    for (Name* a : block->members) {
      for (Name* b : active ? block->members : a->others) {
        if (a->key < b->key) pairs.emplace_back(a, b);
      }
    }
  }
  for (Block* block : std::exchange(changed_blocks_, {})) {
    if (block->members.empty()) blocks_.erase(std::string(block->word));
  }
  for (const auto& [a, b] : pairs) UpdateAlike(a, b);
}

void GrowingMatches::CompareWithAlike(Name* name) {
  NameSet others;
  for (const Block* block : name->blocks) {
    if (block->active) others.insert(block->members.begin(), block->members.end());
  }
  for (Name* other : others) {
    if (other != name) UpdateAlike(name, other);
  }
}

void GrowingMatches::UpdateAlike(Name* a, Name* b) {
  const auto [first, second] = PairOf(a, b);
  const bool share = std::any_of(a->blocks.begin(), a->blocks.end(),
                                 [b = b](Block* block) { return block->active && block->members.contains(b); });
  const NameComparison comparison = share ? CompareNames(first->named->form, second->named->form) : NameComparison();
  const bool alike = share && MayBeOne(*first->named, *second->named, comparison);
  Change(first, second, &Offer::alike, alike ? comparison.score : -1);
}

void GrowingMatches::UpdateEdges(absl::string_view key) {
  Name* name = Find(key);
  if (name != nullptr) {
    const std::vector<Name*> others(name->others.begin(), name->others.end());
    for (Name* other : others) {
      if (!resolution_.HasEdge(key, other->key)) Change(name, other, &Offer::edge, -1);
    }
  }
  resolution_.ForEachEdge(
      key, [&](absl::string_view other, int score) { Change(Make(key), Make(other), &Offer::edge, score); });
}

void GrowingMatches::UpdateSurname(Name* bare) {
  Name* bearer = nullptr;
  for (Name* full : surnames_.at(*bare->surname).bearers) {
    if (!IsSurnameOf(*bare->named, *full->named)) continue;
    if (bearer == nullptr) {
      bearer = full;
    } else if (!AreOne(*bearer, *full)) {
      bearer = nullptr;
      break;
    }
  }
  if (bearer == bare->bearer) return;
  if (bare->bearer != nullptr) Change(bare, bare->bearer, &Offer::surname, -1);
  bare->bearer = bearer;
  if (bearer == nullptr) return;
  Change(bare, bearer, &Offer::surname, CompareNames(bare->named->form, bearer->named->form).score);
}

void GrowingMatches::Change(Name* a, Name* b, int Offer::*source, int score) {
  const Pair pair = PairOf(a, b);
  if (score < 0 && !a->others.contains(b)) return;
  Offer& offer = offers_[pair];
  offer.*source = score;
  a->others.insert(b);
  b->others.insert(a);
  Place(pair, &offer);
}

void GrowingMatches::Place(const Pair& pair, Offer* offer) {
  const int score = AreOne(*pair.first, *pair.second) ? -1 : offer->Score();
  if (score != offer->placed) {
    if (offer->placed >= 0) order_.erase({offer->placed, pair});
    if (score >= 0) order_.insert({score, pair});
    offer->placed = score;
  }
  if (offer->Score() >= 0) return;
  pair.first->others.erase(pair.second);
  pair.second->others.erase(pair.first);
  offers_.erase(pair);
}

bool GrowingMatches::AreOne(const Name& a, const Name& b) const {
  return resolution_.ClusterOf(a.key) == resolution_.ClusterOf(b.key);
}

std::vector<v1::MergeEdge> GrowingMatches::After(const std::optional<MatchPlace>& after, size_t most) const {
  std::vector<v1::MergeEdge> found;
  for (auto at = after ? order_.upper_bound(*after) : order_.begin(); at != order_.end() && found.size() < most; ++at) {
    if (IsStrongest(*at) && !AreJudgedApart(*at)) found.push_back(Tell(*at));
  }
  return found;
}

bool GrowingMatches::IsStrongest(const Placed& placed) const {
  const DirectoryEntry* one = directory_.EntryOfKey(placed.pair.first->key);
  const DirectoryEntry* other = directory_.EntryOfKey(placed.pair.second->key);
  if (one->keys.size() > other->keys.size()) std::swap(one, other);
  for (const std::string& key : one->keys) {
    Name* name = Find(key);
    if (name == nullptr) continue;
    for (Name* with : name->others) {
      const Pair pair = PairOf(name, with);
      const int score = offers_.at(pair).placed;
      if (score >= 0 && Stronger()({score, pair}, placed) && directory_.EntryOfKey(with->key) == other) return false;
    }
  }
  return true;
}

bool GrowingMatches::AreJudgedApart(const Placed& placed) const {
  const DirectoryEntry* one = directory_.EntryOfKey(placed.pair.first->key);
  const DirectoryEntry* other = directory_.EntryOfKey(placed.pair.second->key);
  for (const std::string& key : one->keys) {
    for (const size_t at : resolution_.VerdictsOf(key)) {
      const Verdict& verdict = resolution_.verdicts()[at];
      if (verdict.same) continue;
      if (directory_.EntryOfKey(verdict.first == key ? verdict.second : verdict.first) == other) return true;
    }
  }
  return false;
}

v1::MergeEdge GrowingMatches::Tell(const Placed& placed) const {
  const auto& [first, second] = placed.pair;
  if (offers_.at(placed.pair).edge == placed.score) return resolution_.OpenEdge(first->key, second->key);
  v1::MergeEdge edge = NameEdge(first->key, second->key, CompareNames(first->named->form, second->named->form));
  edge.set_outcome(v1::MERGE_OUTCOME_POSSIBLE);
  return edge;
}

}  // namespace caspian::aggregator
