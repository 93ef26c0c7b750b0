#include "aggregator/merge/resolution/joining.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace caspian::aggregator {

NodeSets::NodeSets(size_t size) : root_(size), members_(size) {
  std::iota(root_.begin(), root_.end(), 0);
  for (size_t i = 0; i < size; ++i) members_[i] = {i};
}

void NodeSets::Join(size_t a, size_t b) {
  size_t into = root_[a], from = root_[b];
  if (into == from) return;
  if (members_[into].size() < members_[from].size()) std::swap(into, from);
  std::vector<size_t> moved = std::move(members_[from]);
  members_[from].clear();
  for (const size_t node : moved) root_[node] = into;
  members_[into].insert(members_[into].end(), moved.begin(), moved.end());
}

void Joining::KeepApart(size_t a, size_t b) {
  apart_[a].push_back(b);
  apart_[b].push_back(a);
}

v1::MergeOutcome Joining::ApplyJudged(size_t a, size_t b) {
  if (together_.Find(a) == together_.Find(b)) return v1::MERGE_OUTCOME_ALREADY_ONE;
  if (AreJudgedApart(a, b)) return v1::MERGE_OUTCOME_FORBIDDEN;
  together_.Join(a, b);
  return v1::MERGE_OUTCOME_JOINED;
}

v1::MergeOutcome Joining::Apply(size_t a, size_t b) {
  const bool one = together_.Find(a) == together_.Find(b);
  if (!one && AreJudgedApart(a, b)) return v1::MERGE_OUTCOME_FORBIDDEN;
  if (AreContrary(a, b)) return one ? v1::MERGE_OUTCOME_ALREADY_ONE : v1::MERGE_OUTCOME_FORBIDDEN;
  unjudged_.Join(a, b);
  if (one) return v1::MERGE_OUTCOME_ALREADY_ONE;
  together_.Join(a, b);
  return v1::MERGE_OUTCOME_JOINED;
}

bool Joining::IsJudgedApart(size_t a, size_t b) const {
  return std::find(apart_[a].begin(), apart_[a].end(), b) != apart_[a].end();
}

bool Joining::AreJudgedApart(size_t a, size_t b) const {
  const size_t other = together_.Find(b);
  for (const size_t node : together_.Members(a)) {
    for (const size_t apart : apart_[node]) {
      if (together_.Find(apart) == other) return true;
    }
  }
  return false;
}

bool Joining::AreContrary(size_t a, size_t b) const {
  if (unjudged_.Find(a) == unjudged_.Find(b)) return false;
  for (const size_t left : unjudged_.Members(a)) {
    for (const size_t right : unjudged_.Members(b)) {
      if (contrary_(left, right)) return true;
    }
  }
  return false;
}

}  // namespace caspian::aggregator
