// How nodes become clusters: edges are applied one by one, and some are skipped (resolution.h says which).
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_JOINING_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_JOINING_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// What has more neighbours than this is too common a name to be sure of any.
inline constexpr size_t kMostNeighbours = 50;

// Disjoint sets of nodes that know their members.
class NodeSets {
 public:
  explicit NodeSets(size_t size);

  size_t Find(size_t node) const { return root_[node]; }
  const std::vector<size_t>& Members(size_t node) const { return members_[root_[node]]; }
  void Join(size_t a, size_t b);

 private:
  std::vector<size_t> root_;
  std::vector<std::vector<size_t>> members_;
};

// Nodes are numbers below `size`.
class Joining {
 public:
  // True where something but a judgement speaks against two nodes' being one.
  using Contrary = std::function<bool(size_t, size_t)>;

  Joining(size_t size, Contrary contrary)
      : contrary_(std::move(contrary)), together_(size), unjudged_(size), apart_(size) {}

  // Says that these two are judged not the same; before any edge.
  void KeepApart(size_t a, size_t b);
  // Applies what is judged the same; then what is not judged, the strongest first.
  v1::MergeOutcome ApplyJudged(size_t a, size_t b);
  v1::MergeOutcome Apply(size_t a, size_t b);

  // The nodes that are one with `node`.
  const std::vector<size_t>& Together(size_t node) const { return together_.Members(node); }
  // True where a judgement says so of these two themselves.
  bool IsJudgedApart(size_t a, size_t b) const;

 private:
  bool AreJudgedApart(size_t a, size_t b) const;
  bool AreContrary(size_t a, size_t b) const;

  const Contrary contrary_;
  NodeSets together_;  // By all edges.
  NodeSets unjudged_;  // Without those of judgements.
  std::vector<std::vector<size_t>> apart_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_JOINING_H_
